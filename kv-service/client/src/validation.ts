import { KVValidationError } from "./errors.js";
import type { KVJson } from "./settings.js";

/** The most bytes a value may have, as sent. */
export const MAX_VALUE_BYTES = 1_048_576;

const KEY = /^[A-Za-z0-9_.-]{1,100}$/;
const NAMESPACE = /^[A-Za-z0-9_-]{1,50}$/;

export function checkNamespace(namespace: unknown): string {
  return matching("namespace", namespace, NAMESPACE, "1 to 50 letters, digits, _ or -");
}

export function checkKey(key: unknown): string {
  // "." and ".." are lawful keys; see the transport for how they pass through URLs.
  return matching("key", key, KEY, "1 to 100 letters, digits, _ . or -");
}

function matching(what: string, text: unknown, rule: RegExp, expected: string): string {
  if (typeof text !== "string" || !rule.test(text)) {
    throw new KVValidationError(`${what}: ${shown(text)} (expected ${expected})`);
  }
  return text;
}

export function checkNumber(what: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new KVValidationError(`${what}: ${shown(value)} (expected a finite number)`);
  }
  return value;
}

export function checkWhole(what: string, value: unknown, least: number): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
    throw new KVValidationError(`${what}: ${shown(value)} (expected a whole number of at least ${least})`);
  }
  return value;
}

export function checkTtl(value: unknown): number {
  if (checkNumber("ttl", value) <= 0)
    throw new KVValidationError(`ttl: ${shown(value)} (expected seconds, more than 0)`);
  return value as number;
}

export function checkText(what: string, value: unknown): string {
  if (typeof value !== "string") {
    throw new KVValidationError(`${what}: ${shown(value)} (expected a string)`);
  }
  return value;
}

export function checkRecord(what: string, value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new KVValidationError(`${what}: ${shown(value)} (expected an object)`);
  }
  return Object.entries(value);
}

export function checkList<T>(what: string, value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) throw new KVValidationError(`${what}: ${shown(value)} (expected an array)`);
  return value;
}

/** The value as JSON text; refuses what JSON cannot hold or would silently change. */
export function encode(value: unknown, json: KVJson | undefined): string {
  let text: string | undefined;
  try {
    text = json === undefined ? JSON.stringify(value, faithful) : json.stringify(value);
  } catch (cause) {
    if (cause instanceof KVValidationError) throw cause;
    throw new KVValidationError(`value: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  if (text === undefined) {
    throw new KVValidationError(
      `value: ${typeof value} (expected something JSON can hold; delete the key to unset it)`,
    );
  }
  const bytes = byteLength(text);
  if (bytes > MAX_VALUE_BYTES) {
    throw new KVValidationError(`value: ${bytes} bytes as JSON (expected at most ${MAX_VALUE_BYTES})`);
  }
  return text;
}

function faithful(_member: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new KVValidationError(`value: holds ${value}, which JSON cannot`);
  }
  if (value instanceof Map || value instanceof Set) {
    throw new KVValidationError("value: holds a Map or Set, which JSON cannot (use an object or array)");
  }
  return value;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function shown(value: unknown): string {
  if (typeof value === "string")
    return value.length > 120 ? `text of ${value.length} characters` : JSON.stringify(value);
  return typeof value === "object" && value !== null
    ? Array.isArray(value)
      ? "an array"
      : "an object"
    : String(value);
}
