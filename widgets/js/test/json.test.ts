import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toJson } from "../src/panel/json";

describe("What is sent", () => {
  const value = { text: "« Ça » \"va\" ?\n\u2028", n: 1, no: null, yes: true, left: undefined, identity: { facts: { name: "Zoé" } } };

  it("is JSON, without what is undefined", () => assert.deepEqual(JSON.parse(toJson(value)), JSON.parse(JSON.stringify(value))));

  it("is the same on a page that has changed all objects", () => {
    const before = toJson(value);
    const prototypes = [Object.prototype, String.prototype, Array.prototype] as unknown as { toJSON?: () => string }[];
    for (const prototype of prototypes) prototype.toJSON = () => "broken";
    try {
      assert.equal(toJson(value), before);
    } finally {
      for (const prototype of prototypes) delete prototype.toJSON;
    }
  });
});
