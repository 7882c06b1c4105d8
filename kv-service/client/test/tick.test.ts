import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createWorkletKVStore, KVConnectionError, type WorkletKVStore } from "../src/index.js";
import { empty, hangUp, json, problem, silence, StandIn, TOKEN, WORKLET, type Reply } from "./standin.js";

async function meet(t: TestContext, ...replies: Reply[]): Promise<{ service: StandIn; store: WorkletKVStore }> {
  const service = await StandIn.start(...replies);
  t.after(() => service.stop());
  const options = { url: service.url, token: TOKEN, backoff: 1, retries: 1, timeout: 60_000 };
  return { service, store: createWorkletKVStore(WORKLET, options) };
}

const requests = (service: StandIn): string[] =>
  service.seen.map(({ method, path, body }) => `${method} ${path} ${body}`.trim());

test("sends the reads of a tick as one request", async (t) => {
  const { service, store } = await meet(t, json({ a: 1, b: null, d: { x: [] } }));

  const results = await Promise.all([
    store.get("n", "a"),
    store.get("n", "b"),
    store.get("n", "c"),
    store.has("n", "b"),
    store.has("n", "c"),
    store.mget("n", ["d", "a", "e"]),
  ]);

  assert.deepEqual(results, [1, null, null, true, false, { d: { x: [] }, a: 1 }]);
  assert.deepEqual(requests(service), ['POST /n:mget {"keys":["a","b","c","d","e"]}']);
});

test("gives callers of the same key values of their own", async (t) => {
  const { store } = await meet(t, json({ list: [1] }));

  const [one, other] = await Promise.all([store.get<number[]>("n", "list"), store.get<number[]>("n", "list")]);
  one?.push(2);

  assert.deepEqual(other, [1]);
});

test("sends the writes of a tick as one request, with the values as they were when called", async (t) => {
  const { service, store } = await meet(t, empty(204));
  const tabs = ["a"];

  const writes = [store.set("n", "tabs", tabs), store.mset("n", { x: 1, y: "2" }), store.set("n", "__proto__", null)];
  tabs.push("b");
  await Promise.all(writes);

  assert.deepEqual(requests(service), ['POST /n:mset {"tabs":["a"],"x":1,"y":"2","__proto__":null}']);
});

test("lets each call of a refused request have its own answer", async (t) => {
  const { service, store } = await meet(
    t,
    problem(413, "quota_exceeded"),
    problem(413, "quota_exceeded"),
    empty(201, { etag: '"1"' }),
  );

  const results = await Promise.allSettled([store.set("n", "big", "x".repeat(99)), store.set("n", "small", 1)]);

  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.equal(service.seen.length, 3);
});

test("does not take a request apart that may have taken effect", async (t) => {
  const { store } = await meet(t, hangUp, hangUp);

  const results = await Promise.allSettled([store.set("n", "a", 1), store.set("n", "b", 2)]);

  assert.ok(results.every((result) => result.status === "rejected" && result.reason instanceof KVConnectionError));
});

test("keeps the order of calls on the same key", async (t) => {
  const { service, store } = await meet(t, json(0), empty(204, { etag: '"1"' }), json(1));

  const results = await Promise.all([store.get("n", "a"), store.set("n", "a", 1), store.get("n", "a")]);

  assert.deepEqual(results, [0, undefined, 1]);
  assert.deepEqual(requests(service), ["GET /n/a", "PUT /n/a 1", "GET /n/a"]);
});

test("goes on for the others when one caller gives up, and stops when all do", async (t) => {
  let gone = false;
  const { service, store } = await meet(
    t,
    (response) => setTimeout(() => response.writeHead(200).end('{"a":1,"b":2}'), 100),
    silence(() => (gone = true)),
  );
  const one = new AbortController();

  const given = store.get("n", "a", { signal: one.signal });
  const kept = store.get("n", "b");
  await until(() => service.seen.length === 1);
  one.abort();
  await assert.rejects(given, { name: "AbortError" });
  assert.equal(await kept, 2);

  const all = new AbortController();
  const both = [store.get("n", "a", { signal: all.signal }), store.get("n", "b", { signal: all.signal })];
  await until(() => service.seen.length === 2);
  all.abort();
  for (const call of both) await assert.rejects(call, { name: "AbortError" });
  await until(() => gone);
});

test("leaves out a call given up before it was sent", async (t) => {
  const { service, store } = await meet(t, json(2));
  const one = new AbortController();

  const given = store.get("n", "a", { signal: one.signal });
  const kept = store.get("n", "b");
  one.abort();

  await assert.rejects(given, { name: "AbortError" });
  assert.equal(await kept, 2);
  assert.deepEqual(requests(service), ["GET /n/b"]);
});

test("sends each call alone when told so", async (t) => {
  const { service } = await meet(t, json(1), json(1));
  const store = createWorkletKVStore(WORKLET, { url: service.url, token: TOKEN, batching: false });

  await Promise.all([store.get("n", "a"), store.get("n", "b")]);

  assert.deepEqual(requests(service).sort(), ["GET /n/a", "GET /n/b"]);
});

test("asks for keys that no URL can name in the body", async (t) => {
  const { service, store } = await meet(t, json({ "..": 1 }), json({}), empty(204));

  assert.equal(await store.get("n", ".."), 1);
  assert.equal(await store.has("n", "."), false);
  await store.set("n", "..", 2);

  assert.deepEqual(requests(service), [
    'POST /n:mget {"keys":[".."]}',
    'POST /n:mget {"keys":["."]}',
    'POST /n:mset {"..":2}',
  ]);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
