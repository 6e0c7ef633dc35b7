export interface StreamEvent {
  event: string;
  data: string;
  id: string;
}

/** Reads server-sent events from text that arrives in any pieces. */
export class EventParser {
  #rest = "";
  #event = "";
  #id = "";
  #data: string[] = [];

  push(chunk: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const isWhole = /[\r\n]/.test(this.#rest.slice(-1) + chunk);
    this.#rest += chunk;
    // A line of megabytes is not looked through again with every piece of it.
    if (!isWhole) return events;

    // A carriage return at the end may be half of a line's end.
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    for (const line of lines) {
      const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line)!;
      if (field === "event") this.#event = value!;
      else if (field === "data") this.#data.push(value!);
      else if (field === "id") this.#id = value!;
      else if (!line) {
        if (this.#data[0] !== undefined) events.push({ event: this.#event || "message", data: this.#data.join("\n"), id: this.#id });
        this.#event = "";
        this.#data = [];
      }
    }
    return events;
  }
}

/**
 * The events of a response's body, as they arrive.
 * @param onBytes called for every piece, comments that keep the connection alive included.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (let piece; !(piece = await reader.read()).done; ) {
      onBytes();
      yield* parser.push(decoder.decode(piece.value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
