import type { components } from "./api.js";
import { conditionText, operationText } from "./operations.js";
import { entityTag, entryPath, idempotencyKey, parsed, post, unspeakable, versionOf } from "./requests.js";
import type { KVJson } from "./settings.js";
import type { Call } from "./tick.js";
import type { KVRequest, Transport } from "./transport.js";
import type {
  KVAppendOptions,
  KVCommitted,
  KVDeleteOptions,
  KVIncrementOptions,
  KVSetOptions,
  KVVersion,
} from "./types.js";
import { encode } from "./validation.js";
import { WriteGroup, type WriteCall } from "./write-group.js";

type Schemas = components["schemas"];
type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Writes of single keys. Those that may be repeated share one request with the others of their tick. */
export class Writes {
  readonly #group: WriteGroup;

  constructor(
    private readonly transport: Transport,
    private readonly json: KVJson | undefined,
  ) {
    this.#group = new WriteGroup(transport);
  }

  set(namespace: string, key: string, value: unknown, { ttl }: KVSetOptions): Call<void> {
    const body = encode(value, this.json);
    const alone = this.#plain({
      method: "PUT",
      path: entryPath(namespace, key),
      query: { ttl },
      body,
      repeatable: true,
    });
    if (ttl === "keep") return single(namespace, key, alone);
    const members = { value: body, ttl: ttl === undefined ? undefined : String(ttl) };
    return this.#grouped<void>({
      ...touching(namespace, [key]),
      entries: ttl === undefined ? new Map([[key, body]]) : undefined,
      operations: () => [operationText("put", namespace, key, members)],
      bytes: body.length,
      result: () => undefined,
      alone: unspeakable(key) ? undefined : alone,
    });
  }

  mset(namespace: string, values: readonly (readonly [string, unknown])[]): Call<void> {
    const entries = new Map(values.map(([key, value]) => [key, encode(value, this.json)]));
    return this.#grouped<void>({
      ...touching(namespace, [...entries.keys()]),
      entries,
      operations: () => Array.from(entries, ([key, value]) => operationText("put", namespace, key, { value })),
      bytes: Array.from(entries.values()).reduce((sum, text) => sum + text.length, 0),
      result: () => undefined,
      alone: undefined,
    });
  }

  delete(namespace: string, key: string, { ifVersion }: KVDeleteOptions): Call<boolean> {
    const request = { method: "DELETE", path: entryPath(namespace, key), mayBeAbsent: true } as const;
    if (ifVersion !== undefined) return this.#deleteVersion(namespace, key, ifVersion, request);
    return this.#grouped<boolean>({
      ...touching(namespace, [key]),
      operations: () => [operationText("delete", namespace, key)],
      // Gone at the second try: the first one, whose answer was lost, is taken to have done it.
      result: ([result], repeated) => result?.version !== 0 || repeated,
      alone: unspeakable(key) ? undefined : this.#found({ ...request, repeatable: true }),
    });
  }

  touch(namespace: string, key: string, ttl: number | null): Call<boolean> {
    const request = post(entryPath(namespace, key, "touch"), JSON.stringify({ ttl }), true);
    return this.#grouped<boolean>({
      ...touching(namespace, [key]),
      operations: () => [operationText("touch", namespace, key, { ttl: String(ttl) })],
      result: ([result]) => result?.version !== 0,
      alone: this.#found({ ...request, mayBeAbsent: true }),
    });
  }

  /** Stores a value over the given version, or where there is none (null); gives the new version. */
  compareAndSet(
    namespace: string,
    key: string,
    value: unknown,
    expected: KVVersion | null,
    { ttl }: KVSetOptions,
  ): Call<KVVersion> {
    const body = encode(value, this.json);
    const condition = expected === null ? { "if-none-match": "*" } : { "if-match": entityTag(expected) };
    const headers = { "content-type": "application/json", ...condition };
    const path = entryPath(namespace, key);
    const request: KVRequest = { method: "PUT", path, query: { ttl }, body, headers, repeatable: false };
    return single(namespace, key, async (signal) => {
      if (!unspeakable(key)) return versionOf(await this.transport.send(request, signal));
      const operation = operationText("put", namespace, key, {
        value: body,
        ttl: ttl === undefined ? undefined : String(ttl),
      });
      return this.#group.commitIf(conditionText(namespace, key, expected), operation, signal);
    });
  }

  increment(namespace: string, key: string, delta: number, options: KVIncrementOptions): Call<number> {
    const { min, max, ttl } = options;
    const path = options.path?.map(String);
    const body = JSON.stringify({ delta, min, max, path, ttl });
    const request = post(entryPath(namespace, key, "increment"), body, true, idempotencyKey());
    return single(namespace, key, async (signal) => {
      return parsed<Schemas["Incremented"]>(await this.transport.send(request, signal)).value;
    });
  }

  append(namespace: string, key: string, value: string, { ttl }: KVAppendOptions): Call<void> {
    const body = JSON.stringify({ value, ttl });
    return single(namespace, key, this.#plain(post(entryPath(namespace, key, "append"), body, true, idempotencyKey())));
  }

  /** Deletes a namespace's values or, without one, all; tells how many there were. */
  async clear(namespace: string | undefined, signal: AbortSignal): Promise<number> {
    const path = namespace === undefined ? "" : `/${namespace}`;
    const answer = await this.transport.send({ method: "DELETE", path, repeatable: true }, signal);
    return parsed<{ deleted: number }>(answer).deleted;
  }

  async commit(body: string, signal: AbortSignal): Promise<KVCommitted> {
    return parsed<KVCommitted>(await this.transport.send(post(":commit", body, false), signal));
  }

  #deleteVersion(
    namespace: string,
    key: string,
    version: KVVersion,
    request: Omit<KVRequest, "repeatable">,
  ): Call<boolean> {
    const conditional = { ...request, headers: { "if-match": entityTag(version) }, repeatable: false };
    return single(namespace, key, async (signal) => {
      if (!unspeakable(key)) return this.#found(conditional)(signal);
      const operation = operationText("delete", namespace, key);
      return (await this.#group.commitIf(conditionText(namespace, key, version), operation, signal)) !== 0;
    });
  }

  #plain(request: KVRequest): Work<void> {
    return async (signal) => void (await this.transport.send(request, signal));
  }

  #found(request: KVRequest): Work<boolean> {
    return async (signal) => {
      const answer = await this.transport.send(request, signal);
      return answer.status !== 404 || (answer.repeated && request.method === "DELETE");
    };
  }

  #grouped<T>(
    parts: Omit<WriteCall<T>, "group" | "writes" | "alone" | "parts"> & { alone: Work<T> | undefined },
  ): Call<T> {
    const call: WriteCall<T> = {
      ...parts,
      group: this.#group,
      writes: true,
      parts: parts.touches.length,
      alone: parts.alone ?? (async (signal) => (await this.#group.send([call], signal))[0] as T),
    };
    return call;
  }
}

function touching(namespace: string, keys: readonly string[]): { namespace: string; touches: string[] } {
  return { namespace, touches: keys.map((key) => `${namespace}/${key}`) };
}

/** A call that shares its request with no other. */
function single<T>(namespace: string, key: string, alone: Work<T>): Call<T> {
  return { group: undefined, touches: [`${namespace}/${key}`], writes: true, alone };
}
