import { KVError } from "./errors.js";
import { commitBody } from "./operations.js";
import { objectText, parsed, post } from "./requests.js";
import type { Call, Group } from "./tick.js";
import type { Answer, Transport } from "./transport.js";
import type { KVCommitted, KVVersion } from "./types.js";

type Results = KVCommitted["results"];

/** A write that can share its request. */
export interface WriteCall<T> extends Call<T> {
  readonly namespace: string;
  /** The values it stores, as JSON text, where it does nothing else. */
  readonly entries?: ReadonlyMap<string, string> | undefined;
  /** The same as operations of `:commit`. */
  operations(): string[];
  /** What the call gives, from what its operations did. */
  result(results: Results, repeated: boolean): T;
}

/** Sends writes as one `:mset` where they only store values in one namespace, else as one `:commit`. */
export class WriteGroup implements Group {
  constructor(private readonly transport: Transport) {}

  async send(calls: readonly WriteCall<unknown>[], signal: AbortSignal): Promise<unknown[]> {
    return (await this.#mset(calls, signal)) ?? this.#commit(calls, signal);
  }

  /** One operation under one condition; gives the entry's new version. */
  async commitIf(condition: string, operation: string, signal: AbortSignal): Promise<KVVersion> {
    try {
      const answer = await this.#post(commitBody([operation], [condition]), false, signal);
      return resultsOf(answer)[0]?.version ?? 0;
    } catch (error) {
      if (!(error instanceof KVError) || error.code !== "check_failed") throw error;
      const { message, problem } = error;
      throw new KVError(message, "version_mismatch", { cause: error, status: 412, problem });
    }
  }

  async #mset(calls: readonly WriteCall<unknown>[], signal: AbortSignal): Promise<unknown[] | undefined> {
    const namespace = calls[0]?.namespace;
    const entries = new Map<string, string>();
    for (const call of calls) {
      if (call.entries === undefined || call.namespace !== namespace) return undefined;
      for (const [key, text] of call.entries) entries.set(key, text);
    }
    await this.transport.send(post(`/${namespace}:mset`, objectText(entries), true), signal);
    return calls.map((call) => call.result([], false));
  }

  async #commit(calls: readonly WriteCall<unknown>[], signal: AbortSignal): Promise<unknown[]> {
    const operations = calls.map((call) => call.operations());
    const answer = await this.#post(commitBody(operations.flat()), true, signal);
    const results = resultsOf(answer);
    let at = 0;
    return calls.map((call, index) => {
      const end = at + (operations[index]?.length ?? 0);
      const own = results.slice(at, end);
      at = end;
      return call.result(own, answer.repeated);
    });
  }

  #post(body: string, repeatable: boolean, signal: AbortSignal): Promise<Answer> {
    return this.transport.send(post(":commit", body, repeatable), signal);
  }
}

function resultsOf(answer: Answer): Results {
  return parsed<KVCommitted>(answer).results;
}
