import { equal, truthy } from "../expect.js";
import { open, type Case } from "./case.js";

export const lists: Case[] = [
  {
    name: "lists keys in order, by prefix, pattern, limit and offset",
    async run(place) {
      const store = open(place);
      await store.mset("files", { "b.txt": 1, "a.txt": 1, "a1.md": 1, axmd: 1, c_d: 1, B: 1 });
      await store.mset("other", { "a.txt": 2 });

      equal(await store.list({ namespace: "files" }), ["B", "a.txt", "a1.md", "axmd", "b.txt", "c_d"]);
      equal(await store.list({ namespace: "files", pattern: "*.txt" }), ["a.txt", "b.txt"]);
      equal(await store.list({ namespace: "files", pattern: "a?.md" }), ["a1.md"]);
      equal(await store.list({ namespace: "files", pattern: "c_?" }), ["c_d"]);
      equal(await store.list({ namespace: "files", prefix: "a" }), ["a.txt", "a1.md", "axmd"]);
      equal(await store.list({ namespace: "files", prefix: "a", pattern: "*md" }), ["a1.md", "axmd"]);
      equal(await store.list({ namespace: "files", limit: 2, offset: 1 }), ["a.txt", "a1.md"]);
      equal(await store.list({ namespace: "files", limit: 0 }), []);
      equal(await store.list({ namespace: "nothing" }), []);
      equal(await store.list({ pattern: "a.*" }), ["a.txt", "a.txt"]);
      equal(await store.listNamespaces(), ["files", "other"]);
    },
  },
  {
    name: "lists more keys than a page holds",
    async run(place) {
      const store = open(place);
      const keys = Array.from({ length: 1234 }, (_, n) => `k${String(n).padStart(4, "0")}`);
      await store.mset("many", Object.fromEntries(keys.map((key) => [key, 1])));

      equal((await store.list({ namespace: "many" })).length, 1000, "the default limit");
      equal(await store.list({ namespace: "many", limit: 5000 }), keys);
      equal(await store.list({ limit: 10, offset: 1100 }), keys.slice(1100, 1110));

      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.listPage("many", { limit: 500, cursor });
        truthy(page.keys.length <= 500, "the page's size");
        paged.push(...page.keys);
        cursor = page.cursor;
      } while (cursor !== undefined);
      equal(paged, keys);
    },
  },
  {
    name: "clears a namespace or everything",
    async run(place) {
      const store = open(place);
      await store.mset("a", { x: 1, y: 2 });
      await store.mset("b", { x: 1 });
      await store.mset("c", { x: 1 });

      equal(await store.clear("a"), 2);
      equal(await store.clear("a"), 0);
      equal(await store.listNamespaces(), ["b", "c"]);
      equal(await store.clear(), 2);
      equal(await store.listNamespaces(), []);
    },
  },
  {
    name: "tells how much is kept",
    async run(place) {
      const store = open(place);
      const before = await store.getStats();
      equal([before.totalKeys, before.totalNamespaces, before.storageSize, before.lastUpdated], [0, 0, 0, null]);

      await store.mset("a", { x: "12345", y: 1 });
      await store.set("b", "x", null);

      const stats = await store.getStats();
      equal([stats.totalKeys, stats.totalNamespaces, stats.storageSize, stats.storageBytes], [3, 2, 12, 12]);
      truthy(
        Math.abs(Date.now() - Date.parse(stats.lastUpdated ?? "")) < 3_600_000,
        `written now: ${stats.lastUpdated}`,
      );
    },
  },
];
