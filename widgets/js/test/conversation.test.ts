import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { broken, event, json, problem, stream, TestServer, type Answer } from "./server";
import { begin as beginAt, idle, shown } from "./talk";

const server = new TestServer();
const begin = (saved: object = {}) => beginAt(server.base, saved);

const START = event(1, "start", { conversationId: "c1", messageId: "m1", visitorToken: "t1" });
const DONE = (id: number): string => event(id, "done", { messageId: "r1", finishReason: "stop", sources: [{ title: "S", url: "https://x.example" }] });

const token = (id: number, text: string): string => event(id, "token", { text });

const history = (...messages: unknown[]): Answer => json({ messages, state: "open" });
const said = (id: string, role: string, text: string) => ({ id, role, text, at: "2026-11-22T09:00:00Z", finishReason: null, sources: [], rating: null });

describe("Sending a message", () => {
  it("streams the answer and remembers the conversation", async () => {
    const { talk, store } = begin();
    server.answers = [stream(START, token(2, "Bon"), token(3, "jour"), DONE(4))];

    await talk.send("Salut");

    assert.deepEqual(shown(talk), ["visitor: Salut", "reply: Bonjour"]);
    assert.deepEqual(server.calls[0]!.body, { text: "Salut", page: "https://site.example/p", locale: "fr", clientMessageId: "id1" });
    assert.equal(server.calls[0]!.token, undefined);
    assert.deepEqual([talk.entries[0]!.id, talk.entries[1]!.id, talk.entries[1]!.finishReason], ["m1", "r1", "stop"]);
    assert.deepEqual(talk.entries[1]!.sources, [{ title: "S", url: "https://x.example" }]);
    assert.deepEqual({ ...store.saved }, { token: "t1", conversationId: "c1" });
  });

  it("goes on in the same conversation", async () => {
    const { talk } = begin({ token: "t1", conversationId: "c1" });
    server.answers = [stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.equal(server.calls[0]!.token, "t1");
    assert.equal(server.calls[0]!.body.conversationId, "c1");
  });

  it("shows a refusal, keeps the words, and tries again as the same message", async () => {
    const { talk, store } = begin();
    server.answers = [problem(429, "rate_limited", { "Retry-After": "7" }), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");
    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [rate_limited]"]);
    assert.equal(talk.entries[1]!.problem!.retryAfter, 7);
    assert.equal(talk.entries[1]!.problem!.detail, "rate_limited!");
    assert.equal(store.saved.pending!.text, "x");

    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual(server.calls.map((call) => call.body.clientMessageId), ["id1", "id1"]);
  });

  it("gives words back that can never be accepted", async () => {
    const { talk, screen } = begin();
    server.answers = [problem(413, "message_too_long")];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["reply:  [message_too_long]"]);
    assert.equal(screen.returnedText, "x");
  });

  it("begins a new conversation with the same words when the token has run out", async () => {
    const { talk, store, screen } = begin({ token: "old", conversationId: "gone" });
    server.answers = [problem(401, "invalid_token"), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual([server.calls[1]!.token, server.calls[1]!.body.conversationId], [undefined, undefined]);
    assert.equal(screen.expirations, 1);
    assert.equal(store.saved.token, "t1");
    assert.equal(talk.isBusy(), false);
  });

  it("shows an error event, and asks again as a new message", async () => {
    const { talk } = begin();
    server.answers = [
      stream(START, token(2, "a"), event(3, "error", { detail: "Sorry", status: 503, code: "no_model_available" })),
      stream(START, token(2, "b"), DONE(3)),
    ];

    await talk.send("x");
    assert.equal(talk.entries[1]!.problem!.detail, "Sorry");

    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: b"]);
    assert.equal(server.calls[1]!.body.clientMessageId, "id2");
  });
});

describe("A network that breaks", () => {
  it("before the answer has begun: the same message is repeated", async () => {
    const { talk, screen } = begin();
    server.answers = [(response) => response.destroy(), broken(), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual(server.calls.map((call) => call.body.clientMessageId), ["id1", "id1", "id1"]);
    assert.ok(screen.states.includes("broken"));
  });

  it("in the middle: the answer goes on after the last event, and nothing is shown twice", async () => {
    const { talk } = begin();
    server.answers = [broken(START, token(2, "a")), broken(token(2, "a"), token(3, "b")), stream(token(4, "c"), DONE(5))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: abc"]);
    assert.deepEqual(server.calls.slice(1).map((call) => [call.line, call.lastEventId, call.token]), [
      ["GET /conversations/c1/messages/m1/reply", "2", "t1"],
      ["GET /conversations/c1/messages/m1/reply", "3", "t1"],
    ]);
  });

  it("and a server that has lost the answer: the message is repeated and its answer made anew", async () => {
    const { talk } = begin();
    server.answers = [broken(START, token(2, "old")), problem(404, "not_found"), stream(START, token(2, "new"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: new"]);
    assert.equal(server.calls[2]!.body.clientMessageId, "id1");
  });

  it("for good: the visitor is told, and can try again", async () => {
    const { talk, store } = begin();
    server.answers = Array.from({ length: 6 }, (): Answer => (response) => response.destroy());

    await talk.send("x");
    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [network]"]);
    assert.equal(server.calls.length, 6);
    assert.equal(store.saved.pending!.id, "id1");

    server.answers = [stream(START, token(2, "a"), DONE(3))];
    await talk.retry(talk.entries[1]!);
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
  });

  it("answered by a proxy's error page counts as the network", async () => {
    const { talk } = begin();
    server.answers = [(response) => response.writeHead(502).end("<html>"), stream(START, token(2, "a"), DONE(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
  });
});

describe("Stopping", () => {
  it("tells the server, and keeps what was said", async () => {
    const { talk, screen } = begin();
    let open: ServerResponse;
    server.answers = [
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

    assert.equal(server.calls[1]!.line, "POST /conversations/c1/messages/m1/stop");
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(talk.entries[1]!.finishReason, "cancelled");
  });
});

describe("Loading the page again", () => {
  const known = { token: "t1", conversationId: "c1" };

  it("shows what was said", async () => {
    const { talk } = begin(known);
    server.answers = [history(said("m1", "visitor", "x"), { ...said("r1", "assistant", "a"), rating: -1 })];

    await talk.load();

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(talk.entries[1]!.rating, -1);
    assert.equal(server.calls[0]!.line, "GET /conversations/c1/messages");
  });

  it("asks for nothing when nothing is known", async () => {
    const { talk } = begin();
    await talk.load();
    assert.equal(server.calls.length, 0);
  });

  it("follows the answer that was not complete, from its beginning", async () => {
    const { talk, screen, store } = begin({ ...known, pending: { id: "p1", text: "x", at: 999_000 } });
    server.answers = [history(said("m1", "visitor", "x")), stream(START, token(2, "a"), DONE(3))];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual([server.calls[1]!.line, server.calls[1]!.lastEventId], ["GET /conversations/c1/messages/m1/reply", undefined]);
    assert.equal(store.saved.pending, undefined);
  });

  it("repeats a message of which the server has not heard", async () => {
    const { talk, screen } = begin({ pending: { id: "p1", text: "x", at: 999_000 } });
    server.answers = [stream(START, token(2, "a"), DONE(3))];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(server.calls[0]!.body.clientMessageId, "p1");
  });

  it("gives an old or refused message back to the composer", async () => {
    const { talk, screen, store } = begin({ pending: { id: "p1", text: "x", at: 0 } });
    await talk.load();
    assert.deepEqual([shown(talk).length, screen.returnedText, store.saved.pending, server.calls.length], [0, "x", undefined, 0]);
  });

  it("keeps what is written before it, and sends it once, after what was said", async () => {
    const { talk, screen, store } = begin(known);
    server.answers = [(response) => response.destroy(), history(said("m0", "visitor", "x"), said("r0", "assistant", "a")), stream(START, token(2, "b"), DONE(3))];

    const failing = talk.load();
    assert.ok(talk.keep("y"));
    assert.ok(!talk.keep("z"));
    await assert.rejects(failing);
    assert.deepEqual([shown(talk), store.saved.pending?.text], [["visitor: y"], "y"]);
    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a", "visitor: y", "reply: b"]);
    assert.equal(server.calls.filter(({ line }) => line.startsWith("POST")).length, 1);
    assert.equal(store.saved.pending, undefined);
  });

  it("keeps nothing where nothing was said before", () => {
    const { talk, store } = begin();
    assert.ok(!talk.keep("y"));
    assert.equal(store.saved.pending, undefined);
  });

  it("says when the answer cannot be had any more", async () => {
    const { talk, screen } = begin(known);
    server.answers = [history(said("m1", "visitor", "x")), problem(404, "not_found")];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [answer_lost]"]);
  });

  it("forgets a conversation that has expired", async () => {
    const { talk, screen, store } = begin(known);
    server.answers = [problem(401, "invalid_token")];

    await talk.load();

    assert.deepEqual([shown(talk).length, screen.expirations, store.saved.token, store.saved.past], [0, 1, undefined, known.token]);
  });
});

describe("Beginning anew", () => {
  it("keeps the visitor, leaves the conversation, and finds back", async () => {
    const { talk, store } = begin({ token: "t1", conversationId: "c1" });
    server.answers = [history(said("m1", "visitor", "x"), said("r1", "assistant", "a"))];

    const back = talk.startNew();
    assert.deepEqual([store.saved.token, store.saved.conversationId], ["t1", undefined]);

    await back();
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(store.saved.conversationId, "c1");
  });
});
