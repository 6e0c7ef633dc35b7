import type { Api } from "../panel/api";
import type { Chat } from "../panel/chat";
import { isLost, type Conversation } from "../panel/conversation";
import { fill, h } from "../panel/dom";
import type { Store } from "../panel/store";
import { drafts } from "./contact";
import { phrases } from "./phrases";
import { openSheet } from "./sheet";

/** Asks for confirmation before the irreversible erasure. */
export function askToErase(chat: Chat): void {
  const wrong = h("p", { class: "wrong", role: "alert" });
  const go = h("button", "primary danger", phrases.eraseConfirm);
  const close = openSheet(chat, "alertdialog", phrases.eraseTitle, phrases.eraseText, [wrong], go, async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      const isErased = await eraseVisitor(chat.api, chat.store, chat.conversation);
      chat.composer.clear();
      drafts.delete(chat);
      close();
      chat.say(isErased ? phrases.erased : phrases.eraseLost);
      chat.reconsider();
    } catch (error) {
      fill(wrong, chat.explain(error));
      go.disabled = false;
    }
  });
}

/**
 * Erases the visitor's data on the server and, unless that failed, in this browser.
 * @returns whether the server knew every token; otherwise it may still have data of this visitor.
 */
export async function eraseVisitor(api: Api, store: Store, conversation: Conversation): Promise<boolean> {
  let isErased = true;
  for (const token of [store.saved.past, store.saved.token])
    if (token)
      await api("DELETE", "/visitor", { token }).catch((error: unknown) => {
        if (!isLost(error)) throw error;
        isErased = false;
      });
  conversation.startNew();
  store.erase();
  return isErased;
}
