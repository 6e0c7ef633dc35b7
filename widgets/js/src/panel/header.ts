import { iconButton, textButton } from "./button";
import { h } from "./dom";
import { icons } from "./icons";
import type { Texts } from "./texts";

export interface HeaderActions {
  startNew(): void;
  download(): void;
  erase(): void;
  close(): void;
}

/** The panel's head: who is talking, and what can be done with the conversation. */
export class Header {
  readonly element: HTMLElement;
  readonly #title = h("h2", { id: "title" });
  readonly #avatar = h("div", { class: "avatar", "aria-hidden": "true" });
  readonly #subtitle = h("p");
  readonly #more: HTMLButtonElement;
  readonly #menu: HTMLElement;
  readonly #conversational: HTMLButtonElement[];

  constructor(texts: Texts, actions: HeaderActions) {
    const startNew = iconButton(icons.compose, texts.newConversation, actions.startNew);
    const download = textButton(texts.transcript, () => this.#choose(actions.download), "", icons.download);
    const erase = textButton(texts.erase, () => this.#choose(actions.erase), "danger", icons.erase);
    this.#conversational = [startNew, download];
    this.#more = iconButton(icons.more, texts.more, () => this.toggle(this.#menu.hidden));
    this.#more.setAttribute("aria-expanded", "false");
    this.#more.setAttribute("aria-controls", "menu");
    this.#menu = h("div", { class: "menu", id: "menu", hidden: true }, download, erase);
    // Neutral: in a dialog a header would be one more banner of the page around it.
    this.element = h("header", { role: "none" }, this.#avatar, h("div", { class: "who" }, this.#title, this.#subtitle),
      startNew, this.#more, iconButton(icons.close, texts.close, actions.close, "close"), this.#menu);

    this.#menu.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.toggle(false);
    });
  }

  get isMenuOpen(): boolean {
    return !this.#menu.hidden;
  }

  show(name: string, subtitle: string): void {
    this.#title.textContent = name;
    this.#subtitle.textContent = subtitle;
    this.#avatar.textContent = [...name.trim()][0]?.toUpperCase() ?? "";
  }

  /** Whether there is a conversation to leave or to download. */
  set hasConversation(value: boolean) {
    for (const button of this.#conversational) button.disabled = !value;
  }

  closeMenu(): void {
    this.toggle(false);
    this.#more.focus();
  }

  toggle(open: boolean): void {
    this.#menu.hidden = !open;
    this.#more.ariaExpanded = String(open);
    if (open) this.#menu.querySelector<HTMLButtonElement>("button:not(:disabled)")?.focus();
  }

  #choose(action: () => void): void {
    this.closeMenu();
    action();
  }
}

/** Asks before something that cannot be undone; the rest of the panel waits. */
export function confirmIn(panel: HTMLElement, texts: Texts, act: () => Promise<void>, say: (error: unknown) => string): void {
  const before = (panel.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
  const others = [...panel.children] as HTMLElement[];
  const failure = h("p", { class: "wrong", role: "alert" });
  const cancel = textButton(texts.cancel, close);
  const go = textButton(texts.eraseConfirm, async () => {
    go.disabled = true;
    try {
      await act();
      close();
    } catch (error) {
      failure.textContent = say(error);
      go.disabled = false;
    }
  }, "danger");

  const box = h("div", { class: "confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "ask", "aria-describedby": "why" },
    h("div", {}, h("h2", { id: "ask" }, texts.eraseTitle), h("p", { id: "why" }, texts.eraseText), failure, h("div", { class: "choices" }, cancel, go)));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  for (const other of others) other.inert = true;
  panel.append(box);
  cancel.focus();

  function close(): void {
    for (const other of others) other.inert = false;
    box.remove();
    before?.focus();
  }
}
