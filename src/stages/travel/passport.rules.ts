import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { monthsLater } from "./duration.rules.ts";

const OLDEST_MONTHS = 120;
const LEFT_MONTHS = 3;

/**
 * Domain rule S3: at a border of the area a passport is less than ten years old on the day of entry
 * and holds for three months after the day of leaving. A citizen of the area, and a journey
 * elsewhere, need one that holds until the last day.
 */
export function passportProblems(
  papers: { readonly issued: Day; readonly expires: Day },
  stay: { readonly entry: Day; readonly exit: Day },
  atBorder: boolean,
): Problem[] {
  const problems: Problem[] = [];
  if (atBorder) {
    const tenYears = monthsLater(papers.issued, OLDEST_MONTHS);
    if (tenYears <= stay.entry) {
      problems.push({
        code: "passport-too-old",
        params: { issued: papers.issued, entry: stay.entry },
      });
    }
  }
  const needed = atBorder ? monthsLater(stay.exit, LEFT_MONTHS) : stay.exit;
  if (papers.expires < needed) {
    problems.push({ code: "passport-expires", params: { expires: papers.expires, needed } });
  }
  return problems;
}
