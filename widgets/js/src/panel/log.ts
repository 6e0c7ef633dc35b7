import { textButton, iconButton } from "./button";
import { h } from "./dom";
import type { Entry } from "./entry";
import { EntryView, type EntryActions } from "./entryView";
import { icons } from "./icons";
import { MarkdownView } from "./markdown/view";
import type { Texts } from "./texts";

/** The list of messages: keeps to its end while the visitor is there, and paints at most once per frame. */
export class LogView {
  readonly element: HTMLElement;
  readonly latest: HTMLButtonElement;
  name = "";
  readonly #head = h("div", { class: "head" });
  readonly #list = h("div", { class: "list" });
  readonly #views = new Map<Entry, EntryView>();
  readonly #dirty = new Set<Entry>();
  #frame = 0;
  #atEnd = true;
  #day = "";

  constructor(
    private readonly texts: Texts,
    private readonly language: string,
    private readonly actions: EntryActions,
  ) {
    // New messages are read out by whole sentences from the panel's own live region.
    this.element = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0" }, this.#head, this.#list);
    this.latest = iconButton(icons.send, texts.latest, () => this.toEnd(true), "latest turned");
    this.latest.hidden = true;
    this.element.addEventListener("scroll", () => this.#onScroll(), { passive: true });
  }

  /** The greeting and the suggestions, above the first message. */
  greet(greeting: string | null, suggestions: string[], choose: (text: string) => void): void {
    this.#head.replaceChildren();
    if (greeting) {
      const body = h("div", { class: "text" });
      new MarkdownView(body, this.texts.table).show(greeting);
      this.#head.append(h("article", { class: "reply", "aria-label": this.name }, h("div", { class: "bubble" }, body)));
    }
    if (suggestions.length) {
      const list = h("ul", { class: "suggestions", "aria-label": this.texts.suggestions });
      for (const suggestion of suggestions) list.append(h("li", {}, textButton(suggestion, () => choose(suggestion))));
      this.#head.append(list);
    }
  }

  add(entry: Entry, live: boolean): void {
    const day = dayOf(entry.at, this.language, this.texts);
    if (day !== this.#day && (day !== this.texts.today || this.#day)) this.#list.append(h("p", { class: "day" }, day));
    this.#day = day;
    const view = new EntryView(entry, this.name, this.texts, this.actions, live);
    this.#views.set(entry, view);
    this.#list.append(view.element);
    this.element.classList.add("started");
    if (entry.role === "visitor" || this.#atEnd) this.toEnd(false);
  }

  change(entry: Entry): void {
    this.#dirty.add(entry);
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  remove(entry: Entry): void {
    this.#views.get(entry)?.element.remove();
    this.#views.delete(entry);
    if (!this.#views.size) this.clear();
  }

  clear(): void {
    this.#views.clear();
    this.#dirty.clear();
    this.#list.replaceChildren();
    this.#day = "";
    this.element.classList.remove("started");
  }

  /** A line that belongs to no message, with perhaps something to do about it. */
  notice(text: string, action?: { text: string; run: () => void }): HTMLElement {
    const notice = h("div", { class: "notice" }, h("p", {}, text));
    if (action)
      notice.append(textButton(action.text, () => {
        notice.remove();
        action.run();
      }));
    this.#list.append(notice);
    this.toEnd(false);
    return notice;
  }

  toEnd(smooth: boolean): void {
    this.#atEnd = true;
    this.latest.hidden = true;
    this.element.scrollTo({ top: this.element.scrollHeight, behavior: smooth && !matchMedia(REDUCED).matches ? "smooth" : "instant" });
  }

  #paint(): void {
    this.#frame = 0;
    for (const entry of this.#dirty) this.#views.get(entry)?.update();
    this.#dirty.clear();
    if (this.#atEnd) this.toEnd(false);
    else this.latest.hidden = false;
  }

  #onScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < 48;
    this.latest.hidden = this.#atEnd || scrollHeight - scrollTop - clientHeight < 160;
  }
}

const REDUCED = "(prefers-reduced-motion: reduce)";

function dayOf(at: number, language: string, texts: Texts): string {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (!(at < midnight)) return texts.today;
  if (at >= midnight - 86_400_000) return texts.yesterday;
  return new Date(at).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
}
