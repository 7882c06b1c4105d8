import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { API_TYPES, apiTypes, documentOf, OPENAPI } from "../scripts/api.js";
import { absent, service } from "./service.js";

const REMEDY = "run `npm run generate:types` with FLOW_KV_URL set to the running service, and commit what it wrote";

test("openapi.json is the document the service serves", { skip: absent }, async () => {
  assert.equal(
    await readFile(OPENAPI, "utf8"),
    await documentOf(service.url ?? ""),
    `openapi.json is stale: ${REMEDY}`,
  );
});

test("src/api.ts is what openapi.json says", async () => {
  const committed = await readFile(API_TYPES, "utf8");
  assert.equal(committed, await apiTypes(await readFile(OPENAPI, "utf8")), `src/api.ts is stale: ${REMEDY}`);
});
