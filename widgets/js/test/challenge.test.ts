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

  it("leaves the page its time", async () => {
    let longest = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 0);
    await solve({} as Chat, { salt: "x", bits: 14 });
    clearInterval(clock);
    assert.ok(longest < 50, `${longest} ms`);
  });
});
