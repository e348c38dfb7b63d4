import type { Tx } from "../../platform/db/index.ts";
import type { GuardianNumber } from "./consent.ts";

export type Link = {
  readonly id: string;
  readonly applicationId: string;
  readonly guardian: GuardianNumber;
  readonly locale: string;
  readonly madeByKind: "learner" | "staff" | "system";
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
};

const facts = [
  "id",
  "application_id as applicationId",
  "guardian",
  "locale",
  "made_by_kind as madeByKind",
  "made_at as madeAt",
  "expires_at as expiresAt",
  "answered_at as answeredAt",
] as const;

const live = (tx: Tx) =>
  tx.db
    .selectFrom("guardian_links")
    .where("ended_at", "is", null)
    .where("expires_at", ">", tx.now)
    .select(facts)
    .$castTo<Link>();

/** Links that open something today, the newest of each guardian first. */
export const linksOf = (tx: Tx, applicationId: string): Promise<Link[]> =>
  live(tx)
    .where("application_id", "=", applicationId)
    .orderBy("guardian")
    .orderBy("made_at", "desc")
    .execute();

/** The same of many learners, in one statement. */
export const linksOfMany = (tx: Tx, applicationIds: readonly string[]): Promise<Link[]> =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : live(tx)
        .where("application_id", "in", [...applicationIds])
        .orderBy("guardian")
        .orderBy("made_at", "desc")
        .execute();

export const linkByHash = (tx: Tx, hash: string): Promise<Link | undefined> =>
  live(tx).where("secret_hash", "=", hash).executeTakeFirst();

export async function insertLink(
  tx: Tx,
  from: Omit<Link, "madeAt" | "answeredAt"> & { readonly hash: string; readonly by: string },
): Promise<void> {
  await tx.db
    .insertInto("guardian_links")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      guardian: from.guardian,
      secret_hash: from.hash,
      locale: from.locale,
      made_by_kind: from.madeByKind,
      made_by: from.by,
      made_at: tx.now,
      expires_at: from.expiresAt,
    })
    .execute();
}

/** Ends earlier links of this guardian; answered ones only when told to. */
export async function endLinks(
  tx: Tx,
  from: { applicationId: string; guardian: GuardianNumber; answeredToo: boolean },
): Promise<void> {
  await tx.db
    .updateTable("guardian_links")
    .set({ ended_at: tx.now })
    .where("application_id", "=", from.applicationId)
    .where("guardian", "=", from.guardian)
    .where("ended_at", "is", null)
    .$if(!from.answeredToo, (q) => q.where("answered_at", "is", null))
    .execute();
}

/** The link stays open as long as there is something to take back by it. */
export async function markAnswered(tx: Tx, id: string, openUntil: Date): Promise<void> {
  await tx.db
    .updateTable("guardian_links")
    .set((e) => ({
      answered_at: e.fn.coalesce("answered_at", e.val(tx.now)),
      expires_at: e.fn<Date>("greatest", ["expires_at", e.val(openUntil)]),
    }))
    .where("id", "=", id)
    .execute();
}
