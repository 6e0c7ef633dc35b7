import { Problem, toProblem, type Api, type Source } from "./api";
import type { Entry } from "./entry";
import { readEvents, type StreamEvent } from "./sse";
import type { Store } from "./store";

/** How the way to an answer can be walked. */
export interface AnswerOptions {
  page: () => string;
  locale: string;
  wait: (milliseconds: number) => Promise<void>;
  changed: (entry: Entry) => void;
}

/** How it ended: the reason the server gave, or what went wrong. */
export type Ending = string | Problem;

const MAX_TRIES = 5;
const STALL_MS = 40_000;
const STOP_GRACE_MS = 3_000;

/** The answer to one message: asked for, read as it is made, and found again when the network breaks. */
export class Answer {
  readonly #leaving = new AbortController();
  #lastEventId = 0;
  #ending: Ending | null = null;
  #isStopped = false;

  /**
   * @param clientMessageId by which the server knows a repetition; null when it is not known any more.
   * @param isStored whether the server has the visitor's message, so that its answer can be followed without sending it.
   */
  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly options: AnswerOptions,
    readonly visitor: Entry,
    readonly reply: Entry,
    readonly clientMessageId: string | null,
    private isStored: boolean,
  ) {}

  /** Reads to the end, opening the stream again when it breaks. */
  async follow(): Promise<Ending> {
    for (let tries = 0; ; tries++) {
      const before = this.#lastEventId;
      try {
        await this.#read();
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem(0, "network", "");
        if (!problem.isTransient && !this.#isStopped && !this.#canRepeat(problem)) this.#ending = problem;
      }
      if (this.#ending) return this.#ending;
      if (this.#isStopped || this.#leaving.signal.aborted) return "cancelled";

      if (this.#lastEventId > before) tries = 0;
      if (tries >= MAX_TRIES) return new Problem(0, "network", "");
      if (this.reply.text || tries) this.#set(this.reply, "broken");
      await this.options.wait(Math.min(500 * 2 ** tries, 8_000) * (0.8 + Math.random() * 0.4));
    }
  }

  /** Has the server end the answer; what was said stays. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    if (this.visitor.id) this.#sendStop();
    // Without the server's word the answer ends here all the same.
    setTimeout(() => this.leave(), this.visitor.id ? STOP_GRACE_MS : 2 * STOP_GRACE_MS);
  }

  /** Stops reading, and shows nothing more. */
  leave(): void {
    this.#leaving.abort();
  }

  /** The answer's events are kept no longer: repeating the message finds the answer, or has it made anew. */
  #canRepeat(problem: Problem): boolean {
    if (!this.isStored || ![404, 410].includes(problem.status) || problem.code === "unknown_chatbot" || !this.clientMessageId) return false;
    this.isStored = false;
    this.#lastEventId = 0;
    return true;
  }

  async #read(): Promise<void> {
    const stream = new AbortController();
    const cancel = (): void => stream.abort();
    const { signal } = this.#leaving;
    signal.addEventListener("abort", cancel);
    if (signal.aborted) cancel();
    let stall = setTimeout(cancel, STALL_MS);

    try {
      const { body } = await (this.isStored && this.visitor.id
        ? this.api.reply(this.visitor.id, this.#lastEventId, stream.signal)
        : this.api.send({
            text: this.visitor.text, conversationId: this.store.saved.conversationId, page: this.options.page(),
            locale: this.options.locale, clientMessageId: this.clientMessageId,
          }, stream.signal));
      for await (const event of readEvents(body!, () => {
        clearTimeout(stall);
        stall = setTimeout(cancel, STALL_MS);
      })) {
        if (!signal.aborted) this.#take(event);
        if (this.#ending || signal.aborted) return;
      }
    } finally {
      clearTimeout(stall);
      signal.removeEventListener("abort", cancel);
    }
  }

  #take({ event, data, id }: StreamEvent): void {
    const { visitor, reply, store } = this;
    const facts = parse(data);
    const number = Number(id);
    // A repeated message tells its events from the beginning.
    if (event === "start" && number === 1 && reply.text) {
      this.#lastEventId = 0;
      reply.text = "";
    }
    if (number && number <= this.#lastEventId) return;
    this.#lastEventId = number || this.#lastEventId;

    if (event === "start") {
      this.isStored = true;
      visitor.id = text(facts.messageId) || visitor.id;
      const { token, conversationId } = store.saved;
      store.update({ token: text(facts.visitorToken) || token, conversationId: text(facts.conversationId) || conversationId });
      this.#set(visitor, "done");
      if (this.#isStopped) this.#sendStop();
    } else if (event === "token") {
      reply.text += text(facts.text);
      this.#set(reply, "streaming");
    } else if (event === "done") {
      reply.id = text(facts.messageId) || null;
      reply.sources = Array.isArray(facts.sources) ? (facts.sources as Source[]) : [];
      this.#ending = text(facts.finishReason) || "stop";
    } else if (event === "error") {
      this.#ending = toProblem({ ...facts, code: text(facts.code) || "answer_failed" }, IN_STREAM);
    }
  }

  #sendStop(): void {
    this.api.stop(this.visitor.id!).catch(() => this.leave());
  }

  #set(entry: Entry, state: Entry["state"]): void {
    if (this.#leaving.signal.aborted) return;
    entry.state = state;
    this.options.changed(entry);
  }
}

/** The status of a problem told in the stream: the answer failed, though its message was taken. */
export const IN_STREAM = 200;

function parse(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
