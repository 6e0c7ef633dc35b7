import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { solve } from "../src/more/challenge";
import type { Chat } from "../src/panel/chat";
import { sha256Head } from "../src/more/sha256";

const head = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE();

describe("Proof of work", () => {
  it("hashes as everybody does, whatever the length", () => {
    for (let length = 0; length < 200; length++) {
      const text = "salt:0123456789abcdef".repeat(10).slice(0, length);
      assert.equal(sha256Head(text), head(text), `${length} characters`);
    }
  });

  it("finds a number that the server accepts", async () => {
    for (const bits of [1, 8, 12]) {
      const answer = await solve({} as Chat, { salt: "c2FsdA", bits });
      assert.ok(head(`c2FsdA:${answer}`) < 2 ** (32 - bits), answer);
    }
  });

  it("leaves the page its time", async (context) => {
    // A clock on which each look takes a millisecond.
    let now = 0;
    const pauses: number[] = [0];
    context.mock.method(performance, "now", () => ++now);
    context.mock.method(globalThis, "setTimeout", (resume: () => void) => (pauses.push(now), setImmediate(resume)));
    await solve({} as Chat, { salt: "x", bits: 14 });
    assert.ok(pauses.length > 2, `${pauses.length - 1} pauses`);
    for (let i = 1; i < pauses.length; i++) assert.ok(pauses[i]! - pauses[i - 1]! < 20, `${pauses}`);
  });
});
