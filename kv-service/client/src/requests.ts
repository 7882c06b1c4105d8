import { KVError } from "./errors.js";
import type { Answer, KVRequest } from "./transport.js";
import type { KVVersion } from "./types.js";

/** `/namespace/key`, with a verb of the service's behind it where one is needed. */
export function entryPath(namespace: string, key: string, verb = ""): string {
  return `/${namespace}/${key}${verb === "" ? "" : `:${verb}`}`;
}

/**
 * Whether the key cannot stand in a URL: `.` and `..` are lawful keys, but every URL parser takes them (and
 * `%2e`) for steps in the path. They travel in bodies instead.
 */
export function unspeakable(key: string): boolean {
  return key === "." || key === "..";
}

export function post(path: string, body: string, repeatable: boolean, headers: Record<string, string> = {}): KVRequest {
  return { method: "POST", path, body, repeatable, headers };
}

/** Lets the service recognise a request it has already worked on. */
export function idempotencyKey(): Record<string, string> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { "idempotency-key": Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

/** The version an answer's ETag names. */
export function versionOf(answer: Answer): KVVersion {
  const tag = /^(?:W\/)?"(\d+)"$/.exec(answer.headers.get("etag") ?? "")?.[1];
  if (tag === undefined) {
    throw new KVError("the key-value service named no version (is ETag exposed to this origin?)", "unexpected_answer");
  }
  return Number(tag);
}

export function entityTag(version: KVVersion): string {
  return `"${version}"`;
}

/** `{"key":value,...}` of values that are JSON text already. */
export function objectText(entries: Iterable<readonly [string, string]>): string {
  return `{${Array.from(entries, ([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}`;
}

/** What an answer holds; an answer that is no JSON did not come from the service. */
export function parsed<T>(answer: Answer, parse: (text: string) => unknown = JSON.parse): T {
  try {
    return parse(answer.text) as T;
  } catch (cause) {
    throw new KVError("the key-value service's answer is not JSON", "unexpected_answer", {
      cause,
      status: answer.status,
    });
  }
}
