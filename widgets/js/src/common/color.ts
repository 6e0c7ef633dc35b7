type Rgb = [number, number, number];

export function parseColor(text: string | null | undefined): Rgb | null {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "");
  if (!match) return null;
  const hex = match[1]!.length === 3 ? match[1]!.replace(/./g, "$&$&") : match[1]!;
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

export function toHex(color: Rgb): string {
  return "#" + color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Black or white, whichever reads better on this colour; at least 4.5 for every colour there is. */
export function textOn(color: Rgb): string {
  return luminance(color) > 0.179 ? "#000" : "#fff";
}

/** The colour, moved towards black or white until it can be read on this background. */
export function readableOn(color: Rgb, background: Rgb, ratio = 4.5): Rgb {
  const target = textOn(background) === "#000" ? 0 : 255;
  let result = color;
  for (let step = 1; step <= 20 && contrast(result, background) < ratio; step++)
    result = color.map((part) => part + ((target - part) * step) / 20) as Rgb;
  return result;
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const s = part / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
