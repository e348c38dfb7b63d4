/** Every page of everybody but the office, whose pages two files share. */
import { test } from "vitest";
import {
  A_WHILE,
  everyPageOf,
  everyPageOfNothingYet,
  opensEveryPage,
  type Somebody,
} from "./every-page.ts";

await opensEveryPage();

test.each<Somebody>([
  { role: "anybody", refused: "sq", least: 30 },
  { role: "school-officer", refused: "sq", least: 15 },
  { role: "assessor", refused: "bs", least: 2 },
])("every page of $role, and what it says to an empty form", { timeout: A_WHILE }, (of) =>
  everyPageOf(of),
);

test("every page of a scheme in which there is nothing yet", { timeout: A_WHILE }, () =>
  everyPageOfNothingYet(),
);
