import type { History, SentRating, TalkState } from "../common/wire";
import { createAnswer, IN_STREAM, type Answer, type AnswerOptions, type Ending } from "./answer";
import type { Api } from "./api";
import { fromStored, type Entry } from "./entry";
import { randomId, waitOrOnline } from "./platform";
import { Problem, unreachable } from "./problem";
import type { Store } from "./store";

/** The events that a conversation reports to its view. */
export interface ConversationView {
  added(entry: Entry): void;
  changed(entry: Entry): void;
  /** A reply ended, successfully or not. */
  ended(entry: Entry): void;
  removed(entry: Entry): void;
  cleared(): void;
  busy(value: boolean): void;
  /** The conversation no longer exists; a new one was started. */
  expired(): void;
  /** A text that could not be sent, returned to the composer. */
  returned(text: string, code?: string): void;
  /** Who answers now changed. */
  state(state: TalkState): void;
}

export interface ConversationOptions extends Omit<AnswerOptions, "wait" | "changed"> {
  newId?: () => string;
  now?: () => number;
  wait?: AnswerOptions["wait"];
}

const PENDING_LIFE_MS = 10 * 60_000;
const PAGE_OF_HISTORY = 100;

export type Conversation = ReturnType<typeof createConversation>;

/** A visitor's conversation: its history and the answer in progress. Independent of the page. */
export function createConversation(api: Api, store: Store, view: ConversationView, options: ConversationOptions) {
  const { now = Date.now, newId = randomId, wait = waitOrOnline } = options;
  const entries: Entry[] = [];
  let answer: Answer | undefined;
  let shownId: string | undefined;
  /** The entry of a text that waits for the history. */
  let early: Entry | undefined;
  let state: TalkState = store.saved.human ? "human" : "open";

  return {
    entries, load, keep, send, retry, add, rate, setState, startNew,
    isBusy: () => !!answer,
    state: () => state,
    /** Ends the answer now; what was said stays. */
    stop: () => answer?.stop(),
  };

  /**
   * Loads the history, or messages added since it was last loaded (for example in another tab), and resumes an answer that was not
   * complete.
   */
  async function load(): Promise<void> {
    const { token, conversationId } = store.saved;
    if (answer) return;
    if (conversationId !== shownId) clear();
    shownId = conversationId;
    if (token && conversationId)
      try {
        let page: History;
        do {
          const known = entries.findLast(({ id }) => id)?.id;
          page = await (await api("GET", ":talk/messages" + (known ? "?after=" + known : ""))).json().catch(unreachable);
          for (const message of page.messages) add(fromStored(message));
        } while (page.messages.length >= PAGE_OF_HISTORY);
        setState(page.state);
      } catch (error) {
        if (!isLost(error)) throw error;
        expire();
      }
    if (answer) return;
    remove(early);

    const { pending } = store.saved;
    const last = entries.at(-1);
    const before = entries.at(-2);
    if (pending) {
      if (last?.role === "visitor" && last.text === pending.text) void ask(last, pending.id, true);
      else if (last?.role === "reply" && before?.text === pending.text) store.update({ pending: undefined });
      // Without a conversation, the server recognizes a repetition for ten minutes.
      else if (pending.at && (conversationId || now() - pending.at < PENDING_LIFE_MS)) void ask(addVisitor(pending.text), pending.id, false);
      else giveBack(pending.text);
    } else if (last?.role === "visitor" && state === "open") {
      void ask(last, null, true);
    }
  }

  /**
   * Keeps a text while the history is loading or unavailable; it is sent once the history is known, even on the next
   * page. Returns false when another text waits already, or when there is nothing to wait for.
   */
  function keep(text: string): boolean {
    const { conversationId, pending } = store.saved;
    if (!conversationId || pending) return false;
    store.update({ pending: { id: newId(), text, at: now() } });
    early = addVisitor(text);
    return true;
  }

  /** Sends a text; has no effect while an answer is generated. */
  async function send(text: string): Promise<void> {
    if (!answer) await ask(addVisitor(text), newId(), false);
  }

  /** Requests a failed reply again. */
  async function retry(failed: Entry): Promise<void> {
    const visitor = entries[entries.indexOf(failed) - 1];
    if (answer || !visitor) return;
    remove(failed);
    // A refused or lost message keeps its id, so that it is stored once; after a permanent failure, it is sent as a new message.
    const { pending } = store.saved;
    await ask(visitor, failed.problem?.status !== IN_STREAM && pending?.text === visitor.text ? pending.id : newId(), false);
  }

  function rate(entry: Entry, rating: number, comment?: string): void {
    const before = entry.rating;
    const set = (value: Entry["rating"]): void => {
      entry.rating = value;
      view.changed(entry);
    };
    set(rating);
    api("POST", `:talk/messages/${entry.id}/rating`, { body: { rating, comment } satisfies SentRating }).catch(() => set(before));
  }

  /** Starts a new conversation. Returns a function that restores the previous one. */
  function startNew(): () => Promise<void> {
    const { token, conversationId } = store.saved;
    answer?.stop();
    answer?.leave();
    answer = shownId = undefined;
    view.busy(false);
    clear();
    store.update({ conversationId: undefined, pending: undefined });
    setState("open");
    return () => {
      store.update({ token, conversationId });
      return load();
    };
  }

  async function ask(visitor: Entry, clientMessageId: string | null, isStored: boolean): Promise<void> {
    const reply = add({ role: "reply", text: "", at: now(), state: "waiting" });
    const mine = (answer = createAnswer(api, store, { ...options, wait, changed: (entry) => view.changed(entry) }, visitor, reply, clientMessageId, isStored));
    view.busy(true);
    if (clientMessageId) store.update({ pending: { id: clientMessageId, text: visitor.text, at: now() } });

    await api.handover;
    const ending = await mine.follow();

    if (answer !== mine) return;
    answer = undefined;
    shownId = store.saved.conversationId;
    if (ending instanceof Problem && ending.status === 401) {
      // The token expired; the same text starts a new conversation.
      clear();
      expire();
      if (clientMessageId) return ask(addVisitor(visitor.text), newId(), false);
    } else {
      end(mine, ending);
    }
    view.busy(false);
  }

  function end({ visitor, reply, clientMessageId, isStored }: Answer, ending: Ending): void {
    const { text } = visitor;
    if (ending instanceof Problem) {
      const { status, code } = ending;
      reply.state = "failed";
      reply.problem = status === 404 && !clientMessageId ? new Problem(404, { code: "answer_lost" }) : ending;
      if (status === 413 || status === 400 || code === "consent_required") {
        remove(visitor);
        if (status === 403) remove(reply);
        giveBack(text, code);
      } else if (status >= 400 && clientMessageId) {
        // A refused message is not sent again on the next page; its text returns to the composer there.
        store.update({ pending: { id: clientMessageId, text, at: 0 } });
      }
    } else if (ending === "cancelled" && !isStored()) {
      // Stopped before it was sent.
      remove(visitor);
      remove(reply);
      return giveBack(text);
    } else {
      reply.state = "done";
      reply.finishReason = ending;
      reply.at = now();
      store.update({ pending: undefined });
      // The first message to the team shows a notice; later ones do not.
      if (ending === "human" && state === ending) remove(reply);
      if (ending === "human") setState(ending);
    }
    view.changed(reply);
    view.ended(reply);
  }

  function setState(next: TalkState): void {
    state = next;
    const isHuman = next === "human" || undefined;
    if (store.saved.human !== isHuman) store.update({ human: isHuman });
    view.state(next);
  }

  function expire(): void {
    store.update({ token: undefined, conversationId: undefined, past: store.saved.token });
    shownId = undefined;
    view.expired();
  }

  function giveBack(text: string, code?: string): void {
    store.update({ pending: undefined });
    view.returned(text, code);
  }

  function addVisitor(text: string): Entry {
    return add({ role: "visitor", text, at: now(), state: "waiting" });
  }

  /** Adds an entry once. */
  function add(entry: Entry): Entry {
    const known = entry.id && entries.find(({ id }) => id === entry.id);
    if (known) return known;
    entries.push(entry);
    view.added(entry);
    return entry;
  }

  function remove(entry: Entry | undefined): void {
    const at = entries.indexOf(entry as Entry);
    if (at >= 0) view.removed(entries.splice(at, 1)[0]!);
  }

  function clear(): void {
    entries.length = 0;
    view.cleared();
  }
}

/** Whether the token, or its conversation, no longer exists. */
export function isLost(error: unknown): boolean {
  const { status, code } = error as Problem;
  return status === 401 || (status === 404 && code !== "unknown_chatbot");
}
