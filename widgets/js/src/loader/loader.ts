import { startWidget, type Widget } from "./widget";

const widgets = new Map<string, Widget>();

/** The widget of a chatbot. Tags that came later, or that an optimiser has moved, are found here; blocked ones are left alone. */
function get(key: string): Widget | undefined {
  for (const script of [document.currentScript, ...document.querySelectorAll("script[data-chatbot]")] as HTMLScriptElement[])
    // Nothing that goes wrong in here may be seen in the page: with a browser that is too old, it stays as it is.
    try {
      const { chatbot } = script.dataset;
      if (!chatbot || widgets.has(chatbot) || /plain|didomi/.test(script.type)) continue;
      widgets.set(chatbot, startWidget(script, chatbot, get));
    } catch {}
  return widgets.get(key);
}

// A page that runs this twice has one registry, the first one's.
(window.IAfluence?.get ?? get)("");
window.IAfluence ??= widgets.values().next().value!;
