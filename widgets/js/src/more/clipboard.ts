import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";

/** The old way, for pages that have no clipboard. Never comes to an end where it fails. @param near where the focus may be for a moment. */
export function copyText({ host }: Chat, text: string, near: Element): Promise<void> | void {
  const before = host.root.activeElement as HTMLElement | null;
  const area = near.appendChild(h("textarea", "sr"));
  area.value = text;
  area.select();
  const isCopied = document.execCommand("copy");
  drop(area);
  before?.focus();
  // Whoever waits for it says that it is copied.
  if (!isCopied) return new Promise(() => {});
}
