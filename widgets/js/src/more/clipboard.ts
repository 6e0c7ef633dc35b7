import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";

/** The old way, for pages that have no clipboard. @param near where the focus may be for a moment. */
export function copyText(_: Chat, text: string, near: Element): void {
  const area = near.appendChild(h("textarea", "sr"));
  area.value = text;
  area.select();
  document.execCommand("copy");
  drop(area);
}
