import { KVConnectionError, KVError } from "./errors.js";
import { Limits, pause } from "./limits.js";
import type { Settings } from "./settings.js";
import { serverSentEvents, type ServerSentEvent } from "./sse.js";
import type { Transport } from "./transport.js";
import type { KVChange, KVWatchOptions } from "./types.js";
import { checkText, checkWhole } from "./validation.js";

/** The service is heard every 15 s; after a longer silence than this the connection counts as dead. */
const MOST_SILENCE = 45_000;
const MOST_PAUSE = 10_000;

/** Starts a watch that outlives its connections. */
export function watch(
  transport: Transport,
  settings: Settings,
  namespace: string,
  options: KVWatchOptions,
): AsyncGenerator<KVChange> {
  if (options.prefix !== undefined) checkText("prefix", options.prefix);
  if (options.since !== undefined) checkWhole("since", options.since, 0);
  return new Watch(transport, settings, namespace, options).changes();
}

class Watch {
  readonly #stop: AbortSignal;
  /** The version up to which everything was told; undefined: the values have to be told (again). */
  #since: string | undefined;
  #told = false;
  #failures = 0;

  constructor(
    private readonly transport: Transport,
    private readonly settings: Settings,
    private readonly namespace: string,
    private readonly options: KVWatchOptions,
  ) {
    this.#stop = options.signal ?? new AbortController().signal;
    this.#since = options.since?.toString();
  }

  async *changes(): AsyncGenerator<KVChange> {
    while (!this.#stop.aborted) {
      try {
        yield* this.#connection();
      } catch (error) {
        this.#failures += 1;
        if (!this.#stop.aborted) this.#expect(error);
      }
      if (!this.#stop.aborted) await pause(this.#delay(), this.#stop).catch(() => {});
    }
  }

  /** What one connection tells, until it ends. */
  async *#connection(): AsyncGenerator<KVChange> {
    const silence = new Limits(MOST_SILENCE, this.#stop);
    try {
      const body = await this.#open(silence.signal);
      if (this.#since === undefined && this.#told) yield { type: "reset" };
      for await (const event of serverSentEvents(body, () => silence.renew())) {
        const change = this.#changeOf(event);
        if (change !== undefined) yield change;
      }
    } finally {
      silence.end();
    }
  }

  async #open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const since: Record<string, string> = this.#since === undefined ? {} : { "last-event-id": this.#since };
    const headers = { accept: "text/event-stream", ...since };
    const query = { prefix: this.options.prefix };
    return this.transport.open(
      { method: "GET", path: `/${this.namespace}:watch`, query, headers, repeatable: true },
      signal,
    );
  }

  #changeOf(event: ServerSentEvent): KVChange | undefined {
    this.#failures = 0;
    if (event.type === "compacted") {
      this.#since = undefined;
      return undefined;
    }
    const change = parsedChange(event, this.settings);
    if (change !== undefined) {
      this.#told = true;
      // Before "ready" the values come in no order of versions: a watch cut there has to begin anew.
      if (change.type === "ready" || this.#since !== undefined) this.#since = event.id ?? this.#since;
    }
    return change;
  }

  /** Lets pass what another connection may cure; throws what it will not. */
  #expect(error: unknown): void {
    if (!(error instanceof KVError) || error instanceof KVConnectionError || error.code === "rate_limited") return;
    if (error.code !== "compacted") throw error;
    this.#since = undefined;
  }

  #delay(): number {
    const ceiling = Math.min(MOST_PAUSE, this.settings.backoff * 2 ** this.#failures);
    return (ceiling * (1 + Math.random())) / 2;
  }
}

function parsedChange({ id, type, data }: ServerSentEvent, { json }: Settings): KVChange | undefined {
  switch (type) {
    case "put":
    case "delete":
      return { type, ...(json === undefined ? JSON.parse(data) : (json.parse(data) as object)) } as KVChange;
    case "clear":
    case "ready":
      return { type, version: Number(id) };
    default:
      return undefined; // of a kind this client does not know yet
  }
}
