import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";
import { phrases } from "./phrases";

/** Counts a message that came while nobody looked: on the launcher, and before the page's title until it is seen. */
export function markUnread(chat: Chat): void {
  const { host: { launcher, view }, texts } = chat;
  const name = view.appearance.launcherLabel || texts.open;
  const badge = launcher.querySelector(".badge") ?? launcher.appendChild(h("b", "badge", "0"));
  const count = +badge.textContent! + 1;
  const title = count > 1 ? document.title.replace(/^\(\d+\) /, "") : document.title;
  const marked = (document.title = `(${count}) ${title}`);
  badge.textContent = String(count);
  launcher.ariaLabel = `${name}. ${phrases.unread.replace("{n}", String(count))}`;

  chat.seen = () => {
    // A title that the page has changed meanwhile is left as it is.
    if (document.title === marked) document.title = title;
    drop(badge);
    launcher.ariaLabel = name;
  };
}
