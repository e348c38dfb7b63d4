import type { Tx } from "../../platform/db/index.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";

type Proposer = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null of a proposal from before that was kept. */
  readonly language: Locale | null;
};

/** Whoever proposed it, while they have a role. */
export async function proposerOf(tx: Tx, opportunityId: string): Promise<Proposer | null> {
  const row = await tx.db
    .selectFrom("opportunities as o")
    .innerJoin("memberships as m", (join) =>
      join
        .onRef("m.user_id", "=", "o.proposed_by")
        .on("m.ended_at", "is", null)
        .on((e) => e.or([e("m.ends_at", "is", null), e("m.ends_at", ">", tx.now)])),
    )
    .where("o.id", "=", opportunityId)
    .select(["m.user_id as userId", "m.person_name as name", "m.email"])
    .select("o.proposed_in as language")
    .orderBy("m.created_at", "desc")
    .executeTakeFirst();
  if (!row) return null;
  const { language } = row;
  return { ...row, language: language && isLocale(language) ? language : null };
}
