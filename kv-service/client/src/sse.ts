/** One event of a text/event-stream, as the HTML standard dispatches it. */
export interface ServerSentEvent {
  /** The last id seen so far, this event's included. */
  readonly id: string | undefined;
  readonly type: string;
  readonly data: string;
}

/** Reads a stream's events; ends with the stream. `alive` is called for whatever arrives, heartbeats included. */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => {},
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const text = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      yield* parser.take(text.decode(value, { stream: true }));
    }
  } finally {
    // Also reached when the consumer stops early: gives the connection back.
    await reader.cancel().catch(() => {});
  }
}

/** Cuts text that arrives in any pieces into events. */
class EventParser {
  #rest = "";
  #id: string | undefined;
  #type = "";
  #data: string[] = [];

  *take(piece: string): Generator<ServerSentEvent> {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") yield* this.#dispatch();
      else this.#field(line);
    }
  }

  #field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
  }

  *#dispatch(): Generator<ServerSentEvent> {
    if (this.#data.length > 0) {
      yield { id: this.#id, type: this.#type === "" ? "message" : this.#type, data: this.#data.join("\n") };
    }
    this.#data = [];
    this.#type = "";
  }
}
