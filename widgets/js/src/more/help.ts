import type { Chat } from "../panel/chat";
import { add, fill, textButton } from "../panel/dom";
import type { Entry } from "../panel/entry";
import { openContact } from "./contact";
import { phrases } from "./phrases";

/** What else a visitor can do beside an apology: write to the team, or begin a new conversation with the same words. */
export function offerHelp(chat: Chat, entry: Entry, box: HTMLElement): void {
  const { texts, host, conversation } = chat;
  if (entry.problem!.code === "conversation_full")
    add(box, textButton(texts.newConversation, () => {
      const { text } = conversation.entries[conversation.entries.indexOf(entry) - 1]!;
      startNew(chat);
      chat.send(text);
    }));
  else if (host.view.contact) add(box, textButton(phrases.contact, () => openContact(chat)));
}

/** Has a button wait for its time, and says how long. */
export function countDown(chat: Chat, button: HTMLButtonElement, seconds: number): void {
  button.disabled = seconds > 0;
  fill(button, seconds > 0 ? phrases.retryIn.replace("{n}", "" + seconds) : chat.texts.retry);
  if (seconds > 0) setTimeout(countDown, 1_000, chat, button, seconds - 1);
}

/** The conversation that was known here is no more. */
export function sayExpired(chat: Chat): void {
  chat.say(phrases.expired);
}

/** Begins a new conversation, with a way back until something is said in it. */
export function startNew(chat: Chat): void {
  const { conversation, composer } = chat;
  const back = conversation.startNew();
  chat.say(phrases.started, [phrases.goBack, () => chat.restore(back)]).classList.add("left");
  composer.focusAfterTap();
}
