import { refit } from "./button";
import { h } from "./dom";
import { icons } from "./icons";
import type { Texts } from "./texts";

/** Where the visitor writes. What is typed is handed to `save` at once, and only a successful `send` empties it. */
export class Composer {
  readonly element: HTMLFormElement;
  readonly #input: HTMLTextAreaElement;
  readonly #button: HTMLButtonElement;
  readonly #counter: HTMLElement;
  #limit = 4_000;
  #isBusy = false;

  constructor(
    private readonly texts: Texts,
    private readonly send: (text: string) => void,
    private readonly stop: () => void,
    private readonly save: (draft: string) => void,
    draft: string,
  ) {
    this.#input = h("textarea", {
      rows: "1", placeholder: texts.placeholder, "aria-label": texts.message, "aria-describedby": "count",
      enterkeyhint: "send", autocomplete: "off",
    });
    this.#button = h("button", { type: "submit", class: "send" });
    this.#counter = h("p", { class: "count", id: "count" });
    this.element = h("form", { class: "composer", novalidate: true }, this.#input, this.#button, this.#counter);
    this.#input.value = draft;

    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#isBusy) this.#submit();
    });
    // A double click on "send" must not stop the answer it asked for.
    this.#button.addEventListener("click", (event) => {
      if (!this.#isBusy) return;
      event.preventDefault();
      if (event.detail < 2) {
        this.#button.disabled = true;
        this.stop();
      }
    });
    this.#input.addEventListener("input", () => {
      this.save(this.#input.value);
      this.#refresh();
    });
    this.#input.addEventListener("keydown", (event) => {
      // While characters are being composed, Enter chooses one of them (229 is Safari's way of saying it).
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!this.#isBusy) this.#submit();
    });
    this.#refresh();
  }

  get text(): string {
    return this.#input.value;
  }

  set text(value: string) {
    this.#input.value = value;
    this.save(value);
    this.#refresh();
  }

  set maximum(characters: number) {
    this.#limit = characters > 0 ? characters : this.#limit;
    this.#refresh();
  }

  set busy(value: boolean) {
    this.#isBusy = value;
    this.#refresh();
  }

  focus(): void {
    this.#input.focus({ preventScroll: true });
  }

  #submit(): void {
    const text = this.#input.value.trim();
    if (!text || text.length > this.#limit) return;
    this.text = "";
    this.send(text);
  }

  #refresh(): void {
    const { texts } = this;
    const left = this.#limit - this.#input.value.trim().length;
    const near = left < Math.min(200, this.#limit / 5);
    this.#counter.textContent = near ? (left < 0 ? texts.over : texts.left).replace("{n}", String(Math.abs(left))) : "";
    this.#counter.classList.toggle("over", left < 0);
    this.#input.ariaInvalid = left < 0 ? "true" : null;
    // Browsers that cannot fit a field to its content count its lines.
    this.#input.rows = Math.min(6, this.#input.value.split("\n").length);
    const hadFocus = this.#button.matches(":focus");
    this.#button.disabled = !this.#isBusy && (!this.#input.value.trim() || left < 0);
    // A button that cannot be used must not keep the keyboard to itself.
    if (hadFocus && this.#button.disabled) this.focus();
    refit(this.#button, this.#isBusy ? icons.stop : icons.send, this.#isBusy ? texts.stop : texts.send);
    this.#button.classList.toggle("stop", this.#isBusy);
  }
}
