import assert from "node:assert/strict";
import { test } from "node:test";
import { schemaTypes } from "../src/schema-types.js";

test("describes the data that is there", () => {
  const data = {
    user_prefs: { theme: "dark", "font.size": 12, last: null },
    app_state: {
      open: true,
      tabs: [{ id: 1, title: "a" }, { id: 2 }],
      mixed: [1, "two", null],
      none: [],
      nothing: {},
    },
    counters: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`user-${n}`, n % 2 === 0 ? n : { n }])),
    "9-lives": {},
  };

  assert.equal(
    schemaTypes(data),
    `/** The data of a worklet, as found by generate:types. */
export interface Schema {
  "9-lives": Record<string, unknown>;
  app_state: {
    mixed: Array<null | number | string>;
    none: Array<unknown>;
    nothing: Record<string, unknown>;
    open: boolean;
    tabs: Array<{
      id: number;
      title?: string;
    }>;
  };
  counters: Record<string, {
    n: number;
  } | number>;
  user_prefs: {
    "font.size": number;
    last: null;
    theme: string;
  };
}
`,
  );
});
