import type { PagePatterns } from "./contract";

/**
 * Whether a page's path, as the browser writes it, is among the included ones (no pattern means all) and not among the excluded.
 * `*` is anything; with or without a slash at its end, a path is the same page.
 */
export function isOnPage(path: string, { include, exclude }: PagePatterns): boolean {
  const bare = path.replace(/\/$/, "");
  const isIn = (patterns: string[]): boolean =>
    patterns.some((pattern) => {
      const whole = RegExp(`^${encodeURI(pattern).replace(/\W/g, (c) => (c === "*" ? ".*" : "\\" + c))}$`);
      return whole.test(bare) || whole.test(bare + "/");
    });
  return (!include[0] || isIn(include)) && !isIn(exclude);
}
