import { type RawBuilder, sql } from "kysely";
import { PLANNED_ONCE, type Tx } from "../../platform/db/index.ts";
import { draftCode } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { Answers } from "./application.forms.ts";
import type { DraftState } from "./draft.rules.ts";
import type { Draft, EnteredBy } from "./draft.ts";

type Row = Omit<Draft, "call" | "extension" | "sent"> & {
  readonly call: Omit<Draft["call"], "opensAt" | "closesAt" | "answerBy">;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly answerBy: Date;
  readonly extendedUntil: Date | null;
  readonly applicationId: string | null;
  readonly receipt: number | null;
  readonly sentAt: Date | null;
  readonly revision: number | null;
  readonly applicationState: "submitted" | "withdrawn" | null;
};

type By = { readonly id: string } | { readonly applicationId: string };

/** A draft with its form, its call and its application; `more` columns, and what of it is held. */
async function draftRow<More = unknown>(
  tx: Tx,
  by: By,
  lock: RawBuilder<unknown> = sql``,
  more: RawBuilder<unknown> = sql``,
): Promise<(Row & More) | undefined> {
  const [column, value] =
    "id" in by ? [sql.ref("d.id"), by.id] : [sql.ref("d.application_id"), by.applicationId];
  if (!isUuid(value)) return undefined;
  // Asked for by every page and every sending of a deadline's last minute.
  const { rows } = await sql<Row & More>`${sql.raw(PLANNED_ONCE)}
    select d.id, d.code, d.locale, d.class_code as "classCode", d.answers,
      d.entered_by as "enteredBy", d.state, d.started_at as "startedAt", d.saved_at as "savedAt",
      d.form_version_id as "formVersionId", v.definition,
      jsonb_build_object('id', c.id, 'number', c.number, 'publicCode', c.public_code,
        'title', c.title, 'state', c.state, 'graceMinutes', c.grace_minutes,
        'decideBy', c.decide_by, 'audience', l.audience) as call,
      c.opens_at as "opensAt", c.closes_at as "closesAt", c.answer_by as "answerBy",
      (select e.until from call_extensions e
        where e.call_id = c.id and e.code = d.code and e.revoked_at is null) as "extendedUntil",
      a.id as "applicationId", a.receipt, coalesce(a.corrected_at, a.submitted_at) as "sentAt",
      a.revision, a.state as "applicationState" ${more}
    from application_drafts d
    join form_versions v on v.id = d.form_version_id
    join calls c on c.id = d.call_id
    join activity_lines l on l.id = c.line_id
    left join applications a on a.id = d.application_id
    where ${column} = ${value}
    ${lock}`.execute(tx.db);
  return rows[0];
}

function draftOf(row: Row): Draft {
  const { opensAt, closesAt, answerBy, extendedUntil, applicationId, receipt, sentAt, ...rest } =
    row;
  return {
    ...rest,
    call: { ...rest.call, opensAt, closesAt, answerBy },
    extension: extendedUntil && { until: extendedUntil, revokedAt: null },
    sent:
      applicationId === null
        ? null
        : {
            applicationId,
            receipt: receipt ?? 0,
            at: sentAt!,
            revision: rest.revision ?? 1,
            state: rest.applicationState ?? "submitted",
          },
  };
}

/** @param held also locked: what two taps bring comes one after the other */
export async function draftById(tx: Tx, by: By, held = false): Promise<Draft | undefined> {
  const row = await draftRow(tx, by, held ? sql`for update of d` : undefined);
  return row && draftOf(await settled(tx, by, row));
}

/** Sent by somebody for whose lock this waited: the application was not there when the row was read. */
const settled = async (tx: Tx, by: By, row: Row): Promise<Row> =>
  row.state === "sent" && row.applicationId === null ? ((await draftRow(tx, by)) ?? row) : row;

/**
 * A draft and the flows its school may wish for, both held for the sending: it is sent once however
 * often somebody taps, and nobody publishes its call meanwhile. The answer about the school is told
 * by its shape, because a form may call it anything.
 */
export async function draftToSend(
  tx: Tx,
  id: string,
): Promise<{ readonly draft: Draft; readonly flows: readonly PickedFlow[] } | undefined> {
  const flows = sql`, coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'city', f.city, 'country', f.country,
      'starts', f.starts, 'ends', f.ends) order by f.code)
    from flows f where f.call_id = c.id and f.state = 'open' and f.sending_country = (
      select s.value ->> 'country' from jsonb_each(d.answers) s
      where jsonb_typeof(s.value) = 'object' and s.value ? 'organisationId' limit 1)), '[]') as flows,
    -- The writing that follows is planned once a connection, without looking at its values: planning
    -- costs as much as doing. And by index, because a plan made on a call's first day, while there is
    -- next to nobody, would read all people one by one in its last minute.
    set_config('plan_cache_mode', 'force_generic_plan', true) as "plannedOnce",
    set_config('enable_seqscan', 'off', true) as "byIndex"`;
  const lock = sql`for update of d for share of c`;
  const row = await draftRow<{ flows: PickedFlow[] }>(tx, { id }, lock, flows);
  return row && { draft: draftOf(await settled(tx, { id }, row)), flows: row.flows };
}

/**
 * Begins an application; the same first page sent again finds the one it began. A code that is
 * taken, whichever scheme has it, is drawn again.
 */
export async function insertDraft(
  tx: Tx,
  from: {
    readonly id: string;
    readonly callId: string;
    readonly formVersionId: string;
    readonly startKey: string;
    readonly locale: string;
    readonly classCode: string | null;
    readonly answers: Answers;
    readonly enteredBy: EnteredBy;
  },
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  for (;;) {
    const made = await tx.db
      .insertInto("application_drafts")
      .values({
        id: from.id,
        scheme_id: tx.actor.schemeId!,
        call_id: from.callId,
        form_version_id: from.formVersionId,
        code: draftCode(),
        start_key: from.startKey,
        locale: from.locale,
        class_code: from.classCode,
        answers: JSON.stringify(from.answers),
        entered_by: JSON.stringify(from.enteredBy),
        state: "open",
        started_at: tx.now,
        saved_at: tx.now,
      })
      .onConflict((c) => c.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made) return { id: made.id, isNew: true };
    const earlier = await tx.db
      .selectFrom("application_drafts")
      .select("id")
      .where("start_key", "=", from.startKey)
      .executeTakeFirst();
    if (earlier) return { id: earlier.id, isNew: false };
  }
}

/** False when it has left the state in which answers are taken. */
export async function updateAnswers(
  tx: Tx,
  id: string,
  answers: Answers,
  locale: string,
): Promise<boolean> {
  const done = await tx.db
    .updateTable("application_drafts")
    .set({ answers: JSON.stringify(answers), locale, saved_at: tx.now })
    .where("id", "=", id)
    .where("state", "=", "open")
    .returning("id")
    .execute();
  return done.length === 1;
}

export async function setDraftState(
  tx: Tx,
  id: string,
  to: DraftState,
  more: { readonly applicationId?: string; readonly answers?: Answers } = {},
): Promise<void> {
  await tx.db
    .updateTable("application_drafts")
    .set({
      state: to,
      ...(more.applicationId ? { application_id: more.applicationId } : {}),
      ...(more.answers ? { answers: JSON.stringify(more.answers) } : {}),
    })
    .where("id", "=", id)
    .execute();
}

export type PickedSchool = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
};

/** Schools of the scheme, for the two questions "which town" and "which school". */
export const schoolsToPick = (tx: Tx): Promise<PickedSchool[]> =>
  tx.db
    .selectFrom("organisations")
    .select(["id", "name", "city", "country"])
    .where(sql<boolean>`roles @> array['school']`)
    .where("country", "in", (eb) => eb.selectFrom("scheme_countries").select("country"))
    .orderBy("country")
    .orderBy("city")
    .orderBy("name")
    .execute();

export type PickedFlow = {
  readonly id: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
};

/** Flows of a call that a school of this country may wish for, in the order of the call. */
export const flowsToPick = (tx: Tx, callId: string, country: string): Promise<PickedFlow[]> =>
  tx.db
    .selectFrom("flows")
    .select(["id", "city", "country", "starts", "ends"])
    .where("call_id", "=", callId)
    .where("sending_country", "=", country)
    .where("state", "=", "open")
    .orderBy("code")
    .execute();

export const countriesOfScheme = async (tx: Tx): Promise<string[]> =>
  (await tx.db.selectFrom("scheme_countries").select("country").orderBy("position").execute()).map(
    (row) => row.country,
  );
