import * as more from "../more/more";
import type { More } from "./chat";

/** In the single file, nothing is left to load. */
export async function importMore(): Promise<More> {
  return more;
}
