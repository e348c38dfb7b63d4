import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./membership.policy.ts";
import { membershipProblems } from "./membership.rules.ts";
import { ensureUser, insertMembership, schoolsOf, sendingCountries } from "./membership.store.ts";
import type { NewMembership } from "./membership.ts";

/**
 * Gives an address a role in the scheme. With `tell`, the person is told where to sign in; nothing
 * in that letter opens a door by itself.
 */
export async function addMembership(
  tx: Tx,
  given: NewMembership,
  tell?: { readonly locale: Locale; readonly signInUrl: string; readonly scheme: string },
): Promise<Result<{ readonly membershipId: string; readonly userId: string }>> {
  if (!can.addMembership(tx.actor)) return refuse({ code: "forbidden" });
  const email = given.email.trim().toLowerCase();
  const name = given.name.trim();
  const needsCountry = given.role === "country-partner";
  const needsSchool = given.role === "school-officer";
  const problems = membershipProblems(
    { ...given, email },
    {
      countries: needsCountry ? await sendingCountries(tx) : [],
      schools: needsSchool ? (await schoolsOf(tx)).map((school) => school.id) : [],
    },
  );
  if (problems.length > 0) return refuse(...problems);

  const membershipId = newId();
  const userId = await ensureUser(tx, email, newId());
  const added = await insertMembership(tx, {
    id: membershipId,
    userId,
    name,
    email,
    role: given.role,
    country: needsCountry ? (given.country ?? null) : null,
    organisationId: given.organisationId ?? null,
  });
  if (!added) return refuse({ code: "role-already-given", field: "email" });
  await record(
    tx,
    "membership.added",
    { type: "membership", id: membershipId },
    {
      role: given.role,
      country: needsCountry ? given.country : null,
      ...(needsSchool ? { organisation: given.organisationId } : {}),
    },
  );
  if (tell) {
    await queueMail(tx, {
      to: email,
      template: "accounts.mail-role-given",
      locale: tell.locale,
      params: { name, scheme: tell.scheme, url: tell.signInUrl },
    });
  }
  return ok({ membershipId, userId });
}
