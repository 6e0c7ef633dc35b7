import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listen } from "../src/more/live";
import { phrases } from "../src/more/phrases";
import type { Chat } from "../src/panel/chat";
import { broken, event, stream, TestServer } from "./server";
import { begin } from "./talk";

const server = new TestServer();

/** As much of a chat as the live events need. */
function chatWith({ talk, store, api }: ReturnType<typeof begin>): Chat & { said: string[] } {
  const said: string[] = [];
  const texts = new Proxy({}, { get: (_, name) => String(name) });
  return {
    said, texts, store, api, conversation: talk,
    say: (text: string) => said.push(text),
    log: { notice: (text: string) => void said.push(text) },
    arrived: () => said.push("arrived"),
  } as unknown as Chat & { said: string[] };
}

describe("What people write", () => {
  it("arrives, is read on after a break from where it was, and ends with the conversation", async () => {
    const started = begin(server.base, { token: "t1", conversationId: "c1", human: true });
    const chat = chatWith(started);
    server.answers = [
      broken(event("", "state", { state: "human" }), event("a1", "message", { id: "a1", text: "Bonjour", at: "2026-11-22T09:00:00Z", name: "Julie" })),
      stream(event("a1", "message", { id: "a1", text: "Bonjour", at: "2026-11-22T09:00:00Z" }), event("", "typing", { name: "Julie" }), event("a2", "message", { id: "a2", text: "Fini", at: "2026-11-22T09:01:00Z" }), event("", "state", { state: "closed" })),
    ];

    await listen(chat);

    assert.deepEqual(started.talk.entries.map(({ id, text, agent }) => [id, text, agent]), [["a1", "Bonjour", "Julie"], ["a2", "Fini", ""]]);
    assert.deepEqual(server.calls.map(({ line, lastEventId, token }) => [line, lastEventId, token]), [["GET /conversations/c1/events", undefined, "t1"], ["GET /conversations/c1/events", "a1", "t1"]]);
    assert.deepEqual(chat.said, ["arrived", "typing", "arrived", phrases.closed]);
    assert.equal(started.talk.state(), "closed");
  });

  it("ends when nobody is in play any more", async () => {
    const started = begin(server.base, { token: "t1", conversationId: "c1", human: true });
    server.answers = [(response) => response.writeHead(204).end()];

    await listen(chatWith(started));

    assert.equal(started.talk.state(), "open");
  });
});
