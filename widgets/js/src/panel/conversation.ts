import { toProblem, Problem, type Api, type Source } from "./api";
import { fromStored, newEntry, type Entry } from "./entry";
import { randomId, waitOrOnline } from "./platform";
import { readEvents, type StreamEvent } from "./sse";
import type { Pending, Store } from "./store";

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

/** A message on its way to its answer. */
interface Turn {
  visitor: Entry;
  reply: Entry;
  clientMessageId: string | null;
  lastEventId: number;
  sent: boolean;
  stopped: boolean;
  finished: boolean;
  abort: AbortController;
}

const MAX_TRIES = 5;
const STALL_MS = 40_000;
const STOP_GRACE_MS = 3_000;
const PENDING_LIFE_MS = 10 * 60_000;

/** A visitor's conversation: sends, follows answers through broken networks, and survives a reload. Knows nothing of the page. */
export class Conversation {
  readonly entries: Entry[] = [];
  #turn: Turn | null = null;
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
    return !!this.#turn;
  }

  /** Shows what was said before, and goes on with an answer that was not complete. */
  async load(): Promise<void> {
    const { token, conversationId, pending } = this.store.saved;
    if (token && conversationId) {
      try {
        const { messages } = await this.api.history();
        for (const message of messages) this.#add(fromStored(message));
      } catch (error) {
        if (!isLost(error)) throw error;
        this.#forget();
        this.view.expired();
      }
    }

    const last = this.entries[this.entries.length - 1];
    if (pending) {
      const isStored = last?.role === "visitor" && last.text === pending.text;
      if (isStored) void this.#answer(last, pending.id, true);
      else if (last?.role === "reply" && this.entries[this.entries.length - 2]?.text === pending.text) this.store.update({ pending: undefined });
      else if (this.#now() - pending.at < PENDING_LIFE_MS) void this.#answer(this.#addVisitor(pending.text), pending.id, false);
      else this.#giveBack(pending);
    } else if (last?.role === "visitor") {
      void this.#answer(last, null, true);
    }
  }

  /** Sends a text; does nothing while an answer is being made. */
  send(text: string): Promise<void> {
    return this.#turn ? Promise.resolve() : this.#answer(this.#addVisitor(text), this.#newId(), false);
  }

  /** Asks again for a reply that failed. */
  retry(failed: Entry): Promise<void> {
    const visitor = this.entries[this.entries.indexOf(failed) - 1];
    if (this.#turn || !visitor) return Promise.resolve();
    this.#remove(failed);
    // A refused or lost message keeps its identity, so it cannot be stored twice; an answer that failed for good is a new question.
    const { pending } = this.store.saved;
    const same = failed.problem?.status !== 200 && pending?.text === visitor.text;
    return this.#answer(visitor, same ? pending.id : this.#newId(), false);
  }

  /** Ends the answer now; what was said stays. */
  stop(): void {
    const turn = this.#turn;
    if (!turn || turn.stopped) return;
    turn.stopped = true;
    if (turn.visitor.id) this.#sendStop(turn);
    // Without the server's word the answer ends here all the same.
    setTimeout(() => turn.abort.abort(), turn.visitor.id ? STOP_GRACE_MS : STOP_GRACE_MS * 2);
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
    this.stop();
    this.#turn?.abort.abort();
    this.#turn = null;
    this.view.busy(false);
    this.#clear();
    this.store.update({ conversationId: undefined, pending: undefined });
    return async () => {
      this.#clear();
      this.store.update({ token, conversationId });
      await this.load();
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

  async #answer(visitor: Entry, clientMessageId: string | null, sent: boolean): Promise<void> {
    const reply = this.#add(newEntry("reply", "", this.#now(), "waiting"));
    const turn: Turn = {
      visitor, reply, clientMessageId, sent,
      lastEventId: 0, stopped: false, finished: false, abort: new AbortController(),
    };
    this.#turn = turn;
    this.view.busy(true);
    if (clientMessageId) this.store.update({ pending: { id: clientMessageId, text: visitor.text, at: this.#now() } });

    await this.#follow(turn);

    if (this.#turn === turn) {
      this.#turn = null;
      this.view.busy(false);
    }
  }

  /** Reads the answer to its end, opening the stream again when it breaks. */
  async #follow(turn: Turn): Promise<void> {
    for (let tries = 0; ; tries++) {
      const before = turn.lastEventId;
      try {
        await this.#read(turn);
        if (turn.finished) return;
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem(0, "network", "");
        if (this.#turn !== turn) return;
        if (turn.stopped) return this.#end(turn, "cancelled");
        if (!problem.isTransient && !(await this.#recover(turn, problem))) return;
      }
      if (this.#turn !== turn) return;
      if (turn.stopped) return this.#end(turn, "cancelled");
      if (turn.lastEventId > before) tries = 0;
      if (tries >= MAX_TRIES) return this.#fail(turn, new Problem(0, "network", ""));
      this.#set(turn.reply, turn.reply.text || tries ? "broken" : turn.reply.state);
      await this.#wait(Math.min(500 * 2 ** tries, 8_000) * (0.8 + Math.random() * 0.4));
      if (this.#turn !== turn) return;
    }
  }

  /** Decides what a refusal means. True when another try makes sense. */
  async #recover(turn: Turn, problem: Problem): Promise<boolean> {
    if (problem.status === 401 && turn.clientMessageId) {
      // The token ran out: the same words begin a new conversation.
      const { text } = turn.visitor;
      this.#clear();
      this.#forget();
      this.view.expired();
      this.#turn = null;
      await this.#answer(this.#addVisitor(text), this.#newId(), false);
      return false;
    }
    if (problem.status === 401) {
      this.#clear();
      this.#forget();
      this.view.expired();
      return false;
    }
    if (turn.sent && (problem.status === 404 || problem.status === 410) && problem.code !== "unknown_chatbot") {
      // The answer's events are kept no longer. Repeating the message finds the answer, or has it made anew.
      if (turn.clientMessageId) {
        turn.sent = false;
        turn.lastEventId = 0;
        return true;
      }
      this.#fail(turn, new Problem(404, "answer_lost", ""));
      return false;
    }
    if (problem.status === 413 || problem.status === 400) {
      this.#fail(turn, problem);
      this.#remove(turn.visitor);
      this.#giveBack({ id: "", text: turn.visitor.text, at: 0 });
      return false;
    }
    this.#fail(turn, problem);
    return false;
  }

  async #read(turn: Turn): Promise<void> {
    const { conversationId } = this.store.saved;
    const stream = new AbortController();
    const cancel = (): void => stream.abort();
    turn.abort.signal.addEventListener("abort", cancel);
    let stall = setTimeout(cancel, STALL_MS);

    try {
      const response = turn.sent && turn.visitor.id
        ? await this.api.reply(turn.visitor.id, turn.lastEventId, stream.signal)
        : await this.api.send({
            text: turn.visitor.text, conversationId, page: this.options.page(),
            locale: this.options.locale, clientMessageId: turn.clientMessageId,
          }, stream.signal);
      if (!response.body) return;
      for await (const event of readEvents(response.body, () => {
        clearTimeout(stall);
        stall = setTimeout(cancel, STALL_MS);
      })) {
        if (this.#turn !== turn) return;
        this.#take(turn, event);
        if (turn.finished) return;
      }
    } finally {
      clearTimeout(stall);
      turn.abort.signal.removeEventListener("abort", cancel);
    }
  }

  #take(turn: Turn, { event, data, id }: StreamEvent): void {
    const facts = parse(data);
    const number = Number(id);
    // A repeated message tells its events from the beginning.
    if (event === "start" && number === 1 && turn.reply.text) {
      turn.lastEventId = 0;
      turn.reply.text = "";
    }
    if (number && number <= turn.lastEventId) return;
    if (number) turn.lastEventId = number;

    if (event === "start") {
      turn.sent = true;
      turn.visitor.id = text(facts.messageId) || turn.visitor.id;
      this.store.update({ token: text(facts.visitorToken) || this.store.saved.token, conversationId: text(facts.conversationId) || this.store.saved.conversationId });
      this.#set(turn.visitor, "done");
      if (turn.stopped) this.#sendStop(turn);
    } else if (event === "token") {
      turn.reply.text += text(facts.text);
      this.#set(turn.reply, "streaming");
    } else if (event === "done") {
      turn.reply.id = text(facts.messageId) || null;
      turn.reply.sources = Array.isArray(facts.sources) ? (facts.sources as Source[]) : [];
      this.#end(turn, text(facts.finishReason) || "stop");
    } else if (event === "error") {
      this.#fail(turn, toProblem({ ...facts, code: text(facts.code) || "answer_failed" }, 200));
    }
  }

  #end(turn: Turn, finishReason: string): void {
    turn.finished = true;
    turn.reply.finishReason = finishReason;
    turn.reply.at = this.#now();
    this.store.update({ pending: undefined });
    if (!turn.reply.text && finishReason !== "human") this.#remove(turn.reply);
    else this.#set(turn.reply, "done");
    this.view.ended(turn.reply);
  }

  #fail(turn: Turn, problem: Problem): void {
    turn.finished = true;
    const { pending } = this.store.saved;
    // What was refused is not sent again by itself on the next page; it goes back to the composer there.
    if (pending && problem.status >= 400) this.store.update({ pending: { ...pending, at: 0 } });
    turn.reply.problem = problem;
    this.#set(turn.reply, "failed");
    this.view.ended(turn.reply);
  }

  #sendStop(turn: Turn): void {
    this.api.stop(turn.visitor.id!).catch(() => turn.abort.abort());
  }

  #giveBack(pending: Pending): void {
    this.store.update({ pending: undefined });
    this.view.returned(pending.text);
  }

  #forget(): void {
    this.store.update({ token: undefined, conversationId: undefined });
  }

  #addVisitor(words: string): Entry {
    return this.#add(newEntry("visitor", words, this.#now(), "waiting"));
  }

  #add(entry: Entry): Entry {
    this.entries.push(entry);
    this.view.added(entry);
    return entry;
  }

  #set(entry: Entry, state: Entry["state"]): void {
    entry.state = state;
    this.view.changed(entry);
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

function parse(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
