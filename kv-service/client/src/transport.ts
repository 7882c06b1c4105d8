import { answerError, KVConnectionError, KVError } from "./errors.js";
import { pause } from "./limits.js";
import type { Settings } from "./settings.js";

/** One request to the service, below the store's address. */
export interface KVRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** What follows the store's address, with a leading `/` or `:` unless empty. */
  readonly path: string;
  readonly query?: Record<string, string | number | boolean | undefined>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /**
   * Whether sending it twice has the effect of sending it once. A request that is not repeatable is only
   * sent again when the service is known not to have worked on it.
   */
  readonly repeatable: boolean;
  /** Whether an absent key is an answer (with status 404) and no error. */
  readonly mayBeAbsent?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Whether an earlier try of this request may have reached the service. */
  readonly repeated: boolean;
}

const MAX_BACKOFF = 5_000;

/** Speaks HTTP: addresses, credentials, retries, errors. */
export class Transport {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The answer of a request that succeeded; else rejects with a {@link KVError} or the signal's reason. */
  async send(request: KVRequest, signal: AbortSignal): Promise<Answer> {
    let repeated = false;
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await this.#fetch(request, signal);
        const text = await bodyOf(response, signal);
        const { status, headers } = response;
        if (response.ok) return { status, headers, text, repeated };
        const error = answerError(status, headers, text, request.method);
        if (request.mayBeAbsent && error.code === "key_not_found") return { status, headers, text, repeated };
        throw error;
      } catch (failure) {
        const error = asError(failure, signal);
        const delay = this.#delay(tries, error);
        if (tries > this.#settings.retries || delay > this.#settings.timeout || !mayRepeat(error, request)) throw error;
        repeated ||= !refused(error);
        await pause(delay, signal);
      }
    }
  }

  /** Opens a stream. */
  async open(request: KVRequest, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    try {
      const response = await this.#fetch(request, signal);
      if (response.ok && response.body !== null) return response.body;
      throw answerError(response.status, response.headers, await bodyOf(response, signal), request.method);
    } catch (failure) {
      throw asError(failure, signal);
    }
  }

  #fetch(request: KVRequest, signal: AbortSignal): Promise<Response> {
    const { base, token, fetch } = this.#settings;
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, ...request.headers };
    if (request.body !== undefined) headers["content-type"] ??= "application/json";
    return fetch(base + request.path + queryOf(request.query), {
      method: request.method,
      headers,
      body: request.body ?? null,
      signal,
      // The token goes to the configured service and nowhere else; cookies play no part.
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
    });
  }

  /** Grows with every try and is spread by chance, so that clients do not return in step. */
  #delay(tries: number, error: KVError): number {
    const ceiling = Math.min(MAX_BACKOFF, this.#settings.backoff * 2 ** (tries - 1));
    return Math.max(error.retryAfter ?? 0, (ceiling * (1 + Math.random())) / 2);
  }
}

async function bodyOf(response: Response, signal: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new KVConnectionError("the key-value service's answer was cut off", { cause });
  }
}

function asError(failure: unknown, signal: AbortSignal): KVError {
  if (signal.aborted) throw signal.reason;
  if (failure instanceof KVError) return failure;
  return new KVConnectionError(`the key-value service cannot be reached: ${reasonOf(failure)}`, { cause: failure });
}

function reasonOf(failure: unknown): string {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return cause instanceof Error ? cause.message : String(cause);
}

function mayRepeat(error: KVError, request: KVRequest): boolean {
  return refused(error) || (request.repeatable && error instanceof KVConnectionError);
}

/** Whether the service certainly did nothing: it said "not now", or no connection to it came about. */
function refused(error: KVError): boolean {
  const cause = error.cause instanceof Error ? (error.cause.cause as { code?: unknown } | undefined) : undefined;
  return error.code === "rate_limited" || cause?.code === "ECONNREFUSED";
}

function queryOf(query: KVRequest["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
