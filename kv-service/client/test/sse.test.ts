import assert from "node:assert/strict";
import { test } from "node:test";
import { serverSentEvents, type ServerSentEvent } from "../src/sse.js";

const STREAM =
  ': hello\r\n\r\nid: 1\r\nevent: change\r\ndata: {"a":\r\ndata: 1}\r\n\r\n' +
  "data: über\n\nid\ndata\n\nid: 7\rdata:x\r\rdata: cut off";

const EVENTS: ServerSentEvent[] = [
  { id: "1", type: "change", data: '{"a":\n1}' },
  { id: "1", type: "message", data: "über" },
  { id: "", type: "message", data: "" },
  { id: "7", type: "message", data: "x" },
];

test("reads the same events however the stream is cut", async () => {
  const bytes = new TextEncoder().encode(STREAM);
  for (let size = 1; size <= bytes.length; size += 1) {
    assert.deepEqual(await eventsOf(pieces(bytes, size)), EVENTS, `pieces of ${size} bytes`);
  }
});

test("hears of heartbeats, which are no events", async () => {
  let heard = 0;
  const body = pieces(new TextEncoder().encode(": ping\n\n"), 8);
  for await (const event of serverSentEvents(body, () => (heard += 1))) assert.fail(event.data);
  assert.equal(heard, 1);
});

test("gives the connection back when the reader stops", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
    cancel: () => void (cancelled = true),
  });
  for await (const event of serverSentEvents(body)) {
    assert.equal(event.data, "1");
    break;
  }
  assert.ok(cancelled);
});

function pieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function eventsOf(body: ReadableStream<Uint8Array>): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of serverSentEvents(body)) events.push(event);
  return events;
}
