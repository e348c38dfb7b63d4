import { addDays, type Day, daysBetween } from "../../shared/day.ts";
import { wallTimeOf, weekdayOf } from "../../shared/wall-time.ts";

/**
 * Good time, as the co-operation platform of the SALTO resource centres advises it for calls: open
 * at least a month and three months before the start, ten days for pre-selection, people told
 * eight weeks before they travel.
 */
export const ADVICE = { open: 30, ahead: 91, preselection: 10, told: 56 } as const;
/** Deadlines end when helplines are still awake and tomorrow is a working day or a Saturday. */
export const DEADLINE_CLOCK = "20:00";

export type Schedule = {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly decideBy: Day;
};

export type AdviceCode = "open" | "ahead" | "preselection" | "told" | "evening";
/** One line of the check: what it is now, what is advised, and the day that would put it right. */
export type Advice = {
  readonly code: AdviceCode;
  readonly good: boolean;
  /** Days there are; days advised. */
  readonly have: number;
  readonly need: number;
  /** The latest (or, for a deadline, earliest) day that would be in line with the advice. */
  readonly change: Day;
};

/** Every line of the check in the order in which a year passes; `starts` null before any flow. */
export function scheduleAdvice(schedule: Schedule, starts: Day | null): Advice[] {
  const opens = wallTimeOf(schedule.opensAt).day;
  const closes = wallTimeOf(schedule.closesAt);
  const { decideBy } = schedule;
  const line = (code: AdviceCode, have: number, need: number, change: Day): Advice => ({
    code,
    good: have >= need,
    have,
    need,
    change,
  });
  return [
    ...(starts
      ? [line("ahead", daysBetween(opens, starts), ADVICE.ahead, addDays(starts, -ADVICE.ahead))]
      : []),
    line("open", daysBetween(opens, closes.day), ADVICE.open, addDays(opens, ADVICE.open)),
    eveningLine(closes),
    line(
      "preselection",
      daysBetween(closes.day, decideBy),
      ADVICE.preselection,
      addDays(closes.day, ADVICE.preselection),
    ),
    ...(starts
      ? [line("told", daysBetween(decideBy, starts), ADVICE.told, addDays(starts, -ADVICE.told))]
      : []),
  ];
}

function eveningLine(closes: { readonly day: Day; readonly time: string }): Advice {
  const weekday = weekdayOf(closes.day);
  const change = weekday > 5 ? addDays(closes.day, 8 - weekday) : closes.day;
  const good = weekday <= 5 && closes.time === DEADLINE_CLOCK;
  const code = "evening" as const;
  return { code, good, have: weekday, need: 5, change };
}

/** Days that follow the advice by themselves, for a call begun today: Monday to Friday evening. */
export type PlannedDays = {
  readonly opens: Day;
  readonly closes: Day;
  readonly decideBy: Day;
  readonly answerBy: Day;
  /** First day anybody can leave and still be told in time. */
  readonly earliestStart: Day;
};

export function plannedDays(today: Day): PlannedDays {
  const soon = addDays(today, 14);
  const opens = addDays(soon, (8 - weekdayOf(soon)) % 7);
  // Monday and 32 days is the Friday of the fifth week.
  const closes = addDays(opens, 32);
  const decideBy = addDays(closes, 14);
  const told = addDays(decideBy, ADVICE.told);
  const ahead = addDays(opens, ADVICE.ahead);
  return {
    opens,
    closes,
    decideBy,
    answerBy: addDays(decideBy, 14),
    earliestStart: [told, ahead].sort().at(-1) ?? told,
  };
}

/**
 * By how many days a past call's days move so that its first start can still be prepared: whole
 * years of 52 weeks, which keep both the season and the weekday.
 */
export function shiftOfCopy(firstStart: Day, earliestStart: Day): number {
  const missing = daysBetween(firstStart, earliestStart);
  return missing <= 0 ? 0 : Math.ceil(missing / 364) * 364;
}
