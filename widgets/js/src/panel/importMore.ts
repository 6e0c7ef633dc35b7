import type { More } from "./chat";

/** Put in by the build: the address of what is seldom used, on the server that serves this panel. */
declare const MORE_PATH: string;

export function importMore(base: string): Promise<More> {
  return import(base + MORE_PATH);
}
