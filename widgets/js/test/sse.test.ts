import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createParser, readEvents, type StreamEvent } from "../src/panel/sse";

const STREAM = 'event: start\ndata: {"a":"é😀"}\nid: 1\n\n: alive\n\nevent:token\r\ndata:one\r\ndata: two\r\nid:2\r\n\r\ndata: plain\rid: 3\r\rdata: never ended';

const EXPECTED: StreamEvent[] = [
  { event: "start", data: '{"a":"é😀"}', id: "1" },
  { event: "token", data: "one\ntwo", id: "2" },
  { event: "message", data: "plain", id: "3" },
];

function bodyOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
}

describe("Server-sent events", () => {
  it("are read whatever pieces they arrive in", () => {
    for (let size = 1; size <= STREAM.length; size++) {
      const parse = createParser();
      const events: StreamEvent[] = [];
      for (let at = 0; at < STREAM.length; at += size) events.push(...parse(STREAM.slice(at, at + size)));
      assert.deepEqual(events, EXPECTED, `pieces of ${size}`);
    }
  });

  it("are read from bytes cut inside a character", async () => {
    const bytes = new TextEncoder().encode(STREAM);
    for (const size of [1, 2, 3, 5, 1_000]) {
      const events: StreamEvent[] = [];
      let pieces = 0;
      for await (const event of readEvents(bodyOf(bytes, size), () => pieces++)) events.push(event);
      assert.deepEqual(events, EXPECTED);
      assert.equal(pieces, Math.ceil(bytes.length / size));
    }
  });

  it("that are not complete are not events", () => {
    const parse = createParser();
    assert.deepEqual(parse("event: done\ndata: x\n"), []);
    assert.deepEqual(parse("\n"), [{ event: "done", data: "x", id: "" }]);
  });
});
