import type { Chat } from "../panel/chat";
import { add, drop, h, textButton } from "../panel/dom";
import { phrases } from "./phrases";

/** Shows a question or form over the panel. Returns a function that closes it. */
export function openSheet(chat: Chat, role: "dialog" | "alertdialog", title: string, why: string, body: HTMLElement[], submit: HTMLButtonElement, onsubmit: (event: Event) => unknown): () => void {
  const { panel, host } = chat;
  const before = host.root.activeElement as HTMLElement | null;
  const others = [...panel.children] as HTMLElement[];
  const form = h("form", { class: "form", novalidate: true, onsubmit },
    h("h2", { id: "ask" }, title), h("p", { id: "why" }, why), ...body, h("div", "choices", textButton(phrases.cancel, close), submit));
  const sheet = h("div", { class: "sheet", role, "aria-modal": "true", "aria-labelledby": "ask", "aria-describedby": "why", onkeydown }, form);
  for (const other of others) other.inert = true;
  add(panel, sheet);
  form.querySelector<HTMLElement>("input, textarea, button")!.focus();
  return close;

  function onkeydown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  }

  function close(): void {
    for (const other of others) other.inert = false;
    drop(sheet);
    before?.focus();
  }
}
