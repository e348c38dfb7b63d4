import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffPost } from "./staff-link.ts";

/** One person's links and what a new one may name, in one statement. */
export async function staffPost(tx: Tx, personId: string): Promise<StaffPost> {
  const { rows } = await sql<StaffPost>`
    with named as (
      select a.organisation_id as id, l.audience from applications a
        join calls c on c.id = a.call_id join activity_lines l on l.id = c.line_id
        where a.person_id = ${personId}
      union select m.sending_organisation_id, l.audience from mobilities m
        join activity_lines l on l.id = m.line_id where m.person_id = ${personId})
    select exists (select from named where audience = 'staff')
        or exists (select from staff_links k where k.person_id = ${personId}) as "isStaff",
      coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'organisationId', k.organisation_id,
          'organisation', o.name, 'basis', k.basis, 'employment', k.employment, 'post', k.post,
          'since', k.since, 'until', k.until, 'paper', k.paper, 'saidAt', k.said_at)
          order by k.said_at desc)
        from staff_links k join organisations o on o.id = k.organisation_id
        where k.person_id = ${personId} and k.ended_at is null), '[]') as links,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name)
        from organisations o where o.id in (select id from named)), '[]') as organisations`.execute(
    tx.db,
  );
  return rows[0] ?? { isStaff: false, links: [], organisations: [] };
}

type NewLink = {
  readonly personId: string;
  readonly organisationId: string;
  readonly basis: "head" | "contract";
  readonly employment?: string;
  readonly post: string;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly paper?: string;
  readonly by: string;
};

/** In place of what was said on the same basis before. */
export async function replaceLink(tx: Tx, from: NewLink): Promise<void> {
  await endLinks(tx, from);
  await tx.db
    .insertInto("staff_links")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      person_id: from.personId,
      organisation_id: from.organisationId,
      basis: from.basis,
      employment: from.employment ?? null,
      post: from.post,
      since: from.since ?? null,
      until: from.until ?? null,
      paper: from.paper ?? null,
      said_by: from.by,
      said_at: tx.now,
    })
    .execute();
}

export async function endLinks(
  tx: Tx,
  of: Pick<NewLink, "personId" | "organisationId" | "basis">,
): Promise<void> {
  await tx.db
    .updateTable("staff_links")
    .set({ ended_at: tx.now })
    .where("person_id", "=", of.personId)
    .where("organisation_id", "=", of.organisationId)
    .where("basis", "=", of.basis)
    .where("ended_at", "is", null)
    .execute();
}

/** False when the person has no such link that counts. */
export async function endLink(tx: Tx, personId: string, id: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("staff_links")
    .set({ ended_at: tx.now })
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** Who applied from where, and as what: what a head's yes says more than yes. */
export const applicantsPost = async (
  tx: Tx,
  applicationId: string,
): Promise<{ personId: string; organisationId: string; post: string } | undefined> =>
  tx.db
    .selectFrom("applications as a")
    .where("a.id", "=", applicationId)
    .select((e) => [
      "a.person_id as personId",
      "a.organisation_id as organisationId",
      sql<string>`left(coalesce(nullif(trim(${e
        .selectFrom("application_answers as w")
        .whereRef("w.application_id", "=", "a.id")
        .whereRef("w.revision", "=", "a.revision")
        .where("w.field", "=", "work")
        .select("w.answer")
        .limit(1)}), ''), a.trade), 200)`.as("post"),
    ])
    .executeTakeFirst();

/** What one person's row was linked to is the other's; what both had stays as the other had it. */
export async function moveLinks(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update staff_links f set ended_at = ${tx.now} where f.person_id = ${from}
    and f.ended_at is null and exists (select from staff_links t where t.person_id = ${to}
      and t.organisation_id = f.organisation_id and t.basis = f.basis and t.ended_at is null)`.execute(
    tx.db,
  );
  await tx.db
    .updateTable("staff_links")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .execute();
}
