import { lengthInDays } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import type { Likeness, Twin } from "./duplicate.ts";

/** The two ids of a pair in the one order in which it is written down. */
export const inOrder = (a: string, b: string): readonly [string, string] =>
  a < b ? [a, b] : [b, a];

const words = (name: string): string[] =>
  fold(name)
    .split(/[\s.'’-]+/)
    .filter(Boolean);
const sorted = (twin: Twin): string =>
  words(`${twin.givenNames} ${twin.familyName}`).sort().join(" ");
const tail = (phone: string | null): string | null => {
  const figures = (phone ?? "").replace(/\D/g, "");
  return figures.length >= 8 ? figures.slice(-8) : null;
};

/** What two rows have in common, in the words of the list. */
export function likenesses(a: Twin, b: Twin): Likeness[] {
  const found: Likeness[] = [];
  const straight = (twin: Twin) => words(`${twin.givenNames} ${twin.familyName}`).join(" ");
  if (straight(a) === straight(b)) found.push("same-name");
  else if (sorted(a) === sorted(b)) found.push("swapped-name");
  else found.push("alike-name");
  found.push(a.birthDate === b.birthDate ? "same-birth" : "near-birth");
  if (tail(a.phone) !== null && tail(a.phone) === tail(b.phone)) {
    found.push("same-phone");
    // A shared telephone brings people together whose birth dates are far apart.
    if (!isNear(a.birthDate, b.birthDate)) found.splice(found.indexOf("near-birth"), 1);
  }
  if (a.email && a.email.toLowerCase() === b.email?.toLowerCase()) found.push("same-email");
  return found;
}

/** The same day, one figure written wrong, or day and month swapped; as `ref.near_birth` has it. */
export function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const [year, month, day] = a.split("-");
  if (b === `${year}-${day}-${month}`) return true;
  return [...a].filter((sign, at) => sign !== b[at]).length === 1;
}

/** What keeps two rows from becoming one: each thing by its name, so that somebody can settle it. */
export function mergeProblems(kept: Twin, gone: Twin): Problem[] {
  const problems: Problem[] = [];
  for (const application of gone.applications) {
    const twin = kept.applications.find((each) => each.callId === application.callId);
    if (twin?.state === "submitted" && application.state === "submitted") {
      problems.push({ code: "merge-one-call", params: { call: application.callNumber } });
    }
  }
  const held = (twin: Twin) => twin.stays.filter((stay) => stay.state !== "cancelled");
  for (const stay of held(gone)) {
    const other = held(kept).find((each) => each.starts <= stay.ends && stay.starts <= each.ends);
    if (other) {
      const [, from = stay.starts] = [stay.starts, other.starts].sort();
      const [to = stay.ends] = [stay.ends, other.ends].sort();
      problems.push({
        code: "merge-stays-overlap",
        params: {
          first: other.reference,
          second: stay.reference,
          days: lengthInDays(from, to),
        },
      });
    }
  }
  return problems;
}
