import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textOn } from "../src/common/color";
import { contrast, parseColor, readableOn, toHex } from "./contrast";

describe("A chatbot's colour", () => {
  it("always carries text that can be read, and can always be used for words", () => {
    for (let r = 0; r < 256; r += 15)
      for (let g = 0; g < 256; g += 15)
        for (let b = 0; b < 256; b += 15) {
          const color = [r, g, b] as [number, number, number];
          assert.ok(contrast(color, parseColor(textOn(color))!) >= 4.5, toHex(color));
          for (const background of ["#f2f4f7", "#242830"])
            assert.ok(contrast(parseColor(toHex(readableOn(color, parseColor(background)!)))!, parseColor(background)!) >= 4.45, toHex(color));
        }
  });
});
