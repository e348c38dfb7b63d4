import type { Problem } from "../../shared/result.ts";
import {
  type NewOrganisation,
  ORGANISATION_KINDS,
  ORGANISATION_ROLES,
  type OrganisationKind,
  type OrganisationRole,
} from "./organisation.ts";

const isKind = (text: string): text is OrganisationKind =>
  (ORGANISATION_KINDS as readonly string[]).includes(text);
const isRole = (text: string): text is OrganisationRole =>
  (ORGANISATION_ROLES as readonly string[]).includes(text);

/** Everything that is wrong with a new organisation, each at its field. */
export function organisationProblems(from: NewOrganisation): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["name", "city"] as const) {
    const text = from[field].trim();
    if (text === "") problems.push({ code: "required", field });
    else if (text.length > 200) problems.push({ code: "too-long", params: { max: 200 }, field });
  }
  if (!isKind(from.kind)) problems.push({ code: "not-a-choice", field: "kind" });
  if (from.roles.length === 0) problems.push({ code: "required", field: "roles" });
  else if (!from.roles.every(isRole)) problems.push({ code: "not-a-choice", field: "roles" });
  if (!/^[A-Z]{2}$/.test(from.country)) {
    problems.push({ code: "not-a-country", params: { value: from.country }, field: "country" });
  }
  // Anything but http(s) could be a script once it is a link on a page.
  if (from.website && !/^https?:\/\/[^\s]+$/.test(from.website)) {
    problems.push({ code: "not-a-website", field: "website" });
  }
  return problems;
}
