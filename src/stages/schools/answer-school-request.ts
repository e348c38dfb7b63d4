import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { addOfficer } from "../accounts/add-officer.ts";
import { addOrganisation } from "../organisations/add-organisation.ts";
import { verifySchool } from "../organisations/verify-school.ts";
import { can } from "./school.policy.ts";
import { nextRequest } from "./school-request.rules.ts";
import {
  allRequests,
  lockRequest,
  markAnswered,
  senderOf,
  unverifiedSchools,
} from "./school-request.store.ts";
import {
  REFUSAL_REASONS,
  type RefusalReason,
  type SchoolRequest,
  type UnverifiedSchool,
} from "./school-request.ts";

/** The office's requests, open ones first; nothing for whoever does not answer them. */
export const listSchoolRequests = async (tx: Tx): Promise<SchoolRequest[]> =>
  can.verifySchools(tx.actor) ? allRequests(tx) : [];

export const listUnverifiedSchools = async (tx: Tx): Promise<UnverifiedSchool[]> =>
  can.verifySchools(tx.actor) ? unverifiedSchools(tx) : [];

/**
 * The partner has called the school: it is on the list from now on (or was), counts as verified,
 * and the person who asked is its officer.
 * @param tell where to sign in
 */
export async function verifyRequest(
  tx: Tx,
  id: string,
  tell: { readonly signInUrl: string },
): Promise<Result<{ readonly organisationId: string; readonly userId: string }>> {
  const found = can.verifySchools(tx.actor) ? await lockRequest(tx, id) : undefined;
  if (!found) return notFound;
  const next = nextRequest(found.state, "verify");
  if (!next.ok) return next;
  const school = await schoolOf(tx, found);
  if (!school.ok) return school;
  const organisationId = school.value;
  const officer = await addOfficer(tx, {
    name: found.personName,
    email: found.email,
    organisationId,
    days: null,
  });
  if (!officer.ok) return officer;
  await markAnswered(tx, id, { state: next.value, reason: null, organisationId });
  await record(
    tx,
    "school.request-verified",
    { type: "school-request", id },
    { organisation: organisationId },
  );
  await queueMail(tx, {
    to: found.email,
    template: "school.mail-verified",
    locale: found.locale,
    params: { name: found.personName, school: found.schoolName, url: tell.signInUrl },
  });
  return ok({ organisationId, userId: officer.value.userId });
}

/** The school as the list has it, added where it is not there; somebody has just made sure of it. */
async function schoolOf(tx: Tx, request: SchoolRequest): Promise<Result<string>> {
  const there = request.known
    ? ok(request.known.id)
    : await addOrganisation(tx, {
        name: request.schoolName,
        kind: "vet-school",
        roles: ["school"],
        city: request.city,
        country: request.country,
        sendingPartnerId: await senderOf(tx, request.country),
      });
  if (!there.ok) return there;
  const verified = await verifySchool(tx, there.value);
  const isKnown = !verified.ok && verified.problems[0]?.code === "school-verified-already";
  return verified.ok || isKnown ? ok(there.value) : verified;
}

/** The school was not reached, does not know the person, or does not exist. */
export async function refuseRequest(tx: Tx, id: string, reason: string): Promise<Result<null>> {
  const found = can.verifySchools(tx.actor) ? await lockRequest(tx, id) : undefined;
  if (!found) return notFound;
  const next = nextRequest(found.state, "refuse");
  if (!next.ok) return next;
  if (reason === "") return refuse({ code: "required", field: "reason" });
  if (!REFUSAL_REASONS.includes(reason as RefusalReason)) {
    return refuse({ code: "not-a-choice", field: "reason" });
  }
  await markAnswered(tx, id, {
    state: next.value,
    reason: reason as RefusalReason,
    organisationId: null,
  });
  await record(tx, "school.request-refused", { type: "school-request", id }, { reason });
  return ok(null);
}
