import type { Action, Chat } from "./chat";
import { add, drop, fill, h, iconButton, textButton } from "./dom";
import type { Entry } from "./entry";
import { createEntryView, type EntryView } from "./entryView";
import { icons } from "./icons";
import { createMarkdown } from "./markdown/view";

export type Log = ReturnType<typeof createLog>;

/** The list of messages. Follows the end while the visitor is there, and renders at most once per frame. */
export function createLog(chat: Chat) {
  const { texts } = chat;
  const head = h("div", "list");
  const list = h("div", "list");
  // New messages are read out sentence by sentence from the panel's own live region.
  const element = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0", onscroll }, head, list);
  const latest = iconButton(icons.send, texts.latest, toEnd, "latest turned");
  const views = new Map<Entry, EntryView>();
  const dirty = new Set<Entry>();
  let frame = 0;
  let isAtEnd = true;
  // Today is named only after another day.
  let day = dayOf();
  latest.hidden = true;

  return {
    element, latest, toEnd, change, suggest,

    /** The greeting and the suggestions, above the first message. */
    greet(): void {
      const { view } = chat.host;
      const { greeting, suggestions, name } = view;
      fill(head);
      if (greeting) {
        const body = h("div", "text");
        createMarkdown(body, view)(greeting);
        add(head, h("article", { class: "message reply", "aria-label": name }, h("div", "bubble", body)));
      }
      suggest(head, suggestions);
    },

    add(entry: Entry, isLive: boolean): void {
      const next = dayOf(entry.at);
      if (next !== day) add(list, h("p", "day", next));
      day = next;
      const view = createEntryView(entry, isLive, chat);
      views.set(entry, view);
      add(list, view.element);
      mark();
      change(entry);
      if (entry.role === "visitor" || isAtEnd) toEnd();
    },

    remove(entry: Entry): void {
      drop(views.get(entry)?.element);
      views.delete(entry);
      mark();
    },

    clear(): void {
      views.clear();
      dirty.clear();
      fill(list);
      day = dayOf();
      mark();
    },

    /** A line that belongs to no message, with perhaps something to do about it. */
    notice(text: string, ...actions: Action[]): HTMLElement {
      const notice = h("div", "notice", h("p", "", text), ...actions.map(([name, run]) => textButton(name, () => {
        drop(notice);
        run();
      })));
      add(list, notice);
      toEnd();
      return notice;
    },
  };

  /** Adds buttons that send their text as the visitor's message. */
  function suggest(parent: Element, suggestions: string[]): void {
    if (suggestions[0])
      add(parent, h("ul", { class: "suggestions", "aria-label": texts.suggestions }, ...suggestions.map((text) => h("li", "", textButton(text, () => {
        chat.send(text);
        chat.composer.focusAfterTap();
      }, "suggestion")))));
  }

  /** The suggestions of the greeting are hidden from the first message on. */
  function mark(): void {
    element.classList.toggle("started", !!views.size);
  }

  function change(entry: Entry): void {
    dirty.add(entry);
    frame ||= requestAnimationFrame(paint);
  }

  function paint(): void {
    frame = 0;
    const changed = [...dirty];
    dirty.clear();
    for (const entry of changed) if (views.get(entry)?.update()) change(entry);
    if (isAtEnd) toEnd();
    else latest.hidden = false;
  }

  function toEnd(): void {
    isAtEnd = latest.hidden = true;
    element.scrollTop = element.scrollHeight;
  }

  function onscroll(): void {
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    isAtEnd = below < 48;
    latest.hidden = below < 160;
  }

  function dayOf(at = Date.now()): string {
    return new Date(at).toLocaleDateString(chat.host.view.locale, { dateStyle: "full" });
  }
}
