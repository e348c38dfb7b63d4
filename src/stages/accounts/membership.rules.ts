import type { Role } from "../../platform/db/actor.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { type MembershipState, type NewMembership, ROLES } from "./membership.ts";

// One name, one host, no spaces: enough to notice a slip. Whether somebody reads it, the link shows.
const ADDRESS = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$/;

export function addressProblem(address: string): Problem | null {
  if (address === "") return { code: "address-missing", field: "email" };
  if (address.length > 254) return { code: "too-long", params: { max: 254 }, field: "email" };
  return ADDRESS.test(address) ? null : { code: "not-an-email", field: "email" };
}

/**
 * Everything wrong with a role to be given, at once.
 * @param known.countries those the scheme sends from
 * @param known.schools ids of the scheme's schools
 */
export function membershipProblems(
  given: NewMembership,
  known: { readonly countries: readonly string[]; readonly schools: readonly string[] },
): readonly Problem[] {
  const problems: Problem[] = [];
  const name = given.name.trim();
  if (name === "") problems.push({ code: "name-missing", field: "name" });
  else if (name.length < 2) problems.push({ code: "too-short", params: { min: 2 }, field: "name" });
  else if (name.length > 100) {
    problems.push({ code: "too-long", params: { max: 100 }, field: "name" });
  }
  const address = addressProblem(given.email);
  if (address) problems.push(address);
  if (!ROLES.includes(given.role as Role)) problems.push({ code: "role-missing", field: "role" });
  if (given.role === "country-partner") {
    const country = given.country ?? "";
    if (country === "") problems.push({ code: "role-needs-country", field: "country" });
    else if (!known.countries.includes(country)) {
      problems.push({ code: "not-a-country", params: { value: country }, field: "country" });
    }
  }
  if (given.role === "school-officer" && !known.schools.includes(given.organisationId ?? "")) {
    problems.push({ code: "role-needs-school", field: "organisationId" });
  }
  return problems;
}

/** What can be done with a role in each state, and where that leads. */
export const membershipTable = {
  live: { end: "ended" },
  ended: {},
} as const satisfies Record<MembershipState, Partial<Record<"end", MembershipState>>>;

/** Only a live role can end, and the last coordinator's cannot. */
export function end(
  state: MembershipState,
  facts: { readonly role: Role; readonly liveCoordinators: number },
): Result<MembershipState> {
  const steps: Partial<Record<"end", MembershipState>> = membershipTable[state];
  if (!steps.end) return refuse({ code: "role-already-ended" });
  if (facts.role === "coordinator" && facts.liveCoordinators <= 1) {
    return refuse({ code: "last-coordinator" });
  }
  return ok(steps.end);
}
