import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { begin as beginAt, idle, shown } from "./talk";
import { broken, event, gone, json, problem, stream, TestServer } from "./server";

const server = new TestServer();
const START = event(1, "start", { conversationId: "c1", messageId: "m1", visitorToken: "t1" });
const token = (id: number, text: string): string => event(id, "token", { text });
const done = (id: number, finishReason = "stop"): string => event(id, "done", { messageId: "r1", finishReason, sources: [] });
const ids = (): unknown[] => server.calls.map((call) => call.body.clientMessageId);

describe("A message written without a network", () => {
  it("is shown as waiting, and sent once when the network is back", async () => {
    let isOffline = true;
    let waits = 0;
    const { talk, screen, store } = beginAt(server.base, {}, {
      isOffline: () => isOffline,
      wait: async () => {
        isOffline = ++waits < 20;
      },
    });
    server.answers = [...Array.from({ length: 20 }, () => gone), stream(START, token(2, "a"), done(3))];

    await talk.send("x");

    assert.ok(screen.states.includes("offline"));
    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual([...new Set(ids())], ["id1"]);
    assert.equal(store.saved.pending, undefined);
  });

  it("is kept across a reload, however long it took, where its conversation is known", async () => {
    const { talk, screen } = beginAt(server.base, { token: "t1", conversationId: "c1", pending: { id: "p1", text: "x", at: 1 } }, { now: () => 10 ** 12 });
    server.answers = [json({ messages: [], state: "open" }), stream(START, token(2, "a"), done(3))];

    await talk.load();
    await idle(screen);

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.equal(server.calls[1]!.body.clientMessageId, "p1");
  });

  it("goes back to the composer when it is stopped before it has left", async () => {
    const { talk, screen } = beginAt(server.base, {}, { isOffline: () => true, wait: async () => talk.stop() });
    server.answers = [gone, gone];

    await talk.send("x");

    assert.deepEqual([shown(talk), screen.returnedText], [[], "x"]);
  });
});

describe("An answer whose stream has broken", () => {
  it("says that it is sought again, and that the message is not what waits", async () => {
    let isOffline = true;
    const { talk, screen } = beginAt(server.base, {}, { isOffline: () => isOffline, wait: async () => void (isOffline = false) });
    server.answers = [broken(START, token(2, "a")), stream(token(3, "b"), done(4))];

    await talk.send("x");

    assert.ok(screen.states.includes("broken") && !screen.states.includes("offline"));
    assert.deepEqual(shown(talk), ["visitor: x", "reply: ab"]);
  });

  it("has a limit, whatever a server sends", async () => {
    const { talk } = beginAt(server.base);
    server.answers = [stream(START, token(2, "a".repeat(5_000_000)), token(3, "b"), done(4))];

    await talk.send("x");

    assert.ok(talk.entries[1]!.text.length <= 100_000);
    assert.equal(talk.entries[1]!.state, "done");
  });
});

describe("A chatbot that asks for something first", () => {
  it("for consent: the words come back, and nothing is sent again by itself", async () => {
    const { talk, screen, store } = beginAt(server.base);
    server.answers = [problem(403, "consent_required")];

    await talk.send("x");

    assert.deepEqual([shown(talk), screen.returnedText, screen.returnedCode, store.saved.pending], [[], "x", "consent_required", undefined]);
  });

  it("for a computation: the same message goes again with the answer", async () => {
    const { talk } = beginAt(server.base, {}, { solve: async ({ salt, bits }) => `${salt}/${bits}` });
    server.answers = [problem(428, "challenge_required", {}, { challenge: { salt: "s", bits: 15 } }), stream(START, token(2, "a"), done(3))];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply: a"]);
    assert.deepEqual(ids(), ["id1", "id1"]);
    assert.deepEqual(server.calls[1]!.body.challenge, { salt: "s", answer: "s/15" });
  });

  it("again and again: it is a failure in the end", async () => {
    const { talk } = beginAt(server.base, {}, { solve: async () => "1" });
    server.answers = Array.from({ length: 9 }, () => problem(428, "challenge_required", {}, { challenge: { salt: "s", bits: 1 } }));

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [challenge_required]"]);
    assert.equal(server.calls.length, 4);
  });

  it("sends with the consent's token, and no conversation", async () => {
    const { talk } = beginAt(server.base, { token: "t0", consent: "v1" });
    server.answers = [stream(START, token(2, "a"), done(3))];

    await talk.send("x");

    assert.deepEqual([server.calls[0]!.token, server.calls[0]!.body.conversationId], ["t0", undefined]);
  });

  it("or is full: the words stay, for a new conversation", async () => {
    const { talk } = beginAt(server.base, { token: "t1", conversationId: "c1" });
    server.answers = [problem(409, "conversation_full")];

    await talk.send("x");

    assert.deepEqual(shown(talk), ["visitor: x", "reply:  [conversation_full]"]);
  });
});

describe("A conversation with people", () => {
  it("says once that the message was passed on", async () => {
    const { talk, screen, store } = beginAt(server.base);
    server.answers = [stream(START, done(2, "human")), stream(event(1, "start", { messageId: "m2" }), event(2, "done", { messageId: "", finishReason: "human" }))];

    await talk.send("x");
    assert.deepEqual([talk.entries.length, talk.entries[1]!.finishReason, store.saved.human, screen.talkStates], [2, "human", true, ["human"]]);

    await talk.send("y");
    assert.deepEqual(shown(talk), ["visitor: x", "reply: ", "visitor: y"]);
  });

  it("is found again, and its last word waits for nobody's answer", async () => {
    const { talk, screen } = beginAt(server.base, { token: "t1", conversationId: "c1", human: true });
    server.answers = [json({ messages: [{ id: "a1", role: "agent", name: "Julie", text: "Ici Julie", at: "2026-11-22T09:00:00Z" }, { id: "m1", role: "visitor", text: "x", at: "2026-11-22T09:01:00Z" }], state: "human" })];

    await talk.load();

    assert.deepEqual([shown(talk), talk.entries[0]!.agent, screen.isBusy, server.calls.length], [["reply: Ici Julie", "visitor: x"], "Julie", false, 1]);
  });

  it("shows nothing twice, in whatever order it arrives", () => {
    const { talk } = beginAt(server.base);
    const entry = { role: "reply", id: "a1", text: "x", at: 0, state: "done", agent: "" } as const;

    assert.equal(talk.add(entry), talk.add({ ...entry }));
    assert.equal(talk.entries.length, 1);
  });
});
