import { KVValidationError } from "./errors.js";

/** How a store reaches the service; what is left out comes from the environment. */
export interface KVStoreOptions {
  /**
   * The store's address (`http://…/v1/worklets/<id>/kv`) or just the service's; default `FLOW_KV_URL`.
   * In a browser without `process`, global variables of the same names are read.
   */
  readonly url?: string;
  /** The worklet's token; default `FLOW_KV_TOKEN`. */
  readonly token?: string;
  /** Milliseconds a call may take, retries included; default 10,000. */
  readonly timeout?: number;
  /** How often a call that may safely be repeated is tried again; default 4. */
  readonly retries?: number;
  /** Milliseconds before the first repetition, doubled for each further one; default 100. */
  readonly backoff?: number;
  /** Sends the calls of one tick as one request; default true. */
  readonly batching?: boolean;
  /** Reads and writes JSON, for values that JavaScript's own cannot hold (integers beyond 2^53). */
  readonly json?: KVJson;
  /** Sends requests in place of the platform's `fetch`. */
  readonly fetch?: typeof fetch;
}

/** A reader and writer of JSON. */
export interface KVJson {
  parse(text: string): unknown;
  stringify(value: unknown): string | undefined;
}

export interface Settings {
  readonly workletId: string;
  readonly base: string;
  readonly token: string;
  readonly timeout: number;
  readonly retries: number;
  readonly backoff: number;
  readonly batching: boolean;
  readonly json: KVJson | undefined;
  readonly fetch: typeof fetch;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const STORE_PATH = /\/v1\/worklets\/([^/]+)\/kv\/?$/;

export function settings(workletId: string | undefined, options: KVStoreOptions): Settings {
  const url = address(options.url ?? environment("FLOW_KV_URL"));
  const named = STORE_PATH.exec(url.pathname)?.[1];
  const id = workletId ?? environment("WORKLET_ID") ?? named;
  if (typeof id !== "string" || !UUID.test(id)) {
    throw new KVValidationError(`worklet id: ${shown(id)} (expected a UUID, as argument or in WORKLET_ID)`);
  }
  const root = url.origin + url.pathname.replace(STORE_PATH, "").replace(/\/+$/, "");
  return {
    workletId: id,
    base: `${root}/v1/worklets/${id}/kv`,
    token: credential(options.token ?? environment("FLOW_KV_TOKEN")),
    timeout: atLeast("timeout", options.timeout ?? 10_000, 1),
    retries: atLeast("retries", options.retries ?? 4, 0),
    backoff: atLeast("backoff", options.backoff ?? 100, 0),
    batching: options.batching ?? true,
    json: options.json,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function address(text: string | undefined): URL {
  let url: URL | undefined;
  try {
    url = text === undefined ? undefined : new URL(text);
  } catch {
    // said below, together with an address that is missing
  }
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new KVValidationError(`url: ${shown(text)} (expected an http address, as option or in FLOW_KV_URL)`);
  }
  return url;
}

function credential(token: string | undefined): string {
  // Printable ASCII without blanks: anything else would fail inside fetch, with the token in the message.
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    throw new KVValidationError("token: missing or malformed (expected as option or in FLOW_KV_TOKEN)");
  }
  return token;
}

function atLeast(name: string, value: number, least: number): number {
  if (!Number.isFinite(value) || value < least) {
    throw new KVValidationError(`${name}: ${shown(value)} (expected a number of at least ${least})`);
  }
  return value;
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value) ?? String(value));
}

function environment(name: string): string | undefined {
  const surroundings = globalThis as unknown as {
    process?: { env?: Record<string, string | undefined> };
    [name: string]: unknown;
  };
  const value = surroundings.process?.env?.[name] ?? surroundings[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
