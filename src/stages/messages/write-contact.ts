import { isOffice, ownSchools, type StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { contactProblems } from "./contact.rules.ts";
import { insertContact, selectContacted } from "./contact.store.ts";
import type { NewContact } from "./contact.ts";
import { can } from "./message.policy.ts";

/**
 * Writes down a call, a message or a note. Never changed afterwards: a correction is another entry.
 * @param dayProblems what is wrong with the day as it was typed, to be said with everything else
 */
export async function writeContact(
  tx: Tx<StaffActor>,
  personId: string,
  from: NewContact,
  dayProblems: readonly Problem[] = [],
): Promise<Result<string>> {
  const person = await selectContacted(tx, personId);
  if (!person || !can.writeContact(tx.actor, person)) return notFound;
  const { on } = from;
  const problems = [...contactProblems(from, wallTimeOf(tx.now).day), ...dayProblems];
  if (problems.length > 0 || on === null) return refuse(...problems);
  const school = isOffice(tx.actor)
    ? null
    : (person.schools.find((id) => ownSchools(tx.actor).includes(id)) ?? null);
  const id = await insertContact(tx, person, { ...from, on }, school);
  await record(
    tx,
    "person.contacted",
    { type: "person", id: person.id },
    { contact: id, kind: from.kind, reason: from.reason },
  );
  return ok(id);
}
