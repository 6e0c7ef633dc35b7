// Names on the wire and in the visitor's storage; they must not change.

/** The state that a widget stores under `iafluence:{key}`. */
export interface Saved {
  token?: string | undefined;
  conversationId?: string | undefined;
  /** An expired token, with which the visitor's data can still be erased. */
  past?: string | undefined;
  pending?: Pending | undefined;
  /** The version of the given consent. */
  consent?: string | undefined;
  /** The visitor waits for a human or talks to one. */
  human?: true | undefined;
}

/** A sent message whose answer is not complete. */
export interface Pending {
  id: string;
  text: string;
  at: number;
}

/** The body of `POST …/messages`. */
export interface SentMessage extends About {
  text: string;
  conversationId: string | undefined;
  clientMessageId: string | undefined;
  challenge: { salt: string; answer: string } | undefined;
}

/** The data sent with every message. */
export interface About {
  page: string;
  locale: string;
  identity?: { jwt: string } | { facts: Record<string, string> } | undefined;
}

/** The body of `POST …/contact`. */
export interface SentContact {
  name: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  text: string | undefined;
  locale: string;
  page: string;
  conversationId: string | undefined;
  clientMessageId: string;
}

export interface SentRating {
  rating: number;
  comment: string | undefined;
}

export interface SentConsent {
  version: string;
}

/** The response of `POST …/consent`, and of `POST …/contact` without a token. */
export interface KnownVisitor {
  visitorToken: string;
}

export interface History {
  messages: StoredMessage[];
  state: TalkState;
}

/** `human`: the visitor waits for a human or talks to one, and the chatbot does not answer. */
export type TalkState = "open" | "human" | "closed";

export interface StoredMessage {
  id: string;
  role: string;
  text: string;
  at: string;
  finishReason?: string | null;
  sources?: Source[] | null;
  /** What the visitor may have meant; empty unless the reply is unsure. */
  suggestions?: string[] | null;
  rating?: number | null;
  name?: string | null;
}

export interface Source {
  title: string;
  url?: string | null;
}

/** The data of the events of a reply and of a human's messages. */
export interface EventData {
  conversationId?: unknown;
  messageId?: unknown;
  visitorToken?: unknown;
  text?: unknown;
  finishReason?: unknown;
  sources?: unknown;
  suggestions?: unknown;
  id?: unknown;
  at?: unknown;
  name?: unknown;
  state?: unknown;
}

/** Problem details (RFC 9457) with the widget API's extensions. */
export interface ProblemDetails {
  code?: unknown;
  detail?: unknown;
  challenge?: Challenge;
  field?: string;
}

/** A proof of work that the server requires when a chatbot is unusually busy. */
export interface Challenge {
  salt: string;
  bits: number;
}
