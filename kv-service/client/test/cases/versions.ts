import { KVError } from "../../src/index.js";
import { equal, failure, truthy } from "../expect.js";
import { open, type Case } from "./case.js";

export const versions: Case[] = [
  {
    name: "stores only over the version it knows",
    async run(place) {
      const store = open(place);
      const first = await store.compareAndSet("jobs", "a", "one", null);
      const second = await store.compareAndSet("jobs", "a", "two", first);
      truthy(second > first, "versions grow");

      for (const stale of [null, first]) {
        const error = await failure(store.compareAndSet("jobs", "a", "three", stale));
        equal([error instanceof KVError, error["code"], error["status"]], [true, "version_mismatch", 412]);
      }
      equal(await store.getEntry("jobs", "a"), { namespace: "jobs", key: "a", value: "two", version: second });
    },
  },
  {
    name: "deletes only the version it knows",
    async run(place) {
      const store = open(place);
      const first = await store.compareAndSet("jobs", "a", 1, null);
      await store.set("jobs", "a", 2);

      equal((await failure(store.delete("jobs", "a", { ifVersion: first })))["code"], "version_mismatch");
      const entry = await store.getEntry("jobs", "a");
      equal(await store.delete("jobs", "a", { ifVersion: entry?.version }), true);
    },
  },
  {
    name: "updates until nobody else wrote in between",
    async run(place) {
      const stores = Array.from({ length: 4 }, () => open(place));
      await Promise.all(
        stores.map((store, n) =>
          store.update("lists", "names", (names: string[] | null) => [...(names ?? []), `n${n}`]),
        ),
      );
      equal((await open(place).get<string[]>("lists", "names"))?.sort(), ["n0", "n1", "n2", "n3"]);
    },
  },
  {
    name: "forgets a value when its time is over, also when a touch gave it that time",
    async run(place) {
      const store = open(place);
      await store.set("short", "gone", 1, { ttl: 1 });
      await store.set("short", "kept", 1, { ttl: 3600 });
      await store.set("short", "shortened", 1);
      equal(await store.touch("short", "kept", null), true);
      equal(await store.touch("short", "shortened", 1), true);
      equal(await store.touch("short", "none", 3600), false);

      for (const key of ["gone", "shortened"]) {
        while (await store.has("short", key)) await new Promise((resolve) => setTimeout(resolve, 100));
        equal(await store.get("short", key), null);
      }
      equal(await store.list({ namespace: "short" }), ["kept"]);
    },
  },
  {
    name: "commits everything or nothing",
    async run(place) {
      const store = open(place);
      const version = await store.compareAndSet("accounts", "ann", 100, null);
      await store.set("accounts", "bob", 5);

      const transfer = {
        checks: [
          { namespace: "accounts", key: "ann", version },
          { namespace: "accounts", key: "eve", version: null },
        ],
        operations: [
          { type: "increment", namespace: "accounts", key: "ann", delta: -30 },
          { type: "increment", namespace: "accounts", key: "bob", delta: 30 },
          { type: "set", namespace: "log", key: "last", value: { from: "ann" } },
        ],
      } as const;
      const done = await store.commit(transfer);
      equal(
        done.results.map(({ value }) => value),
        [70, 35, undefined],
      );
      truthy(
        done.results.every((result) => (result.version ?? 0) > version),
        "each has a version",
      );

      const error = await failure(store.commit(transfer));
      equal([error["code"], error["status"]], ["check_failed", 409]);
      equal(await store.exportData(), { accounts: { ann: 70, bob: 35 }, log: { last: { from: "ann" } } });
    },
  },
];
