import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";
import type { Criterion, HostNote, Mark, NoteKind } from "./hosting.ts";

export const notesOf = (tx: Tx, organisationId: string): Promise<HostNote[]> =>
  tx.db
    .selectFrom("host_notes")
    .where("organisation_id", "=", organisationId)
    .select(["id", "kind", "happened_on as happenedOn", "restricted", "who", "marks", "note"])
    .orderBy("happened_on", "desc")
    .orderBy("written_at", "desc")
    .orderBy("id")
    .$castTo<HostNote>()
    .execute();

/** Letters of every script fit: a thousand and two hundred of them are less than five thousand bytes. */
const LENGTH = 5120;
const belongsTo = (id: string) => `host-note/${id}`;
export type NoteWords = { readonly who: string; readonly note: string };

export async function insertNote(
  tx: Tx,
  organisationId: string,
  from: NoteWords & {
    readonly id: string;
    readonly kind: NoteKind;
    readonly happenedOn: string;
    readonly restricted: boolean;
    readonly marks: Readonly<Partial<Record<Criterion, Mark>>> | null;
  },
): Promise<void> {
  const { id, restricted, who, note } = from;
  await tx.db
    .insertInto("host_notes")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: organisationId,
      kind: from.kind,
      happened_on: from.happenedOn,
      restricted,
      who: restricted ? null : who,
      marks: from.marks === null ? null : JSON.stringify(from.marks),
      note: restricted || note === "" ? null : note,
      written_at: tx.now,
      written_by: actorId(tx.actor) ?? "",
    })
    .execute();
  if (!restricted) return;
  const text = JSON.stringify({ who, note });
  const padded = text + " ".repeat(Math.max(LENGTH - Buffer.byteLength(text), 0));
  await tx.db
    .insertInto("host_note_words")
    .values({ note_id: id, scheme_id: tx.actor.schemeId!, sealed: seal(padded, belongsTo(id)) })
    .execute();
}

export const noteById = (
  tx: Tx,
  id: string,
): Promise<
  | (Pick<HostNote, "id" | "kind" | "happenedOn" | "restricted"> & {
      readonly organisationId: string;
    })
  | undefined
> =>
  tx.db
    .selectFrom("host_notes")
    .where("id", "=", id)
    .select([
      "id",
      "kind",
      "happened_on as happenedOn",
      "restricted",
      "organisation_id as organisationId",
    ])
    .$castTo<
      Pick<HostNote, "id" | "kind" | "happenedOn" | "restricted"> & {
        readonly organisationId: string;
      }
    >()
    .executeTakeFirst();

/** What lies sealed; nothing in a transaction without a purpose. */
export async function wordsOfNote(tx: Tx, id: string): Promise<NoteWords | undefined> {
  const row = await tx.db
    .selectFrom("host_note_words")
    .where("note_id", "=", id)
    .select(["who", "sealed"])
    .executeTakeFirst();
  if (!row) return undefined;
  const text = unseal(row.sealed, belongsTo(id));
  // Older ones kept who was there beside the sealed words.
  return row.who === null ? (JSON.parse(text) as NoteWords) : { who: row.who, note: text };
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
