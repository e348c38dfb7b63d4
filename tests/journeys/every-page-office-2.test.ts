/** Half the kinds of pages of the office and of a country partner; the other file has the other half. */
import { test } from "vitest";
import { A_WHILE, everyPageOf, opensEveryPage, type Somebody } from "./every-page.ts";

await opensEveryPage();

test.each<Somebody>([
  { role: "coordinator", refused: "bs", least: 80 },
  { role: "country-partner", refused: "sr-Cyrl", least: 50 },
])("half the pages of $role, and what it says to an empty form", { timeout: A_WHILE }, (of) =>
  everyPageOf(of, { part: 1, of: 2 }),
);
