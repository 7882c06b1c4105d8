import { entryPath, objectText, parsed, post, unspeakable, versionOf } from "./requests.js";
import type { KVJson } from "./settings.js";
import type { Call, Group } from "./tick.js";
import type { KVRequest, Transport } from "./transport.js";
import type { KVEntry, KVVersion } from "./types.js";

type Values = Record<string, unknown>;

/** Reads that can share one `:mget` with the others of their tick and namespace. */
export class Reads {
  readonly #groups = new Map<string, ReadGroup>();
  readonly #parse: (text: string) => unknown;

  constructor(
    private readonly transport: Transport,
    json: KVJson | undefined,
  ) {
    this.#parse = json === undefined ? JSON.parse : (text) => json.parse(text);
  }

  get(namespace: string, key: string): Call<unknown> {
    const pick = (values: Values): unknown => (Object.hasOwn(values, key) ? values[key] : null);
    return this.#call(namespace, [key], pick, async (signal) => {
      const answer = await this.transport.send(reading("GET", namespace, key), signal);
      return answer.status === 404 ? null : parsed(answer, this.#parse);
    });
  }

  has(namespace: string, key: string): Call<boolean> {
    const pick = (values: Values): boolean => Object.hasOwn(values, key);
    return this.#call(namespace, [key], pick, async (signal) => {
      return (await this.transport.send(reading("HEAD", namespace, key), signal)).status !== 404;
    });
  }

  entry(namespace: string, key: string): Call<KVEntry | null> {
    const alone = async (signal: AbortSignal): Promise<KVEntry | null> => {
      if (unspeakable(key)) return this.#group(namespace).entry(key, signal);
      const answer = await this.transport.send(reading("GET", namespace, key), signal);
      if (answer.status === 404) return null;
      return { namespace, key, value: parsed(answer, this.#parse), version: versionOf(answer) };
    };
    return { group: undefined, touches: [`${namespace}/${key}`], writes: false, alone };
  }

  mget(namespace: string, keys: readonly string[]): Call<Values> {
    return this.#call(namespace, keys, (values) =>
      Object.fromEntries(keys.filter((key) => Object.hasOwn(values, key)).map((key) => [key, values[key]])),
    );
  }

  #call<T>(
    namespace: string,
    keys: readonly string[],
    pick: (values: Values) => T,
    alone?: (signal: AbortSignal) => Promise<T>,
  ): ReadCall<T> {
    const group = this.#group(namespace);
    const inBody = async (signal: AbortSignal): Promise<T> => (await group.send([call], signal))[0] as T;
    const call: ReadCall<T> = {
      group,
      keys,
      pick,
      touches: keys.map((key) => `${namespace}/${key}`),
      writes: false,
      parts: keys.length,
      alone: alone === undefined || keys.some(unspeakable) ? inBody : alone,
    };
    return call;
  }

  #group(namespace: string): ReadGroup {
    const known = this.#groups.get(namespace);
    if (known !== undefined) return known;
    const group = new ReadGroup(namespace, this.transport, this.#parse);
    this.#groups.set(namespace, group);
    return group;
  }
}

interface ReadCall<T> extends Call<T> {
  readonly keys: readonly string[];
  pick(values: Values): T;
}

class ReadGroup implements Group {
  constructor(
    private readonly namespace: string,
    private readonly transport: Transport,
    private readonly parse: (text: string) => unknown,
  ) {}

  async entry(key: string, signal: AbortSignal): Promise<KVEntry | null> {
    const request = { ...this.#request([key]), query: { versions: true } };
    const entries = parsed<Values>(await this.transport.send(request, signal), this.parse);
    if (!Object.hasOwn(entries, key)) return null;
    const { value, version } = entries[key] as { value: unknown; version: KVVersion };
    return { namespace: this.namespace, key, value, version };
  }

  async send(calls: readonly ReadCall<unknown>[], signal: AbortSignal): Promise<unknown[]> {
    const all = calls.flatMap((call) => call.keys);
    const keys = [...new Set(all)];
    const answer = await this.transport.send(this.#request(keys), signal);
    const values = parsed<Values>(answer, this.parse);
    // Callers that asked for the same key get values of their own, as they would from calls of their own.
    const shared = keys.length < all.length;
    return calls.map((call) => call.pick(shared ? parsed<Values>(answer, this.parse) : values));
  }

  #request(keys: readonly string[]): KVRequest {
    return post(`/${this.namespace}:mget`, objectText([["keys", JSON.stringify(keys)]]), true);
  }
}

function reading(method: "GET" | "HEAD", namespace: string, key: string): KVRequest {
  return { method, path: entryPath(namespace, key), repeatable: true, mayBeAbsent: true };
}
