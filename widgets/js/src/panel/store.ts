import type { Saved } from "../common/wire";
import { attempt } from "./attempt";
import { toJson } from "./json";

type Area = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Store = ReturnType<typeof createStore>;

/** The widget's storage in this browser. When storage is blocked, values last until the page is left. */
export function createStore(key: string, local: Area | null = attempt(() => localStorage) ?? null, session: Area | null = attempt(() => sessionStorage) ?? null) {
  const name = "iafluence:" + key;
  let memory: Saved | undefined;

  const store = {
    name,

    get saved(): Saved {
      return memory ?? { ...attempt(() => JSON.parse(local!.getItem(name)!)) };
    },

    update(change: Saved): void {
      memory = { ...store.saved, ...change };
      attempt(() => {
        local!.setItem(name, toJson(memory));
        memory = undefined;
      });
    },

    /** What is kept for this visit only. */
    recall(part: "draft" | "open" | "hint"): string {
      return attempt(() => session!.getItem(`${name}:${part}`)) ?? "";
    },

    /** Where it cannot be kept, what it is about is still seen. */
    note(part: "draft" | "open" | "hint", value: string): void {
      attempt(() => (value ? session!.setItem(`${name}:${part}`, value) : session!.removeItem(`${name}:${part}`)));
    },

    /** Forgets everything: the visitor has asked for it. */
    erase(): void {
      memory = {};
      attempt(() => {
        local!.removeItem(name);
        memory = undefined;
      });
      store.note("draft", "");
    },
  };
  return store;
}
