import { equal, failure } from "../expect.js";
import { open, type Case } from "./case.js";

const DATA = { a: { x: null, y: [1, { z: "ü" }] }, b: { "k.1": "", ["__proto__"]: 1 } };

export const transfers: Case[] = [
  {
    name: "exports what it imported",
    async run(place) {
      const store = open(place);
      equal(await store.exportData(), {});
      await store.set("a", "stays", true);

      const report = { created: 4, replaced: 0, skipped: 0, dryRun: true };
      equal(await store.importData(DATA, { dryRun: true }), report);
      equal(await store.listNamespaces(), ["a"]);
      equal(await store.importData(DATA), { ...report, dryRun: false });

      equal(await store.exportData(), { ...DATA, a: { ...DATA.a, stays: true } });
      equal((await store.importData({})).created, 0);
    },
  },
  {
    name: "imports all or nothing",
    async run(place) {
      const store = open(place);
      const taken = await failure(
        store.set("b", "k", 1).then(() => store.importData({ a: { x: 1 }, b: { k: 2 } }, { conflict: "fail" })),
      );
      equal(taken["code"], "check_failed");
      equal(await store.exportData(), { b: { k: 1 } });

      await store.importData({ a: { x: 1 }, b: { k: 2 } }, { conflict: "skip" });
      equal(await store.exportData(), { a: { x: 1 }, b: { k: 1 } });
    },
  },
];
