import css from "../../../css/panel.css";
import markdownCss from "../../../css/markdown.css";
import type { ChatbotView, Host, Panel } from "../common/contract";
import { parseColor, readableOn, toHex } from "../common/color";
import { Api, Problem } from "./api";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { h } from "./dom";
import type { Entry } from "./entry";
import { confirmIn, Header } from "./header";
import { LogView } from "./log";
import { keepFocusInside, fitKeyboard, isFullScreen } from "./placement";
import { Store } from "./store";
import { textsIn } from "./texts";

/** Draws the panel into the loader's shadow root. It stays closed until told otherwise. */
export function mount(host: Host): Panel {
  const texts = textsIn(host.language);
  const store = new Store(host.key);
  const api = new Api(host.base, host.key, store);
  const sheet = new CSSStyleSheet();
  const geometry = new CSSStyleSheet();
  const colors = new CSSStyleSheet();
  sheet.replaceSync(css + markdownCss);
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet, geometry, colors];

  let isOpen = false;
  let isLoaded = false;
  let restoring = false;
  const queue: string[] = [];
  let failure: HTMLElement | null = null;
  let leftNotice: HTMLElement | null = null;

  const speaker = h("div", { class: "sr", "aria-live": "polite" });
  const log = new LogView(texts, host.language, {
    retry(entry) {
      focusAfterTap();
      void conversation.retry(entry);
    },
    rate: (entry, rating, comment) => conversation.rate(entry, rating, comment),
    announce,
  });
  const composer = new Composer(texts, send, () => conversation.stop(), (draft) => (store.draft = draft), store.draft);
  const header = new Header(texts, { startNew, download: () => void download(), erase, close });
  const notice = h("p", { class: "ai", hidden: true }, texts.notice);
  const panel = h("section", { class: "panel", role: "dialog", "aria-labelledby": "title", lang: host.language, hidden: true },
    header.element, h("div", { class: "middle" }, log.element, log.latest), composer.element, notice, speaker);

  const conversation = new Conversation(api, store, {
    added(entry) {
      log.add(entry, !restoring || entry.state !== "done");
      header.hasConversation = true;
      if (entry.role === "visitor" && !restoring) {
        leftNotice?.remove();
        host.emit("message", { text: entry.text });
      }
    },
    changed: (entry) => log.change(entry),
    ended,
    removed: (entry) => log.remove(entry),
    cleared() {
      log.clear();
      header.hasConversation = false;
    },
    busy(value) {
      composer.busy = value;
      if (!value) sendNext();
    },
    expired() {
      say(texts.expired);
    },
    returned(text) {
      composer.text = [text, composer.text].join("\n").trim();
    },
  }, { page: () => location.href, locale: host.locale });

  header.hasConversation = false;
  header.show("…", "");
  host.frame.append(panel);
  fitKeyboard((css) => geometry.replaceSync(css));

  document.addEventListener("visibilitychange", () => {
    if (isOpen && !document.hidden) void refresh();
  });

  const night = matchMedia("(prefers-color-scheme: dark)");
  night.addEventListener("change", paint);
  paint();

  // Keys pressed in here are not the page's short cuts.
  for (const type of ["keydown", "keypress", "keyup"]) host.frame.addEventListener(type, (event) => event.stopPropagation());
  host.frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen && !event.isComposing) {
      event.preventDefault();
      if (header.isMenuOpen) header.closeMenu();
      else close();
    } else if (event.key === "Tab" && isFullScreen()) keepFocusInside(panel, event);
  });

  return {
    get isOpen() {
      return isOpen;
    },
    open,
    close,
    ask(text) {
      open(true);
      send(text.trim());
    },
  };

  function open(focus: boolean): void {
    if (!isOpen) {
      isOpen = true;
      panel.hidden = false;
      panel.ariaModal = isFullScreen() ? "true" : null;
      // The class begins the way in only after the panel has a place.
      void panel.offsetWidth;
      panel.classList.add("open");
      host.launcher.ariaExpanded = "true";
      delete host.launcher.dataset.unread;
      host.launcher.ariaDescription = null;
      store.open = true;
      host.emit("open");
      void refresh();
      log.toEnd(false);
    }
    if (focus) composer.focus();
  }

  /** What was tapped may vanish; the focus goes on to the composer, unless that would bring up a keyboard over the answer. */
  function focusAfterTap(): void {
    if (matchMedia("(hover: none)").matches) log.element.focus();
    else composer.focus();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = panel.contains(host.root.activeElement);
    panel.classList.remove("open");
    host.launcher.ariaExpanded = "false";
    store.open = false;
    host.emit("close");
    if (hadFocus) host.launcher.focus();
    header.toggle(false);
    setTimeout(() => (panel.hidden = !isOpen), matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180);
  }

  async function load(): Promise<void> {
    isLoaded = true;
    await restore(async () => {
      show(await host.chatbot());
      await conversation.load();
    });
  }

  /** Brings in what was said in another tab meanwhile. */
  async function refresh(): Promise<void> {
    if (!isLoaded) await load();
    else if (!restoring && !conversation.isBusy) await restore(() => conversation.load());
  }

  /** Shows what was said before; what is sent meanwhile waits. */
  async function restore(read: () => Promise<void>): Promise<void> {
    restoring = true;
    failure?.remove();
    try {
      await read();
      restoring = false;
      log.toEnd(false);
      sendNext();
    } catch (error) {
      restoring = isLoaded = false;
      composer.text = [...queue.splice(0), composer.text].join("\n").trim();
      failure = say(words(error), { text: texts.retry, run: () => void load() });
    }
  }

  function show(chatbot: ChatbotView): void {
    paint();
    log.name = chatbot.name;
    header.show(chatbot.name, chatbot.aiNotice ? texts.subtitle : "");
    notice.hidden = !chatbot.aiNotice;
    composer.maximum = chatbot.limits.messageCharacters;
    log.greet(chatbot.greeting, chatbot.suggestions, (text) => {
      send(text);
      focusAfterTap();
    });
  }

  function send(text: string): void {
    if (!text) return;
    // Said too early, it waits for its turn.
    queue.push(text);
    if (!isLoaded) void load();
    else sendNext();
  }

  function sendNext(): void {
    if (restoring || conversation.isBusy) return;
    const text = queue.shift();
    if (text) void conversation.send(text);
  }

  /** Follows the theme, and keeps the chatbot's colour readable where it is used for words and lines. */
  function paint(): void {
    const { theme } = host.frame.dataset;
    const isDark = theme === "dark" || (theme !== "light" && night.matches);
    const brand = parseColor(getComputedStyle(host.frame).getPropertyValue("--brand")) ?? [11, 95, 255];
    const accent = readableOn(brand, isDark ? [36, 40, 48] : [242, 244, 247]);
    colors.replaceSync(`:host{--accent:${toHex(accent)}}`);
    host.frame.classList.toggle("dark", isDark);
  }

  function startNew(): void {
    const back = conversation.startNew();
    leftNotice = say(texts.started, {
      text: texts.goBack,
      run: () => void restore(back),
    });
    focusAfterTap();
  }

  async function download(): Promise<void> {
    try {
      const url = URL.createObjectURL(await api.transcript());
      const anchor = h("a", { href: url, download: `${log.name}.txt` });
      host.frame.append(anchor);
      anchor.click();
      anchor.remove();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      say(words(error));
    }
  }

  function erase(): void {
    confirmIn(panel, texts, async () => {
      await conversation.erase();
      composer.text = "";
      say(texts.erased);
    }, words);
  }

  function ended(entry: Entry): void {
    if (entry.problem) {
      host.emit("error", { code: entry.problem.code || "network" });
    } else {
      host.emit("reply", { text: entry.text, finishReason: entry.finishReason });
      if (!isOpen) host.launcher.dataset.unread = host.launcher.ariaDescription = texts.newReply;
    }
  }

  function say(text: string, action?: { text: string; run: () => void }): HTMLElement {
    announce(text);
    return log.notice(text, action);
  }

  function announce(text: string): void {
    if (!isOpen) return;
    while (speaker.childElementCount > 8) speaker.firstChild!.remove();
    speaker.append(h("p", {}, text));
  }

  function words(error: unknown): string {
    return (error instanceof Problem && error.detail) || texts.network;
  }
}
