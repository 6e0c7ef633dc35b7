import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createStore } from "../src/panel/store";
import { MemoryArea } from "./memoryArea";

describe("What the widget remembers", () => {
  it("is nothing before the visitor acts", () => {
    const [local, session] = [new MemoryArea(), new MemoryArea()];
    const store = createStore("k", local, session);
    assert.deepEqual(store.saved, {});
    assert.equal(store.recall("draft"), "");
    assert.equal(local.size + session.size, 0);
  });

  it("is kept per chatbot, and the draft for this visit only", () => {
    const [local, session] = [new MemoryArea(), new MemoryArea()];
    createStore("k", local, session).update({ token: "t", conversationId: "c" });
    createStore("k", local, session).note("draft", "hel");
    assert.deepEqual(createStore("k", local, session).saved, { token: "t", conversationId: "c" });
    assert.equal(createStore("k", local, session).recall("draft"), "hel");
    assert.deepEqual(createStore("other", local, session).saved, {});
    assert.equal(createStore("k", local, new MemoryArea()).recall("draft"), "");
  });

  for (const [name, area] of [["blocked", null], ["full", new MemoryArea(true)]] as const)
    it(`is kept until the page is left where storage is ${name}`, () => {
      const store = createStore("k", area, area);
      store.update({ token: "t" });
      store.update({ conversationId: "c" });
      store.note("draft", "x");
      assert.deepEqual(store.saved, { token: "t", conversationId: "c" });
      store.erase();
      assert.deepEqual(store.saved, {});
    });

  it("survives what another script left under its name", () => {
    const local = new MemoryArea();
    for (const value of ["null", "[", '"x"', "1"]) {
      local.setItem("iafluence:k", value);
      assert.equal(createStore("k", local, null).saved.token, undefined);
    }
  });

  it("is gone after erasure", () => {
    const [local, session] = [new MemoryArea(), new MemoryArea()];
    const store = createStore("k", local, session);
    store.update({ token: "t" });
    store.note("draft", "x");
    store.erase();
    assert.equal(local.size + session.size, 0);
  });
});
