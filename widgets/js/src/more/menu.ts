import type { Chat } from "../panel/chat";
import { add, drop, h, textButton } from "../panel/dom";
import { openContact } from "./contact";
import { askToErase } from "./erase";
import { icons } from "./icons";
import { askForHuman, leaveHuman } from "./live";
import { phrases } from "./phrases";

/** The menu of the conversation, under the header's button. */
export function toggleMenu(chat: Chat, opener: HTMLButtonElement): void {
  const header = opener.parentElement!;
  const open = header.querySelector(".menu");
  if (open) return close();

  const { conversation, host: { view } } = chat;
  const { contact, handover, hours } = view;
  const hasTalk = !!chat.store.saved.conversationId;
  const isHuman = conversation.state() === "human";
  const menu = h("div", { class: "menu", id: "menu" });
  const offer = (text: string, path: string, run: (chat: Chat) => unknown, isOffered = true, kind = ""): void => {
    const button = textButton(text, () => {
      close();
      run(chat);
    }, kind, path);
    button.disabled = !isOffered;
    add(menu, button);
  };

  if (isHuman) offer(phrases.back, icons.back, leaveHuman);
  else if (handover && (hours?.open ?? true)) offer(phrases.handover, icons.person, askForHuman, hasTalk);
  if (contact) offer(phrases.contact, icons.mail, openContact);
  if (hours && (handover || contact)) add(menu, h("p", "", hours.text));
  offer(phrases.download, icons.download, download, hasTalk);
  offer(phrases.erase, icons.erase, askToErase, true, "danger");

  add(header, menu);
  opener.ariaExpanded = "true";
  menu.addEventListener("focusout", (event) => !header.contains(event.relatedTarget as Node | null) && close());
  header.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  };
  menu.querySelector<HTMLButtonElement>("button:enabled")!.focus();

  function close(): void {
    const found = header.querySelector<HTMLElement>(".menu:not([hidden])");
    if (!found) return;
    const hadFocus = found.contains(chat.host.root.activeElement);
    // Hiding the focused element would trigger closing again.
    found.hidden = true;
    header.onkeydown = null;
    opener.ariaExpanded = "false";
    if (hadFocus) opener.focus();
    drop(found);
  }
}

async function download(chat: Chat): Promise<void> {
  try {
    const href = URL.createObjectURL(await (await chat.api("GET", ":talk/transcript", { accept: "text/plain" })).blob());
    const anchor = chat.panel.appendChild(h("a", { href, download: chat.host.view.name + ".txt" }));
    anchor.click();
    drop(anchor);
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  } catch (error) {
    chat.say(chat.explain(error));
  }
}
