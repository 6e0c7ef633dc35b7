// What goes over the wire and into the visitor's storage: these names are not ours to change.

/** What a widget remembers under `iafluence:{key}`. */
export interface Saved {
  token?: string | undefined;
  conversationId?: string | undefined;
  /** A token whose time is over: what was left with it can still be erased. */
  past?: string | undefined;
  pending?: Pending | undefined;
  /** The version of the consent that was given. */
  consent?: string | undefined;
  /** A human is awaited or in play. */
  human?: true | undefined;
}

/** A message that was sent and whose answer is not complete. */
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

/** What goes with every message. */
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

/** The answer of `POST …/consent`, and of `POST …/contact` to those without a token. */
export interface KnownVisitor {
  visitorToken: string;
}

export interface History {
  messages: StoredMessage[];
  state: TalkState;
}

/** `human`: a human is awaited or in play, and the chatbot silent. */
export type TalkState = "open" | "human" | "closed";

export interface StoredMessage {
  id: string;
  role: string;
  text: string;
  at: string;
  finishReason?: string | null;
  sources?: Source[] | null;
  rating?: number | null;
  name?: string | null;
}

export interface Source {
  title: string;
  url?: string | null;
}

/** The data of the events of a reply and of a human's. */
export interface EventData {
  conversationId?: unknown;
  messageId?: unknown;
  visitorToken?: unknown;
  text?: unknown;
  finishReason?: unknown;
  sources?: unknown;
  id?: unknown;
  at?: unknown;
  name?: unknown;
  state?: unknown;
}

/** Problem details (RFC 9457) with what the widget API adds. */
export interface ProblemDetails {
  code?: unknown;
  detail?: unknown;
  challenge?: Challenge;
  field?: string;
}

/** What has to be computed before an abnormally busy chatbot takes a message. */
export interface Challenge {
  salt: string;
  bits: number;
}
