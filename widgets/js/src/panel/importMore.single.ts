import * as more from "../more/more";
import { speak } from "../more/phrases.single";
import type { More } from "./chat";

/** The single-file build has nothing to load. */
export async function importMore(_: string, locale: string): Promise<More> {
  speak(locale);
  return more;
}
