import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./membership.policy.ts";
import { membershipProblems } from "./membership.rules.ts";
import {
  endLent,
  endOutrun,
  ensureUser,
  insertMembership,
  isOfficerForGood,
  schoolById,
} from "./membership.store.ts";

/** Between two moments, for somebody who stands in; null for as long as nobody ends it. */
type Days = { readonly startsAt: Date; readonly endsAt: Date } | null;

/**
 * Makes somebody the officer of one school: by the partner of its country, or for some days by the
 * officer whose place is taken. A role for days counts from its first moment to its last and needs
 * nobody to end it.
 */
export async function addOfficer(
  tx: Tx,
  given: {
    readonly email: string;
    readonly name: string;
    readonly organisationId: string;
    readonly days: Days;
  },
): Promise<Result<{ readonly membershipId: string; readonly userId: string }>> {
  const school = await schoolById(tx, given.organisationId);
  if (!school) return refuse({ code: "role-needs-school", field: "organisationId" });
  if (!(await mayAdd(tx, school, given.days))) return refuse({ code: "forbidden" });
  const email = given.email.trim().toLowerCase();
  const name = given.name.trim();
  const problems = membershipProblems(
    { email, name, role: "school-officer", organisationId: school.id },
    { countries: [], schools: [school.id] },
  );
  if (problems.length > 0) return refuse(...problems);
  const membershipId = newId();
  const userId = await ensureUser(tx, email, newId());
  // A role whose days are over would stand in the way of the next one.
  await endOutrun(tx, userId, school.id);
  const added = await insertMembership(tx, {
    id: membershipId,
    userId,
    name,
    email,
    role: "school-officer",
    country: null,
    organisationId: school.id,
    days: given.days,
  });
  if (!added) return refuse({ code: "role-already-given", field: "email" });
  await record(
    tx,
    "membership.added",
    { type: "membership", id: membershipId },
    {
      role: "school-officer",
      organisation: school.id,
      ...(given.days ? { from: given.days.startsAt, until: given.days.endsAt } : {}),
    },
  );
  return ok({ membershipId, userId });
}

/** Whoever stands in cannot let others stand in: days would grow without anybody who decided it. */
const mayAdd = async (
  tx: Tx,
  school: { readonly id: string; readonly country: string },
  days: Days,
): Promise<boolean> =>
  can.addOfficer(tx.actor, school) ||
  (days !== null &&
    can.lendOfficer(tx.actor, school.id) &&
    (await isOfficerForGood(tx, school.id)));

/** Ends a role that was given for days before its last moment. */
export async function endLentOfficer(
  tx: Tx,
  membershipId: string,
  organisationId: string,
): Promise<Result<null>> {
  if (!can.lendOfficer(tx.actor, organisationId)) return refuse({ code: "forbidden" });
  if (!(await endLent(tx, membershipId, organisationId))) {
    return refuse({ code: "role-already-ended" });
  }
  await record(
    tx,
    "membership.ended",
    { type: "membership", id: membershipId },
    { role: "school-officer", organisation: organisationId },
  );
  return ok(null);
}
