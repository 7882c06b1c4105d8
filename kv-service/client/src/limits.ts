import { KVConnectionError } from "./errors.js";

/** What every call takes beside its arguments. */
export interface KVCallOptions {
  /** Gives the call up; its promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds this call may take, retries included. */
  readonly timeout?: number | undefined;
}

/** One call's patience: a signal that fires when its time is up or its caller gives up. */
export class Limits {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timeout: number;
  #timer: ReturnType<typeof setTimeout>;
  readonly #givenUp = (): void => this.#controller.abort(this.#caller?.reason);

  constructor(timeout: number, caller: AbortSignal | undefined) {
    this.#caller = caller;
    this.#timeout = timeout;
    this.#timer = this.#begin();
    if (caller?.aborted) this.#givenUp();
    caller?.addEventListener("abort", this.#givenUp, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Runs the work, and rejects at once when the signal fires, whatever the work does then. */
  async hold<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, rejection(this.signal)]);
    } finally {
      this.end();
    }
  }

  /** Something was heard: the time begins anew. */
  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begin();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#givenUp);
  }

  #begin(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const message = `the key-value service did not answer within ${this.#timeout} ms`;
      this.#controller.abort(new KVConnectionError(message));
    }, this.#timeout);
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Fires when all of the given signals have: a shared request goes on while anybody waits for it. */
export function whenAllGaveUp(signals: readonly AbortSignal[]): AbortSignal {
  const [only] = signals;
  if (signals.length === 1 && only !== undefined) return only;
  const controller = new AbortController();
  let waiting = signals.length;
  const gone = (signal: AbortSignal): void => {
    waiting -= 1;
    if (waiting === 0) controller.abort(signal.reason);
  };
  for (const signal of signals) {
    if (signal.aborted) gone(signal);
    else signal.addEventListener("abort", () => gone(signal), { once: true });
  }
  return controller.signal;
}

/** Waits, unless the signal fires first: then rejects with its reason. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
