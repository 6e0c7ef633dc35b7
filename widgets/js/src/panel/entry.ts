import type { Source, StoredMessage } from "../common/wire";
import type { Problem } from "./problem";

/** One line of the conversation as the visitor sees it. */
export interface Entry {
  role: "visitor" | "reply";
  text: string;
  at: number;
  /** `waiting`: nothing has arrived yet; `broken`: the way to the server is lost, and sought again; `offline`: and the message has not left. */
  state: "waiting" | "streaming" | "broken" | "offline" | "done" | "failed";
  /** The server's id, as soon as it is known. */
  id?: string | undefined;
  finishReason?: string | null | undefined;
  sources?: Source[] | null | undefined;
  rating?: number | null | undefined;
  problem?: Problem;
  /** Who of the client's team wrote it, empty where they did not say; undefined for the chatbot. */
  agent?: string | undefined;
}

/** An entry of the history. */
export function fromStored({ role, at, name, ...rest }: StoredMessage): Entry {
  return { ...rest, role: role === "visitor" ? role : "reply", at: Date.parse(at), state: "done", agent: role === "agent" ? (name ?? "") : undefined };
}
