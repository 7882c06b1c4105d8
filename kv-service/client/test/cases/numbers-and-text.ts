import { equal, failure } from "../expect.js";
import { open, type Case } from "./case.js";

export const numbersAndText: Case[] = [
  {
    name: "counts without losing any, however many count",
    async run(place) {
      const stores = Array.from({ length: 5 }, () => open(place));

      const seen = await Promise.all(
        stores.flatMap((store) => [store.increment("n", "hits"), store.increment("n", "hits", 3)]),
      );

      equal(new Set(seen).size, 10, "different answers");
      equal(Math.max(...seen), 20);
      equal(await open(place).get("n", "hits"), 20);
    },
  },
  {
    name: "adds decimals, negative numbers, and keeps within bounds",
    async run(place) {
      const store = open(place);
      equal(await store.increment("n", "sum", 0.1), 0.1);
      equal(await store.increment("n", "sum", 0.2), 0.3);
      equal(await store.increment("n", "sum", -1.3), -1);
      equal(await store.increment("n", "sum", 10, { max: 5 }), 5);
      equal(await store.increment("n", "sum", -10, { min: 0 }), 0);
    },
  },
  {
    name: "appends in order",
    async run(place) {
      const store = open(place);
      for (const part of ["a", "ü", '"', "😀\n"]) await store.append("log", "today", part);
      equal(await store.get("log", "today"), 'aü"😀\n');
    },
  },
  {
    name: "does not count text or append to numbers",
    async run(place) {
      const store = open(place);
      await store.mset("n", { text: "12", number: 12 });

      equal((await failure(store.increment("n", "text")))["code"], "not_a_number");
      equal((await failure(store.append("n", "number", "3")))["code"], "not_a_string");
      equal(await store.mget("n", ["text", "number"]), { text: "12", number: 12 });
    },
  },
];
