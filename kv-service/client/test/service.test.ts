import { test } from "node:test";
import { cases } from "./cases/index.js";
import { absent, newPlace } from "./service.js";

for (const each of cases) {
  test(`in Node: ${each.name}`, { skip: absent, timeout: 180_000 }, async () => each.run(await newPlace()));
}
