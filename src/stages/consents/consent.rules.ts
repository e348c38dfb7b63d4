import { addDays, type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type {
  Consent,
  ConsentEnds,
  ConsentRule,
  ExitAction,
  ExitState,
  PaperAction,
  PaperState,
  Purpose,
  TakingPart,
} from "./consent.ts";

/** Days after the last day of the stay for which each consent still counts, if nobody says otherwise. */
export const DAYS_AFTER: Readonly<Record<Purpose, number>> = {
  "taking-part": 0,
  // Insurers, reports and questions of the family come within the year after.
  data: 365,
  pictures: 730,
};

/** The last day each consent counts for, from the last day of the latest stay it may be about. */
export const endsOf = (lastDay: Day, after = DAYS_AFTER): ConsentEnds => ({
  "taking-part": addDays(lastDay, after["taking-part"]),
  data: addDays(lastDay, after.data),
  pictures: addDays(lastDay, after.pictures),
});

/** Of a country nobody has said anything about: one guardian, and the rest is asked. */
export const unsaidRule = (country: string): ConsentRule => ({
  country,
  guardians: 1,
  exitNeeded: "ask",
  exitSigners: "ask",
  exitCertified: "ask",
  setAt: null,
});

export const stands = (
  consent: Pick<Consent, "withdrawnAt" | "endsOn">,
  today: Day | string,
): boolean => consent.withdrawnAt === null && (consent.endsOn === null || consent.endsOn >= today);

/** Both when both are needed: two sheets of the same guardian count as one. */
export function takingPartOf(
  consents: readonly Consent[],
  needed: 1 | 2,
  today: Day | string,
): TakingPart {
  const given = consents
    .filter((one) => one.purpose === "taking-part" && stands(one, today))
    .sort((a, b) => a.guardian - b.guardian);
  return { needed, given, complete: new Set(given.map((one) => one.guardian)).size >= needed };
}

/** A guardian's name is taken as it is typed; only what can be no name is refused. */
export function nameProblems(typed: string, field = "guardianName"): Problem[] {
  const name = typed.trim();
  if (name === "") return [{ code: "required", field }];
  if (name.length < 2) return [{ code: "too-short", params: { min: 2 }, field }];
  return name.length > 100 ? [{ code: "too-long", params: { max: 100 }, field }] : [];
}

export function givenOnProblems(givenOn: string, today: string, field = "givenOn"): Problem[] {
  if (!isDay(givenOn)) return [{ code: "not-a-day", field }];
  return givenOn > today ? [{ code: "day-in-future", field }] : [];
}

/** A photographed sheet from the phone to a recorded consent. A confirmed one is evidence and stays. */
export const paperStates = {
  refused: { remove: "removed" },
  unread: { match: "matched", remove: "removed" },
  matched: { match: "matched", confirm: "confirmed", remove: "removed" },
  confirmed: {},
  removed: {},
} as const satisfies Record<PaperState, Partial<Record<PaperAction, PaperState>>>;

export function nextPaper(state: PaperState, action: PaperAction): Result<PaperState> {
  const after = (paperStates[state] as Partial<Record<PaperAction, PaperState>>)[action];
  return after ? ok(after) : refuse({ code: `paper-${state}`, params: { action } });
}

/** What a border wants to see. Printing again is nothing new; a seen one may turn out to be wrong. */
export const exitStates = {
  needed: { print: "printed" },
  printed: { print: "printed", see: "seen" },
  seen: { reopen: "printed" },
} as const satisfies Record<ExitState, Partial<Record<ExitAction, ExitState>>>;

export function nextExit(state: ExitState, action: ExitAction): Result<ExitState> {
  const after = (exitStates[state] as Partial<Record<ExitAction, ExitState>>)[action];
  return after ? ok(after) : refuse({ code: `exit-${state}`, params: { action } });
}
