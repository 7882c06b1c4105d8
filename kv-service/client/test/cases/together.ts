import { equal, failure } from "../expect.js";
import { counting, open, type Case } from "./case.js";

export const together: Case[] = [
  {
    name: "sends the calls of a tick together",
    async run(place) {
      const network = counting();
      const store = open(place, { fetch: network.fetch });

      await Promise.all(Array.from({ length: 50 }, (_, n) => store.set("many", `k${n}`, n)));
      const read = await Promise.all(Array.from({ length: 50 }, (_, n) => store.get<number>("many", `k${n}`)));

      equal(
        read,
        Array.from({ length: 50 }, (_, n) => n),
      );
      equal(network.requests, ["POST /many:mset", "POST /many:mget"]);
    },
  },
  {
    name: "sends writes of several kinds and namespaces as one transaction",
    async run(place) {
      const network = counting();
      const store = open(place, { fetch: network.fetch });
      await store.mset("a", { old: 1, text: "x", count: 4 });

      const results = await Promise.all([
        store.set("a", "new", [1]),
        store.set("b", "short", true, { ttl: 3600 }),
        store.delete("a", "old"),
        store.delete("a", "none"),
        store.touch("a", "none", 60),
        store.touch("a", "new", 60),
        store.mset("b", { x: 1, new: 2 }),
        store.set("a", "count", 5),
      ]);

      equal(results, [undefined, undefined, true, false, false, true, undefined, undefined]);
      equal(network.requests, ["POST /a:mset", "POST :commit"]);
      equal(await store.exportData(), { a: { new: [1], text: "x", count: 5 }, b: { short: true, x: 1, new: 2 } });
    },
  },
  {
    name: "lets one call fail alone",
    async run(place) {
      const store = open(place);
      await store.set("a", "text", "x");

      const good = [store.set("b", "k", 1), store.increment("b", "n"), store.append("a", "text", "y")];
      const bad = failure(store.increment("a", "text"));
      const more = store.append("a", "text", "z");

      equal((await bad)["code"], "not_a_number");
      await Promise.all([...good, more]);
      equal(await store.exportData(), { a: { text: "xyz" }, b: { k: 1, n: 1 } });
    },
  },
  {
    name: "reads what was written in the same tick",
    async run(place) {
      const store = open(place);
      const results = await Promise.all([
        store.get("a", "k"),
        store.set("a", "k", 1),
        store.get("a", "k"),
        store.set("a", "k", 2),
        store.increment("a", "k", 5),
        store.has("a", "k"),
        store.mget("a", ["k"]),
      ]);
      equal(results, [null, undefined, 1, undefined, 7, true, { k: 7 }]);
    },
  },
];
