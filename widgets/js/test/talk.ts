import type { ChatbotView } from "../src/common/contract";
import { createApi, type Api } from "../src/panel/api";
import { createConversation, type Conversation, type ConversationOptions, type ConversationView } from "../src/panel/conversation";
import type { Entry } from "../src/panel/entry";
import { createStore, type Store } from "../src/panel/store";
import { MemoryArea } from "./memoryArea";

/** Remembers what a conversation has told its view. */
export class Screen implements ConversationView {
  returnedText = "";
  returnedCode: string | undefined;
  expirations = 0;
  isBusy = false;
  states: string[] = [];
  talkStates: string[] = [];
  added(): void {}
  removed(): void {}
  cleared(): void {}
  ended(): void {}
  changed(entry: Entry): void {
    if (entry.role === "reply") this.states.push(entry.state);
  }
  busy(value: boolean): void {
    this.isBusy = value;
  }
  expired(): void {
    this.expirations++;
  }
  returned(text: string, code?: string): void {
    this.returnedText = text;
    this.returnedCode = code;
  }
  state(state: string): void {
    this.talkStates.push(state);
  }
}

/** A conversation with a server, in a browser where this was saved. */
export function begin(base: string, saved: object = {}, options: Partial<ConversationOptions> = {}): { talk: Conversation; store: Store; screen: Screen; api: Api } {
  const store = createStore("pk", new MemoryArea(), new MemoryArea());
  store.update(saved);
  const screen = new Screen();
  const api = createApi({ base, key: "pk", view: { locale: "fr" } as ChatbotView }, store);
  let ids = 0;
  const talk = createConversation(api, store, screen, {
    about: () => ({ page: "https://site.example/p", locale: "fr" }), newId: () => `id${++ids}`, now: () => 1_000_000, wait: () => Promise.resolve(), ...options,
  });
  return { talk, store, screen, api };
}

export const shown = (talk: Conversation): string[] => talk.entries.map((entry) => `${entry.role}: ${entry.text}${entry.problem ? ` [${entry.problem.code}]` : ""}`);

export async function idle(screen: Screen): Promise<void> {
  while (screen.isBusy) await new Promise((resolve) => setTimeout(resolve, 5));
}
