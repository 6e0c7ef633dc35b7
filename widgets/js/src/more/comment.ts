import type { SentRating } from "../common/wire";
import type { Chat } from "../panel/chat";
import { add, drop, fill, h } from "../panel/dom";
import type { Entry } from "../panel/entry";
import { phrases } from "./phrases";

/** Asks what was missing after a thumb down; another rating removes the question. */
export function comment(chat: Chat, entry: Entry, near: HTMLElement): void {
  const { texts } = chat;
  drop(near.querySelector("form"));
  if (entry.rating !== -1) return chat.announce(texts.thanks);

  const input = h("input", { class: "field", maxlength: "500", placeholder: phrases.comment, "aria-label": phrases.comment });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const send = h("button", "", texts.send);
  const form = h("form", {
    class: "comment",
    async onsubmit(event: Event) {
      event.preventDefault();
      const comment = input.value.trim();
      send.disabled = true;
      try {
        if (comment) await chat.api("POST", `:talk/messages/${entry.id}/rating`, { body: { rating: -1, comment } satisfies SentRating });
        const thanks = h("p", { class: "note", tabindex: "-1" }, texts.thanks);
        fill(form, thanks);
        thanks.focus();
      } catch (error) {
        fill(wrong, chat.explain(error));
        send.disabled = false;
        show();
      }
    },
  }, input, send, wrong);
  add(near, form);
  input.focus();
  show();

  function show(): void {
    form.scrollIntoView({ block: "nearest" });
  }
}
