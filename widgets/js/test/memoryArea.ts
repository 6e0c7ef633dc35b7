/** A `Storage` in memory, which can also refuse to store. */
export class MemoryArea {
  private readonly items = new Map<string, string>();

  constructor(private readonly isFull = false) {}

  get size(): number {
    return this.items.size;
  }

  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    if (this.isFull) throw new Error("QuotaExceededError");
    this.items.set(name, value);
  }

  removeItem(name: string): void {
    this.items.delete(name);
  }
}
