import type { Chat } from "../panel/chat";
import { add, textButton } from "../panel/dom";
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

/** Begins a new conversation, with a way back until something is said in it. */
export function startNew(chat: Chat): void {
  const { conversation, composer } = chat;
  const back = conversation.startNew();
  chat.say(phrases.started, [phrases.goBack, () => chat.restore(back)]).classList.add("left");
  composer.focusAfterTap();
}
