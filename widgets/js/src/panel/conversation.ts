import { Answer, IN_STREAM } from "./answer";
import { Problem, type Api } from "./api";
import { fromStored, newEntry, type Entry } from "./entry";
import { randomId, waitOrOnline } from "./platform";
import type { Store } from "./store";

/** What a conversation tells its view. */
export interface ConversationView {
  added(entry: Entry): void;
  changed(entry: Entry): void;
  /** A reply has come to its end, well or not. */
  ended(entry: Entry): void;
  removed(entry: Entry): void;
  cleared(): void;
  busy(value: boolean): void;
  /** The conversation known here exists no more; a new one has begun. */
  expired(): void;
  /** A text that could not be sent, back for the composer. */
  returned(text: string): void;
}

export interface ConversationOptions {
  page: () => string;
  locale: string;
  newId?: () => string;
  now?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
}

const PENDING_LIFE_MS = 10 * 60_000;
const PAGE_OF_HISTORY = 100;

/** A visitor's conversation: what was said in it, and the one answer that may be on its way. Knows nothing of the page. */
export class Conversation {
  readonly entries: Entry[] = [];
  #answer: Answer | null = null;
  #shownId: string | undefined;
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly view: ConversationView,
    private readonly options: ConversationOptions,
  ) {
    this.#now = options.now ?? Date.now;
    this.#newId = options.newId ?? randomId;
    this.#wait = options.wait ?? waitOrOnline;
  }

  get isBusy(): boolean {
    return !!this.#answer;
  }

  /**
   * Shows what was said before, or since it was last shown (in another tab, say), and goes on with an answer that was not
   * complete.
   */
  async load(): Promise<void> {
    const { token, conversationId, pending } = this.store.saved;
    if (this.#answer) return;
    if (conversationId !== this.#shownId) this.#clear();
    this.#shownId = conversationId;
    if (token && conversationId)
      try {
        let page;
        do {
          const known = this.entries.findLast((entry) => entry.id)?.id;
          page = (await this.api.history(known ?? undefined)).messages;
          for (const message of page) this.#add(fromStored(message));
        } while (page.length >= PAGE_OF_HISTORY);
      } catch (error) {
        if (!isLost(error)) throw error;
        this.#expire();
      }
    if (this.#answer) return;

    const last = this.entries[this.entries.length - 1];
    if (pending) {
      const isStored = last?.role === "visitor" && last.text === pending.text;
      const isAnswered = last?.role === "reply" && this.entries[this.entries.length - 2]?.text === pending.text;
      if (isStored) void this.#ask(last, pending.id, true);
      else if (isAnswered) this.store.update({ pending: undefined });
      else if (this.#now() - pending.at < PENDING_LIFE_MS) void this.#ask(this.#addVisitor(pending.text), pending.id, false);
      else this.#giveBack(pending.text);
    } else if (last?.role === "visitor") {
      void this.#ask(last, null, true);
    }
  }

  /** Sends a text; does nothing while an answer is being made. */
  send(text: string): Promise<void> {
    return this.#answer ? Promise.resolve() : this.#ask(this.#addVisitor(text), this.#newId(), false);
  }

  /** Asks again for a reply that failed. */
  retry(failed: Entry): Promise<void> {
    const visitor = this.entries[this.entries.indexOf(failed) - 1];
    if (this.#answer || !visitor) return Promise.resolve();
    this.#remove(failed);
    // A refused or lost message keeps its identity, so it cannot be stored twice; an answer that failed for good is a new question.
    const { pending } = this.store.saved;
    const isSame = failed.problem?.status !== IN_STREAM && pending?.text === visitor.text;
    return this.#ask(visitor, isSame ? pending.id : this.#newId(), false);
  }

  /** Ends the answer now; what was said stays. */
  stop(): void {
    this.#answer?.stop();
  }

  rate(entry: Entry, rating: number, comment?: string): void {
    const before = entry.rating;
    entry.rating = rating;
    this.view.changed(entry);
    this.api.rate(entry.id!, rating, comment).catch(() => {
      entry.rating = before;
      this.view.changed(entry);
    });
  }

  /** Begins a new conversation. Returns what takes the visitor back to the one that was left. */
  startNew(): () => Promise<void> {
    const { token, conversationId } = this.store.saved;
    if (this.#answer) {
      this.#answer.stop();
      this.#answer.leave();
      this.#answer = null;
      this.view.busy(false);
    }
    this.#clear();
    this.#shownId = undefined;
    this.store.update({ conversationId: undefined, pending: undefined });
    return () => {
      this.store.update({ token, conversationId });
      return this.load();
    };
  }

  async erase(): Promise<void> {
    if (this.store.saved.token)
      try {
        await this.api.erase();
      } catch (error) {
        if (!isLost(error)) throw error;
      }
    this.startNew();
    this.store.erase();
  }

  async #ask(visitor: Entry, clientMessageId: string | null, isStored: boolean): Promise<void> {
    const reply = this.#add(newEntry("reply", "", this.#now(), "waiting"));
    const answer = new Answer(this.api, this.store, {
      page: this.options.page, locale: this.options.locale, wait: this.#wait, changed: (entry) => this.view.changed(entry),
    }, visitor, reply, clientMessageId, isStored);
    this.#answer = answer;
    this.view.busy(true);
    if (clientMessageId) this.store.update({ pending: { id: clientMessageId, text: visitor.text, at: this.#now() } });

    const ending = await answer.follow();

    if (this.#answer !== answer) return;
    this.#answer = null;
    this.#shownId = this.store.saved.conversationId;
    if (ending instanceof Problem && ending.status === 401) {
      // The token ran out: the same words begin a new conversation.
      this.#clear();
      this.#expire();
      if (clientMessageId) return this.#ask(this.#addVisitor(visitor.text), this.#newId(), false);
    } else {
      this.#end(answer, ending);
    }
    this.view.busy(false);
  }

  #end({ visitor, reply, clientMessageId }: Answer, ending: string | Problem): void {
    if (ending instanceof Problem) {
      reply.state = "failed";
      reply.problem = ending.status === 404 && !clientMessageId ? new Problem(404, "answer_lost", "") : ending;
      if (ending.status === 413 || ending.status === 400) {
        this.#remove(visitor);
        this.#giveBack(visitor.text);
      } else if (ending.status >= 400 && clientMessageId) {
        // What was refused is not sent again by itself on the next page; it goes back to the composer there.
        this.store.update({ pending: { id: clientMessageId, text: visitor.text, at: 0 } });
      }
    } else {
      reply.state = "done";
      reply.finishReason = ending;
      reply.at = this.#now();
      this.store.update({ pending: undefined });
    }
    this.view.changed(reply);
    this.view.ended(reply);
  }

  #expire(): void {
    this.store.update({ token: undefined, conversationId: undefined });
    this.#shownId = undefined;
    this.view.expired();
  }

  #giveBack(text: string): void {
    this.store.update({ pending: undefined });
    this.view.returned(text);
  }

  #addVisitor(words: string): Entry {
    return this.#add(newEntry("visitor", words, this.#now(), "waiting"));
  }

  #add(entry: Entry): Entry {
    this.entries.push(entry);
    this.view.added(entry);
    return entry;
  }

  #remove(entry: Entry): void {
    const at = this.entries.indexOf(entry);
    if (at >= 0) this.entries.splice(at, 1);
    this.view.removed(entry);
  }

  #clear(): void {
    this.entries.length = 0;
    this.view.cleared();
  }
}

/** The token, or the conversation it names, is no longer known. */
function isLost(error: unknown): boolean {
  return error instanceof Problem && (error.status === 401 || (error.status === 404 && error.code !== "unknown_chatbot"));
}
