import type { Tx } from "../../platform/db/index.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";

type Asker = {
  /** Whoever asked, while they have a role. */
  readonly person: { readonly name: string; readonly email: string } | null;
  /** The language in which was asked; null of a question from before that was kept. */
  readonly language: Locale | null;
};

/** To whom the office's letters about a question go, and in which language. */
export async function askerOf(tx: Tx, requestId: string): Promise<Asker> {
  const row = await tx.db
    .selectFrom("host_requests as r")
    .leftJoin("memberships as m", (join) =>
      join
        .onRef("m.user_id", "=", "r.asked_by")
        .on("m.ended_at", "is", null)
        .on((e) => e.or([e("m.ends_at", "is", null), e("m.ends_at", ">", tx.now)])),
    )
    .where("r.id", "=", requestId)
    .select(["r.asked_in as language", "m.person_name as name", "m.email"])
    .orderBy("m.created_at", (order) => order.desc().nullsLast())
    .executeTakeFirst();
  const { name, email, language } = row ?? {};
  return {
    person: name && email ? { name, email } : null,
    language: language && isLocale(language) ? language : null,
  };
}
