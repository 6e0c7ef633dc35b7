import type { Chat } from "../panel/chat";
import { add, fill, textButton } from "../panel/dom";
import type { Entry } from "../panel/entry";
import { openContact } from "./contact";
import { phrases } from "./phrases";

/** Offers alternatives beside an apology: a message to the team, or a new conversation with the same text. */
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

/** Disables a button for some seconds and shows the remaining time. */
export function countDown(chat: Chat, button: HTMLButtonElement, seconds: number): void {
  button.disabled = seconds > 0;
  fill(button, seconds > 0 ? phrases.retryIn.replace("{n}", "" + seconds) : chat.texts.retry);
  if (seconds > 0) setTimeout(countDown, 1_000, chat, button, seconds - 1);
}

/** Tells that the conversation known here no longer exists. */
export function sayExpired(chat: Chat): void {
  chat.say(phrases.expired);
}

/** Starts a new conversation, with a way back until something is sent in it. */
export function startNew(chat: Chat): void {
  const { conversation, composer } = chat;
  const back = conversation.startNew();
  chat.say(phrases.started, [phrases.goBack, () => chat.restore(back)]).classList.add("left");
  composer.focusAfterTap();
}
