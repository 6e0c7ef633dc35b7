import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";

/** Counts replies that came while nobody looked: on the launcher, and before the page's title until they are seen. */
export function createUnread({ host, texts }: Chat): { add(): void; clear(): void } {
  const badge = h("b", "badge");
  let count = 0;
  let before = "";
  let marked = "";

  return {
    add() {
      if (!count) before = document.title;
      badge.textContent = String(++count);
      marked = document.title = `(${count}) ${before}`;
      host.launcher.appendChild(badge);
      host.launcher.ariaDescription = texts.unread.replace("{n}", String(count));
    },

    /** A title that the page has changed meanwhile is left as it is. */
    clear() {
      if (count && document.title === marked) document.title = before;
      count = 0;
      drop(badge);
      host.launcher.ariaDescription = null;
    },
  };
}
