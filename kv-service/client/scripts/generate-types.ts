/**
 * npm run generate:types
 *
 * Writes src/api.ts from openapi.json; where FLOW_KV_URL names a service, openapi.json comes from there first.
 * With WORKLET_ID and FLOW_KV_TOKEN also writes a Schema of what that worklet keeps, to the file named by the first
 * argument (default: kv-schema.ts).
 */
import { readFile, writeFile } from "node:fs/promises";
import { createWorkletKVStore } from "../src/index.js";
import { schemaTypes } from "../src/schema-types.js";
import { API_TYPES, apiTypes, documentOf, OPENAPI } from "./api.js";

const { FLOW_KV_URL: url, FLOW_KV_TOKEN: token, WORKLET_ID: worklet } = process.env;

if (url !== undefined) await written(OPENAPI, await documentOf(url));
await written(API_TYPES, await apiTypes(await readFile(OPENAPI, "utf8")));
if (url !== undefined && token !== undefined) {
  const store = createWorkletKVStore(worklet, { timeout: 120_000 });
  await written(process.argv[2] ?? "kv-schema.ts", schemaTypes(await store.exportData()));
}

async function written(file: string | URL, text: string): Promise<void> {
  await writeFile(file, text);
  process.stdout.write(`wrote ${file instanceof URL ? file.pathname : file}\n`);
}
