import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { HostLocale } from "../../platform/i18n/index.ts";

export type HostLink = {
  readonly id: string;
  readonly organisationId: string;
  readonly language: HostLocale;
  readonly expiresAt: Date;
};

const live = (tx: Tx) =>
  tx.db
    .selectFrom("host_links")
    .where("ended_at", "is", null)
    .where("expires_at", ">", tx.now)
    .select(["id", "organisation_id as organisationId", "language", "expires_at as expiresAt"])
    .$castTo<HostLink>();

export const linkByHash = (tx: Tx, hash: string): Promise<HostLink | undefined> =>
  live(tx).where("secret_hash", "=", hash).executeTakeFirst();

export const linkOf = (tx: Tx, organisationId: string): Promise<HostLink | undefined> =>
  live(tx).where("organisation_id", "=", organisationId).executeTakeFirst();

/** A new one ends the one before: a message that went astray opens nothing any more. */
export async function replaceLink(
  tx: Tx,
  from: HostLink & { readonly hash: string },
): Promise<void> {
  await tx.db
    .updateTable("host_links")
    .set({ ended_at: tx.now })
    .where("organisation_id", "=", from.organisationId)
    .where("ended_at", "is", null)
    .execute();
  await tx.db
    .insertInto("host_links")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: from.organisationId,
      secret_hash: from.hash,
      language: from.language,
      made_at: tx.now,
      made_by: actorId(tx.actor) ?? "",
      expires_at: from.expiresAt,
    })
    .execute();
}
