import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { eraseVisitor } from "../src/more/erase";
import { createApi } from "../src/panel/api";
import { createConversation, type Conversation, type ConversationView } from "../src/panel/conversation";
import type { Entry } from "../src/panel/entry";
import { createStore, type Store } from "../src/panel/store";
import { MemoryArea } from "./memoryArea";

interface Call {
  line: string;
  token: string | undefined;
  lastEventId: string | undefined;
  body: Record<string, unknown>;
}

type Answer = (response: ServerResponse, call: Call) => void;

// A real server on the loopback: what breaks here breaks as it does in a network.
let server: Server;
let base: string;
let calls: Call[] = [];
let answers: Answer[] = [];

before(async () => {
  server = createServer(async (request: IncomingMessage, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const call: Call = {
      line: `${request.method} ${request.url!.replace("/widget/v1", "")}`,
      token: request.headers.authorization?.slice(7),
      lastEventId: request.headers["last-event-id"] as string | undefined,
      body: text ? JSON.parse(text) : {},
    };
    calls.push(call);
    const answer = answers.shift();
    if (answer) answer(response, call);
    else problem(500, "unexpected")(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  calls = [];
  answers = [];
});

const START = event(1, "start", { conversationId: "c1", messageId: "m1", visitorToken: "t1" });
const DONE = (id: number): string => event(id, "done", { messageId: "r1", finishReason: "stop", sources: [{ title: "S", url: "https://x.example" }] });

function event(id: number, name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`;
}

const token = (id: number, text: string): string => event(id, "token", { text });

function stream(...events: string[]): Answer {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.end(events.join(""));
  };
}

/** Sends these events, then the connection breaks. */
function broken(...events: string[]): Answer {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(events.join("") || ": alive\n\n", () => setTimeout(() => response.destroy(), 20));
  };
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
    response.end(JSON.stringify({ code, detail: `${code}!` }));
  };
}

const json = (value: unknown): Answer => (response) => response.end(JSON.stringify(value));
const history = (...messages: unknown[]): Answer => json({ messages, state: "open" });
const said = (id: string, role: string, text: string) => ({ id, role, text, at: "2026-11-22T09:00:00Z", finishReason: null, sources: [], rating: null });

class Screen implements ConversationView {
  returnedText = "";
  expirations = 0;
  isBusy = false;
  states: string[] = [];
  added(): void {}
  removed(): void {}
  cleared(): void {}
  ended(): void {}
  changed(entry: Entry): void {
    if (entry.role === "reply") this.states.push(entry.state);
  }
  busy(value: boolean): void {
    this.isBusy = value;
  }
  expired(): void {
    this.expirations++;
  }
  state(): void {}
  returned(text: string): void {
    this.returnedText = text;
  }
}

function begin(saved: object = {}, now = () => 1_000_000): { talk: Conversation; store: Store; screen: Screen } {
  const store = createStore("pk", new MemoryArea(), new MemoryArea());
  store.update(saved);
  const screen = new Screen();
  let ids = 0;
  const talk = createConversation(createApi(base, "pk", store), store, screen, {
    about: () => ({ page: "https://site.example/p", locale: "fr" }), newId: () => `id${++ids}`, now, wait: () => Promise.resolve(),
  });
  return { talk, store, screen };
}

const shown = (talk: Conversation): string[] => talk.entries.map((entry) => `${entry.role}: ${entry.text}${entry.problem ? ` [${entry.problem.code}]` : ""}`);

async function idle(screen: Screen): Promise<void> {
  while (screen.isBusy) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("Sending a message", () => {
  it("streams the answer and remembers the conversation", async () => {
    const { talk, store } = begin();
    answers = [stream(START, token(2, "Bon"), token(3, "jour"), DONE(4))];

    await talk.send("Salut");

    assert.deepEqual(shown(talk), ["visitor: Salut", "reply: Bonjour"]);
    assert.deepEqual(calls[0]!.body, { text: "Salut", page: "https://site.example/p", locale: "fr", clientMessageId: "id1" });
    assert.equal(calls[0]!.token, undefined);
    assert.deepEqual([talk.entries[0]!.id, talk.entries[1]!.id, talk.entries[1]!.finishReason], ["m1", "r1", "stop"]);
    assert.deepEqual(talk.entries[1]!.sources, [{ title: "S", url: "https://x.example" }]);
    assert.deepEqual({ ...store.saved }, { token: "t1", conversationId: "c1" });
  });

  it("goes on in the same conversation", async () => {
    const { talk } = begin({ token: "t1", conversationId: "c1" });
    answers = [stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.equal(calls[0]!.token, "t1");
    assert.equal(calls[0]!.body.conversationId, "c1");
  });

  it("shows a refusal, keeps the words, and tries again as the same message", async () => {
    const { talk, store } = begin();
    answers = [problem(429, "rate_limited", { "Retry-After": "7" }), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");
    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [rate_limited]"]);
    assert.equal(talk.entries[1]!.problem!.retryAfter, 7);
    assert.equal(talk.entries[1]!.problem!.detail, "rate_limited!");
    assert.equal(store.saved.pending!.text, "x");

    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual(calls.map((call) => call.body.clientMessageId), ["id1", "id1"]);
  });

  it("gives words back that can never be accepted", async () => {
    const { talk, screen } = begin();
    answers = [problem(413, "message_too_long")];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["reply:  [message_too_long]"]);
    assert.equal(screen.returnedText, "x");
  });

  it("begins a new conversation with the same words when the token has run out", async () => {
    const { talk, store, screen } = begin({ token: "old", conversationId: "gone" });
    answers = [problem(401, "invalid_token"), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual([calls[1]!.token, calls[1]!.body.conversationId], [undefined, undefined]);
    assert.equal(screen.expirations, 1);
    assert.equal(store.saved.token, "t1");
    assert.equal(talk.isBusy(), false);
  });

  it("shows an error event, and asks again as a new message", async () => {
    const { talk } = begin();
    answers = [
      stream(START, token(2, "a"), event(3, "error", { detail: "Sorry", status: 503, code: "no_model_available" })),
      stream(START, token(2, "b"), DONE(3)),
    ];

    await talk.send("x");
    assert.equal(talk.entries[1]!.problem!.detail, "Sorry");

    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: b"]);
    assert.equal(calls[1]!.body.clientMessageId, "id2");
  });
});

describe("A network that breaks", () => {
  it("before the answer has begun: the same message is repeated", async () => {
    const { talk, screen } = begin();
    answers = [(response) => response.destroy(), broken(), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual(calls.map((call) => call.body.clientMessageId), ["id1", "id1", "id1"]);
    assert.ok(screen.states.includes("broken"));
  });

  it("in the middle: the answer goes on after the last event, and nothing is shown twice", async () => {
    const { talk } = begin();
    answers = [broken(START, token(2, "a")), broken(token(2, "a"), token(3, "b")), stream(token(4, "c"), DONE(5))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: abc"]);
    assert.deepEqual(calls.slice(1).map((call) => [call.line, call.lastEventId, call.token]), [
      ["GET /conversations/c1/messages/m1/reply", "2", "t1"],
      ["GET /conversations/c1/messages/m1/reply", "3", "t1"],
    ]);
  });

  it("and a server that has lost the answer: the message is repeated and its answer made anew", async () => {
    const { talk } = begin();
    answers = [broken(START, token(2, "old")), problem(404, "not_found"), stream(START, token(2, "new"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: new"]);
    assert.equal(calls[2]!.body.clientMessageId, "id1");
  });

  it("for good: the visitor is told, and can try again", async () => {
    const { talk, store } = begin();
    answers = Array.from({ length: 6 }, (): Answer => (response) => response.destroy());

    await talk.send("x");
    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [network]"]);
    assert.equal(calls.length, 6);
    assert.equal(store.saved.pending!.id, "id1");

    answers = [stream(START, token(2, "a"), DONE(3))];
    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
  });

  it("answered by a proxy's error page counts as the network", async () => {
    const { talk } = begin();
    answers = [(response) => response.writeHead(502).end("<html>"), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
  });
});

describe("Stopping", () => {
  it("tells the server, and keeps what was said", async () => {
    const { talk, screen } = begin();
    let open: ServerResponse;
    answers = [
      (response) => {
        open = response;
        response.writeHead(200, { "Content-Type": "text/event-stream" });
        response.write(START + token(2, "a"));
      },
      (response) => {
        response.writeHead(204).end();
        open.end(event(3, "done", { messageId: "r1", finishReason: "cancelled", sources: [] }));
      },
    ];

    const sending = talk.send("x");
    while (!screen.states.includes("streaming")) await new Promise((resolve) => setTimeout(resolve, 5));
    talk.stop();
    await sending;

    assert.equal(calls[1]!.line, "POST /conversations/c1/messages/m1/stop");
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(talk.entries[1]!.finishReason, "cancelled");
  });
});

describe("Loading the page again", () => {
  const known = { token: "t1", conversationId: "c1" };

  it("shows what was said", async () => {
    const { talk } = begin(known);
    answers = [history(said("m1", "visitor", "x"), { ...said("r1", "assistant", "a"), rating: -1 })];

    await talk.load();

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(talk.entries[1]!.rating, -1);
    assert.equal(calls[0]!.line, "GET /conversations/c1/messages");
  });

  it("asks for nothing when nothing is known", async () => {
    const { talk } = begin();
    await talk.load();
    assert.equal(calls.length, 0);
  });

  it("follows the answer that was not complete, from its beginning", async () => {
    const { talk, screen, store } = begin({ ...known, pending: { id: "p1", text: "x", at: 999_000 } });
    answers = [history(said("m1", "visitor", "x")), stream(START, token(2, "a"), DONE(3))];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual([calls[1]!.line, calls[1]!.lastEventId], ["GET /conversations/c1/messages/m1/reply", undefined]);
    assert.equal(store.saved.pending, undefined);
  });

  it("repeats a message of which the server has not heard", async () => {
    const { talk, screen } = begin({ pending: { id: "p1", text: "x", at: 999_000 } });
    answers = [stream(START, token(2, "a"), DONE(3))];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(calls[0]!.body.clientMessageId, "p1");
  });

  it("gives an old or refused message back to the composer", async () => {
    const { talk, screen, store } = begin({ pending: { id: "p1", text: "x", at: 0 } });
    await talk.load();
    assert.deepEqual([shown(talk).length, screen.returnedText, store.saved.pending, calls.length], [0, "x", undefined, 0]);
  });

  it("says when the answer cannot be had any more", async () => {
    const { talk, screen } = begin(known);
    answers = [history(said("m1", "visitor", "x")), problem(404, "not_found")];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [answer_lost]"]);
  });

  it("forgets a conversation that has expired", async () => {
    const { talk, screen, store } = begin(known);
    answers = [problem(401, "invalid_token")];

    await talk.load();

    assert.deepEqual([shown(talk).length, screen.expirations, store.saved.token], [0, 1, undefined]);
  });
});

describe("Beginning anew", () => {
  it("keeps the visitor, leaves the conversation, and finds back", async () => {
    const { talk, store } = begin({ token: "t1", conversationId: "c1" });
    answers = [history(said("m1", "visitor", "x"), said("r1", "assistant", "a"))];

    const back = talk.startNew();
    assert.deepEqual([store.saved.token, store.saved.conversationId], ["t1", undefined]);

    await back();
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(store.saved.conversationId, "c1");
  });

  it("after erasure knows nothing", async () => {
    const { talk, store } = begin({ token: "t1", conversationId: "c1" });
    answers = [(response) => response.writeHead(204).end()];

    await eraseVisitor(createApi(base, "pk", store), store, talk);

    assert.deepEqual([calls[0]!.line, calls[0]!.token], ["DELETE /visitor", "t1"]);
    assert.deepEqual(store.saved, {});
  });

  it("does not forget what the server could not erase", async () => {
    const { talk, store } = begin({ token: "t1", conversationId: "c1" });
    answers = [(response) => response.destroy()];

    await assert.rejects(eraseVisitor(createApi(base, "pk", store), store, talk));
    assert.equal(store.saved.token, "t1");
  });
});
