import { addDays, type Day, daysBetween } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import {
  CHECKS,
  type Check,
  type CheckOf,
  type Dropout,
  PARTS,
  type Part,
  type Word,
} from "./replace.ts";

/** What a finding of the rules of travel or of the call is about. */
const ABOUT: Readonly<Record<string, CheckOf>> = {
  "stay-overlaps": "days",
  "dates-overlap": "days",
  "arrival-inside": "days",
  "visa-days": "border",
  "long-and-visa-free": "border",
  "papers-missing": "passport",
  "passport-too-old": "passport",
  "passport-expires": "passport",
};

/** Too late for a visa: from which first day there would be time for one. */
export function worksFrom(problem: Problem, today: Day): Day | undefined {
  const { needed } = problem.params ?? {};
  return problem.code === "visa-lead-time" && typeof needed === "number"
    ? addDays(today, needed)
    : undefined;
}

export function wordOf(problem: Problem, kind: Word["kind"], today: Day): Word {
  const from = worksFrom(problem, today);
  return { ...problem, kind, ...(from ? { worksFrom: from } : {}) };
}

/** Everything that was looked at, each thing once and in one order, also where nothing was found. */
export function checksFrom(
  travel: readonly (Problem & { readonly kind: Word["kind"] })[],
  more: Readonly<Partial<Record<CheckOf, readonly Word[]>>>,
  today: Day,
): Check[] {
  const about = (what: CheckOf) =>
    travel
      .filter(({ code }) => (ABOUT[code] ?? (code.includes("visa") ? "visa" : "days")) === what)
      .map(({ kind, code, params }) =>
        wordOf({ code, ...(params ? { params } : {}) }, kind, today),
      );
  return CHECKS.filter(
    (what) => more[what] !== undefined || !["company", "bed"].includes(what),
  ).map((what) => ({ what, found: [...about(what), ...(more[what] ?? [])] }));
}

/** Of somebody under 18: the parents' permission and the border's form, and whether there is time. */
export function minorWords(
  of: { readonly minor: boolean; readonly permitted: boolean; readonly exit: boolean },
  stay: { readonly starts: Day; readonly today: Day },
  needed: number,
): Word[] {
  if (!of.minor || (of.permitted && of.exit)) return [];
  const days = daysBetween(stay.today, stay.starts);
  const params = { days, needed };
  return days < needed
    ? [
        {
          kind: "warning",
          code: "handover-minor-late",
          params,
          worksFrom: addDays(stay.today, needed),
        },
      ]
    : [{ kind: "warning", code: "handover-minor-open", params }];
}

/** What a cancelled stay still holds. */
export const heldParts = (of: Pick<Dropout, Part>): readonly Part[] =>
  PARTS.filter((part) => of[part] !== null);
