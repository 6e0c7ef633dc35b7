import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";
import { phrases } from "./phrases";

/** Counts a message that arrived while the panel was not visible: on the launcher, and in the page's title. */
export function markUnread(chat: Chat): void {
  const { host: { launcher, view }, texts } = chat;
  const name = view.appearance.launcherLabel || texts.open;
  const badge = launcher.querySelector(".badge") ?? launcher.appendChild(h("b", "badge", "0"));
  const count = +badge.textContent! + 1;
  badge.textContent = `${count}`;
  launcher.ariaLabel = `${name}. ${phrases.unread.replace("{n}", `${count}`)}`;
  addToTitle(1);

  chat.seen = () => {
    delete chat.seen;
    addToTitle(-count);
    drop(badge);
    launcher.ariaLabel = name;
  };
}

/** All widgets of a page share one number. The no-break space distinguishes it from a number of the page's own. */
function addToTitle(more: number): void {
  document.title = document.title.replace(/^(?:\((\d+)\)\xa0)?/, (_, before) => ((more += before | 0) > 0 ? `(${more})\xa0` : ""));
}
