/** A message that was sent and whose answer is not complete. */
export interface Pending {
  id: string;
  text: string;
  at: number;
}

export interface Saved {
  token?: string | undefined;
  conversationId?: string | undefined;
  pending?: Pending | undefined;
}

type Area = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What the widget remembers in this browser. Where storage is blocked it remembers until the page is left. */
export class Store {
  readonly #name: string;
  #memory: Saved | null = null;

  constructor(
    key: string,
    private readonly local: Area | null = area("localStorage"),
    private readonly session: Area | null = area("sessionStorage"),
  ) {
    this.#name = `iafluence:${key}`;
  }

  get saved(): Saved {
    if (this.#memory) return this.#memory;
    try {
      const value: unknown = JSON.parse(this.local?.getItem(this.#name) ?? "{}");
      return value && typeof value === "object" ? value : {};
    } catch {
      return {};
    }
  }

  update(change: Saved): void {
    const next = { ...this.saved, ...change };
    try {
      if (!this.local) throw 0;
      this.local.setItem(this.#name, JSON.stringify(next));
      this.#memory = null;
    } catch {
      this.#memory = next;
    }
  }

  get draft(): string {
    return this.#read("draft");
  }

  set draft(text: string) {
    this.#write("draft", text);
  }

  /** Whether the panel stood open when the visitor left the last page. */
  set open(value: boolean) {
    this.#write("open", value ? "1" : "");
  }

  /** Forgets everything: the visitor has asked for it. */
  erase(): void {
    this.#memory = null;
    try {
      this.local?.removeItem(this.#name);
    } catch {
      this.#memory = {};
    }
    this.#write("draft", "");
  }

  #read(part: string): string {
    try {
      return this.session?.getItem(`${this.#name}:${part}`) ?? "";
    } catch {
      return "";
    }
  }

  #write(part: string, value: string): void {
    try {
      if (value) this.session?.setItem(`${this.#name}:${part}`, value);
      else this.session?.removeItem(`${this.#name}:${part}`);
    } catch {
      // The composer still holds the text.
    }
  }
}

function area(name: "localStorage" | "sessionStorage"): Area | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}
