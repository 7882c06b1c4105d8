import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import {
  createWorkletKVStore,
  KVConnectionError,
  KVError,
  type KVStoreOptions,
  type WorkletKVStore,
} from "../src/index.js";
import { empty, hangUp, json, problem, silence, StandIn, TOKEN, WORKLET, type Reply } from "./standin.js";

async function meet(
  t: TestContext,
  replies: Reply[],
  options: KVStoreOptions = {},
): Promise<{ service: StandIn; store: WorkletKVStore }> {
  const service = await StandIn.start(...replies);
  t.after(() => service.stop());
  const store = createWorkletKVStore(WORKLET, {
    url: service.url,
    token: TOKEN,
    backoff: 1,
    timeout: 60_000,
    ...options,
  });
  return { service, store };
}

const created = empty(201, { etag: '"5"' });

test("repeats reads and plain writes whatever happened to them", async (t) => {
  const { service, store } = await meet(t, [hangUp, problem(503, "unavailable"), json("dark"), hangUp, created]);

  assert.equal(await store.get("prefs", "theme"), "dark");
  await store.set("prefs", "theme", "light");

  assert.deepEqual(
    service.seen.map(({ method }) => method),
    ["GET", "GET", "GET", "PUT", "PUT"],
  );
});

test("repeats an increment under the key of its first try, so that it counts once", async (t) => {
  const answer = json({ value: 3, version: 7 });
  const { service, store } = await meet(t, [hangUp, problem(503, "unavailable"), answer, answer]);

  assert.equal(await store.increment("hits", "home", 3), 3);
  await store.increment("hits", "home", 3);

  const keys = service.seen.map(({ headers }) => headers["idempotency-key"]);
  assert.match(String(keys[0]), /^[0-9a-f]{32}$/);
  assert.deepEqual(keys.slice(0, 3), [keys[0], keys[0], keys[0]]);
  assert.notEqual(keys[3], keys[0]);
});

test("repeats an append under the key of its first try", async (t) => {
  const { service, store } = await meet(t, [hangUp, json({ length: 2, version: 7 })]);

  await store.append("log", "today", "hi");

  assert.equal(service.seen[0]?.headers["idempotency-key"], service.seen[1]?.headers["idempotency-key"]);
});

test("never repeats a conditional write whose fate is unknown", async (t) => {
  const { store } = await meet(t, [hangUp, problem(503, "unavailable"), hangUp]);

  await assert.rejects(store.compareAndSet("jobs", "a", "mine", null), KVConnectionError);
  await assert.rejects(store.compareAndSet("jobs", "b", "mine", 4), KVConnectionError);
  await assert.rejects(store.delete("jobs", "c", { ifVersion: 4 }), KVConnectionError);
});

test("repeats anything the service refused to look at", async (t) => {
  const { store } = await meet(t, [problem(429, "rate_limited"), created]);

  assert.equal(await store.compareAndSet("jobs", "a", "mine", null), 5);
});

test("waits as long as the service asks", async (t) => {
  const { service, store } = await meet(t, [problem(429, "rate_limited", { "retry-after": "1" }), json(1)]);

  await store.get("a", "b");

  const [first, second] = service.seen;
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990, "the second try came a second later");
});

test("does not wait longer than the call may take", async (t) => {
  const { store } = await meet(t, [problem(429, "rate_limited", { "retry-after": "3600" })]);

  await assert.rejects(store.get("a", "b"), (error: KVError) => {
    return error.code === "rate_limited" && error.retryAfter === 3_600_000 && error.status === 429;
  });
});

test("gives up after the tries it was given", async (t) => {
  const { store } = await meet(t, [hangUp, hangUp, hangUp], { retries: 2 });

  await assert.rejects(store.get("a", "b"), (error: KVError) => {
    return error instanceof KVConnectionError && error.code === "CONNECTION_ERROR" && error.cause instanceof Error;
  });
});

test("takes a deletion whose first answer was lost for done", async (t) => {
  const { store } = await meet(t, [hangUp, problem(404, "key_not_found"), problem(404, "key_not_found")]);

  assert.equal(await store.delete("a", "b"), true);
  assert.equal(await store.delete("a", "b"), false);
});

test("says so when nobody listens, and sends what could not be sent again", async () => {
  const gone = await StandIn.start();
  const url = gone.url;
  await gone.stop();
  const store = createWorkletKVStore(WORKLET, { url, token: TOKEN, backoff: 1, retries: 1 });

  await assert.rejects(store.compareAndSet("a", "b", 1, null), /cannot be reached: .*ECONNREFUSED/);
});

test("ends a call whose time is up", async (t) => {
  let gone = false;
  const { store } = await meet(t, [silence(() => (gone = true))]);

  await assert.rejects(store.get("a", "b", { timeout: 3_000 }), (error: KVError) => {
    return error instanceof KVConnectionError && /did not answer within 3000 ms/.test(error.message);
  });
  await until(() => gone);
});

test("ends a call that its caller gives up, before, during and between its tries", async (t) => {
  const controller = new AbortController();
  const busy = problem(429, "rate_limited", { "retry-after": "30" });
  const { service, store } = await meet(t, [silence(), busy]);

  await assert.rejects(store.get("a", "b", { signal: AbortSignal.abort(new Error("never began")) }), /never began/);
  assert.equal(service.seen.length, 0);

  const during = store.get("a", "b", { signal: controller.signal });
  await until(() => service.seen.length === 1);
  controller.abort();
  await assert.rejects(during, { name: "AbortError" });

  const second = new AbortController();
  const between = store.get("a", "b", { signal: second.signal });
  await until(() => service.seen.length === 2);
  second.abort(new Error("waited enough"));
  await assert.rejects(between, /waited enough/);
});

test("understands failures that are no problem documents", async (t) => {
  const page: Reply = (response) => response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not here</h1>");
  const nonsense: Reply = (response) => response.writeHead(200).end("<h1>Welcome</h1>");
  const elsewhere = empty(302, { location: "http://127.0.0.1:9/" });
  const { store } = await meet(t, [page, nonsense, elsewhere], { retries: 0 });

  await assert.rejects(store.get("a", "b"), { code: "unexpected_answer", status: 404 });
  await assert.rejects(store.get("a", "b"), { code: "unexpected_answer" });
  await assert.rejects(store.get("a", "b"), KVConnectionError);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
