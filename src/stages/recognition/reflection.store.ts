import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Answers, Lived, Reflection, ReflectionState } from "./reflection.ts";

const facts = [
  "id",
  "mobility_id as mobilityId",
  "state",
  "locale",
  "sent_to as sentTo",
  "asked_at as askedAt",
  "seen",
  "changes",
  "advice",
  "share",
  "resource_id as resourceId",
  "sent_at as sentAt",
] as const;

/** @param held kept from others until the transaction ends */
export const reflectionOf = (
  tx: Tx,
  by: { readonly mobilityId: string } | { readonly secretHash: string },
  held = false,
): Promise<Reflection | undefined> =>
  tx.db
    .selectFrom("reflections")
    .$if("mobilityId" in by, (q) =>
      q.where("mobility_id", "=", (by as { mobilityId: string }).mobilityId),
    )
    .$if("secretHash" in by, (q) =>
      q.where("secret_hash", "=", (by as { secretHash: string }).secretHash),
    )
    .select(facts)
    .$if(held, (q) => q.forUpdate())
    .$castTo<Reflection>()
    .executeTakeFirst();

/** False when this stay was asked about before. */
export async function insertReflection(
  tx: Tx,
  from: Pick<Reflection, "id" | "mobilityId" | "locale" | "sentTo"> & {
    readonly secretHash: string;
    readonly by: string;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("reflections")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      mobility_id: from.mobilityId,
      state: "asked",
      locale: from.locale,
      sent_to: from.sentTo,
      secret_hash: from.secretHash,
      asked_at: tx.now,
      asked_by: from.by,
    })
    .onConflict((c) => c.column("mobility_id").doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function keepAnswers(
  tx: Tx,
  id: string,
  to: Answers & { readonly state: ReflectionState; readonly locale: string },
): Promise<void> {
  await tx.db
    .updateTable("reflections")
    .set({
      state: to.state,
      locale: to.locale,
      seen: to.seen.trim(),
      changes: to.changes.trim(),
      advice: to.advice.trim(),
      share: to.share,
      sent_at: tx.now,
    })
    .where("id", "=", id)
    .execute();
}

export async function markOffered(tx: Tx, id: string, resourceId: string): Promise<void> {
  await tx.db
    .updateTable("reflections")
    .set({ state: "offered", resource_id: resourceId })
    .where("id", "=", id)
    .execute();
}

/** Stays with who was on them; a country partner's are of its own country. */
export async function livedStays(
  tx: Tx,
  which: { readonly ids: readonly string[] } | { readonly lineId: string },
): Promise<Lived[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<Lived>`
    select m.id as "mobilityId", m.state, l.audience, l.name as line,
      m.sending_country as "sendingCountry", p.given_names as "givenNames",
      p.family_name as "familyName", p.email, a.locale, h.name as host, m.hosting_city as city,
      m.hosting_country as country, coalesce(m.actual_starts, m.starts) as starts,
      coalesce(m.actual_ends, m.ends) as ends
    from mobilities m
    join persons p on p.id = m.person_id
    join activity_lines l on l.id = m.line_id
    left join offers o on o.id = m.offer_id
    left join applications a on a.id = o.application_id
    left join organisations h on h.id = coalesce(m.hosting_organisation_id, m.company_id)
    where ${
      "ids" in which
        ? sql`m.id = any(${[...which.ids]}::uuid[])`
        : sql`m.line_id = ${which.lineId}::uuid`
    } and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}
    order by m.id`.execute(tx.db);
  return rows;
}
