export interface StreamEvent {
  event: string;
  data: string;
  id: string;
}

/** Makes a reader of server-sent events, which takes text in any pieces and returns the events that are complete. */
export function createParser(): (chunk: string) => StreamEvent[] {
  let rest = "";
  let event = "";
  let id = "";
  let data: string[] = [];

  return (chunk) => {
    const events: StreamEvent[] = [];
    const isWhole = /[\r\n]/.test(rest.slice(-1) + chunk);
    rest += chunk;
    // A line of megabytes is not looked through again with every piece of it.
    if (!isWhole) return events;

    // A carriage return at the end may be half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line)!;
      if (field === "event") event = value!;
      else if (field === "data") data.push(value!);
      else if (field === "id") id = value!;
      else if (!line) {
        if (data[0] !== undefined) events.push({ event: event || "message", data: data.join("\n"), id });
        event = "";
        data = [];
      }
    }
    return events;
  };
}

/**
 * The events of a response's body, as they arrive.
 * @param onBytes called for every piece, comments that keep the connection alive included.
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
