import openapiTS, { astToString } from "openapi-typescript";

/** The package's folder, seen from where this compiles to (target/scripts). */
const PACKAGE = new URL("../../", import.meta.url);
export const OPENAPI = new URL("openapi.json", PACKAGE);
export const API_TYPES = new URL("src/api.ts", PACKAGE);

const HEAD = "// Written by npm run generate:types from openapi.json.\n\n";

/** The service's OpenAPI document, in an order of its own and without the address it was asked at. */
export async function documentOf(service: string): Promise<string> {
  const response = await fetch(new URL("/v3/api-docs", service));
  if (!response.ok) throw new Error(`/v3/api-docs answered ${response.status}`);
  const { servers: _, ...document } = (await response.json()) as Record<string, unknown>;
  return `${JSON.stringify(ordered(document), undefined, 2)}\n`;
}

export async function apiTypes(document: string): Promise<string> {
  return HEAD + astToString(await openapiTS(document, { silent: true }));
}

/** Members by name, and lists whose order means nothing by their text: the same document is the same text. */
function ordered(part: unknown, name = ""): unknown {
  if (Array.isArray(part)) {
    const parts = part.map((each) => ordered(each));
    return name === "required" || name === "tags"
      ? parts.sort((one, other) => (text(one) < text(other) ? -1 : 1))
      : parts;
  }
  if (typeof part !== "object" || part === null) return part;
  const members = Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([member, value]) => [member, ordered(value, member)]));
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
