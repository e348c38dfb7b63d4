import type { Tx } from "../../platform/db/index.ts";
import type { Party, Question, Signature } from "./agreement.ts";

const facts = [
  "id",
  "agreement_id as agreementId",
  "role",
  "number",
  "turn",
  "name",
  "capacity",
  "email",
  "phone",
  "locale",
  "asked_at as askedAt",
  "reminders",
  "reminded_at as remindedAt",
  "ended_at as endedAt",
] as const;

/** Everybody who was ever asked, in the order of their turns; those replaced say so. */
export const partiesOf = (tx: Tx, agreementId: string): Promise<Party[]> =>
  tx.db
    .selectFrom("agreement_parties")
    .where("agreement_id", "=", agreementId)
    .select(facts)
    .orderBy("turn")
    .orderBy("role")
    .orderBy("number")
    .orderBy("ended_at")
    .$castTo<Party>()
    .execute();

export const partyById = (tx: Tx, id: string): Promise<Party | undefined> =>
  tx.db
    .selectFrom("agreement_parties")
    .where("id", "=", id)
    .select(facts)
    .$castTo<Party>()
    .executeTakeFirst();

export type NewParty = Omit<Party, "askedAt" | "reminders" | "remindedAt" | "endedAt">;

export async function insertParties(tx: Tx, parties: readonly NewParty[]): Promise<void> {
  if (parties.length === 0) return;
  await tx.db
    .insertInto("agreement_parties")
    .values(
      parties.map((one) => ({
        id: one.id,
        scheme_id: tx.actor.schemeId!,
        agreement_id: one.agreementId,
        role: one.role,
        number: one.number,
        turn: one.turn,
        name: one.name,
        capacity: one.capacity,
        email: one.email,
        phone: one.phone,
        locale: one.locale,
      })),
    )
    .execute();
}

export async function endParty(
  tx: Tx,
  id: string,
  reason: "wrong-person" | "changed",
): Promise<void> {
  await tx.db
    .updateTable("agreement_parties")
    .set({ ended_at: tx.now, ended_reason: reason })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** The letter went, or was made to be copied: from here on the days until a reminder count. */
export async function markAsked(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("agreement_parties")
    .set({ asked_at: tx.now, reminders: 0, reminded_at: null })
    .where("id", "=", id)
    .execute();
}

export async function markReminded(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("agreement_parties")
    .set((e) => ({ reminders: e("reminders", "+", 1), reminded_at: tx.now }))
    .where("id", "=", id)
    .execute();
}

export type SigningLink = {
  readonly id: string;
  readonly partyId: string;
  readonly expiresAt: Date;
};

const openLinks = (tx: Tx) =>
  tx.db
    .selectFrom("agreement_links")
    .where("ended_at", "is", null)
    .where("expires_at", ">", tx.now)
    .select(["id", "party_id as partyId", "expires_at as expiresAt"])
    .$castTo<SigningLink>();

export const linkByHash = (tx: Tx, hash: string): Promise<SigningLink | undefined> =>
  openLinks(tx).where("secret_hash", "=", hash).executeTakeFirst();

export const linkOfParty = (tx: Tx, partyId: string): Promise<SigningLink | undefined> =>
  openLinks(tx).where("party_id", "=", partyId).orderBy("made_at", "desc").executeTakeFirst();

export async function insertLink(
  tx: Tx,
  from: { id: string; partyId: string; hash: string; expiresAt: Date },
): Promise<void> {
  await tx.db
    .insertInto("agreement_links")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      party_id: from.partyId,
      secret_hash: from.hash,
      made_at: tx.now,
      expires_at: from.expiresAt,
    })
    .execute();
}

export async function endLinks(tx: Tx, partyId: string): Promise<void> {
  await tx.db
    .updateTable("agreement_links")
    .set({ ended_at: tx.now })
    .where("party_id", "=", partyId)
    .where("ended_at", "is", null)
    .execute();
}

/** Every signature that was ever given, with the line it was given for; the oldest first. */
export const signaturesOf = (tx: Tx, agreementId: string): Promise<Signature[]> =>
  tx.db
    .selectFrom("agreement_signatures as s")
    .innerJoin("agreement_parties as p", "p.id", "s.party_id")
    .where("s.agreement_id", "=", agreementId)
    .select([
      "s.id",
      "s.party_id as partyId",
      "p.role",
      "p.number",
      "s.version",
      "s.hashes",
      "s.text_hash as textHash",
      "s.channel",
      "s.signed_name as signedName",
      "s.drawing",
      "s.said_locale as saidLocale",
      "s.said_hash as saidHash",
      "s.file_id as fileId",
      "s.signed_on as signedOn",
      "s.at",
    ])
    .orderBy("s.at")
    .$castTo<Signature>()
    .execute();

export async function insertSignature(
  tx: Tx,
  from: Omit<Signature, "at" | "role" | "number"> & {
    readonly agreementId: string;
    readonly by: string;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("agreement_signatures")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      agreement_id: from.agreementId,
      party_id: from.partyId,
      version: from.version,
      hashes: JSON.stringify(from.hashes),
      text_hash: from.textHash,
      channel: from.channel,
      signed_name: from.signedName,
      drawing: from.drawing ? JSON.stringify(from.drawing) : null,
      said_locale: from.saidLocale,
      said_hash: from.saidHash,
      file_id: from.fileId,
      signed_on: from.signedOn,
      recorded_by: from.by,
      at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length > 0;
}

export const questionsOf = (tx: Tx, agreementId: string): Promise<Question[]> =>
  tx.db
    .selectFrom("agreement_questions")
    .where("agreement_id", "=", agreementId)
    .select([
      "id",
      "party_id as partyId",
      "question",
      "asked_at as askedAt",
      "answer",
      "answered_at as answeredAt",
    ])
    .orderBy("asked_at")
    .execute();

export async function insertQuestion(
  tx: Tx,
  from: { id: string; agreementId: string; partyId: string; question: string },
): Promise<void> {
  await tx.db
    .insertInto("agreement_questions")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      agreement_id: from.agreementId,
      party_id: from.partyId,
      question: from.question,
      asked_at: tx.now,
    })
    .execute();
}

export async function keepAnswer(
  tx: Tx,
  from: { id: string; answer: string; by: string },
): Promise<void> {
  await tx.db
    .updateTable("agreement_questions")
    .set({ answer: from.answer, answered_by: from.by, answered_at: tx.now })
    .where("id", "=", from.id)
    .where("answered_at", "is", null)
    .execute();
}
