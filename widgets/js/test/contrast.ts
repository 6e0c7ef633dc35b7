import { readFileSync } from "node:fs";
import { luminance, textOn, type Rgb } from "../src/common/color";

/** What `#rgb` and `#rrggbb` mean; null for anything else. */
export function parseColor(text: string | null | undefined): Rgb | null {
  const hex = /^#([0-9a-f]{3}){1,2}$/i.test(text?.trim() ?? "") && text!.trim().slice(1).replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3");
  return hex ? ([0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb) : null;
}

export function toHex(color: Rgb): string {
  return "#" + color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return x > y ? x / y : y / x;
}

const sheet = readFileSync("css/panel.css", "utf8");
const share = Number(/--accent: color-mix\(in srgb, var\(--brand\) (\d+)%, var\(--text\)\)/.exec(sheet)![1]) / 100;
const [light, dark] = [...sheet.matchAll(/--text: (#\w+)/g)].map(([, color]) => parseColor(color)!) as [Rgb, Rgb];

/** The colour for words, as the stylesheet mixes it from the chatbot's and the text's. */
export function readableOn(color: Rgb, background: Rgb): Rgb {
  const text = textOn(background) === "#000" ? light : dark;
  return color.map((part, at) => part * share + text[at]! * (1 - share)) as Rgb;
}
