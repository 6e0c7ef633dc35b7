import type { More } from "./chat";

/** Replaced by the build: the path of rarely used features on the server of this panel, with `*` for the language. */
declare const MORE_PATH: string;

export function importMore(base: string, locale: string): Promise<More> {
  const address = base + MORE_PATH.replace("*", locale);
  // A browser may cache the failure to load a module.
  return import(address).catch(() => import(address + "?" + Math.random()));
}
