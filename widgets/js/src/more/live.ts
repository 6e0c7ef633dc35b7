import type { TalkState } from "../common/wire";
import { parse } from "../panel/answer";
import { STREAM } from "../panel/api";
import type { Action, Chat } from "../panel/chat";
import { drop } from "../panel/dom";
import { fromStored } from "../panel/entry";
import { words, type Problem } from "../panel/problem";
import { readEvents, type StreamEvent } from "../panel/sse";
import { openContact } from "./contact";
import { startNew } from "./help";
import { phrases } from "./phrases";

const TYPING_MS = 6_000;
const STALL_MS = 60_000;
const listening = new WeakSet<Chat>();

/** Requests a human for the visitor. */
export async function askForHuman(chat: Chat): Promise<void> {
  const { conversation, host } = chat;
  try {
    await chat.api("POST", ":talk/handover");
    chat.say(phrases.waiting);
    conversation.setState("human");
    host.emit("handover");
  } catch (error) {
    // For example outside the team's hours; the response says so.
    chat.say(chat.explain(error), ...(host.view.contact ? [[phrases.contact, () => openContact(chat)] as Action] : []));
  }
}

/** Returns to the chatbot. */
export async function leaveHuman(chat: Chat): Promise<void> {
  try {
    const left = chat.api("DELETE", ":talk/handover");
    chat.api.handover = left.catch(() => {});
    await left;
    chat.conversation.setState("open");
    chat.say(phrases.backDone);
  } catch (error) {
    chat.say(chat.explain(error));
  }
}

/** Receives the team's messages while a human is requested or active. One stream for each widget. */
export async function listen(chat: Chat): Promise<void> {
  if (listening.has(chat)) return;
  listening.add(chat);
  const { conversation } = chat;
  for (let wait = 1_000; conversation.state() === "human"; wait = Math.min(wait * 2, 30_000)) {
    try {
      await follow(chat, () => (wait = 1_000));
    } catch (error) {
      if ((error as Problem).isTransient === false) break;
    }
    if (conversation.state() === "human") await new Promise((resolve) => setTimeout(resolve, wait));
  }
  listening.delete(chat);
}

async function follow(chat: Chat, arrived: () => void): Promise<void> {
  const { conversation } = chat;
  const talk = chat.store.saved.conversationId;
  const stream = new AbortController();
  const cancel = (): void => stream.abort();
  const lastEventId = conversation.entries.findLast(({ id, agent }) => id && agent !== undefined)?.id;
  let stall = setTimeout(cancel, STALL_MS);
  let typing: HTMLElement | null = null;
  try {
    const response = await chat.api("GET", ":talk/events", { accept: STREAM, lastEventId, signal: stream.signal });
    if (response.status === 204) return conversation.setState("open");
    for await (const event of readEvents(response.body!, () => {
      clearTimeout(stall);
      stall = setTimeout(cancel, STALL_MS);
    })) {
      // Another conversation was started meanwhile.
      if (talk !== chat.store.saved.conversationId || conversation.state() !== "human") return cancel();
      arrived();
      take(event);
    }
  } finally {
    clearTimeout(stall);
    drop(typing);
  }

  function take({ event, data }: StreamEvent): void {
    const facts = parse(data);
    if (event === "message") {
      drop(typing);
      const entry = fromStored({ id: words(facts.id), role: "agent", text: words(facts.text), at: words(facts.at), name: words(facts.name) });
      if (conversation.add(entry) === entry) chat.arrived(entry);
    } else if (event === "typing") {
      drop(typing);
      const name = words(facts.name) || chat.texts.team;
      const line = (typing = chat.log.notice(chat.texts.typing.replace("{name}", name)));
      setTimeout(drop, TYPING_MS, line);
    } else if (event === "state") {
      const state = words(facts.state) as TalkState;
      if (state === "closed") chat.say(phrases.closed, [chat.texts.newConversation, () => startNew(chat)]);
      else if (state === "open") chat.say(phrases.backDone);
      if (state !== conversation.state()) conversation.setState(state);
    }
  }
}
