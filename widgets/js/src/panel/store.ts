import type { Saved } from "../common/wire";
import { toJson } from "./json";

type Area = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Store = ReturnType<typeof createStore>;

/** What the widget remembers in this browser. Where storage is blocked it remembers until the page is left. */
export function createStore(key: string, local: Area | null = area("localStorage"), session: Area | null = area("sessionStorage")) {
  const name = "iafluence:" + key;
  let memory: Saved | null = null;

  const store = {
    name,

    get saved(): Saved {
      if (memory) return memory;
      try {
        return { ...JSON.parse(local!.getItem(name)!) };
      } catch {
        return {};
      }
    },

    update(change: Saved): void {
      memory = { ...store.saved, ...change };
      try {
        local!.setItem(name, toJson(memory));
        memory = null;
      } catch {
        // Kept in memory.
      }
    },

    /** What is kept for this visit only. */
    recall(part: "draft" | "open" | "hint"): string {
      try {
        return session!.getItem(`${name}:${part}`) ?? "";
      } catch {
        return "";
      }
    },

    note(part: "draft" | "open" | "hint", value: string): void {
      try {
        if (value) session!.setItem(`${name}:${part}`, value);
        else session!.removeItem(`${name}:${part}`);
      } catch {
        // What it is about is still seen.
      }
    },

    /** Forgets everything: the visitor has asked for it. */
    erase(): void {
      memory = local ? null : {};
      try {
        local?.removeItem(name);
      } catch {
        memory = {};
      }
      store.note("draft", "");
    },
  };
  return store;
}

function area(name: "localStorage" | "sessionStorage"): Area | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}
