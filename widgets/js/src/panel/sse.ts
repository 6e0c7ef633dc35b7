export interface StreamEvent {
  event: string;
  data: string;
  id: string;
}

/** Creates a parser for server-sent events. It accepts any pieces of text and returns the complete events. */
export function createParser(): (chunk: string) => StreamEvent[] {
  let rest = "";
  let fields: Partial<StreamEvent> = {};

  return (chunk) => {
    const events: StreamEvent[] = [];
    const isWhole = /[\r\n]/.test(rest.slice(-1) + chunk);
    rest += chunk;
    // Avoids scanning a very long line again with every piece.
    if (!isWhole) return events;

    // A carriage return at the end may be half of a line break.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      const { data, event = "message", id = "" } = fields;
      if (line) {
        const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line) as unknown as [string, keyof StreamEvent, string];
        fields[field] = field === "data" && data !== undefined ? data + "\n" + value : value;
      } else {
        if (data !== undefined) events.push({ event, data, id });
        fields = { id };
      }
    }
    return events;
  };
}

/**
 * Reads the events of a response's body as they arrive.
 * @param onBytes called for every piece, including comments that keep the connection alive.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createParser();
  try {
    for (let piece; !(piece = await reader.read()).done; ) {
      onBytes();
      yield* parse(decoder.decode(piece.value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
