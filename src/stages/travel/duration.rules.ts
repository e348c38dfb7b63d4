import { addDays, type Day, day, lengthInDays } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

/**
 * Days of mobility by activity, travel not among them: domain rules D1 to D6. The codes are those of
 * the Beneficiary Module; `group` is the newer group mobility, which has none.
 */
export const ACTIVITIES = {
  "LM-SKILL-VET": { least: 1, most: 10 },
  group: { least: 2, most: 30, learners: 2 },
  "LM-SHORT-VET": { least: 10, most: 89, leastWithReason: 2 },
  "LM-LONG-VET": { least: 90, most: 365 },
  "SM-JOB-SHDW": { least: 2, most: 60 },
  "SM-TTA": { least: 2, most: 365 },
  "SM-COUR-TRAIN": { least: 2, most: 30 },
  "OA-INV-EXP": { least: 2, most: 60 },
  "OA-HOS-TTT": { least: 10, most: 365 },
} as const satisfies Record<
  string,
  {
    readonly least: number;
    readonly most: number;
    readonly leastWithReason?: number;
    readonly learners?: number;
  }
>;
export type Activity = keyof typeof ACTIVITIES;

export const MOST_TRAVEL_DAYS = 2;
const MOST_GREEN_TRAVEL_DAYS = 6;
export const GRADUATE_MONTHS = 12;

export type Duration = {
  readonly starts: Day;
  readonly ends: Day;
  /** Days within, on which the stay was interrupted. */
  readonly interruptionDays?: number | undefined;
  readonly fundedTravelDays?: number | undefined;
  readonly nonFundedDays?: number | undefined;
  readonly greenTravel?: boolean | undefined;
};

/** D1: days of the calendar, both ends counted. */
export const calendarDays = (of: Pick<Duration, "starts" | "ends">): number =>
  lengthInDays(of.starts, of.ends);

/** D2: what the least and the most of an activity are measured on. */
export const mobilityDays = (of: Duration): number => calendarDays(of) - (of.interruptionDays ?? 0);

/** D3 */
export const fundedDays = (of: Duration): number =>
  mobilityDays(of) + (of.fundedTravelDays ?? 0) - (of.nonFundedDays ?? 0);

/** Everything that speaks against a stay of an activity, each with its figures. */
export function durationProblems(
  activity: Activity,
  of: Duration & {
    /** D5: a shorter stay of somebody with fewer opportunities, and that a reason is written down. */
    readonly fewerOpportunities?: boolean;
    readonly hasReason?: boolean;
    /** How many learners travel together, where the activity asks for it. */
    readonly learners?: number;
  },
): Problem[] {
  const limits: {
    readonly least: number;
    readonly most: number;
    readonly leastWithReason?: number;
    readonly learners?: number;
  } = ACTIVITIES[activity];
  const problems: Problem[] = [];
  const add = (code: string, params: NonNullable<Problem["params"]>) =>
    problems.push({ code, params });
  const interrupted = of.interruptionDays ?? 0;
  const all = calendarDays(of);
  if (interrupted < 0 || interrupted >= all) {
    add("interruption-too-long", { days: interrupted, all });
    return problems;
  }
  const days = mobilityDays(of);
  const shorter = limits.leastWithReason;
  if (shorter !== undefined && days < limits.least && days >= shorter && of.fewerOpportunities) {
    if (!of.hasReason) {
      add("short-stay-reason", { days, usual: limits.least, minimum: shorter });
    }
  } else {
    const minimum =
      shorter !== undefined && of.fewerOpportunities && of.hasReason ? shorter : limits.least;
    if (days < minimum) add("stay-too-short", { days, minimum });
  }
  if (days > limits.most) add("stay-too-long", { days, maximum: limits.most });
  if (limits.learners !== undefined && of.learners !== undefined && of.learners < limits.learners) {
    add("group-too-small", { learners: of.learners, minimum: limits.learners });
  }
  const travel = of.fundedTravelDays ?? 0;
  const mostTravel = of.greenTravel ? MOST_GREEN_TRAVEL_DAYS : MOST_TRAVEL_DAYS;
  if (travel > mostTravel) add("travel-days", { days: travel, maximum: mostTravel });
  const unpaid = of.nonFundedDays ?? 0;
  if (unpaid < 0 || unpaid > days + travel)
    add("unpaid-days", { days: unpaid, all: days + travel });
  return problems;
}

/**
 * D5 asked of a line: the least days there may be for a reason, null where no reason makes fewer of
 * them. It is the learners' short stays, which end before a long one begins.
 */
export function leastWithReason(line: {
  readonly audience: string;
  readonly maximumDays: number | null;
}): number | null {
  const { most, leastWithReason: least } = ACTIVITIES["LM-SHORT-VET"];
  const isShort = line.maximumDays !== null && line.maximumDays <= most;
  return line.audience === "learners" && isShort ? least : null;
}

/**
 * D6: a recent graduate's stay is over within twelve months after school, and as much later as
 * compulsory service took. The sources leave open whether the first or the last day counts; the last
 * one is asked for, which holds under either reading.
 */
export function graduateProblem(
  ends: Day,
  graduated: Day,
  months: number = GRADUATE_MONTHS,
  serviceMonths = 0,
): Problem | undefined {
  return ends > monthsLater(graduated, months + serviceMonths)
    ? {
        code: "graduate-too-late",
        params: { graduated, months: months + serviceMonths, ends },
      }
    : undefined;
}

/** The same day so many months later; the last of the month where there is no such day. */
export function monthsLater(from: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
  const first = (count: number): Day => {
    const at = year * 12 + month - 1 + count;
    return day(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);
  };
  const last = addDays(first(months + 1), -1);
  const [earlier = last] = [addDays(first(months), date - 1), last].sort();
  return earlier;
}

/** The last day of a stay of so many whole months, as offices count them: 1 March to 31 May. */
export const endAfterMonths = (starts: Day, months: number): Day =>
  addDays(monthsLater(starts, months), -1);
