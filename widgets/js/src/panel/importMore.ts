import type { More } from "./chat";

/** Put in by the build: where what is seldom used lies on the server that serves this panel, with `*` for the language. */
declare const MORE_PATH: string;

export function importMore(base: string, locale: string): Promise<More> {
  return import(base + MORE_PATH.replace("*", locale));
}
