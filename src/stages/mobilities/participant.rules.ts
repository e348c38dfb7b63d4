import { isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { PersonDetails } from "../applications/application.ts";
import type { MobilityMode, MobilityState } from "./mobility.ts";

/** A participant as a file or another system names one. */
export type NewParticipant = {
  readonly lineId: string;
  /** What the file calls this stay; unique in the scheme, so a file can be brought twice. */
  readonly reference: string;
  readonly person: PersonDetails;
  readonly sendingOrganisationId: string;
  readonly hostingOrganisationId?: string | null | undefined;
  readonly hostingCountry: string;
  readonly hostingCity: string;
  readonly starts: string;
  readonly ends: string;
  readonly mode?: MobilityMode | undefined;
  /** Left out: by the dates. */
  readonly state?: MobilityState | undefined;
};

export type ParticipantFacts = {
  readonly lineIds: ReadonlySet<string>;
  readonly organisationIds: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
};

/** Everything wrong with one row, each at its field. */
export function participantProblems(from: NewParticipant, facts: ParticipantFacts): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const text = (field: string, value: string, max: number) => {
    if (value.trim() === "") add(field, "required");
    else if (value.length > max) add(field, "too-long", { max });
  };
  text("reference", from.reference, 60);
  text("givenNames", from.person.givenNames, 100);
  text("familyName", from.person.familyName, 100);
  text("hostingCity", from.hostingCity, 100);
  if (!isDay(from.person.birthDate)) add("birthDate", "not-a-day");
  if (!facts.lineIds.has(from.lineId)) add("lineId", "not-found");
  if (!facts.countries.has(from.person.country)) {
    add("country", "not-a-country", { value: from.person.country });
  }
  if (!/^[A-Z]{2}$/.test(from.hostingCountry)) {
    add("hostingCountry", "not-a-country", { value: from.hostingCountry });
  }
  if (!facts.organisationIds.has(from.sendingOrganisationId)) {
    add("sendingOrganisationId", "not-found");
  }
  if (from.hostingOrganisationId && !facts.organisationIds.has(from.hostingOrganisationId)) {
    add("hostingOrganisationId", "not-found");
  }
  if (!isDay(from.starts)) add("starts", "not-a-day");
  if (!isDay(from.ends)) add("ends", "not-a-day");
  else if (isDay(from.starts) && from.ends < from.starts) add("ends", "days-reversed");
  return problems;
}

type Limits = { readonly minimumDays: number | null; readonly maximumDays: number | null };

/** The least days of an activity are days of presence: what is lived online may be shorter. */
export const limitsFor = (mode: MobilityMode, limits: Limits | undefined): Partial<Limits> =>
  mode === "virtual" ? { maximumDays: limits?.maximumDays ?? null } : { ...limits };
