import { KVConnectionError, KVError } from "../../src/index.js";
import { equal, failure, truthy } from "../expect.js";
import { open, type Case, type Place } from "./case.js";

export const access: Case[] = [
  {
    name: "is refused without a good token",
    async run(place) {
      const error = await failure(open(place, { token: "flowkv_wrong" }).get("a", "b"));
      equal([error instanceof KVError, error["code"], error["status"]], [true, "unauthorized", 401]);
    },
  },
  {
    name: "reaches no other worklet",
    async run(place) {
      const stranger: Place = { ...place, workletId: place.otherWorkletId };
      const store = open(stranger);
      for (const error of [
        await failure(store.get("a", "b")),
        await failure(store.set("a", "b", 1)),
        await failure(store.exportData()),
      ]) {
        equal([error["code"], error["status"]], ["forbidden", 403]);
      }
    },
  },
  {
    name: "only reads with a read-only token",
    async run(place) {
      await open(place).set("a", "b", 1);
      const reader = open(place, { token: place.readOnlyToken });

      equal([await reader.get("a", "b"), await reader.list(), await reader.mget("a", ["b"])], [1, ["b"], { b: 1 }]);
      equal((await failure(reader.set("a", "b", 2)))["code"], "forbidden");
      equal(await open(place).get("a", "b"), 1);
    },
  },
  {
    name: "says when nobody answers",
    async run(place) {
      const error = await failure(open(place, { url: "http://127.0.0.1:9", retries: 1 }).get("a", "b"));
      truthy(error instanceof KVConnectionError, `${error}`);
      equal(error["code"], "CONNECTION_ERROR");
    },
  },
];
