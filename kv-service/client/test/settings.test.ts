import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { settings } from "../src/settings.js";
import { createWorkletKVStore, KVValidationError } from "../src/index.js";

const ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
const OTHER = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const NAMES = ["FLOW_KV_URL", "FLOW_KV_TOKEN", "WORKLET_ID"] as const;
const before = NAMES.map((name) => [name, process.env[name]] as const);

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

function environment(url?: string, token?: string, id?: string): void {
  [url, token, id].forEach((value, index) => {
    const name = NAMES[index] as string;
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  });
}

test("takes everything from a worklet's environment", () => {
  environment(`http://kv:8083/v1/worklets/${ID}/kv`, "flowkv_a", ID);

  const found = settings(undefined, {});

  assert.equal(found.base, `http://kv:8083/v1/worklets/${ID}/kv`);
  assert.equal(found.token, "flowkv_a");
  assert.equal(createWorkletKVStore().workletId, ID);
});

test("prefers what it is told", () => {
  environment(`http://kv:8083/v1/worklets/${ID}/kv`, "flowkv_a", ID);

  const found = settings(OTHER, { url: "https://host/flow/", token: "flowkv_b" });

  assert.equal(found.base, `https://host/flow/v1/worklets/${OTHER}/kv`);
  assert.equal(found.token, "flowkv_b");
});

test("finds the worklet's id in the address", () => {
  environment(`http://kv:8083/v1/worklets/${ID}/kv/`, "flowkv_a");

  assert.equal(settings(undefined, {}).workletId, ID);
  assert.equal(settings(OTHER, {}).base, `http://kv:8083/v1/worklets/${OTHER}/kv`);
});

test("says what is missing or wrong, and never repeats a token", () => {
  environment();
  const url = `http://kv/v1/worklets/${ID}/kv`;

  refuses(() => createWorkletKVStore(ID), /^url: missing .*FLOW_KV_URL/);
  refuses(() => createWorkletKVStore(ID, { url: "kv:8083", token: "t" }), /^url: "kv:8083"/);
  refuses(() => createWorkletKVStore(ID, { url }), /^token: missing or malformed .*FLOW_KV_TOKEN/);
  refuses(() => createWorkletKVStore(ID, { url, token: "secret\nx" }), /^token: (?!.*secret)/);
  refuses(() => createWorkletKVStore("../admin", { url, token: "t" }), /^worklet id: "\.\.\/admin"/);
  refuses(() => createWorkletKVStore(undefined, { url: "http://kv", token: "t" }), /^worklet id: missing/);
  refuses(() => createWorkletKVStore(ID, { url, token: "t", timeout: 0 }), /^timeout: 0/);
});

function refuses(work: () => unknown, message: RegExp): void {
  assert.throws(work, (error) => error instanceof KVValidationError && message.test(error.message));
}
