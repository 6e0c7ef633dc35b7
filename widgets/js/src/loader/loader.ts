import css from "../../../css/launcher.css";
import { parseColor, textOn, toHex } from "../common/color";
import type { Appearance, ChatbotView, Host, Language, Panel, WidgetEvent } from "../common/contract";
import { icon } from "../common/icon";

/** Put in by the build: the panel's address on the server that serves this loader. */
declare const PANEL_PATH: string;

const CHAT = "M21 11.5a8.4 8.4 0 0 1-12.3 7.5L3 21l2-5.7A8.4 8.4 0 1 1 21 11.5zM8.5 11.5h.01M12.5 11.5h.01M16.5 11.5h.01";
const DOWN = "M6 9.5l6 6 6-6";

const TEXTS: Record<Language, [open: string, unreachable: string]> = {
  fr: ["Ouvrir la discussion", "La discussion est injoignable pour le moment."],
  en: ["Open the chat", "The chat cannot be reached at the moment."],
};

const script = (document.currentScript ?? document.querySelector("script[data-chatbot]")) as HTMLScriptElement | null;
if (document.body) boot();
else addEventListener("DOMContentLoaded", boot);

/** Nothing that goes wrong in here may be seen in the page: with a browser that is too old, it stays as it is. */
function boot(): void {
  try {
    const key = script?.dataset.chatbot;
    if (key && !window.IAfluence) start(script, key);
  } catch {
    // See above.
  }
}

function start(script: HTMLScriptElement, key: string): void {
  const { dataset } = script;
  const base = new URL(".", script.src).href.slice(0, -1);
  const locale = dataset.locale || document.documentElement.lang || navigator.language;
  let language = languageOf(locale) ?? languageOf(navigator.language);
  let chatbot: Promise<ChatbotView> | undefined;
  let panel: Promise<Panel> | undefined;
  let shown: Panel | undefined;
  let tries = 0;
  const listeners: [WidgetEvent, (detail: unknown) => void][] = [];

  const element = document.createElement("iafluence-widget");
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const colors = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet, colors];

  const frame = document.createElement("div");
  const launcher = document.createElement("button");
  const label = document.createElement("span");
  const alarm = document.createElement("p");
  frame.className = "frame";
  launcher.className = "launcher";
  launcher.type = "button";
  launcher.hidden = dataset.launcher === "off";
  launcher.setAttribute("aria-haspopup", "dialog");
  launcher.setAttribute("aria-expanded", "false");
  launcher.append(icon(CHAT), icon(DOWN), label);
  alarm.setAttribute("role", "status");
  frame.append(launcher, alarm);
  root.append(frame);
  draw({});
  document.body.append(element);

  // Sites that swap their body between pages keep the widget, and a conversation in it.
  new MutationObserver(() => {
    if (!element.isConnected && document.body) document.body.append(element);
  }).observe(document.documentElement, { childList: true });

  const host: Host = {
    base, key, locale, root, frame, launcher,
    get language() {
      return language ?? "en";
    },
    chatbot: () =>
      (chatbot ??= read().catch((error: unknown) => {
        chatbot = undefined;
        throw error;
      })),
    emit(event, detail) {
      // Each listener has its own task: what it throws is the page's, and never stops the widget.
      for (const [name, listener] of listeners) if (name === event) setTimeout(listener, 0, detail);
    },
  };

  const load = (): Promise<Panel> =>
    (panel ??= import(base + PANEL_PATH)
      // The page may have been open during a deployment: a fresh loader knows the panel that is there now.
      .catch(async () => import(base + (await currentPanel(script.src)) + "?" + ++tries))
      .then((module: { mount(host: Host): Panel }) => (shown = module.mount(host)))
      .catch((error: unknown) => {
        panel = undefined;
        throw error;
      }));

  const use = (action: (panel: Panel) => void): void => {
    alarm.textContent = "";
    launcher.ariaBusy = "true";
    load()
      .then(action)
      .catch(() => {
        alarm.textContent = TEXTS[host.language][1];
        setTimeout(() => (alarm.textContent = ""), 6_000);
      })
      .then(() => (launcher.ariaBusy = null));
  };
  const toggle = (): void => use((it) => (it.isOpen ? it.close() : it.open(true)));
  const warm = (): void => void load().catch(() => {});

  for (const intent of ["pointerenter", "pointerdown", "focus"]) launcher.addEventListener(intent, warm, { passive: true });
  launcher.addEventListener("click", toggle);

  window.IAfluence = {
    open: () => use((it) => it.open(true)),
    close: () => shown?.close(),
    toggle,
    ask: (text: string) => use((it) => it.ask(String(text))),
    on(event: WidgetEvent, listener: (detail: unknown) => void) {
      const entry: (typeof listeners)[number] = [event, listener];
      listeners.push(entry);
      return () => void listeners.splice(listeners.indexOf(entry) >>> 0, 1);
    },
  };

  host.chatbot().catch(() => {});
  // On a telephone the panel covers the page, so it opens there only when asked for.
  if (innerWidth > 480 && (dataset.open === "true" || wasOpen(key))) use((it) => it.open(false));

  async function read(): Promise<ChatbotView> {
    const response = await fetch(`${base}/widget/v1/chatbots/${encodeURIComponent(key)}?locale=${encodeURIComponent(locale)}`, { credentials: "omit" });
    // A chatbot that is switched off, or is not for this site, leaves no button that leads nowhere.
    if (response.status === 404 || response.status === 403) element.remove();
    if (!response.ok) throw response;
    const view: ChatbotView = await response.json();
    language ??= languageOf(view.locale);
    draw(view.appearance);
    return view;
  }

  function draw(appearance: Partial<Appearance>): void {
    const color = parseColor(dataset.color) ?? parseColor(appearance.color) ?? [11, 95, 255];
    colors.replaceSync(`:host{--brand:${toHex(color)};--on-brand:${textOn(color)}}`);
    frame.dataset.side = dataset.side ?? appearance.side ?? "right";
    frame.dataset.theme = dataset.theme ?? appearance.theme ?? "auto";
    frame.lang = language ?? "en";
    label.textContent = appearance.launcherLabel ?? "";
    launcher.ariaLabel = label.textContent || TEXTS[language ?? "en"][0];
  }
}

async function currentPanel(loader: string): Promise<string> {
  const text = await (await fetch(loader, { cache: "reload" })).text();
  return /"(\/widget\/panel[^"]+)"/.exec(text)?.[1] ?? PANEL_PATH;
}

function languageOf(locale: string): Language | undefined {
  return (/^(fr|en)\b/i.exec(locale)?.[1]?.toLowerCase() as Language | undefined);
}

function wasOpen(key: string): boolean {
  try {
    return !!sessionStorage.getItem(`iafluence:${key}:open`);
  } catch {
    return false;
  }
}
