import type { Chat } from "../panel/chat";
import { add, drop, h, textButton } from "../panel/dom";
import type { Entry } from "../panel/entry";
import { phrases } from "./phrases";

/** After a thumb down, asks what was missing; any other thumb takes the question away. */
export function comment(chat: Chat, entry: Entry, near: HTMLElement): void {
  const { texts } = chat;
  drop(near.querySelector("form"));
  if (entry.rating !== -1) return chat.announce(texts.thanks);

  const input = h("input", { class: "field", maxlength: "500", placeholder: phrases.comment, "aria-label": phrases.comment });
  const send = textButton(texts.send, () => {});
  send.type = "submit";
  const form = h("form", {
    class: "comment",
    onsubmit(event: Event) {
      event.preventDefault();
      const words = input.value.trim();
      if (words) chat.conversation.rate(entry, -1, words);
      const thanks = h("p", { class: "note", tabindex: "-1" }, texts.thanks);
      form.parentNode!.replaceChild(thanks, form);
      thanks.focus();
    },
  }, input, send);
  add(near, form);
  input.focus();
  form.scrollIntoView({ block: "nearest" });
}
