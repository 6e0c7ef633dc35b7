import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leaveHuman } from "../src/more/live";
import type { Chat } from "../src/panel/chat";
import { event, problem, stream, TestServer } from "./server";
import { begin as beginAt, shown } from "./talk";

const server = new TestServer();
const begin = () => beginAt(server.base, { token: "t1", conversationId: "c1" });

const ANSWER = stream(
  event(1, "start", { conversationId: "c1", messageId: "m1", visitorToken: "t1" }),
  event(2, "token", { text: "a" }),
  event(3, "done", { messageId: "r1", finishReason: "stop", sources: [] }),
);

describe("Going back from a human", () => {
  it("keeps what is asked until the server knows who answers", async () => {
    const { talk, api } = begin();
    let isBack = (): void => {};
    server.answers = [(response) => void (isBack = () => response.writeHead(204).end()), ANSWER];

    const left = leaveHuman(chatOf(talk, api));
    const asked = talk.send("And brioche?");
    while (server.calls.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(server.calls.length, 1);
    isBack();
    await Promise.all([left, asked]);

    assert.deepEqual(shown(talk), ["visitor: And brioche?", "reply: a"]);
    assert.deepEqual(server.calls.map(({ line }) => line.split(" ")[0]), ["DELETE", "POST"]);
  });

  it("asks all the same when the call fails", async () => {
    const { talk, api } = begin();
    server.answers = [problem(500, "internal"), ANSWER];

    await Promise.all([leaveHuman(chatOf(talk, api)), talk.send("And brioche?")]);

    assert.equal(server.calls.length, 2);
    assert.deepEqual(shown(talk), ["visitor: And brioche?", "reply: a"]);
  });
});

function chatOf(conversation: Chat["conversation"], api: Chat["api"]): Chat {
  return { conversation, api, say() {}, explain: () => "" } as unknown as Chat;
}
