import type { Tx } from "../../platform/db/index.ts";

/** False when this application's head teacher was asked before. */
export async function insertHeadQuestion(
  tx: Tx,
  from: {
    readonly id: string;
    readonly applicationId: string;
    readonly sentTo: string;
    readonly secretHash: string;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("head_confirmations")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      sent_to: from.sentTo,
      secret_hash: from.secretHash,
      asked_at: tx.now,
    })
    .onConflict((c) => c.column("application_id").doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export type HeadQuestion = {
  readonly id: string;
  readonly applicationId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly school: string;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly answer: "yes" | "no" | null;
  readonly answeredAt: Date | null;
};

export const confirmationBySecret = (
  tx: Tx,
  secretHash: string,
): Promise<HeadQuestion | undefined> =>
  tx.db
    .selectFrom("head_confirmations as h")
    .innerJoin("applications as a", "a.id", "h.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .where("h.secret_hash", "=", secretHash)
    .where("a.state", "=", "submitted")
    .select([
      "h.id",
      "a.id as applicationId",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "o.name as school",
      "c.title as callTitle",
      "h.answer",
      "h.answered_at as answeredAt",
    ])
    .$castTo<HeadQuestion>()
    .executeTakeFirst();

export async function answerHead(tx: Tx, id: string, answer: "yes" | "no"): Promise<void> {
  await tx.db
    .updateTable("head_confirmations")
    .set({ answer, answered_at: tx.now })
    .where("id", "=", id)
    .execute();
}
