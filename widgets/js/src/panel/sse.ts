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
    const text = this.#rest + chunk;
    let from = 0;

    for (let at = 0; at < text.length; at++) {
      const c = text[at];
      if (c !== "\n" && c !== "\r") continue;
      // A carriage return at the end may be half of a line's end.
      if (c === "\r" && at + 1 === text.length) break;
      this.#line(text.slice(from, at), events);
      if (c === "\r" && text[at + 1] === "\n") at++;
      from = at + 1;
    }

    this.#rest = text.slice(from);
    return events;
  }

  #line(line: string, events: StreamEvent[]): void {
    if (!line) {
      if (this.#data.length) events.push({ event: this.#event || "message", data: this.#data.join("\n"), id: this.#id });
      this.#event = "";
      this.#data = [];
      return;
    }

    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    else if (field === "id") this.#id = value;
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
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
