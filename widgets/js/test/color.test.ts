import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contrast, parseColor, readableOn, textOn, toHex } from "../src/common/color";

describe("A chatbot's colour", () => {
  it("is read in its short and long form, and nothing else is", () => {
    assert.deepEqual(parseColor("#0b5fff"), [11, 95, 255]);
    assert.deepEqual(parseColor(" #FA0 "), [255, 170, 0]);
    for (const bad of ["red", "#12345", "#0b5fff;}*{display:none", "", null, undefined]) assert.equal(parseColor(bad), null);
  });

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
