import { KVConnectionError, KVError } from "./errors.js";
import { Limits, whenAllGaveUp, type KVCallOptions } from "./limits.js";

/** One call of the store, before it is decided with which others it travels. */
export interface Call<T> {
  /** Calls of the same group can travel as one request; undefined: it always travels alone. */
  readonly group: Group | undefined;
  /** What it touches, as `namespace/key`: calls that touch the same take effect in the order they were made. */
  readonly touches: readonly string[];
  readonly writes: boolean;
  /** How much of a shared request it takes: keys, and bytes of values. */
  readonly parts?: number;
  readonly bytes?: number;
  /** The request it makes when it travels alone. */
  alone(signal: AbortSignal): Promise<T>;
}

/** Sends several calls as one request, which takes effect in their order, as a whole or not at all. */
export interface Group {
  /** The calls' results, in their order. */
  send(calls: readonly Call<unknown>[], signal: AbortSignal): Promise<unknown[]>;
}

interface Waiting {
  readonly call: Call<unknown>;
  readonly signal: AbortSignal;
  settle(result: Promise<unknown>): void;
}

/** What one shared request holds at most. */
const MOST_PARTS = 1000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Refusals that each call would meet in the same way: nothing is gained by asking one by one. */
const MEANT_FOR_ALL = new Set(["unauthorized", "forbidden", "rate_limited", "unexpected_answer"]);

/** Collects the calls made in one tick and sends them together. */
export class Tick {
  #waiting: Waiting[] = [];

  constructor(
    private readonly batching: boolean,
    private readonly timeout: number,
  ) {}

  /** Makes the call with the others of this tick. */
  make<T>(call: Call<T>, { timeout = this.timeout, signal }: KVCallOptions = {}): Promise<T> {
    const limits = new Limits(timeout, signal);
    if (limits.signal.aborted) return limits.hold(Promise.reject(limits.signal.reason));
    if (!this.batching) return limits.hold(call.alone(limits.signal));
    const result = new Promise<T>((resolve) => {
      const settle = (outcome: Promise<unknown>): void => resolve(outcome as Promise<T>);
      if (this.#waiting.push({ call, signal: limits.signal, settle }) === 1) queueMicrotask(() => void this.#send());
    });
    return limits.hold(result);
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wave of waves(waiting)) {
      await Promise.all(lanes(wave).map((lane) => sendInTurn(lane)));
    }
  }
}

async function sendTogether(all: readonly Waiting[]): Promise<void> {
  const calls = all.filter(({ signal }) => !signal.aborted);
  const [first] = calls;
  const group = first?.call.group;
  if (first === undefined) return;
  if (calls.length === 1 || group === undefined) return settle(first, first.call.alone(first.signal));
  try {
    const signal = whenAllGaveUp(calls.map((one) => one.signal));
    const results = await group.send(
      calls.map((one) => one.call),
      signal,
    );
    calls.forEach((one, index) => one.settle(Promise.resolve(results[index])));
  } catch (error) {
    if (!(error instanceof KVError) || error instanceof KVConnectionError || MEANT_FOR_ALL.has(error.code)) {
      calls.forEach((one) => one.settle(Promise.reject(error)));
    } else {
      // Refused as a whole because of some of them: the halves find out of which.
      const half = Math.ceil(calls.length / 2);
      await sendTogether(calls.slice(0, half));
      await sendTogether(calls.slice(half));
    }
  }
}

async function settle(one: Waiting, result: Promise<unknown>): Promise<void> {
  one.settle(result);
  await Promise.allSettled([result]);
}

async function sendInTurn(requests: readonly Waiting[][]): Promise<void> {
  for (const calls of requests) await sendTogether(calls);
}

/** Divides calls by the requests they travel in; those of a lane follow each other. */
function lanes(wave: readonly Waiting[]): Waiting[][][] {
  const result: Waiting[][][] = [];
  const open = new Map<Group, { lane: Waiting[][]; calls: Waiting[]; parts: number; bytes: number }>();
  for (const one of wave) {
    const { group, parts = 1, bytes = 0 } = one.call;
    const current = group && open.get(group);
    if (current && current.parts + parts <= MOST_PARTS && current.bytes + bytes <= MOST_BYTES) {
      current.calls.push(one);
      current.parts += parts;
      current.bytes += bytes;
      continue;
    }
    const calls = [one];
    const lane = current?.lane ?? [];
    if (current === undefined) result.push(lane);
    lane.push(calls);
    if (group) open.set(group, { lane, calls, parts, bytes });
  }
  return result;
}

/**
 * Splits a tick where a call has to follow another on the same key: a read what was written before it, a write what
 * was read. Writes of one group follow each other within their request.
 */
function waves(calls: readonly Waiting[]): Waiting[][] {
  const result: Waiting[][] = [];
  const reads = new Map<string, number>();
  const writes = new Map<string, { wave: number; group: Group | undefined }>();
  for (const one of calls) {
    const { touches, group } = one.call;
    let wave = 0;
    for (const key of touches) {
      const write = writes.get(key);
      const together = one.call.writes && group !== undefined && write?.group === group;
      wave = Math.max(wave, write === undefined ? 0 : write.wave + (together ? 0 : 1));
      if (one.call.writes) wave = Math.max(wave, (reads.get(key) ?? -1) + 1);
    }
    for (const key of touches) {
      if (one.call.writes) writes.set(key, { wave, group });
      else reads.set(key, Math.max(wave, reads.get(key) ?? 0));
    }
    (result[wave] ??= []).push(one);
  }
  return result;
}
