import type { KVCallOptions } from "./limits.js";

/** A store whose data is not described: any namespace, any key, any value. */
export type KVAnything = Record<string, Record<string, any>>;

/** What a store's schema may be: namespaces, their keys, the values' types. */
export type KVSchema<S> = { [N in keyof S]: object };

/** The namespaces of a schema. */
export type Namespace<S> = keyof S & string;
/** The keys of a namespace. */
export type Key<S, N extends Namespace<S>> = keyof S[N] & string;
/** The type of a value. */
export type Value<S, N extends Namespace<S>, K extends Key<S, N>> = Exclude<S[N][K], undefined>;
/** Those of the asked values that are there. */
export type Present<S, N extends Namespace<S>, K extends Key<S, N>> = { [P in K]?: Value<S, N, P> };
/** A namespace's name where no schema says which there are; else nothing. */
export type Untyped<S> = string extends keyof S ? string : never;

/** A revision of the store; each write of a value gives it a higher one. */
export type KVVersion = number;

/** A value with what the service knows of it. */
export interface KVEntry<T = unknown> {
  readonly namespace: string;
  readonly key: string;
  readonly value: T;
  readonly version: KVVersion;
}

export interface KVSetOptions extends KVCallOptions {
  /** Seconds after which the value is gone. Without it the value stays, also where it had a ttl before; `keep` keeps that. */
  readonly ttl?: number | "keep" | undefined;
}

export interface KVDeleteOptions extends KVCallOptions {
  /** Deletes only this version; rejects with `version_mismatch` when there is another. */
  readonly ifVersion?: KVVersion | undefined;
}

export interface KVAppendOptions extends KVCallOptions {
  /** Seconds after which the value is gone; without it a ttl stays as it is. */
  readonly ttl?: number | undefined;
}

export interface KVIncrementOptions extends KVAppendOptions {
  /** The result is not let below this. */
  readonly min?: number | undefined;
  /** Nor above this. */
  readonly max?: number | undefined;
  /** Where in the value the number is: names of members, places in arrays. */
  readonly path?: readonly (string | number)[] | undefined;
}

export interface KVListOptions extends KVCallOptions {
  /** Without it, keys of all namespaces are listed, namespace by namespace. */
  readonly namespace?: string | undefined;
  /** At most this many keys; default 1,000. */
  readonly limit?: number | undefined;
  /** Leaves out this many keys first; {@link WorkletKVStore.listPage} pages cheaper, by cursor. */
  readonly offset?: number | undefined;
  /** Keys that match as a whole: `*` stands for any characters, `?` for one. */
  readonly pattern?: string | undefined;
  /** Keys that begin so. */
  readonly prefix?: string | undefined;
}

export interface KVScanOptions extends KVCallOptions {
  readonly prefix?: string | undefined;
  readonly pattern?: string | undefined;
}

export interface KVPageOptions extends KVScanOptions {
  /** At most this many keys a page; default 1,000. */
  readonly limit?: number | undefined;
  /** Where the page before ended. */
  readonly cursor?: string | undefined;
}

/** Keys in order. */
export interface KVPage {
  readonly keys: string[];
  /** Where the next page begins; undefined on the last one. */
  readonly cursor: string | undefined;
}

export interface KVStats {
  readonly totalKeys: number;
  readonly totalNamespaces: number;
  /** Bytes of all values. */
  readonly storageBytes: number;
  /** The same, by its former name. */
  readonly storageSize: number;
  /** When something was last written (ISO 8601); null when nothing ever was. */
  readonly lastUpdated: string | null;
  /** How much there may be. */
  readonly maxKeys?: number;
  readonly maxBytes?: number;
}

export interface KVImportOptions extends KVCallOptions {
  /** What becomes of keys that exist already; default `overwrite`. */
  readonly conflict?: "overwrite" | "skip" | "fail" | undefined;
  /** Does and counts everything, and keeps nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What an import did. */
export interface KVImportReport {
  readonly created: number;
  readonly replaced: number;
  readonly skipped: number;
  readonly dryRun: boolean;
}

/** What has to hold for a transaction: the entry has this version, or (null) there is none. */
export interface KVCheck<S = KVAnything> {
  readonly namespace: Namespace<S>;
  readonly key: string;
  readonly version: KVVersion | null;
}

/** One step of a transaction. */
export type KVOperation<S = KVAnything> = {
  [N in Namespace<S>]: { [K in Key<S, N>]: KVStep<N, K, Value<S, N, K>> }[Key<S, N>];
}[Namespace<S>];

export type KVStep<N, K, V> =
  | { readonly type: "set"; readonly namespace: N; readonly key: K; readonly value: V; readonly ttl?: number }
  | { readonly type: "delete"; readonly namespace: N; readonly key: K }
  | KVIncrement<N, K>
  | { readonly type: "append"; readonly namespace: N; readonly key: K; readonly value: string; readonly ttl?: number }
  | { readonly type: "touch"; readonly namespace: N; readonly key: K; readonly ttl: number | null };

interface KVIncrement<N, K> {
  readonly type: "increment";
  readonly namespace: N;
  readonly key: K;
  readonly delta?: number;
  readonly min?: number;
  readonly max?: number;
  readonly ttl?: number;
}

/** Operations that happen in their order, all together, if every check holds. */
export interface KVTransaction<S = KVAnything> {
  readonly checks?: readonly KVCheck<S>[];
  readonly operations: readonly KVOperation<S>[];
}

/** What each operation of a transaction did, in their order. */
export interface KVCommitted {
  readonly results: readonly {
    /** The entry's version now; 0 where there was nothing to delete or touch. */
    readonly version: KVVersion;
    /** The number after an increment. */
    readonly value?: number;
    /** The text's length after an append. */
    readonly length?: number;
  }[];
}

export interface KVWatchOptions {
  /** Only keys that begin so. */
  readonly prefix?: string | undefined;
  /** Only what came after this version, without the values that are there already. */
  readonly since?: KVVersion | undefined;
  /** Ends the watch: the loop over it ends, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** What a watch tells of. */
export type KVChange<S = KVAnything, N extends Namespace<S> = Namespace<S>> =
  | { [K in Key<S, N>]: KVPut<K, Value<S, N, K>> }[Key<S, N>]
  | { readonly type: "delete"; readonly key: Key<S, N>; readonly version: KVVersion }
  /** The whole namespace was deleted. */
  | { readonly type: "clear"; readonly version: KVVersion }
  /** The values told so far are all there were at this version; what follows are changes. */
  | { readonly type: "ready"; readonly version: KVVersion }
  /** Changes may have been missed: forget what was told so far, the values follow anew. */
  | { readonly type: "reset" };

interface KVPut<K, V> {
  readonly type: "put";
  readonly key: K;
  readonly value: V;
  readonly version: KVVersion;
  readonly expiresAt?: string;
}
