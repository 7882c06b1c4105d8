import { equal, failure, truthy } from "../expect.js";
import { KVError, KVValidationError } from "../../src/index.js";
import { open, type Case } from "./case.js";

const FAITHFUL: unknown[] = [
  null,
  true,
  false,
  0,
  -0.5,
  1e300,
  9007199254740991,
  "",
  "dark",
  '\u0000\u001f\u2028 \\ " ü 😀',
  [],
  {},
  [null, [[]]],
  { deep: { list: [1, { x: "y" }], none: null }, "": "empty name", ["__proto__"]: { polluted: true }, constructor: 1 },
];

export const values: Case[] = [
  {
    name: "runs the examples of the description",
    async run(place) {
      const kvStore = open(place);

      await kvStore.set("user_prefs", "theme", "dark");
      const theme = await kvStore.get<string>("user_prefs", "theme");
      await kvStore.mset("app_state", { current_page: "dashboard", sidebar_open: true });

      equal(theme, "dark");
      equal(await kvStore.mget("app_state", ["current_page", "sidebar_open", "none"]), {
        current_page: "dashboard",
        sidebar_open: true,
      });
    },
  },
  {
    name: "gives back what was stored",
    async run(place) {
      const store = open(place);
      for (const [index, value] of FAITHFUL.entries()) {
        await store.set("values", `v${index}`, value);
        equal(await store.get("values", `v${index}`), value, `v${index}`);
      }
      const keys = FAITHFUL.map((_, index) => `v${index}`);
      equal(await store.mget("values", keys), Object.fromEntries(FAITHFUL.map((value, index) => [`v${index}`, value])));
    },
  },
  {
    name: "tells null from absent",
    async run(place) {
      const store = open(place);
      await store.set("a", "null", null);

      equal(await store.get("a", "null"), null);
      equal(await store.get("a", "absent"), null);
      equal([await store.has("a", "null"), await store.has("a", "absent")], [true, false]);
      equal((await store.getEntry("a", "null"))?.value, null);
      equal(await store.getEntry("a", "absent"), null);
    },
  },
  {
    name: "deletes once",
    async run(place) {
      const store = open(place);
      await store.set("a", "b", 1);

      equal(
        [await store.delete("a", "b"), await store.delete("a", "b"), await store.has("a", "b")],
        [true, false, false],
      );
    },
  },
  {
    name: "takes every lawful name, whatever URLs or JavaScript make of it",
    async run(place) {
      const store = open(place);
      const keys = [".", "..", "...", "a.json", "-", "_", "__proto__", "constructor", "a".repeat(100), "x.."];
      for (const key of keys) {
        await store.set("__proto__", key, key);
        equal(await store.get("__proto__", key), key, key);
        equal(await store.has("__proto__", key), true, key);
        equal((await store.getEntry("__proto__", key))?.value, key, key);
      }
      equal(Object.keys(await store.mget("__proto__", keys)).sort(), [...keys].sort());
      equal(Object.keys((await store.exportData())["__proto__"] ?? {}).sort(), [...keys].sort());
      for (const key of keys) equal(await store.delete("__proto__", key), true, key);
      equal(await store.listNamespaces(), []);
    },
  },
  {
    name: "takes a value of the greatest size and refuses a greater one",
    async run(place) {
      const store = open(place);
      const greatest = "ü".repeat((1_048_576 - 2) / 2);
      await store.set("a", "big", greatest);

      truthy((await store.get("a", "big")) === greatest, "the value came back whole");
      const error = await failure(store.set("a", "big", `${greatest}x`));
      truthy(error instanceof KVValidationError, "refused before it is sent");
    },
  },
  {
    name: "refuses bad input before anything is sent",
    async run(place) {
      const store = open(place, { fetch: () => Promise.reject(new Error("something was sent")) });
      const cyclic: Record<string, unknown> = {};
      cyclic["self"] = cyclic;
      const attempts: Promise<unknown>[] = [
        store.set("", "k", 1),
        store.set("n".repeat(51), "k", 1),
        store.set("n.s", "k", 1),
        store.set("n", "", 1),
        store.get("n", "a/b"),
        store.get("n", "k".repeat(101)),
        store.get("n", "ü"),
        store.has("n", "%2e"),
        store.delete("../x", "k"),
        store.delete(null as never, "k"),
        store.mget("n", ["ok", "not ok"]),
        store.mget("n", null as never),
        store.commit({} as never),
        store.mset("n", { "not ok": 1 }),
        store.mset("n", null as never),
        store.mset("n", [] as never),
        store.set("n", "k", undefined),
        store.set("n", "k", () => 1),
        store.set("n", "k", Symbol("x")),
        store.set("n", "k", 1n),
        store.set("n", "k", cyclic),
        store.set("n", "k", Number.NaN),
        store.set("n", "k", { x: [Infinity] }),
        store.set("n", "k", new Map()),
        store.set("n", "k", 1, { ttl: 0 }),
        store.clear(""),
        store.list({ namespace: "" }),
        store.list({ limit: -1 }),
        store.increment("n", "k", Number.NaN),
        store.append("n", "k", 1 as never),
        store.importData({ "n.s": {} }),
        store.importData({ n: { k: undefined } }),
      ];
      for (const [index, error] of (await Promise.all(attempts.map(failure))).entries()) {
        truthy(error instanceof KVValidationError && error instanceof KVError, `attempt ${index}: ${error}`);
        equal([error["code"], error.name], ["VALIDATION_ERROR", "KVValidationError"]);
      }
    },
  },
];
