import type { Chat } from "../panel/chat";
import { drop, h } from "../panel/dom";

/** The legacy method, for pages without a clipboard API. Never resolves when it fails. @param near where the focus can be for a moment. */
export function copyText({ host }: Chat, text: string, near: Element): Promise<void> | void {
  const before = host.root.activeElement as HTMLElement | null;
  const area = near.appendChild(h("textarea", "sr"));
  area.value = text;
  area.select();
  const isCopied = document.execCommand("copy");
  drop(area);
  before?.focus();
  // The caller reports success when the promise resolves.
  if (!isCopied) return new Promise(() => {});
}
