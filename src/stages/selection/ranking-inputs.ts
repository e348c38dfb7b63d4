import type { Call } from "../calls/call.ts";
import { kindOf } from "../calls/criterion.rules.ts";
import type { Criterion } from "../calls/criterion.ts";
import type { CaseFacts } from "./case.store.ts";
import type { PersonStanding } from "./eligibility.rules.ts";
import {
  RANKING_FORMAT,
  type RankedCriterion,
  type RankingInput,
  type RankingRule,
} from "./ranking/ranking.ts";
import type { Reason } from "./selection.ts";

/** A criterion as the ranking needs it: figures, no words. */
export function rankedCriterion(criterion: Criterion): RankedCriterion {
  const kind = kindOf(criterion);
  const highest = Math.max(0, ...(criterion.anchors ?? []).map((anchor) => anchor.score));
  return {
    code: criterion.code,
    kind,
    maximum: criterion.maximum,
    ...(kind === "table"
      ? {
          table: Object.fromEntries((criterion.table ?? []).map((row) => [row.value, row.points])),
        }
      : {}),
    ...(highest > 0 && (kind === "assessed" || kind === "interview") ? { highest } : {}),
  };
}

/** Only the order matters: the published seed and the rule as it was frozen when the call opened. */
export const rankingRule = (
  call: Call,
  list: RankingRule["list"],
  number: number,
): RankingRule => ({
  format: RANKING_FORMAT,
  call: call.publicCode,
  list,
  number,
  seed: call.drawSeed,
  ties: call.ties,
  criteria: call.criteria.map(rankedCriterion),
});

export type Eligibility = {
  readonly eligible: boolean;
  /** Every rule that speaks against the person, also where somebody decided otherwise. */
  readonly reasons: readonly Reason[];
  /** What nobody has said yet; it holds nobody back. */
  readonly unknown: readonly Reason[];
  /** True when a person decided, not the rules alone. */
  readonly decided: boolean;
  /** True while a rule speaks against somebody that nobody has looked at. */
  readonly undecided: boolean;
  readonly note: string | null;
};

/** What the rules say of a person, and what somebody decided. */
export function eligibilityOf(
  standing: PersonStanding,
  decided: CaseFacts["eligibility"],
): Eligibility {
  const open = standing.wishes.some((wish) => wish.removals.length === 0);
  const reasons: Reason[] = [
    ...standing.against,
    // A person whose every wish was closed is told each rule that closed one.
    ...(open ? [] : distinct(standing.wishes.flatMap((wish) => wish.removals))),
  ];
  // Who was let in knowing one rule was not let in against another that came to speak later.
  const looked = new Set((decided?.reasons ?? []).map(({ code }) => code));
  return {
    eligible: decided?.eligible ?? reasons.length === 0,
    reasons,
    unknown: standing.unknown,
    decided: decided !== null,
    // A country's "no" is a person's decision with a reason; whoever is let in all the same was
    // looked at once more.
    undecided:
      decided?.eligible !== false &&
      reasons.some(
        ({ code }) => !looked.has(code) && !(decided === null && code === "not-put-forward"),
      ),
    note: decided?.note ?? null,
  };
}

const distinct = (reasons: readonly Reason[]): Reason[] => [
  ...new Map(
    reasons.map(({ code, params }) => [JSON.stringify([code, params]), { code, params }]),
  ).values(),
];

/** The lines of scores.csv that concern one person. */
export function inputsOf(
  criteria: readonly RankedCriterion[],
  one: CaseFacts,
  eligibility: Eligibility,
): RankingInput[] {
  const inputs: RankingInput[] = [];
  const add = (criterion: string, source: RankingInput["source"], value: string, by = "") =>
    inputs.push({ criterion, source, by, value });
  for (const { code, kind } of criteria) {
    const own = one.scores.filter((score) => score.criterion === code);
    const rows = own.find((score) => score.source === "table");
    if (rows?.choices) {
      for (const value of rows.choices.length > 0 ? rows.choices : [""]) add(code, "table", value);
    }
    const entered = own.find((score) => score.source === "entered")?.value;
    const brought = one.broughtPoints[code];
    // What came with the application counts until the office writes down something newer.
    const fact =
      kind === "entered" || (kind === "table" && !rows) ? (entered ?? brought) : undefined;
    if (fact !== undefined && fact !== null) add(code, "entered", String(fact));
    for (const score of own) {
      if (score.value === null) continue;
      if (score.source === "assessor") add(code, "assessor", String(score.value), `A${score.mark}`);
      if (score.source === "panel") add(code, "panel", String(score.value));
      if (score.source === "committee") add(code, "committee", String(score.value));
    }
  }
  if (one.veto) add(one.veto.criterion, "veto", "");
  if (!eligibility.eligible) {
    const codes = new Set(eligibility.reasons.map((reason) => reason.code));
    for (const code of codes.size > 0 ? codes : ["decided"]) add("", "not-eligible", code);
  }
  return inputs;
}
