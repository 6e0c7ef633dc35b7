import { startWidget, type Widget } from "./widget";

const widgets = new Map<string, Widget>();

/** Finds a chatbot's widget. Covers tags that were added later or moved by an optimizer; blocked tags are ignored. */
function get(key: string): Widget | undefined {
  for (const script of [document.currentScript, ...document.querySelectorAll("script[data-chatbot]")] as HTMLScriptElement[])
    // Errors must not affect the page. In an unsupported browser nothing is shown.
    try {
      const { chatbot } = script.dataset;
      if (!chatbot || widgets.has(chatbot) || /plain|didomi/.test(script.type)) continue;
      widgets.set(chatbot, startWidget(script, chatbot, get));
    } catch {}
  return widgets.get(key);
}

// When a page runs the script twice, both use the registry of the first run.
(window.IAfluence?.get ?? get)("");
window.IAfluence ??= widgets.values().next().value!;
