import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { event, stream, TestServer } from "./server";
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
    const { talk } = begin();
    server.answers = [ANSWER];
    let isBack = (): void => {};
    talk.hold(new Promise<void>((resolve) => (isBack = resolve)));

    const asked = talk.send("And brioche?");
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(server.calls.length, 0);
    isBack();
    await asked;

    assert.deepEqual(shown(talk), ["visitor: And brioche?", "reply: a"]);
  });

  it("asks all the same when the call fails", async () => {
    const { talk } = begin();
    server.answers = [ANSWER];
    talk.hold(Promise.reject(new Error("cut")));

    await talk.send("And brioche?");

    assert.equal(server.calls.length, 1);
  });
});
