import type { Source, StoredMessage } from "../common/wire";
import type { Problem } from "./problem";

/** One entry of the conversation. */
export interface Entry {
  role: "visitor" | "reply";
  text: string;
  at: number;
  /** `waiting`: nothing has arrived yet; `broken`: the connection is lost and being restored; `offline`: the message has not been sent either. */
  state: "waiting" | "streaming" | "broken" | "offline" | "done" | "failed";
  /** The server's id, once it is known. */
  id?: string | undefined;
  finishReason?: string | null | undefined;
  sources?: Source[] | null | undefined;
  suggestions?: string[] | null | undefined;
  rating?: number | null | undefined;
  problem?: Problem;
  /** The name of the team member who wrote it, empty when not stated; undefined for the chatbot. */
  agent?: string | undefined;
}

/** Converts an entry of the history. */
export function fromStored({ role, at, name, ...rest }: StoredMessage): Entry {
  return { ...rest, role: role === "visitor" ? role : "reply", at: Date.parse(at), state: "done", agent: role === "agent" ? (name ?? "") : undefined };
}
