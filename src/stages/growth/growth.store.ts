import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { AWAY, HOME } from "../mobilities/mobility.rules.ts";
import type { NewAnswer } from "./growth.rules.ts";
import type { AnswerState, GrowingOrganisation, GrowthAnswer } from "./growth.ts";
import { EDITION, type Standard } from "./standards.ts";

const columns = [
  "a.id",
  "a.organisation_id as organisationId",
  "a.standard",
  "a.level",
  "a.evidence",
  "a.link",
  "a.upload_id as uploadId",
  "a.file_removed_at as fileRemovedAt",
  "a.file_removed_by_name as fileRemovedByName",
  "a.state",
  "a.said_by as saidBy",
  "a.said_by_name as saidByName",
  "a.said_at as saidAt",
  "a.decided_by_name as decidedByName",
  "a.decided_at as decidedAt",
  "a.reason",
  "a.superseded_at as supersededAt",
] as const;

const answers = (tx: Tx) =>
  tx.db
    .selectFrom("growth_answers as a")
    .leftJoin("uploads as u", "u.id", "a.upload_id")
    .where("a.edition", "=", EDITION)
    .select([...columns, "u.name as fileName"])
    .select((e) => e.fn.coalesce(e("u.state", "=", "checked"), e.lit(false)).as("fileReady"));

/** The answers that count, of one organisation or of all. */
export const answersNow = (tx: Tx, organisationId?: string): Promise<GrowthAnswer[]> =>
  answers(tx)
    .where("a.superseded_at", "is", null)
    .$if(organisationId !== undefined, (query) =>
      query.where("a.organisation_id", "=", organisationId!),
    )
    .$castTo<GrowthAnswer>()
    .execute();

/** Everything that was ever said of one standard, the newest first. */
export const answersOf = (
  tx: Tx,
  organisationId: string,
  standard: Standard,
): Promise<GrowthAnswer[]> =>
  answers(tx)
    .where("a.organisation_id", "=", organisationId)
    .where("a.standard", "=", standard)
    .orderBy("a.said_at", "desc")
    .orderBy("a.id", "desc")
    .$castTo<GrowthAnswer>()
    .execute();

/** Those of one organisation that count, held until the transaction ends. */
export const heldAnswers = (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<GrowthAnswer[]> =>
  answers(tx)
    .where("a.organisation_id", "=", organisationId)
    .where("a.id", "in", [...ids])
    .where("a.superseded_at", "is", null)
    .orderBy("a.id")
    .forUpdate("a")
    .$castTo<GrowthAnswer>()
    .execute();

/** Ends what was said before; of two who say something at once the second waits here. */
export async function supersede(tx: Tx, organisationId: string, standard: Standard): Promise<void> {
  await tx.db
    .updateTable("growth_answers")
    .set({ superseded_at: tx.now })
    .where("organisation_id", "=", organisationId)
    .where("edition", "=", EDITION)
    .where("standard", "=", standard)
    .where("superseded_at", "is", null)
    .execute();
}

export async function insertAnswer(
  tx: Tx,
  id: string,
  of: {
    readonly organisationId: string;
    readonly standard: Standard;
    readonly answer: NewAnswer;
    readonly uploadId: string | null;
  },
): Promise<void> {
  await tx.db
    .insertInto("growth_answers")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: of.organisationId,
      edition: EDITION,
      standard: of.standard,
      level: of.answer.level,
      evidence: of.answer.evidence,
      link: of.answer.link,
      upload_id: of.uploadId,
      state: "said",
      said_by: actorId(tx.actor) ?? "",
      said_by_name: nameOf(tx),
      said_at: tx.now,
    })
    .execute();
}

export async function decide(
  tx: Tx,
  id: string,
  state: AnswerState,
  reason: string | null,
): Promise<void> {
  await tx.db
    .updateTable("growth_answers")
    .set({ state, reason, decided_by_name: nameOf(tx), decided_at: tx.now })
    .where("id", "=", id)
    .execute();
}

/** Answers of an organisation that one file goes with, held until the transaction ends. */
export const heldWithFile = (
  tx: Tx,
  organisationId: string,
  uploadId: string,
): Promise<GrowthAnswer[]> =>
  answers(tx)
    .where("a.organisation_id", "=", organisationId)
    .where("a.upload_id", "=", uploadId)
    .orderBy("a.id")
    .forUpdate("a")
    .$castTo<GrowthAnswer>()
    .execute();

export async function dropFile(tx: Tx, uploadId: string): Promise<void> {
  await tx.db
    .updateTable("growth_answers")
    .set({ upload_id: null, file_removed_at: tx.now, file_removed_by_name: nameOf(tx) })
    .where("upload_id", "=", uploadId)
    .execute();
}

const nameOf = ({ actor }: Tx): string => (actor.kind === "staff" ? actor.userName : "Kalfa");

/** Holds the organisation's row, so that two first answers about it come one after the other. */
export async function holdOrganisation(
  tx: Tx,
  id: string,
): Promise<{ readonly id: string; readonly country: string } | undefined> {
  return tx.db
    .selectFrom("organisations")
    .where("id", "=", id)
    .select(["id", "country"])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * Partners with what they did, year by year, in one statement. What a school of a partner sent and
 * what a company of a partner took in counts for the partner; a stay counts from its first day on.
 */
export async function growingOrganisations(
  tx: Tx,
  id: string | null = null,
): Promise<GrowingOrganisation[]> {
  const begun = [...AWAY, ...HOME];
  const { rows } = await sql<GrowingOrganisation>`
    with partners as (
      select id, name, country, roles from organisations
      where roles && array['coordinating', 'sending', 'hosting', 'support', 'excellence']
        and (${id}::uuid is null or id = ${id}::uuid)),
    done as (
      select coalesce(o.sending_partner_id, o.id) as organisation,
        extract(year from coalesce(m.actual_starts, m.starts))::int as year,
        (l.audience = 'learners')::int as learners, (l.audience = 'staff')::int as staff,
        0 as hosted, 0 as event
      from mobilities m join activity_lines l on l.id = m.line_id
        join organisations o on o.id = m.sending_organisation_id
      where m.state = any(${begun}::text[])
      union all
      select coalesce(o.hosting_partner_id, o.id),
        extract(year from coalesce(m.actual_starts, m.starts))::int, 0, 0, 1, 0
      from mobilities m join organisations o on o.id = m.hosting_organisation_id
      where m.state = any(${begun}::text[])
      union all
      select coalesce(o.sending_partner_id, o.id), extract(year from e.starts)::int, 0, 0, 0, 1
      from event_registrations r join events e on e.id = r.event_id
        join organisations o on o.id = r.organisation_id
      where exists (select 1 from event_attendances a
        where a.registration_id = r.id and a.removed_at is null))
    select p.id, p.name, p.country, p.roles,
      coalesce((select jsonb_agg(y order by y.year) from (
        select d.year, sum(d.learners)::int as "learnersSent", sum(d.staff)::int as "staffSent",
          sum(d.hosted)::int as hosted, sum(d.event)::int as "atEvents"
        from done d where d.organisation = p.id group by d.year) y), '[]') as years
    from partners p order by p.name, p.id`.execute(tx.db);
  return rows;
}
