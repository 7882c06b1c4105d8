/** Assertions that run in Node and in a browser. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found !== wanted) throw new Error(`${what}: ${found} (expected ${wanted})`);
}

export function truthy(actual: unknown, what: string): asserts actual {
  if (!actual) throw new Error(`${what}: ${String(actual)} (expected to hold)`);
}

/** The error the work rejects with. */
export async function failure(work: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  let result: unknown;
  try {
    result = await work;
  } catch (error) {
    return error as Record<string, unknown> & Error;
  }
  throw new Error(`resolved with ${canonical(result)} (expected a rejection)`);
}

function canonical(value: unknown): string {
  return value === undefined
    ? "undefined"
    : (JSON.stringify(value, (_, part: unknown) => ordered(part)) ?? String(value));
}

function ordered(part: unknown): unknown {
  if (part === undefined) return "(undefined)";
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
}
