import type { Chat } from "../panel/chat";
import { drop, fill, h } from "../panel/dom";
import { phrases } from "./phrases";

/** Shows the remaining characters once a message is long, or how many are too many. */
export function count({ host }: Chat, input: HTMLTextAreaElement): void {
  const { messageCharacters } = host.view.limits;
  const form = input.form!;
  const left = messageCharacters - input.value.trim().length;
  const counter = form.querySelector(".count") ?? form.appendChild(h("p", { class: "count", id: "count" }));
  input.setAttribute("aria-describedby", "count");
  input.ariaInvalid = left < 0 ? "true" : null;
  counter.classList.toggle("over", left < 0);
  if (left > messageCharacters / 5) drop(counter);
  else fill(counter, (left < 0 ? phrases.over : phrases.left).replace("{n}", `${Math.abs(left)}`));
}
