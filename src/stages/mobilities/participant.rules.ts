import { isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { PersonDetails } from "../applications/application.ts";
import type { Direction } from "../schemes/scheme.ts";
import type { MobilityMode, MobilityState } from "./mobility.ts";

/** A participant as a file or another system names one. */
export type NewParticipant = {
  readonly lineId: string;
  /** What the file calls this stay; unique in the scheme, so a file can be brought twice. */
  readonly reference: string;
  readonly person: PersonDetails;
  /** Somebody who is here already; whether the actor may see that person the caller has asked. */
  readonly personId?: string | undefined;
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
  /** Each line with the way in which it leads. */
  readonly lines: ReadonlyMap<string, Direction>;
  readonly organisationIds: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  /** Those that the scheme sends from. */
  readonly sendingCountries: ReadonlySet<string>;
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
  const way = facts.lines.get(from.lineId);
  if (!way) add("lineId", "not-found");
  if (!facts.countries.has(from.person.country)) {
    add("country", "not-a-country", { value: from.person.country });
  }
  if (!/^[A-Z]{2}$/.test(from.hostingCountry)) {
    add("hostingCountry", "not-a-country", { value: from.hostingCountry });
  }
  // Whoever teaches online is nowhere; the host is then who held it.
  const to = from.mode === "virtual" ? null : from.hostingCountry;
  problems.push(...wayProblems(way, from.person.country, to, facts));
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

/**
 * A line towards the hosts is for people of the sending countries; one towards the senders brings
 * somebody from elsewhere to one of them. A target of the one is never filled by the other.
 */
export function wayProblems(
  way: Direction | undefined,
  from: string,
  to: string | null,
  { sendingCountries }: Pick<ParticipantFacts, "sendingCountries">,
): Problem[] {
  const sends = sendingCountries.has(from);
  if (way === "to-hosts" && !sends) {
    return [{ code: "line-leads-to-hosts", params: { country: from }, field: "country" }];
  }
  if (way !== "to-senders") return [];
  return [
    ...(sends
      ? [{ code: "line-leads-to-senders", params: { country: from }, field: "country" }]
      : []),
    ...(to === null || sendingCountries.has(to)
      ? []
      : [{ code: "line-ends-at-senders", params: { country: to }, field: "hostingCountry" }]),
  ];
}
