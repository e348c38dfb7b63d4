import type { Problem } from "../../shared/result.ts";
import {
  type NewOrganisation,
  ORGANISATION_KINDS,
  ORGANISATION_ROLES,
  ORGANISATION_SETTINGS,
  type Organisation,
} from "./organisation.ts";

const isOneOf = (choices: readonly string[], text: string) => choices.includes(text);

/** Everything that is wrong with what is said of an organisation, each at its field. */
export function organisationProblems(from: NewOrganisation): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["name", "city"] as const) {
    const text = from[field].trim();
    if (text === "") problems.push({ code: "required", field });
    else if (text.length > 200) problems.push({ code: "too-long", params: { max: 200 }, field });
  }
  if (!isOneOf(ORGANISATION_KINDS, from.kind)) {
    problems.push({ code: "not-a-choice", field: "kind" });
  }
  if (from.roles.length === 0) problems.push({ code: "required", field: "roles" });
  else if (!from.roles.every((role) => isOneOf(ORGANISATION_ROLES, role))) {
    problems.push({ code: "not-a-choice", field: "roles" });
  }
  if (from.country === "") problems.push({ code: "required", field: "country" });
  else if (!/^[A-Z]{2}$/.test(from.country)) {
    problems.push({ code: "not-a-country", params: { value: from.country }, field: "country" });
  }
  // Anything but http(s) could be a script once it is a link on a page.
  if (from.website && !/^https?:\/\/[^\s]+$/.test(from.website)) {
    problems.push({ code: "not-a-website", field: "website" });
  } else if (from.website && from.website.length > 500) {
    problems.push({ code: "too-long", params: { max: 500 }, field: "website" });
  }
  if (from.setting && !isOneOf(ORGANISATION_SETTINGS, from.setting)) {
    problems.push({ code: "not-a-choice", field: "setting" });
  }
  return problems;
}

/** The countries somebody keeps schools for, each with the partner that sends their learners. */
export type OwnSenders = ReadonlyMap<string, string>;

/** What a country partner may not say: anything but a school of its own. */
export function partnerProblems(from: NewOrganisation, own: OwnSenders): Problem[] {
  const problems: Problem[] = [];
  if (from.roles.some((role) => role !== "school")) {
    problems.push({ code: "not-a-choice", field: "roles" });
  }
  const sender = own.get(from.country);
  if (from.country !== "" && !sender) {
    problems.push({
      code: "not-your-country",
      params: { country: from.country },
      field: "country",
    });
  } else if (sender && from.sendingPartnerId !== sender) {
    problems.push({ code: "not-a-choice", field: "sendingPartnerId" });
  }
  return problems;
}

/** A school that a country partner may correct: one that nobody else sends from. */
export const isOwnSchool = (of: Organisation, own: OwnSenders): boolean =>
  of.roles.length > 0 &&
  of.roles.every((role) => role === "school") &&
  own.has(of.country) &&
  (of.sendingPartnerId === null || of.sendingPartnerId === own.get(of.country));

/** Names of what differs between an organisation as it is and as it is to be. */
export function changedFields(was: Organisation, to: NewOrganisation): string[] {
  const is = {
    name: to.name.trim(),
    kind: to.kind,
    roles: [...to.roles].sort().join(),
    city: to.city.trim(),
    country: to.country,
    website: to.website || null,
    sendingPartnerId: to.sendingPartnerId ?? null,
    hostingPartnerId: to.hostingPartnerId ?? null,
    setting: to.setting ?? null,
  };
  const before = { ...was, roles: [...was.roles].sort().join() };
  return (Object.keys(is) as (keyof typeof is)[]).filter((field) => is[field] !== before[field]);
}
