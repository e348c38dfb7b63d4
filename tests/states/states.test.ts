import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { printStates, STATES_FILE } from "./print.ts";

test("docs/states.md shows the transition tables as they are", () => {
  expect(readFileSync(STATES_FILE, "utf8"), 'stale: run "npm run states"').toBe(printStates());
});
