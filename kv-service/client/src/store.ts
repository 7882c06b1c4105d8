import { KVError } from "./errors.js";
import { Limits, type KVCallOptions } from "./limits.js";
import { Lists } from "./lists.js";
import { transactionBody } from "./operations.js";
import { Reads } from "./reads.js";
import { settings, type KVStoreOptions, type Settings } from "./settings.js";
import { Tick } from "./tick.js";
import { Transfers } from "./transfers.js";
import { Transport } from "./transport.js";
import type {
  Key,
  KVAnything,
  KVAppendOptions,
  KVChange,
  KVCommitted,
  KVDeleteOptions,
  KVEntry,
  KVImportOptions,
  KVImportReport,
  KVIncrementOptions,
  KVListOptions,
  KVPage,
  KVPageOptions,
  KVSchema,
  KVSetOptions,
  KVStats,
  KVTransaction,
  KVVersion,
  KVWatchOptions,
  Namespace,
  Present,
  Untyped,
  Value,
} from "./types.js";
import { checkKey, checkList, checkNamespace, checkNumber, checkRecord, checkText, checkTtl, checkWhole } from "./validation.js";
import { watch } from "./watch.js";
import { Writes } from "./writes.js";

/**
 * The key-value store of one worklet.
 *
 * Every method rejects with a {@link KVError}: a `KVValidationError` when the input breaks a rule, a
 * `KVConnectionError` when the service cannot be reached or does not answer in time. Calls made in the same tick
 * travel as one request where that means the same.
 *
 * @typeParam S what the store holds, namespace by namespace; without it anything goes
 */
export class WorkletKVStore<S extends KVSchema<S> = KVAnything> {
  readonly workletId: string;
  readonly #settings: Settings;
  readonly #transport: Transport;
  readonly #tick: Tick;
  readonly #reads: Reads;
  readonly #writes: Writes;
  readonly #lists: Lists;
  readonly #transfers: Transfers;

  constructor(workletId?: string, options: KVStoreOptions = {}) {
    this.#settings = settings(workletId, options);
    this.workletId = this.#settings.workletId;
    this.#transport = new Transport(this.#settings);
    this.#tick = new Tick(this.#settings.batching, this.#settings.timeout);
    this.#reads = new Reads(this.#transport, this.#settings.json);
    this.#writes = new Writes(this.#transport, this.#settings.json);
    this.#lists = new Lists(this.#transport);
    this.#transfers = new Transfers(this.#transport, this.#settings.json);
  }

  /** Stores a value; replaces what was there, and forgets its ttl unless a new one is given. */
  async set<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    key: K,
    value: Value<S, N, K>,
    options: KVSetOptions = {},
  ): Promise<void> {
    checkEntry(namespace, key);
    return this.#tick.make(this.#writes.set(namespace, key, value, withTtl(options)), options);
  }

  /** The value, or null where there is none. A stored JSON `null` looks the same: `has` and `getEntry` tell. */
  async get<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    key: K,
    options?: KVCallOptions,
  ): Promise<Value<S, N, K> | null>;
  async get<T>(namespace: Untyped<S>, key: string, options?: KVCallOptions): Promise<T | null>;
  async get(namespace: string, key: string, options?: KVCallOptions): Promise<unknown> {
    checkEntry(namespace, key);
    return this.#tick.make(this.#reads.get(namespace, key), options);
  }

  /** Whether there is a value. */
  async has<N extends Namespace<S>>(namespace: N, key: Key<S, N>, options?: KVCallOptions): Promise<boolean> {
    checkEntry(namespace, key);
    return this.#tick.make(this.#reads.has(namespace, key), options);
  }

  /** Deletes a value; tells whether there was one. */
  async delete<N extends Namespace<S>>(namespace: N, key: Key<S, N>, options: KVDeleteOptions = {}): Promise<boolean> {
    checkEntry(namespace, key);
    return this.#tick.make(this.#writes.delete(namespace, key, options), options);
  }

  /** Stores several values, all or none. */
  async mset<N extends Namespace<S>>(namespace: N, entries: Partial<S[N]>, options?: KVCallOptions): Promise<void> {
    checkNamespace(namespace);
    const pairs = checkRecord("entries", entries);
    pairs.forEach(([key]) => checkKey(key));
    if (pairs.length > 0) return this.#tick.make(this.#writes.mset(namespace, pairs), options);
  }

  /** Several values by their keys; a key without a value is left out. */
  async mget<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    keys: readonly K[],
    options?: KVCallOptions,
  ): Promise<Present<S, N, K>> {
    checkNamespace(namespace);
    const wanted = checkList("keys", keys).map(checkKey);
    const none: Record<string, unknown> = {};
    const found = wanted.length === 0 ? none : await this.#tick.make(this.#reads.mget(namespace, wanted), options);
    return found as Present<S, N, K>;
  }

  /** Keys in order, at most `limit` (1,000); without a namespace those of all namespaces, one after the other. */
  async list(options: KVListOptions = {}): Promise<string[]> {
    return this.#now(options, (signal) => this.#lists.list(options, signal));
  }

  /** A page of a namespace's keys; its `cursor` begins the next. */
  async listPage<N extends Namespace<S>>(namespace: N, options: KVPageOptions = {}): Promise<KVPage> {
    checkNamespace(namespace);
    return this.#now(options, (signal) => this.#lists.page(namespace, options, signal));
  }

  /** The namespaces that hold values, in order. */
  async listNamespaces(options: KVCallOptions = {}): Promise<string[]> {
    return this.#now(options, (signal) => this.#lists.namespaces(signal));
  }

  /** Deletes a namespace's values, or without a namespace all of the worklet's; tells how many. */
  async clear(namespace?: Namespace<S>, options: KVCallOptions = {}): Promise<number> {
    if (namespace !== undefined) checkNamespace(namespace);
    return this.#now(options, (signal) => this.#writes.clear(namespace, signal));
  }

  /** Adds to a number, atomically; a missing one counts as 0. Gives the new number. */
  async increment<N extends Namespace<S>>(
    namespace: N,
    key: Key<S, N>,
    delta = 1,
    options: KVIncrementOptions = {},
  ): Promise<number> {
    checkEntry(namespace, key);
    checkNumber("delta", delta);
    if (options.min !== undefined) checkNumber("min", options.min);
    if (options.max !== undefined) checkNumber("max", options.max);
    return this.#tick.make(this.#writes.increment(namespace, key, delta, withTtl(options)), options);
  }

  /** Adds to the end of a string, atomically; a missing one counts as empty. */
  async append<N extends Namespace<S>>(
    namespace: N,
    key: Key<S, N>,
    value: string,
    options: KVAppendOptions = {},
  ): Promise<void> {
    checkEntry(namespace, key);
    return this.#tick.make(this.#writes.append(namespace, key, checkText("value", value), withTtl(options)), options);
  }

  /** How much the worklet keeps. */
  async getStats(options: KVCallOptions = {}): Promise<KVStats> {
    return this.#now(options, (signal) => this.#lists.stats(signal));
  }

  /** Everything the worklet keeps, as it was at one moment. */
  async exportData(options: KVCallOptions = {}): Promise<{ [N in Namespace<S>]: S[N] }> {
    const data = await this.#now(options, (signal) => this.#transfers.exportData(signal));
    return data as { [N in Namespace<S>]: S[N] };
  }

  /** Stores what `exportData` gave, all or nothing; keys it does not name stay. */
  async importData(
    data: { [N in Namespace<S>]?: Partial<S[N]> },
    options: KVImportOptions = {},
  ): Promise<KVImportReport> {
    const text = this.#transfers.encode(data);
    return this.#now(options, (signal) => this.#transfers.importData(text, options, signal));
  }

  /** The value with its version, or null where there is none. */
  async getEntry<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    key: K,
    options: KVCallOptions = {},
  ): Promise<KVEntry<Value<S, N, K>> | null> {
    checkEntry(namespace, key);
    const entry = await this.#tick.make(this.#reads.entry(namespace, key), options);
    return entry as KVEntry<Value<S, N, K>> | null;
  }

  /**
   * Stores a value if the present one has this version, or if there is none (null); gives the new version.
   * Rejects with `version_mismatch` otherwise.
   */
  async compareAndSet<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    key: K,
    value: Value<S, N, K>,
    expected: KVVersion | null,
    options: KVSetOptions = {},
  ): Promise<KVVersion> {
    checkEntry(namespace, key);
    if (expected !== null) checkWhole("version", expected, 1);
    return this.#tick.make(this.#writes.compareAndSet(namespace, key, value, expected, withTtl(options)), options);
  }

  /**
   * Replaces a value by what `change` makes of it, as often as it takes until nobody else wrote in between.
   * `change` gets null where there is no value, and may run several times. Gives the stored value.
   */
  async update<N extends Namespace<S>, K extends Key<S, N>>(
    namespace: N,
    key: K,
    change: (current: Value<S, N, K> | null) => Value<S, N, K> | Promise<Value<S, N, K>>,
    options: KVSetOptions = {},
  ): Promise<Value<S, N, K>> {
    for (;;) {
      const entry = await this.getEntry(namespace, key, options);
      const next = await change(entry === null ? null : entry.value);
      try {
        await this.compareAndSet(namespace, key, next, entry?.version ?? null, options);
        return next;
      } catch (error) {
        if (!(error instanceof KVError) || error.code !== "version_mismatch") throw error;
      }
    }
  }

  /** Gives a value so many seconds from now, or for ever (null); tells whether there is one. */
  async touch<N extends Namespace<S>>(
    namespace: N,
    key: Key<S, N>,
    ttl: number | null,
    options?: KVCallOptions,
  ): Promise<boolean> {
    checkEntry(namespace, key);
    if (ttl !== null) checkTtl(ttl);
    return this.#tick.make(this.#writes.touch(namespace, key, ttl), options);
  }

  /** One transaction: all operations in order if all checks hold; else rejects with `check_failed`, unchanged. */
  async commit(transaction: KVTransaction<S>, options: KVCallOptions = {}): Promise<KVCommitted> {
    const body = transactionBody(transaction as unknown as KVTransaction, this.#settings.json);
    return this.#now(options, (signal) => this.#writes.commit(body, signal));
  }

  /**
   * A namespace's values and their changes, for `for await`: first a `put` for each value there is, then `ready`, then
   * each change as it happens, in the order of the versions. It reconnects by itself, and ends with the loop or when
   * the signal fires. After a gap too long to be filled it tells `reset` and begins anew.
   */
  watch<N extends Namespace<S>>(namespace: N, options: KVWatchOptions = {}): AsyncIterableIterator<KVChange<S, N>> {
    checkNamespace(namespace);
    return watch(this.#transport, this.#settings, namespace, options) as AsyncIterableIterator<KVChange<S, N>>;
  }

  #now<T>({ timeout, signal }: KVCallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limits = new Limits(timeout ?? this.#settings.timeout, signal);
    return limits.hold(work(limits.signal));
  }
}

/** The store of a worklet; what is not given comes from `WORKLET_ID`, `FLOW_KV_URL` and `FLOW_KV_TOKEN`. */
export function createWorkletKVStore<S extends KVSchema<S> = KVAnything>(
  workletId?: string,
  options?: KVStoreOptions,
): WorkletKVStore<S> {
  return new WorkletKVStore<S>(workletId, options);
}

function checkEntry(namespace: unknown, key: unknown): void {
  checkNamespace(namespace);
  checkKey(key);
}

function withTtl<O extends KVSetOptions>(options: O): O {
  if (options.ttl !== undefined && options.ttl !== "keep") checkTtl(options.ttl);
  return options;
}
