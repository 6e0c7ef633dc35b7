import css from "../../../css/launcher.css";
import type { ChatbotView, Host, Panel, WidgetEvent } from "../common/contract";
import { importPanel } from "./importPanel";

/** The widget's API for the page. */
export interface Widget {
  open(): void;
  close(): void;
  toggle(): void;
  ask(text: string): void;
  identify(facts: Record<string, string>): void;
  on(event: WidgetEvent, listener: (detail: unknown) => void): () => void;
  get(key: string): Widget | undefined;
}

const IDLE_MS = 5_000;

export function startWidget(script: HTMLScriptElement, key: string, get: Widget["get"]): Widget {
  const data = script.dataset;
  const base = (data.host || new URL(".", script.src).href).replace(/\/$/, "");
  const events = new EventTarget();
  const night = matchMedia("(prefers-color-scheme: dark)");
  const element = document.createElement("iafluence-widget");
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const observer = new MutationObserver(() => requestAnimationFrame(keep));
  const host = { base, key, root, data, read, emit, paint } as Host;
  const ready = begin();
  let page: Element;
  let panel: Promise<Panel> | undefined;
  let shown: Panel | undefined;

  /** Requests the configuration until it arrives. A chatbot that is inactive or not allowed on this site shows nothing. */
  async function begin(): Promise<void> {
    for (let wait = 4_000; ; wait *= 2)
      try {
        host.view = await read();
        draw();
        return emit("ready");
      } catch (status) {
        await new Promise((resolve) => status !== 403 && status !== 404 && setTimeout(resolve, wait));
      }
  }

  async function read(): Promise<ChatbotView> {
    const locale = data.locale || document.documentElement.lang || navigator.language;
    const response = await fetch(`${base}/widget/v1/chatbots/${key}?locale=${locale}&color=${data.color?.replace("#", "") ?? ""}`, { credentials: "omit" });
    if (!response.ok) throw response.status;
    return response.json();
  }

  /** Draws the launcher. Draws it again after the page rewrote its document, which removes all listeners. */
  function draw(): void {
    const { appearance, texts, direction, locale, pages, invitation } = host.view;
    const frame = document.createElement("div");
    const launcher = document.createElement("button");
    sheet.replaceSync(css + (appearance.css ?? ""));
    root.adoptedStyleSheets = [sheet];
    root.textContent = "";
    root.appendChild(frame).appendChild(launcher);
    page = document.documentElement;
    panel = shown = undefined;

    // Hides the widget on excluded pages; the address can change without a page load.
    const place = (): unknown => (frame.hidden = !RegExp(pages).test(location.pathname));
    place();
    if (pages) setInterval(place, IDLE_MS / 10);
    frame.className = "frame";
    frame.dir = direction;
    frame.lang = locale;
    frame.dataset.side = data.side ?? appearance.side;
    launcher.className = `launcher ${appearance.launcher} ${appearance.launcherLabel ? "bar" : ""}`;
    launcher.setAttribute("part", "launcher");
    launcher.hidden = data.launcher === "off";
    launcher.ariaExpanded = "false";
    launcher.ariaLabel = appearance.launcherLabel || texts.open;
    launcher.textContent = appearance.launcherLabel;
    launcher.onpointerenter = launcher.onpointerdown = launcher.onfocus = warm;
    // A double click opens the panel.
    launcher.onclick = ({ detail }) => detail > 1 || toggle();
    host.frame = frame;
    host.launcher = launcher;
    night.onchange = paint;
    paint();
    keep();
    setTimeout(warm, IDLE_MS);

    const [isOpen, isAwaited] = remembered(key);
    // On a telephone the panel covers the page, so it does not open automatically there.
    if (innerWidth > 480 && (data.open === "true" || isOpen)) use((it) => it.open(false));
    else if (invitation || isAwaited) warm();
  }

  /** Applies the theme: of the tag or the setting, then the page's declared one, then the device's. */
  function paint(): void {
    const { frame, view: { appearance } } = host;
    const themes = [data.theme ?? appearance.theme, getComputedStyle(page).colorScheme, night.matches ? "dark" : "light"];
    const isDark = themes.find((theme) => /^(only )?(dark|light)$/.test(theme))!.endsWith("dark");
    frame.classList.toggle("dark", isDark);
    for (const [name, color] of Object.entries({ ...appearance.sizes, ...appearance[isDark ? "dark" : "light"] })) frame.style.setProperty("--" + name, color);
  }

  /**
   * Inserts the widget beside the body, so that it is not affected when a site replaces the body, makes it a containing block for fixed
   * elements, or counts its children. It is kept, with its conversation, when a page replaces its whole document.
   */
  function keep(): void {
    const { documentElement } = document;
    if (!documentElement || element.isConnected) return;
    if (page === documentElement) page.appendChild(element);
    else draw();
    for (const parent of [document, documentElement]) observer.observe(parent, { childList: true });
  }

  async function load(): Promise<Panel> {
    await ready;
    return (panel ??= importPanel(base)
      .then((module) => (shown = module.mount(host)))
      .catch((error: unknown) => {
        panel = undefined;
        throw error;
      }));
  }

  function warm(): void {
    load().catch(() => {});
  }

  function use(action: (panel: Panel) => void): void {
    load().then(action).catch(() => {
      host.launcher.className = "launcher bar";
      host.launcher.ariaLabel = host.launcher.textContent = host.view.texts.network;
    });
  }

  function toggle(): void {
    use((it) => (it.isOpen ? it.close() : it.open(true)));
  }

  function emit(event: WidgetEvent, detail?: unknown): void {
    // An exception in a listener belongs to the page and does not stop the widget.
    events.dispatchEvent(new CustomEvent(event, { detail }));
  }

  return {
    toggle,
    get,
    open: () => use((it) => it.open(true)),
    close: () => shown?.close(),
    ask: (text) => use((it) => it.ask(String(text))),
    identify(facts) {
      host.identity = facts;
    },
    on(event, listener) {
      const hear = (it: Event): void => listener((it as CustomEvent).detail);
      events.addEventListener(event, hear);
      if (event === "ready" && host.view) setTimeout(listener);
      return () => events.removeEventListener(event, hear);
    },
  };
}

/** Whether the panel was open on the last page, and whether messages can arrive while it is closed. */
function remembered(key: string): [isOpen: boolean, isAwaited: boolean] {
  try {
    return [!!sessionStorage.getItem(`iafluence:${key}:open`), /pending|human/.test(localStorage.getItem("iafluence:" + key)!)];
  } catch {
    return [false, false];
  }
}
