import type { KVChange } from "../../src/index.js";
import { equal, failure, truthy } from "../expect.js";
import { open, type Case } from "./case.js";

/** The next changes, without their versions, which must only grow. */
async function next(changes: AsyncIterator<KVChange>, count: number): Promise<unknown[]> {
  const found: unknown[] = [];
  while (found.length < count) {
    const { value, done } = await changes.next();
    truthy(!done, "the watch goes on");
    const { version: _, ...rest } = value as KVChange & { version?: number };
    found.push(rest);
  }
  return found;
}

export const watching: Case[] = [
  {
    name: "tells what is there and then what changes",
    async run(place) {
      const store = open(place);
      await store.mset("room", { a: 1, b: { x: null } });
      await store.set("elsewhere", "a", 0);
      const changes = store.watch("room");

      equal(await next(changes, 3), [
        { type: "put", key: "a", value: 1 },
        { type: "put", key: "b", value: { x: null } },
        { type: "ready" },
      ]);
      await store.set("elsewhere", "a", 1);
      await store.set("room", "c", "new");
      await store.increment("room", "a");
      await store.delete("room", "b");
      await store.clear("room");

      equal(await next(changes, 4), [
        { type: "put", key: "c", value: "new" },
        { type: "put", key: "a", value: 2 },
        { type: "delete", key: "b" },
        { type: "clear" },
      ]);
      await changes.return?.();
    },
  },
  {
    name: "tells only of keys that begin so",
    async run(place) {
      const store = open(place);
      await store.mset("room", { "user.ann": 1, other: 1 });
      const changes = store.watch("room", { prefix: "user." });

      equal(await next(changes, 2), [{ type: "put", key: "user.ann", value: 1 }, { type: "ready" }]);
      await store.set("room", "other", 2);
      await store.set("room", "user.bob", 2);
      equal(await next(changes, 1), [{ type: "put", key: "user.bob", value: 2 }]);
      await changes.return?.();
    },
  },
  {
    name: "goes on where another watch ended",
    async run(place) {
      const store = open(place);
      const first = store.watch("room");
      const { value: ready } = await first.next();
      await store.set("room", "a", 1);
      await next(first, 1);
      await first.return?.();
      await store.set("room", "b", 2);

      const since = (ready as { version: number }).version;
      const second = store.watch("room", { since });
      equal(await next(second, 2), [
        { type: "put", key: "a", value: 1 },
        { type: "put", key: "b", value: 2 },
      ]);
      await second.return?.();
    },
  },
  {
    name: "ends when its signal fires",
    async run(place) {
      const controller = new AbortController();
      const seen: string[] = [];
      for await (const change of open(place).watch("room", { signal: controller.signal })) {
        seen.push(change.type);
        controller.abort();
      }
      equal(seen, ["ready"]);
    },
  },
  {
    name: "ends with an error that no further try would cure",
    async run(place) {
      const error = await failure(open(place, { token: "flowkv_wrong" }).watch("room").next());
      equal(error["code"], "unauthorized");
    },
  },
];
