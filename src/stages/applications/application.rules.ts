import { type Actor, hasRole } from "../../platform/db/actor.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { ApplicationAction, ApplicationState, Entry } from "./application.ts";
import type { EnteredBy } from "./draft.ts";

/** What can be done in which state, and what it becomes. Everything else is refused. */
export const APPLICATION_STEPS = {
  submitted: { withdraw: "withdrawn" },
  withdrawn: { reinstate: "submitted" },
} as const satisfies Record<ApplicationState, Partial<Record<ApplicationAction, ApplicationState>>>;

export function next(state: ApplicationState, action: ApplicationAction): Result<ApplicationState> {
  const steps: Partial<Record<ApplicationAction, ApplicationState>> = APPLICATION_STEPS[state];
  const to = steps[action];
  return to ? ok(to) : refuse({ code: "application-not-in-state", params: { state, action } });
}

/** Who an entry is from when nobody says so: what the system writes came from a file. */
export function actorEntered(actor: Actor): EnteredBy {
  if (actor.kind === "applicant") return { kind: "applicant" };
  if (actor.kind !== "staff") return { kind: "import" };
  const kind = hasRole(actor, "coordinator")
    ? "office"
    : hasRole(actor, "country-partner")
      ? "partner"
      : "school";
  return { kind, name: actor.userName, userId: actor.userId };
}

/** What must be known of a call to judge whether an entry can be written down at all. */
export type CallFacts = {
  readonly state: string;
  readonly criteria: readonly { readonly code: string; readonly maximum: number }[];
  readonly flowIds: ReadonlySet<string>;
  readonly organisationIds: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
};

const MOST_WISHES = 20;
const OLDEST = 100;
// One @, something on both sides, a dot in the domain, no spaces: what a typing slip breaks.
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]{2,}$/;

export const isEmail = (text: string): boolean => EMAIL.test(text) && text.length <= 254;

/**
 * Everything wrong with an entry as data. Whether somebody may go to a flow is not asked here:
 * an entry outside the age range is written down and its options are removed with a reason.
 */
export function entryProblems(entry: Entry, call: CallFacts, today: Day): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const text = (field: string, value: string, max: number) => {
    if (value.trim() === "") add(field, "required");
    else if (value.length > max) add(field, "too-long", { max });
  };
  const { person } = entry;
  text("givenNames", person.givenNames, 100);
  text("familyName", person.familyName, 100);
  text("trade", entry.trade, 80);
  if (person.birthDate >= today) add("birthDate", "day-in-future");
  else if (ageOn(person.birthDate, today) > OLDEST) add("birthDate", "birth-too-early");
  if (person.email && !isEmail(person.email)) add("email", "not-an-email");
  if (person.phone && person.phone.length > 40) add("phone", "too-long", { max: 40 });
  if (!call.countries.has(person.country))
    add("country", "not-a-country", { value: person.country });
  if (!call.organisationIds.has(entry.organisationId)) add("organisationId", "not-found");

  for (const [code, points] of Object.entries(entry.points)) {
    const criterion = call.criteria.find((c) => c.code === code);
    const field = `points.${code}`;
    if (!criterion) add(field, "criterion-unknown", { criterion: code });
    else if (!Number.isInteger(points)) add(field, "not-whole");
    else if (points < 0) add(field, "too-small", { min: 0 });
    else if (points > criterion.maximum) add(field, "too-big", { max: criterion.maximum });
  }

  if (entry.wishes.length > MOST_WISHES) add("wishes", "too-many-wishes", { max: MOST_WISHES });
  if (entry.wishes.some((id) => !call.flowIds.has(id))) add("wishes", "wish-not-in-call");
  if (new Set(entry.wishes).size < entry.wishes.length) add("wishes", "wish-twice");
  for (const stay of entry.declaredStays ?? []) {
    if (stay.exit < stay.entry) add("declaredStays", "days-reversed");
  }
  return problems;
}
