import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Criterion, HostNote, Mark, NoteKind } from "./hosting.ts";

export type NoteRow = Omit<HostNote, "note"> & {
  readonly note: string | null;
  readonly sealed: Buffer | null;
};

export const notesOf = (tx: Tx, organisationId: string): Promise<NoteRow[]> =>
  tx.db
    .selectFrom("host_notes")
    .where("organisation_id", "=", organisationId)
    .select([
      "id",
      "kind",
      "happened_on as happenedOn",
      "who",
      "marks",
      "note",
      "sealed_note as sealed",
    ])
    .orderBy("happened_on", "desc")
    .orderBy("written_at", "desc")
    .orderBy("id")
    .$castTo<NoteRow>()
    .execute();

export async function insertNote(
  tx: Tx,
  organisationId: string,
  from: {
    readonly id: string;
    readonly kind: NoteKind;
    readonly happenedOn: string;
    readonly who: string;
    readonly marks: Readonly<Partial<Record<Criterion, Mark>>> | null;
    readonly note: string | null;
    readonly sealed: Buffer | null;
  },
): Promise<void> {
  await tx.db
    .insertInto("host_notes")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: organisationId,
      kind: from.kind,
      happened_on: from.happenedOn,
      who: from.who,
      marks: from.marks === null ? null : JSON.stringify(from.marks),
      note: from.note,
      sealed_note: from.sealed,
      written_at: tx.now,
      written_by: actorId(tx.actor) ?? "",
    })
    .execute();
}

export type HostYear = { readonly year: number; readonly stays: number };

/** How many learners a host had, by the year in which their stays began. */
export async function yearsOf(tx: Tx, organisationId: string): Promise<HostYear[]> {
  const { rows } = await sql<HostYear>`
    select extract(year from m.starts)::int as year, count(*)::int as stays
    from mobilities m where m.state <> 'cancelled'
      and (m.company_id = ${organisationId} or m.hosting_organisation_id = ${organisationId})
    group by 1 order by 1 desc`.execute(tx.db);
  return rows;
}

export type Opportunity = {
  readonly organisationId: string;
  readonly company: string;
  readonly city: string;
  readonly state: "accepted" | "declined" | "lapsed";
  readonly reason: string | null;
  readonly againOn: string | null;
  readonly yes: number;
};

/** The last answer of each host that did not ask to be left in peace, the readiest first. */
export async function opportunities(tx: Tx): Promise<Opportunity[]> {
  const { rows } = await sql<Opportunity>`
    select * from (
      select distinct on (r.organisation_id) r.organisation_id as "organisationId", o.name as company,
        o.city, r.state, r.reason, r.again, r.again_on as "againOn",
        count(*) filter (where r.state = 'accepted') over (partition by r.organisation_id)::int as yes
      from host_requests r join organisations o on o.id = r.organisation_id
      where r.state in ('accepted', 'declined', 'lapsed')
      order by r.organisation_id, coalesce(r.answered_at, r.state_since) desc, r.id) last
    where again is distinct from 'never'
    order by "againOn" nulls first, yes desc, company, "organisationId" limit 100`.execute(tx.db);
  return rows;
}
