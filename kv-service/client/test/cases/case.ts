import {
  createWorkletKVStore,
  type KVAnything,
  type KVSchema,
  type KVStoreOptions,
  type WorkletKVStore,
} from "../../src/index.js";

/** Where a case runs: a worklet of its own, empty at the start, and somebody else's. */
export interface Place {
  readonly url: string;
  readonly workletId: string;
  readonly token: string;
  readonly readOnlyToken: string;
  readonly otherWorkletId: string;
}

/** One promise of the client's; runs in Node and in a browser alike. */
export interface Case {
  readonly name: string;
  run(place: Place): Promise<void>;
}

/** A patient store: the machine may be busy. */
export function open<S extends KVSchema<S> = KVAnything>(
  place: Place,
  options: KVStoreOptions = {},
): WorkletKVStore<S> {
  return createWorkletKVStore<S>(place.workletId, { url: place.url, token: place.token, timeout: 60_000, ...options });
}

/** Counts the requests a store makes. */
export function counting(): { readonly requests: string[]; readonly fetch: typeof fetch } {
  const requests: string[] = [];
  return {
    requests,
    fetch: (input, init) => {
      requests.push(`${init?.method} ${new URL(String(input)).pathname.replace(/^.*\/kv/, "")}`);
      return globalThis.fetch(input, init);
    },
  };
}
