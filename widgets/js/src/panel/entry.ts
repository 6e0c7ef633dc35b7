import type { Problem, Source, StoredMessage } from "./api";

/** One line of the conversation as the visitor sees it. */
export interface Entry {
  role: "visitor" | "reply";
  /** The server's id; null until it is known. */
  id: string | null;
  text: string;
  at: number;
  /** `waiting`: nothing has arrived yet; `broken`: the way to the server is lost, and sought again. */
  state: "waiting" | "streaming" | "broken" | "done" | "failed";
  finishReason: string | null;
  sources: Source[];
  rating: number;
  problem: Problem | null;
}

export function newEntry(role: Entry["role"], words: string, at: number, state: Entry["state"]): Entry {
  return { role, id: null, text: words, at, state, finishReason: null, sources: [], rating: 0, problem: null };
}

/** An entry of the history. */
export function fromStored(message: StoredMessage): Entry {
  return {
    ...newEntry(message.role === "visitor" ? "visitor" : "reply", message.text, Date.parse(message.at), "done"),
    id: message.id,
    finishReason: message.finishReason ?? null,
    sources: message.sources ?? [],
    rating: message.rating ?? 0,
  };
}
