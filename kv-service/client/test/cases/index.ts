import { access } from "./access.js";
import type { Case } from "./case.js";
import { lists } from "./lists.js";
import { numbersAndText } from "./numbers-and-text.js";
import { together } from "./together.js";
import { transfers } from "./transfers.js";
import { values } from "./values.js";
import { versions } from "./versions.js";
import { watching } from "./watching.js";

export type { Case, Place } from "./case.js";

/** All that the client promises, to be shown against the real service. */
export const cases: readonly Case[] = [
  ...values,
  ...together,
  ...numbersAndText,
  ...lists,
  ...versions,
  ...transfers,
  ...watching,
  ...access,
];
