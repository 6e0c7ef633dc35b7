import type { Host } from "../common/contract";
import type { Texts } from "../common/texts";
import type { Api } from "./api";
import type { Composer } from "./composer";
import type { Conversation } from "./conversation";
import type { Entry } from "./entry";
import type { Log } from "./log";
import type { Store } from "./store";

/** What is loaded on use. */
export type More = typeof import("../more/more");

/** What of it the panel uses: each takes the chat first. */
export type Uses = Omit<More, "css">;

/** What the panel's parts know of each other, those that are loaded on use as well. */
export interface Chat {
  host: Host;
  texts: Texts;
  store: Store;
  api: Api;
  conversation: Conversation;
  panel: HTMLDialogElement;
  log: Log;
  composer: Composer;
  isOpen(): boolean;
  /** @param focus whether the visitor asked for it. */
  open(focus: boolean): void;
  /** Sends a text, when it is its turn. */
  send(text: string): void;
  /** A line in the log that belongs to no message, with perhaps something to do about it. */
  say(text: string, ...actions: Action[]): HTMLElement;
  /** Has a screen reader say something while the panel is open. */
  announce(text: string): void;
  /** What a visitor reads of a failure. */
  explain(error: unknown): string;
  /** Shows what was said before; what is sent meanwhile waits. */
  restore(read: () => Promise<void>): Promise<void>;
  /** A message that somebody may not have seen. */
  arrived(entry: Entry): void;
  /** Asks for the configuration anew, and for what it asks of the visitor. */
  reconsider(): void;
  /** Takes the count of unread messages away: they are seen. */
  seen?(): void;
  /** Loads what is seldom used, and uses it. Never throws: what goes wrong is said in the log. */
  more<K extends keyof Uses>(name: K, ...rest: Uses[K] extends (chat: Chat, ...rest: infer R) => unknown ? R : never): Promise<Awaited<ReturnType<Uses[K]>>>;
}

/** A text on a button, and what it does. */
export type Action = [text: string, run: () => unknown];
