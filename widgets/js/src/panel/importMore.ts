import type { More } from "./chat";

/** Put in by the build: where what is seldom used lies on the server that serves this panel, with `*` for the language. */
declare const MORE_PATH: string;

export function importMore(base: string, locale: string): Promise<More> {
  const address = base + MORE_PATH.replace("*", locale);
  // A browser may remember that a module could not be had.
  return import(address).catch(() => import(address + "?" + Math.random()));
}
