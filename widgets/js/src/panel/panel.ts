import css from "../../../css/panel.css";
import markdownCss from "../../../css/markdown.css";
import type { Host, Panel } from "../common/contract";
import { createApi } from "./api";
import type { Action, Chat, More, Uses } from "./chat";
import { createComposer } from "./composer";
import { createConversation } from "./conversation";
import { add, drop, fill, h } from "./dom";
import type { Entry } from "./entry";
import { createHeader } from "./header";
import { importMore } from "./importMore";
import { createLog } from "./log";
import { fitKeyboard, isFullScreen, isOffline } from "./platform";
import type { Problem } from "./problem";
import { createStore } from "./store";

/** Renders the panel into the loader's shadow root. It is closed at first. */
export function mount(host: Host): Panel {
  const { root, frame, launcher, emit, paint } = host;
  const { texts, appearance } = host.view;
  const store = createStore(host.key);
  const queue: string[] = [];
  let isOpen = false;
  let isLoaded = false;
  let isRestoring = false;
  let failure: HTMLElement | undefined;
  let loaded: Promise<More> | undefined;

  const chat = { host, texts, store, isOpen: () => isOpen, open, send, say, announce, explain, arrived, reconsider, restore, more } as unknown as Chat;
  chat.api = createApi(host, store);
  const conversation = (chat.conversation = createConversation(chat.api, store, {
    added(entry) {
      log.add(entry, !isRestoring || entry.state !== "done");
      header.canLeave(true);
      if (entry.role !== "visitor" || isRestoring) return;
      drop(panel.querySelector(".left"));
      emit("message", { text: entry.text });
    },
    changed: (entry) => log.change(entry),
    ended,
    removed: (entry) => log.remove(entry),
    cleared() {
      log.clear();
      header.canLeave(false);
    },
    busy(value) {
      composer.busy(value);
      if (!value) sendNext();
    },
    expired: () => void more("sayExpired"),
    returned(text, code) {
      if (code !== "consent_required") return composer.put(text);
      queue.unshift(text);
      store.update({ consent: undefined });
      reconsider();
    },
    state(state) {
      header.show();
      if (state === "human") more("listen");
    },
  }, {
    about: () => ({ page: location.href, locale: host.view.locale, identity: host.identity && (host.identity.jwt ? { jwt: host.identity.jwt } : { facts: host.identity }) }),
    isOffline,
    solve: (challenge) => chat.more("solve", challenge),
  }));

  const log = (chat.log = createLog(chat));
  const composer = (chat.composer = createComposer(chat));
  const header = createHeader(chat, close);
  const speaker = h("div", { class: "sr", "aria-live": "polite" });
  const notice = h("p", "notice ai");
  const panel = (chat.panel = h("dialog", { class: "panel", "aria-labelledby": "title", onkeydown, oncancel },
    header.element, log.element, log.latest, composer.element, notice, h("p", "brand", appearance.brand ? texts.brand : ""), speaker));

  useSheet(css + markdownCss);
  if (appearance.font === "host") frame.style.fontFamily = getComputedStyle(document.body).fontFamily;
  add(frame, panel);
  fitKeyboard(frame);
  header.canLeave(false);
  show();
  if (host.view.invitation) more("invite");
  if (store.saved.pending || store.saved.human) void refresh();

  document.addEventListener("visibilitychange", look);
  // Handles pages restored from the back/forward cache, and changes in other tabs.
  addEventListener("pageshow", look);
  addEventListener("storage", ({ key }) => key === store.name && look());
  addEventListener("online", () => {
    const last = conversation.entries.at(-1);
    if (last?.problem && !last.problem.status) void conversation.retry(last);
    else if (failure && !isLoaded) void refresh();
  });
  // Keys pressed in the widget must not trigger the page's shortcuts.
  frame.onkeydown = frame.onkeyup = frame.onkeypress = (event) => event.stopPropagation();

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
      // While the panel covers the page, content behind it is not reachable.
      if (isFullScreen()) panel.showModal();
      panel.open = true;
      paint();
      launcher.ariaExpanded = "true";
      chat.seen?.();
      drop(frame.querySelector(".invitation"));
      if (focus) for (const part of ["open", "hint"] as const) store.note(part, "1");
      emit("open");
      void refresh();
      log.toEnd();
    }
    if (focus) composer.focus();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = panel.contains(root.activeElement);
    panel.close();
    launcher.ariaExpanded = "false";
    store.note("open", "");
    emit("close");
    if (hadFocus) launcher.focus();
  }

  function onkeydown(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) oncancel(event);
  }

  /** Handles the back gesture of a telephone. */
  function oncancel(event: Event): void {
    event.preventDefault();
    close();
  }

  function look(): void {
    if (document.hidden) return;
    if (isOpen) chat.seen?.();
    if (isLoaded) void refresh();
  }

  /** Shows the history, including messages added in another tab. */
  async function refresh(): Promise<void> {
    if (!isRestoring && !conversation.isBusy()) await restore(conversation.load);
  }

  /** While the history loads, sent messages wait. */
  async function restore(read: () => Promise<void>): Promise<void> {
    isLoaded = isRestoring = true;
    drop(failure);
    try {
      await read();
      isRestoring = false;
      sendNext();
    } catch (error) {
      isRestoring = isLoaded = false;
      composer.put(queue.splice(0).join("\n"));
      failure = say(explain(error), [texts.retry, refresh]);
    }
  }

  function show(): void {
    fill(notice, host.view.aiNotice ?? "");
    header.show();
    log.greet();
    // Nothing can be sent before the visitor has agreed.
    composer.element.hidden = mustAgree();
    if (mustAgree()) more("askConsent", () => {
      composer.element.hidden = false;
      sendNext();
    });
  }

  function reconsider(): void {
    host.read().then((view) => {
      host.view = view;
      show();
    }, (error) => say(explain(error)));
  }

  function mustAgree(): boolean {
    const { consent } = host.view;
    // Consent to the text in another language counts too. A server from before `versions` sends only this language's version.
    return !!consent && !(consent.versions ?? [consent.version]).includes(store.saved.consent!);
  }

  function send(text: string): void {
    if (!text) return;
    if (!isLoaded) void refresh();
    // A message sent too early waits for the history.
    if (isRestoring && conversation.keep(text)) return emit("message", { text });
    queue.push(text);
    sendNext();
  }

  function sendNext(): void {
    if (isRestoring || conversation.isBusy() || mustAgree()) return;
    const text = queue.shift();
    if (text) void conversation.send(text);
  }

  function ended(entry: Entry): void {
    const { problem } = entry;
    if (problem) emit("error", { code: problem.code });
    else arrived(entry);
  }

  function arrived({ text, finishReason }: Entry): void {
    emit("reply", { text, finishReason });
    if (text && (!isOpen || document.hidden)) more("markUnread");
  }

  function say(text: string, ...actions: Action[]): HTMLElement {
    announce(text);
    return log.notice(text, ...actions);
  }

  function announce(text: string): void {
    if (!isOpen || !text) return;
    if (speaker.childElementCount > 8) drop(speaker.firstChild);
    add(speaker, h("p", "", text));
  }

  function explain(error: unknown): string {
    return (error as Problem).detail || texts.network;
  }

  async function more(name: keyof Uses, ...rest: unknown[]): Promise<unknown> {
    let it: More | undefined;
    try {
      it = await (loaded ??= importMore(host.base, host.view.locale).then((it) => {
        useSheet(it.css(host.view));
        return it;
      }));
      return await (it[name] as (chat: Chat, ...rest: unknown[]) => unknown)(chat, ...rest);
    } catch (error) {
      if (it) return;
      // The next use tries to load it again.
      loaded = undefined;
      say(explain(error));
    }
    return;
  }

  function useSheet(text: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
