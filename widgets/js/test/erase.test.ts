import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eraseVisitor } from "../src/more/erase";
import { problem, TestServer } from "./server";
import { begin as beginAt } from "./talk";

const server = new TestServer();
const begin = (saved: object) => beginAt(server.base, saved);

describe("Erasing a visitor", () => {
  it("after erasure knows nothing", async () => {
    const { talk, store, api } = begin({ token: "t1", conversationId: "c1" });
    server.answers = [(response) => response.writeHead(204).end()];

    assert.ok(await eraseVisitor(api, store, talk));

    assert.deepEqual([server.calls[0]!.line, server.calls[0]!.token], ["DELETE /visitor", "t1"]);
    assert.deepEqual(store.saved, {});
  });

  it("erases what was left with a token whose time is over", async () => {
    const { talk, store, api } = begin({ token: "t2", past: "t1" });
    server.answers = [(response) => response.writeHead(204).end(), (response) => response.writeHead(204).end()];

    assert.ok(await eraseVisitor(api, store, talk));
    assert.deepEqual(server.calls.map(({ token }) => token), ["t1", "t2"]);
  });

  it("says when the server no longer knew the visitor", async () => {
    const { talk, store, api } = begin({ token: "t1" });
    server.answers = [problem(401, "invalid_token")];

    assert.equal(await eraseVisitor(api, store, talk), false);
    assert.deepEqual(store.saved, {});
  });

  it("does not forget what the server could not erase", async () => {
    const { talk, store, api } = begin({ token: "t1", conversationId: "c1" });
    server.answers = [(response) => response.destroy()];

    await assert.rejects(eraseVisitor(api, store, talk));
    assert.equal(store.saved.token, "t1");
  });
});
