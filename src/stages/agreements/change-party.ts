import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { lockAgreement, type StoredAgreement } from "./agreement.store.ts";
import type { Party, PartyRole } from "./agreement.ts";
import { moveOn } from "./ask-parties.ts";
import { endLinks, endParty, insertParties, partiesOf } from "./party.store.ts";
import { readStand } from "./read-standings.ts";
import { unnamedAlike } from "./same-person.store.ts";
import type { SignerVisit } from "./signing-link.ts";

export type Person = {
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly locale?: string;
};

/** A link that goes round in circles writes to no more strangers than this. */
const MOST_FORWARDS = 3;

function personProblems(person: Person, needsEmail: boolean): Problem[] {
  const name = person.name.trim();
  const email = person.email.trim();
  const problems: Problem[] = [];
  if (name === "") problems.push({ code: "required", field: "name" });
  if (name.length > 120) problems.push({ code: "too-long", params: { max: 120 }, field: "name" });
  if (email === "" && needsEmail) problems.push({ code: "required", field: "email" });
  if (email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    problems.push({ code: "not-an-email", field: "email" });
  }
  if (email.length > 200) problems.push({ code: "too-long", params: { max: 200 }, field: "email" });
  return problems;
}

/**
 * "I am not the right person": hands the line to a colleague, who is asked at once. Signatures that
 * others gave stay. A learner or a guardian only says so, and the office finds the right one.
 */
export async function handOn(
  { tx, party }: SignerVisit,
  to: Person | null,
  publicUrl: string,
): Promise<Result<{ readonly handedOn: boolean }>> {
  const agreement = await lockAgreement(tx, party.agreementId);
  if (!agreement || agreement.state === "withdrawn") return notFound;
  const line = (await partiesOf(tx, agreement.id)).filter(
    (one) => one.role === party.role && one.number === party.number,
  );
  const earlier = line.filter((one) => one.endedAt !== null);
  // Handed on in another tab since this page was opened.
  if (earlier.some((one) => one.id === party.id)) return notFound;
  const stand = await readStand(tx, agreement);
  // Who has signed was the right person.
  if (stand?.standings.some((one) => one.party.id === party.id && one.valid)) {
    return refuse({ code: "agreement-already-signed" });
  }
  const forwards = can.forward(party.role);
  const problems: Problem[] = [
    ...(forwards && to ? personProblems(to, true) : []),
    ...(earlier.length >= MOST_FORWARDS ? [{ code: "agreement-handed-on-often" }] : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  const person = forwards && to ? to : { name: "", email: "" };
  await replace(tx, agreement, party, { person, reason: "wrong-person", publicUrl });
  return ok({ handedOn: forwards && to !== null });
}

/** Lines that one organisation has in the agreements of several: its head, its contact, its mentor. */
export const SHARED_ROLES: readonly PartyRole[] = ["sending", "hosting", "intermediary"];

/**
 * The office names somebody else for a line, or writes down an address for the one who is there; and,
 * where that is asked, for the same organisation in a whole group wherever nobody is named yet.
 */
export async function changePerson(
  tx: Tx,
  of: { readonly agreementId: string; readonly partyId: string; readonly forGroup?: boolean },
  person: Person,
  publicUrl: string,
): Promise<Result<null>> {
  const agreement = isUuid(of.agreementId) ? await lockAgreement(tx, of.agreementId) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  const party = (await partiesOf(tx, agreement.id)).find(
    (one) => one.id === of.partyId && one.endedAt === null,
  );
  if (!party) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "change" } });
  }
  const problems = personProblems(person, false);
  if (problems.length > 0) return refuse(...problems);
  await replace(tx, agreement, party, { person, reason: "changed", publicUrl });
  if (!of.forGroup || person.name.trim() === "" || !SHARED_ROLES.includes(party.role)) {
    return ok(null);
  }
  for (const alike of await unnamedAlike(tx, party)) {
    const other = await lockAgreement(tx, alike.agreementId);
    const line = (await partiesOf(tx, alike.agreementId)).find(({ id }) => id === alike.partyId);
    if (other && line) await replace(tx, other, line, { person, reason: "changed", publicUrl });
  }
  return ok(null);
}

async function replace(
  tx: Tx,
  agreement: StoredAgreement,
  party: Party,
  from: {
    readonly person: Person;
    readonly reason: "wrong-person" | "changed";
    readonly publicUrl: string;
  },
): Promise<void> {
  const { person, reason, publicUrl } = from;
  await endLinks(tx, party.id);
  await endParty(tx, party.id, reason);
  await insertParties(tx, [
    {
      id: newId(),
      agreementId: agreement.id,
      role: party.role,
      number: party.number,
      turn: party.turn,
      capacity: party.capacity,
      name: person.name.trim(),
      email: person.email.trim() || null,
      phone: person.phone?.trim() || null,
      locale: person.locale || party.locale,
    },
  ]);
  await record(
    tx,
    reason === "changed" ? "agreement.person-changed" : "agreement.wrong-person",
    { type: "agreement", id: agreement.id },
    { partyId: party.id, role: party.role },
  );
  // Without a name nobody can be asked: the office reads that somebody is missing.
  if (agreement.state !== "draft" && person.name.trim() !== "") {
    await moveOn(tx, agreement, { since: null, publicUrl });
  }
}
