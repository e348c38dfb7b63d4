import { it } from "vitest";
import { holdAgainstAll } from "../testing/rows-oracle.ts";

// In two files, so that two workers share the work: six thousand problems with every kind of rule.
it.each([3000, 4500])(
  "best-total under rows, against every allocation, problems after %i",
  { timeout: 120_000 },
  (after) => holdAgainstAll(after, 1500),
);
