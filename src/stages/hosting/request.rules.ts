import { addDays, type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  type HostRequest,
  REMIND_AFTER,
  type RequestAction,
  type RequestPerson,
  type RequestState,
} from "./hosting.ts";

/**
 * A question is answered once; a yes is taken back by the office or by the host itself. A yes with a change waits for the office, which settles it or takes
 * the question back; sent on to a colleague it goes on as a question of its own. One that is kept
 * holds its places and was not sent yet; a yes may reach the office another way than by the link.
 */
export const requestStates = {
  kept: { ask: "asked", "hear-yes": "accepted", withdraw: "withdrawn" },
  asked: {
    accept: "accepted",
    "hear-yes": "accepted",
    "accept-with-change": "accepted-with-change",
    decline: "declined",
    forward: "forwarded",
    withdraw: "withdrawn",
    lapse: "lapsed",
  },
  "accepted-with-change": {
    settle: "accepted",
    withdraw: "withdrawn",
    "take-back": "withdrawn",
  },
  accepted: { withdraw: "withdrawn", "take-back": "withdrawn" },
  declined: {},
  forwarded: {},
  withdrawn: {},
  lapsed: {},
} as const satisfies Record<RequestState, Partial<Record<RequestAction, RequestState>>>;

export function next(state: RequestState, action: RequestAction): Result<RequestState> {
  const after = (requestStates[state] as Partial<Record<RequestAction, RequestState>>)[action];
  return after ? ok(after) : refuse({ code: "host-request-over", params: { state } });
}

/** The days on which this question was or will be repeated, and the one after which it lapses. */
export const scheduleOf = (askedOn: Day): readonly Day[] =>
  REMIND_AFTER.map((days) => addDays(askedOn, days));

export type TypedChange = {
  readonly places: string;
  readonly starts: string;
  readonly ends: string;
  readonly tasks: string;
};
export type Change = {
  readonly places: number;
  readonly starts: Day;
  readonly ends: Day;
  readonly tasks: string | null;
};
type Asked = { readonly places: number; readonly starts: string; readonly ends: string };

/** What a host would change, with everything that cannot be read in it. */
export function changeFrom(asked: Asked, typed: TypedChange): Result<Change> {
  const problems: Problem[] = [];
  const places = Number(typed.places);
  if (!/^\d{1,3}$/.test(typed.places) || places < 1 || places > 100) {
    problems.push({ code: "host-number", params: { min: 1, max: 100 }, field: "places" });
  }
  for (const field of ["starts", "ends"] as const) {
    if (!isDay(typed[field])) {
      problems.push({ code: typed[field] === "" ? "required" : "not-a-day", field });
    }
  }
  const { starts, ends } = typed;
  if (isDay(starts) && isDay(ends) && ends < starts) {
    problems.push({ code: "host-ends-before", field: "ends" });
  }
  if (typed.tasks.length > 500) {
    problems.push({ code: "too-long", params: { max: 500 }, field: "tasks" });
  }
  const same =
    places === asked.places &&
    starts === asked.starts &&
    ends === asked.ends &&
    typed.tasks.trim() === "";
  if (problems.length === 0 && same) problems.push({ code: "host-no-change" });
  if (problems.length > 0 || !isDay(starts) || !isDay(ends)) return refuse(...problems);
  return ok({ places, starts, ends, tasks: typed.tasks.trim() || null });
}

type Promised = Pick<HostRequest, "starts" | "ends" | "changedStarts" | "changedEnds">;
/** The days that a host was asked for, or those that it offered instead. */
export const promisedDays = (request: Promised): { starts: string; ends: string } => ({
  starts: request.changedStarts ?? request.starts,
  ends: request.changedEnds ?? request.ends,
});

/**
 * Whose days were moved out of those of the question while it was open: a yes to it is none to them.
 * Whoever does not wait for a company any more is not placed, so their days refuse nothing.
 */
export function movedAway<P extends Pick<RequestPerson, "state" | "companyId" | "starts" | "ends">>(
  request: Promised,
  people: readonly P[],
): P[] {
  const { starts, ends } = promisedDays(request);
  return people.filter(
    (one) =>
      one.state === "planned" && one.companyId === null && (one.starts < starts || one.ends > ends),
  );
}

/** The first day on which a host that said no may be asked again; null for never. */
export function againOn(today: Day, again: "3" | "6" | "12" | "never"): Day | null {
  return again === "never" ? null : addDays(today, Math.round(Number(again) * 30.44));
}

export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);
