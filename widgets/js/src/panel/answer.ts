import type { About, Challenge, EventData, SentMessage } from "../common/wire";
import { STREAM, type Api } from "./api";
import { attempt } from "./attempt";
import type { Entry } from "./entry";
import { Problem, words } from "./problem";
import { readEvents, type StreamEvent } from "./sse";
import type { Store } from "./store";

/** Options for requesting an answer. */
export interface AnswerOptions {
  about: () => About;
  wait: (milliseconds: number) => Promise<void>;
  isOffline?: () => boolean;
  /** Solves the challenge that the server requires when a chatbot is unusually busy. */
  solve?: (challenge: Challenge) => Promise<string>;
  changed: (entry: Entry) => void;
}

/** The result: the server's finish reason, or the problem. */
export type Ending = string | Problem;

/** The status of a problem inside the stream: the message was accepted, but the answer failed. */
export const IN_STREAM = 200;

const MAX_TRIES = 5;
const MAX_CHALLENGES = 3;
const STALL_MS = 40_000;
const STOP_GRACE_MS = 3_000;
/** Limits the text, because a page can render less than a stream can send. */
const MAX_TEXT = 100_000;

export type Answer = ReturnType<typeof createAnswer>;

/**
 * The answer to one message: requests it, reads it while it is generated, and resumes after a network failure.
 * @param clientMessageId identifies a repeated message; null when it is no longer known.
 * @param isStored whether the server has the visitor's message, so that its answer can be read without sending it.
 */
export function createAnswer(api: Api, store: Store, options: AnswerOptions, visitor: Entry, reply: Entry, clientMessageId: string | null, isStored: boolean) {
  let stream: AbortController;
  let lastEventId = 0;
  let ending: Ending | undefined;
  let isStopped = false;
  let isLeft = false;
  let challenges = 0;
  let challenge: SentMessage["challenge"];

  return { visitor, reply, clientMessageId, follow, stop, leave, isStored: () => isStored };

  /** Reads to the end, and reopens the stream when it breaks. */
  async function follow(): Promise<Ending> {
    for (let tries = 0; ; tries++) {
      const before = lastEventId;
      try {
        await read();
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem();
        if (problem.challenge && challenges++ < MAX_CHALLENGES) {
          challenge = { salt: problem.challenge.salt, answer: await options.solve!(problem.challenge) };
          continue;
        }
        if (!problem.isTransient && !isStopped && !canRepeat(problem)) ending = problem;
      }
      if (ending) return ending;
      if (isStopped || isLeft) return "cancelled";

      const isOffline = options.isOffline?.();
      if (lastEventId > before || isOffline) tries = 0;
      if (tries >= MAX_TRIES) return new Problem();
      if (reply.text || tries || isOffline) set(reply, isOffline && !isStored ? "offline" : "broken");
      await options.wait(Math.min(500 * 2 ** tries, 8_000) * (0.8 + Math.random() * 0.4));
    }
  }

  /** Asks the server to stop the answer; the received text stays. */
  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    if (visitor.id) sendStop();
    // Without a response from the server, the answer ends here anyway.
    setTimeout(leave, visitor.id ? STOP_GRACE_MS : 2 * STOP_GRACE_MS);
  }

  /** Stops reading and rendering. */
  function leave(): void {
    isLeft = true;
    stream.abort();
  }

  /** Whether the message can be repeated after the answer's events expired: the server returns the answer or generates a new one. */
  function canRepeat({ status, code }: Problem): boolean {
    if (!isStored || (status !== 404 && status !== 410) || code === "unknown_chatbot" || !clientMessageId) return false;
    isStored = false;
    lastEventId = 0;
    return true;
  }

  async function read(): Promise<void> {
    const mine = (stream = new AbortController());
    const { signal } = mine;
    let stall: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(stall);
      stall = setTimeout(() => mine.abort(), STALL_MS);
    };
    watch();
    try {
      const { body } = await (isStored && visitor.id
        ? api("GET", `:talk/messages/${visitor.id}/reply`, { accept: STREAM, signal, lastEventId })
        : api("POST", ":chatbot/messages", {
            accept: STREAM, signal,
            body: { text: visitor.text, conversationId: store.saved.conversationId, ...options.about(), clientMessageId: clientMessageId ?? undefined, challenge } satisfies SentMessage,
          }));
      for await (const event of readEvents(body!, watch)) {
        if (!isLeft) take(event);
        if (ending || isLeft) return;
      }
    } finally {
      clearTimeout(stall);
    }
  }

  function take({ event, data, id }: StreamEvent): void {
    const facts = parse(data);
    const number = +id;
    // The events of a repeated message start from the beginning.
    if (event === "start" && number === 1 && reply.text) {
      lastEventId = 0;
      reply.text = "";
    }
    if (number && number <= lastEventId) return;
    lastEventId = number || lastEventId;

    if (event === "start") {
      isStored = true;
      visitor.id = words(facts.messageId) || visitor.id;
      const { token, conversationId } = store.saved;
      store.update({ token: words(facts.visitorToken) || token, conversationId: words(facts.conversationId) || conversationId });
      set(visitor, "done");
      if (isStopped) sendStop();
    } else if (event === "token") {
      if (reply.text.length < MAX_TEXT) reply.text += words(facts.text).slice(0, MAX_TEXT);
      set(reply, "streaming");
    } else if (event === "done") {
      reply.id = words(facts.messageId);
      const { sources, suggestions } = facts;
      Object.assign(reply, { sources, suggestions });
      ending = words(facts.finishReason) || "stop";
    } else if (event === "error") {
      ending = new Problem(IN_STREAM, { code: "answer_failed", ...facts });
    }
  }

  function sendStop(): void {
    api("POST", `:talk/messages/${visitor.id}/stop`).catch(leave);
  }

  function set(entry: Entry, state: Entry["state"]): void {
    if (isLeft) return;
    entry.state = state;
    options.changed(entry);
  }
}

/** The data of an event; empty when it is not an object. */
export function parse(data: string): EventData {
  return { ...attempt(() => JSON.parse(data)) };
}
