import { icon } from "../common/icon";
import { SentenceReader } from "./announcer";
import { iconButton, refit, textButton } from "./button";
import { h } from "./dom";
import type { Entry } from "./entry";
import { icons } from "./icons";
import { safeAddress } from "./markdown/inline";
import { link, MarkdownView } from "./markdown/view";
import type { Texts } from "./texts";

/** What the parts of an entry can ask for. */
export interface EntryActions {
  retry(entry: Entry): void;
  rate(entry: Entry, rating: number, comment?: string): void;
  announce(text: string): void;
}

/** One message in the log. */
export class EntryView {
  readonly element: HTMLElement;
  readonly #bubble = h("div", { class: "bubble" });
  readonly #body = h("div", { class: "text" });
  readonly #markdown: MarkdownView;
  readonly #sentences = new SentenceReader();
  #foot: HTMLElement | null = null;
  #note: HTMLElement | null = null;
  #rating: HTMLButtonElement[] = [];
  #shownState = "";
  #isTyping = false;

  /** @param live whether it arrives now; an entry of the history is not read out. */
  constructor(
    readonly entry: Entry,
    private readonly name: string,
    private readonly texts: Texts,
    private readonly actions: EntryActions,
    private readonly live: boolean,
  ) {
    this.#markdown = new MarkdownView(this.#body, texts.table);
    this.element = h("article", { class: entry.role, "aria-label": entry.role === "visitor" ? texts.you : name }, this.#bubble);
    this.#bubble.append(this.#body);
    this.update();
  }

  update(): void {
    const { entry } = this;
    if (entry.role === "visitor") {
      if (!this.#shownState) this.#body.textContent = entry.text;
      this.#shownState = entry.state;
      return;
    }

    const growing = entry.state !== "done" && entry.state !== "failed";
    this.element.ariaBusy = growing ? "true" : null;
    this.#showText(growing);
    if (this.live && entry.text) {
      const words = this.#sentences.next(entry.text, !growing);
      if (words) this.actions.announce(words);
    }

    if (entry.state !== this.#shownState) {
      this.#shownState = entry.state;
      this.#showNote();
      if (entry.state === "done" && !this.#foot && entry.text) this.#showFoot();
      if (this.live && entry.state === "waiting") this.actions.announce(`${this.name} ${this.texts.typing}`);
    }
    this.#rating.forEach((button, i) => (button.ariaPressed = String(entry.rating === (i ? -1 : 1))));
  }

  #showText(growing: boolean): void {
    const waiting = growing && !this.entry.text;
    if (this.#body.classList.toggle("typing", waiting) !== this.#isTyping) {
      this.#isTyping = waiting;
      this.#markdown.show("");
      this.#body.replaceChildren(...(waiting ? [h("i"), h("i"), h("i")] : []));
    }
    if (!waiting) this.#markdown.show(this.entry.text, growing);
  }

  #showNote(): void {
    const { entry, texts } = this;
    this.#note?.remove();
    this.#note = null;
    this.#bubble.hidden = !entry.text && (entry.state === "done" || entry.state === "failed");

    if (entry.state === "failed") {
      this.#note = this.#failure();
    } else {
      const words =
        entry.state === "broken" ? texts.reconnecting
        : entry.finishReason === "cancelled" ? texts.stopped
        : entry.finishReason === "length" ? texts.cut
        : entry.finishReason === "human" ? texts.human
        : "";
      if (words) this.#note = h("p", { class: "note" }, words);
      if (words && this.live) this.actions.announce(words);
    }
    if (this.#note) this.element.append(this.#note);
  }

  #failure(): HTMLElement {
    const { entry, texts } = this;
    const problem = entry.problem!;
    const words = problem.detail || (problem.code === "answer_lost" ? texts.lost : problem.status ? texts.failed : texts.network);
    const box = h("div", { class: "failure" }, icon(icons.warning), h("p", {}, words));
    if (this.live) this.actions.announce(words);

    // A quota that opens again tomorrow is no reason to offer another try now.
    if (problem.retryAfter <= 120 && problem.status !== 413 && problem.status !== 400) {
      const retry = textButton(texts.retry, () => this.actions.retry(entry), "retry", icons.retry);
      box.append(retry);
      if (problem.retryAfter) countDown(retry, problem.retryAfter, texts);
    }
    return box;
  }

  #showFoot(): void {
    const { entry, texts } = this;
    this.#foot = h("div", { class: "foot" });
    const sources = entry.sources.filter((source) => source?.title || source?.url);
    if (sources.length) {
      const list = h("ul", {}, ...sources.map((source) => {
        const href = safeAddress(source.url ?? "");
        const title = source.title || source.url!;
        return h("li", {}, href ? link(href, h("span", {}, title)) : h("span", {}, title));
      }));
      this.#foot.append(h("nav", { class: "sources", "aria-label": texts.sources }, h("p", {}, texts.sources), list));
    }

    const copy = iconButton(icons.copy, texts.copy, async () => {
      if (!(await copyText(entry.text, this.element))) return;
      refit(copy, icons.check, texts.copied);
      this.actions.announce(texts.copied);
      setTimeout(() => refit(copy, icons.copy, texts.copy), 2_000);
    });
    const tools = h("div", { class: "tools" });
    if (entry.id) {
      this.#rating = [
        iconButton(icons.up, texts.helpful, () => this.#rate(1)),
        iconButton(icons.up, texts.unhelpful, () => this.#rate(-1), "turned"),
      ];
      tools.append(...this.#rating);
    }
    tools.append(copy);
    this.#foot.append(tools);
    this.element.append(this.#foot);
  }

  #rate(rating: number): void {
    const { texts } = this;
    this.#foot!.querySelector("form")?.remove();
    if (this.entry.rating !== rating) this.actions.rate(this.entry, rating);
    if (rating > 0) {
      this.actions.announce(texts.thanks);
      return;
    }

    const input = h("input", { type: "text", maxlength: "500", placeholder: texts.comment, "aria-label": texts.comment });
    const form = h("form", { class: "comment" }, input, h("button", { type: "submit" }, texts.sendComment));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const comment = input.value.trim();
      if (comment) this.actions.rate(this.entry, -1, comment);
      const thanks = h("p", { class: "note", tabindex: "-1" }, texts.thanks);
      form.replaceWith(thanks);
      thanks.focus();
      this.actions.announce(texts.thanks);
    });
    this.#foot!.append(form);
    input.focus();
  }
}

function countDown(button: HTMLButtonElement, seconds: number, texts: Texts): void {
  const label = button.querySelector("span")!;
  const until = Date.now() + seconds * 1_000;
  const tick = (): void => {
    const left = Math.ceil((until - Date.now()) / 1_000);
    button.disabled = left > 0;
    label.textContent = left > 0 ? texts.retryIn.replace("{n}", String(left)) : texts.retry;
    if (left > 0) setTimeout(tick, 1_000);
  };
  tick();
}

async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without https, or which withhold the clipboard from what they embed.
    const area = h("textarea", { class: "sr", readonly: true });
    area.value = text;
    near.append(area);
    area.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      area.remove();
    }
  }
}
