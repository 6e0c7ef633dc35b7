import type { Host } from "../common/contract";
import type { Texts } from "../common/texts";
import type { Api } from "./api";
import type { Composer } from "./composer";
import type { Conversation } from "./conversation";
import type { Entry } from "./entry";
import type { Log } from "./log";
import type { Store } from "./store";

/** The features that are loaded on use. */
export type More = typeof import("../more/more");

/** The functions that the panel uses; each takes the chat first. */
export type Uses = Omit<More, "css">;

/** The interface between the panel's parts, including those loaded on use. */
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
  /** Sends a text as soon as possible. */
  send(text: string): void;
  /** Adds a line to the log that belongs to no message, with optional actions. */
  say(text: string, ...actions: Action[]): HTMLElement;
  /** Lets a screen reader announce a text while the panel is open. */
  announce(text: string): void;
  /** The message for a failure. */
  explain(error: unknown): string;
  /** Shows the history; messages sent meanwhile wait. */
  restore(read: () => Promise<void>): Promise<void>;
  /** Handles a message that the visitor may not have seen. */
  arrived(entry: Entry): void;
  /** Reads the configuration again and applies its requirements. */
  reconsider(): void;
  /** Resets the count of unread messages. */
  seen?(): void;
  /** Loads a rarely used feature and calls it. Never throws; errors are shown in the log. */
  more<K extends keyof Uses>(name: K, ...rest: Uses[K] extends (chat: Chat, ...rest: infer R) => unknown ? R : never): Promise<Awaited<ReturnType<Uses[K]>>>;
}

/** A button's text and its action. */
export type Action = [text: string, run: () => unknown];
