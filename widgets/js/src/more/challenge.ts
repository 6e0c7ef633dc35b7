import type { Challenge } from "../common/wire";
import type { Chat } from "../panel/chat";
import { sha256Head } from "./sha256";

const SLICE_MS = 15;

/** Finds a number whose hash with the salt starts with enough zero bits, in slices that do not block the page. */
export async function solve(_: Chat, { salt, bits }: Challenge): Promise<string> {
  const limit = 2 ** (32 - bits);
  for (let n = 0; ; ) {
    const until = performance.now() + SLICE_MS;
    // The clock is read only occasionally, because it costs as much as a hash.
    do for (const end = n + 50; n < end; n++) if (sha256Head(`${salt}:${n}`) < limit) return String(n);
    while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
