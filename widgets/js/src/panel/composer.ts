import type { Chat } from "./chat";
import { h, iconButton, refit } from "./dom";
import { icons } from "./icons";

export type Composer = ReturnType<typeof createComposer>;

/** The message field. Input is stored at once; only an accepted message clears it. */
export function createComposer(chat: Chat) {
  const { texts, store } = chat;
  const input = h("textarea", {
    class: "input", rows: "1", placeholder: texts.placeholder, "aria-label": texts.message, enterkeyhint: "send", autocomplete: "off", oninput, onkeydown,
  });
  const button = iconButton(icons.send, texts.send, () => {}, "send");
  const element = h("form", { class: "composer", onsubmit }, input, button);
  let isBusy = false;
  let wasLong = false;
  button.type = "submit";
  button.onclick = onclick;
  input.value = store.recall("draft");
  refresh();

  return {
    element, focus,

    /** What was tapped may vanish; the focus goes on to the composer, unless that would bring up a keyboard over the answer. */
    focusAfterTap(): void {
      if (element.hidden || matchMedia("(hover: none)").matches) chat.log.element.focus();
      else focus();
    },

    /** Puts words before those that are being written. */
    put(text: string): void {
      set([text, input.value].join("\n").trim());
    },

    clear: () => set(""),

    busy(value: boolean): void {
      isBusy = value;
      refresh();
    },
  };

  function set(text: string): void {
    input.value = text;
    oninput();
  }

  function oninput(): void {
    store.note("draft", input.value);
    refresh();
  }

  function onkeydown(event: KeyboardEvent): void {
    // During IME composition, Enter selects a candidate (229 is Safari's key code for it).
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) onsubmit(event);
  }

  function onsubmit(event: Event): void {
    event.preventDefault();
    const text = input.value.trim();
    if (isBusy || !text || text.length > limit()) return;
    set("");
    chat.send(text);
  }

  /** A double click on "send" must not stop the answer that it requested. */
  function onclick(event: MouseEvent): void {
    if (!isBusy) return;
    event.preventDefault();
    if (event.detail > 1) return;
    button.disabled = true;
    chat.conversation.stop();
  }

  function focus(): void {
    input.focus({ preventScroll: true });
  }

  function limit(): number {
    return chat.host.view.limits.messageCharacters;
  }

  function refresh(): void {
    const length = input.value.trim().length;
    const isLong = length > limit() * 0.8;
    if (isLong || wasLong) chat.more("count", input);
    wasLong = isLong;
    // Browsers without automatic field sizing count the lines.
    input.rows = Math.min(6, input.value.split("\n").length);
    const hadFocus = button.matches(":focus");
    button.disabled = !isBusy && (!length || length > limit());
    // A disabled button must not keep the focus.
    if (hadFocus && button.disabled) focus();
    refit(button, isBusy ? icons.stop : icons.send, isBusy ? texts.stop : texts.send);
    button.classList.toggle("stop", isBusy);
  }
}
