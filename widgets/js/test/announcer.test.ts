import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SentenceReader, speakable } from "../src/panel/announcer";

describe("What a screen reader hears", () => {
  it("is whole sentences, each of them once", () => {
    const text = "Nous ouvrons à 7 h. Le lundi, c’est fermé ! Et puis **voilà**.\n1. Un\n2. Deux";
    const reader = new SentenceReader();
    const said: string[] = [];
    for (let end = 1; end <= text.length; end++) {
      const words = reader.next(text.slice(0, end));
      if (words) said.push(words);
    }
    said.push(reader.next(text, true));
    assert.deepEqual(said, ["Nous ouvrons à 7 h.", "Le lundi, c’est fermé !", "Et puis voilà.", "1. Un", "2. Deux"]);
    assert.equal(reader.next(text, true), "");
  });

  it("has no marks in it", () => {
    assert.equal(
      speakable("## Title\n- **a** `b` ~~c~~ [d](https://x.example)\n> e\n| f | g |\n|---|---|\n| h | i |"),
      "Title a b c d e f g h i",
    );
  });
});
