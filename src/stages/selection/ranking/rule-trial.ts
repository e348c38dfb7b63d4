import { ok, type Result, refuse } from "../../../shared/result.ts";
import { pointsOf } from "./points.rules.ts";
import { rankApplicants } from "./rank.ts";
import type {
  RankedCriterion,
  RankedLine,
  RankedPerson,
  RankingInput,
  RankingRule,
} from "./ranking.ts";

export type TrialLine = {
  readonly id: string;
  /** Null: without a rank in the past call, and so without one here. */
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
  readonly moves: "in" | "out" | null;
};

export type TrialCriterion = {
  readonly code: string;
  /** Where its points come from: the same fact, the same share of other points, or nowhere. */
  readonly from: "same" | "in-proportion" | "nobody-asked";
  readonly average: number;
  /** Its share of the differences between people, of 1; null where all have equal points. */
  readonly share: number | null;
  /** People who would be in only if it counted nothing. */
  readonly movesWithout: number;
};

export type RuleTrial = {
  readonly people: number;
  readonly seats: number;
  /** In the order of the tried rule. */
  readonly lines: readonly TrialLine[];
  /** The last person in; null where nobody is left out. */
  readonly cutOff: {
    readonly points: number;
    /** How many have exactly these points, and how many of them are in. */
    readonly equal: number;
    readonly equalIn: number;
    /** What parts the last one in from the first one out. */
    readonly decidedBy: string;
  } | null;
  readonly criteria: readonly TrialCriterion[];
  /** Parts of the past rule that the tried one does not have. */
  readonly dropped: readonly string[];
  /** People of whom a part that the past call had was never filled in; they have 0 there. */
  readonly incomplete: number;
};

const committee = (criterion: string, value: number): RankingInput => ({
  criterion,
  source: "committee",
  by: "",
  value: String(value),
});

/** The same share of other points, a half rounded up, in whole numbers. */
const inProportion = (points: number, from: number, to: number): number =>
  Math.floor((2 * points * to + from) / (2 * from));

type Translated = { readonly inputs: readonly RankingInput[]; readonly missing: boolean };

/**
 * What counted for a part in the past call, as the tried rule counts it. Rows of a table and scores
 * are facts that stay what they are; points given out of another maximum keep their share of it.
 */
function translated(
  to: RankedCriterion,
  from: RankedCriterion | undefined,
  inputs: readonly RankingInput[],
): Translated {
  const was = from && pointsOf(from, inputs);
  if (!from || was === null || was === undefined) {
    return { inputs: [committee(to.code, 0)], missing: from !== undefined };
  }
  const own = inputs.filter((input) => input.criterion === to.code);
  const of = (source: RankingInput["source"]) => own.filter((input) => input.source === source);
  const judged = to.kind === "assessed" ? of("assessor") : of("panel");
  if (of("committee").length === 0 && to.kind === from.kind) {
    const rows = of("table");
    if (to.kind === "table" && rows.length > 0) {
      const known = rows.filter((row) => to.table?.[row.value] !== undefined);
      const none = { criterion: to.code, source: "table", by: "", value: "" } as const;
      return { inputs: known.length > 0 ? known : [none], missing: false };
    }
    if (judged.length > 0) return { inputs: judged, missing: false };
  }
  const points = Math.min(inProportion(was, from.maximum, to.maximum), to.maximum);
  return { inputs: [committee(to.code, points)], missing: false };
}

/** The tried rule with the past call's marks and its seed, so that nothing moves but the rule. */
function triedRule(rule: RankingRule, past: RankingRule): RankingRule {
  const criteria = rule.criteria.map((criterion) => {
    const from = past.criteria.find((one) => one.code === criterion.code);
    if (!from || from.kind !== criterion.kind) return criterion;
    if (criterion.kind !== "assessed" && criterion.kind !== "interview") return criterion;
    return { ...criterion, highest: from.highest ?? from.maximum };
  });
  return { ...rule, seed: past.seed, criteria };
}

function inOf(lines: readonly RankedLine[], seats: number): ReadonlySet<string> {
  return new Set(
    lines.filter((line) => line.rank !== null && line.rank <= seats).map((line) => line.id),
  );
}

/**
 * Runs a rule on the applicants of a past call, as if all its seats were one list: who would have
 * been in or out instead, how sharp the cut-off is, and which part decides most.
 */
export function tryRuleOn(
  rule: RankingRule,
  past: RankingRule,
  people: readonly RankedPerson[],
  seats: number,
): Result<RuleTrial> {
  if (rule.criteria.length === 0) return refuse({ code: "rule-without-criteria" });
  const tried = triedRule(rule, past);
  const pastCriterion = (code: string) => past.criteria.find((one) => one.code === code);
  const incomplete = new Set<string>();
  const outOf = (inputs: readonly RankingInput[]): RankingInput[] =>
    inputs
      .filter((input) => input.source === "veto" || input.source === "not-eligible")
      .map((input) => ({ ...input, criterion: "", source: "not-eligible" }));
  const before = rankApplicants(
    past,
    people.map(({ id, inputs }) => ({
      id,
      inputs: [
        ...inputs,
        ...past.criteria
          .filter((criterion) => pointsOf(criterion, inputs) === null)
          .map((criterion) => committee(criterion.code, 0)),
      ],
    })),
  );
  const moved = people.map(({ id, inputs }): RankedPerson => {
    const parts = tried.criteria.map((criterion) =>
      translated(criterion, pastCriterion(criterion.code), inputs),
    );
    const out = outOf(inputs);
    if (out.length === 0 && parts.some((part) => part.missing)) incomplete.add(id);
    return { id, inputs: [...parts.flatMap((part) => part.inputs), ...out.slice(0, 1)] };
  });
  const after = rankApplicants(tried, moved);
  if (!before.ok) return before;
  if (!after.ok) return after;
  const wasIn = inOf(before.value, seats);
  const isIn = inOf(after.value, seats);
  const old = new Map(before.value.map((line) => [line.id, line]));
  return ok({
    people: people.length,
    seats,
    lines: after.value.map((line): TrialLine => {
      const was = old.get(line.id)!;
      return {
        id: line.id,
        rankBefore: was.rank,
        rankAfter: line.rank,
        pointsBefore: was.points,
        pointsAfter: line.points,
        moves: wasIn.has(line.id) === isIn.has(line.id) ? null : isIn.has(line.id) ? "in" : "out",
      };
    }),
    cutOff: cutOffOf(after.value, seats),
    criteria: tried.criteria.map((criterion) => ({
      code: criterion.code,
      from: sourceOf(criterion, pastCriterion(criterion.code)),
      ...weightOf(criterion.code, after.value),
      movesWithout: movesWithout(tried, moved, criterion.code, isIn, seats),
    })),
    dropped: past.criteria
      .map((one) => one.code)
      .filter((code) => tried.criteria.every((one) => one.code !== code)),
    incomplete: incomplete.size,
  });
}

function sourceOf(to: RankedCriterion, from: RankedCriterion | undefined): TrialCriterion["from"] {
  if (!from) return "nobody-asked";
  if (from.kind !== to.kind) return "in-proportion";
  return to.kind === "entered" && from.maximum !== to.maximum ? "in-proportion" : "same";
}

function cutOffOf(lines: readonly RankedLine[], seats: number): RuleTrial["cutOff"] {
  const ranked = lines.filter((line) => line.rank !== null);
  const last = ranked[seats - 1];
  const first = ranked[seats];
  if (!last || !first) return null;
  const equal = ranked.filter((line) => line.points === last.points);
  return {
    points: last.points,
    equal: equal.length,
    equalIn: equal.filter((line) => line.rank! <= seats).length,
    // Told of whoever stands just behind: parted by points, by a part of the rule, or by the draw.
    decidedBy: first.points === last.points ? first.decidedBy : "points",
  };
}

/** A part's average, and its covariance with the sum as a share of the sum's variance. */
function weightOf(
  code: string,
  lines: readonly RankedLine[],
): Pick<TrialCriterion, "average" | "share"> {
  const ranked = lines.filter((line) => line.rank !== null);
  const count = ranked.length;
  if (count === 0) return { average: 0, share: null };
  const mean = (of: (line: RankedLine) => number) =>
    ranked.reduce((sum, line) => sum + of(line), 0) / count;
  const part = (line: RankedLine) => line.byCriterion[code] ?? 0;
  const average = mean(part);
  const whole = mean((line) => line.points);
  const variance = mean((line) => (line.points - whole) ** 2);
  const together = mean((line) => (part(line) - average) * (line.points - whole));
  return { average, share: variance === 0 ? null : together / variance };
}

function movesWithout(
  rule: RankingRule,
  people: readonly RankedPerson[],
  code: string,
  isIn: ReadonlySet<string>,
  seats: number,
): number {
  const without = rankApplicants(
    rule,
    people.map(({ id, inputs }) => ({
      id,
      inputs: [...inputs.filter((input) => input.criterion !== code), committee(code, 0)],
    })),
  );
  if (!without.ok) return 0;
  return [...inOf(without.value, seats)].filter((id) => !isIn.has(id)).length;
}
