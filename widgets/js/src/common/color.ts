/** Red, green and blue, 0 to 255; as numbers or their digits. */
export type Rgb = [number, number, number];

/** Black or white, whichever reads better on this colour; at least 4.5 for every colour there is. */
export function textOn(color: Rgb): "#000" | "#fff" {
  return luminance(color) > 0.179 ? "#000" : "#fff";
}

/** WCAG's relative luminance, without its straight piece near black: less than a thousandth away. */
export function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => ((+part + 14) / 269) ** 2.4);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
