import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createWorkletKVStore, type KVChange, type KVWatchOptions } from "../src/index.js";
import { empty, hangUp, problem, silence, StandIn, TOKEN, WORKLET, type Reply } from "./standin.js";

const put = (version: number, key: string, value: unknown): string =>
  `id: ${version}\nevent: put\ndata: ${JSON.stringify({ key, version, value })}\n\n`;
const ready = (version: number): string => `id: ${version}\nevent: ready\ndata: {}\n\n`;

/** Tells the events and ends. */
function stream(events: string): Reply {
  return (response) => void response.writeHead(200, { "content-type": "text/event-stream" }).end(events);
}

/** Tells the events and breaks off in the middle of the answer, once they have arrived. */
function cut(events: string): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(events);
    breakOff = () => response.destroy();
  };
}

let breakOff = (): void => {};

async function watched(
  t: TestContext,
  count: number,
  replies: Reply[],
  options?: KVWatchOptions,
): Promise<{ service: StandIn; changes: KVChange[] }> {
  const service = await StandIn.start(...replies);
  t.after(() => service.stop());
  const store = createWorkletKVStore(WORKLET, { url: service.url, token: TOKEN, backoff: 1 });
  const changes: KVChange[] = [];
  for await (const change of store.watch("room", options)) {
    if (changes.push(change) === count) break;
    if (change.type === "delete" || change.type === "put") breakOff();
  }
  return { service, changes };
}

const resumed = (service: StandIn): unknown[] => service.seen.map(({ headers }) => headers["last-event-id"]);

test("goes on after each end of a connection, from the last version it told", async (t) => {
  const { service, changes } = await watched(t, 4, [
    stream(put(3, "a", 1) + ready(4)),
    hangUp,
    problem(503, "unavailable"),
    problem(429, "rate_limited"),
    cut('id: 5\nevent: delete\ndata: {"key":"a","version":5}\n\n'),
    stream("id: 7\nevent: clear\ndata: {}\n\n"),
  ]);

  assert.deepEqual(changes, [
    { type: "put", key: "a", version: 3, value: 1 },
    { type: "ready", version: 4 },
    { type: "delete", key: "a", version: 5 },
    { type: "clear", version: 7 },
  ]);
  assert.deepEqual(resumed(service), [undefined, "4", "4", "4", "4", "5"]);
});

test("begins anew when the values were cut off before all were told", async (t) => {
  const { service, changes } = await watched(t, 4, [cut(put(3, "a", 1)), stream(put(9, "b", 1) + ready(9))]);

  assert.deepEqual(
    changes.map(({ type }) => type),
    ["put", "reset", "put", "ready"],
  );
  assert.deepEqual(resumed(service), [undefined, undefined]);
});

test("begins anew when the changes it missed are kept no longer", async (t) => {
  const { service, changes } = await watched(t, 5, [
    stream(ready(4)),
    problem(410, "compacted"),
    stream(ready(9) + "event: compacted\ndata: {}\n\n"),
    stream(ready(12)),
  ]);

  assert.deepEqual(
    changes.map(({ type }) => type),
    ["ready", "reset", "ready", "reset", "ready"],
  );
  assert.deepEqual(resumed(service), [undefined, "4", undefined, undefined]);
});

test("asks for what came after a version", async (t) => {
  const { service, changes } = await watched(t, 1, [stream(put(8, "user.a", 1))], { since: 7, prefix: "user." });

  assert.equal(changes[0]?.type, "put");
  assert.deepEqual(resumed(service), ["7"]);
  assert.equal(service.seen[0]?.path, "/room:watch?prefix=user.");
});

test("gives its connection back when the loop over it ends", async (t) => {
  let gone = false;
  await watched(t, 1, [
    (response) => {
      response.writeHead(200).write(ready(1));
      response.on("close", () => (gone = true));
    },
  ]);
  while (!gone) await new Promise((resolve) => setTimeout(resolve, 5));
});

test("ends while it waits, when its signal fires", async (t) => {
  const service = await StandIn.start(silence(), empty(403));
  t.after(() => service.stop());
  const controller = new AbortController();
  const store = createWorkletKVStore(WORKLET, { url: service.url, token: TOKEN });

  const next = store.watch("room", { signal: controller.signal }).next();
  while (service.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  assert.deepEqual(await next, { value: undefined, done: true });

  await assert.rejects(store.watch("room").next(), { code: "forbidden" });
});
