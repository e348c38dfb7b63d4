import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type HostLocale, isHostLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { lockHost } from "./capacity.store.ts";
import { endContact, insertContact, lockContact } from "./contact.store.ts";
import { can } from "./hosting.policy.ts";
import { CONTACT_ROLES, type ContactRole } from "./hosting.ts";
import { isEmail } from "./request.rules.ts";
import { openRequestsOf } from "./request.store.ts";
import { lapseRequest } from "./settle-request.ts";

export type TypedContact = {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
};

function contactProblems(from: TypedContact): Problem[] {
  const problems: Problem[] = [];
  const name = from.name.trim();
  if (name === "") problems.push({ code: "required", field: "name" });
  else if (name.length > 200)
    problems.push({ code: "too-long", params: { max: 200 }, field: "name" });
  if (from.email.trim() === "") problems.push({ code: "required", field: "email" });
  else if (!isEmail(from.email.trim())) problems.push({ code: "not-an-email", field: "email" });
  if (from.phone.trim() !== "" && !/^\+[0-9][0-9 ()/-]{5,28}$/.test(from.phone.trim())) {
    problems.push({ code: "not-a-phone", field: "phone" });
  }
  if (!(CONTACT_ROLES as readonly string[]).includes(from.role)) {
    problems.push({ code: "not-a-choice", field: "role" });
  }
  if (!isHostLocale(from.language)) problems.push({ code: "not-a-choice", field: "language" });
  return problems;
}

/** Writes down whom to ask at a host, or who looks after learners there. */
export async function addContact(
  tx: Tx,
  organisationId: string,
  from: TypedContact,
): Promise<Result<string>> {
  if (!can.keepHosts(tx.actor)) return notFound;
  const host = isUuid(organisationId) ? await readOrganisation(tx, organisationId) : null;
  if (!host) return notFound;
  const problems = contactProblems(from);
  if (problems.length > 0) return refuse(...problems);
  const { id, added } = await insertContact(tx, {
    id: newId(),
    organisationId,
    role: from.role as ContactRole,
    name: from.name.trim(),
    email: from.email.trim(),
    phone: from.phone.trim() || null,
    language: from.language as HostLocale,
  });
  if (!added) return refuse({ code: "already-there", field: "email" });
  await record(tx, "host-contact.added", { type: "organisation", id: organisationId });
  return ok(id);
}

/**
 * Somebody left, or was the wrong person. Letters that went to them stay as they are, their links open
 * nothing any more, and what they were asked and did not answer is over: another one can be asked.
 */
export async function removeContact(tx: Tx, contactId: string): Promise<Result<string>> {
  const contact = isUuid(contactId) ? await lockContact(tx, contactId) : undefined;
  if (!contact || !can.keepHosts(tx.actor)) return notFound;
  if (contact.endedAt) return refuse({ code: "changed-meanwhile" });
  await lockHost(tx, contact.organisationId);
  for (const request of await openRequestsOf(tx, contactId)) await lapseRequest(tx, request);
  await endContact(tx, contactId);
  await record(tx, "host-contact.ended", { type: "organisation", id: contact.organisationId });
  return ok(contact.organisationId);
}
