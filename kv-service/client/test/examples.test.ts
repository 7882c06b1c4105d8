import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { complaints } from "./compiling.js";
import { createWorkletKVStore } from "../src/index.js";
import { schemaTypes } from "../src/schema-types.js";
import { absent, newPlace } from "./service.js";

test("the examples of the README compile", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const examples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
    ([, code], index) => [`example-${index}.ts`, code] as const,
  );
  assert.ok(examples.length > 3, "examples were found");

  assert.deepEqual(await complaints(Object.fromEntries(examples) as Record<string, string>), []);
});

test("the package exports what it promises, and needs nothing else", async () => {
  const name = "@flow/kv";
  const exported = (await import(name)) as Record<string, unknown>;

  assert.deepEqual(Object.keys(exported).sort(), [
    "KVConnectionError",
    "KVError",
    "KVValidationError",
    "WorkletKVStore",
    "createWorkletKVStore",
  ]);
  const description = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as object;
  assert.ok(!("dependencies" in description));
});

test("the lock file names no registry", async () => {
  const lock = await readFile(new URL("../../package-lock.json", import.meta.url), "utf8");

  assert.doesNotMatch(lock, /"resolved"/);
});

test("the Schema of a worklet's data types its store", { skip: absent, timeout: 180_000 }, async () => {
  const { workletId, url, token } = await newPlace();
  const store = createWorkletKVStore(workletId, { url, token, timeout: 60_000 });
  await store.importData({ user_prefs: { theme: "dark", size: 12 }, app_state: { tabs: [{ id: 1 }], open: true } });

  const schema = schemaTypes(await store.exportData());

  const usage = `
    import { createWorkletKVStore } from "@flow/kv";
    import type { Schema } from "./schema.js";
    const store = createWorkletKVStore<Schema>();
    const size: number | null = await store.get("user_prefs", "size");
    const tabs: { id: number }[] | null = await store.get("app_state", "tabs");
    // @ts-expect-error the data holds no such key
    await store.get("user_prefs", "colour");
    export const found = [size, tabs];
  `;
  assert.deepEqual(await complaints({ "schema.ts": schema, "usage.ts": usage }), []);
});
