import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";

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

/** What heads were asked about, as long as the application has not been taken back. */
const asked = (tx: Tx) =>
  tx.db
    .selectFrom("head_confirmations as h")
    .innerJoin("applications as a", "a.id", "h.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .where("a.state", "=", "submitted")
    .select([
      "h.id",
      "h.answer",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "o.name as school",
      "c.title as callTitle",
    ]);

export const confirmationBySecret = (
  tx: Tx,
  secretHash: string,
): Promise<HeadQuestion | undefined> =>
  asked(tx)
    .where("h.secret_hash", "=", secretHash)
    .select(["a.id as applicationId", "h.answered_at as answeredAt"])
    .$castTo<HeadQuestion>()
    .executeTakeFirst();

export async function answerHead(tx: Tx, id: string, answer: "yes" | "no"): Promise<void> {
  await tx.db
    .updateTable("head_confirmations")
    .set({ answer, answered_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export type AskedHead = Pick<
  HeadQuestion,
  "id" | "givenNames" | "familyName" | "school" | "callTitle" | "answer"
> & {
  readonly sentTo: string;
  readonly askedAt: Date;
  readonly country: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly locale: string;
};

/** @param held also locked, so that two who press at once send one letter */
export async function askedHead(
  tx: Tx,
  applicationId: string,
  held: boolean,
): Promise<AskedHead | undefined> {
  if (!isUuid(applicationId)) return undefined;
  return asked(tx)
    .where("a.id", "=", applicationId)
    .select([
      "h.sent_to as sentTo",
      "h.asked_at as askedAt",
      "a.sending_country as country",
      "a.organisation_id as organisationId",
      "a.person_id as personId",
      "a.locale",
    ])
    .$if(held, (q) => q.forUpdate("h"))
    .$castTo<AskedHead>()
    .executeTakeFirst();
}

/** A new letter: the one before opens nothing any more. */
export async function renewHead(
  tx: Tx,
  id: string,
  to: { readonly sentTo: string; readonly secretHash: string },
): Promise<void> {
  await tx.db
    .updateTable("head_confirmations")
    .set({ sent_to: to.sentTo, secret_hash: to.secretHash, asked_at: tx.now })
    .where("id", "=", id)
    .execute();
}
