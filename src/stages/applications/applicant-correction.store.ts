import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { actorEntered } from "./application.rules.ts";
import type { Entry, Gender } from "./application.ts";

/** An application with what the office may put right of it. */
export type Correctable = {
  readonly id: string;
  readonly callId: string;
  readonly callState: string;
  readonly needsList: boolean;
  readonly personId: string;
  readonly country: string;
  readonly organisationId: string;
  readonly trade: string;
  readonly locale: string;
  readonly points: Readonly<Record<string, number>>;
  readonly person: {
    readonly givenNames: string;
    readonly familyName: string;
    readonly birthDate: Day;
    readonly gender: Gender | null;
    readonly email: string | null;
    readonly phone: string | null;
  };
};

/**
 * The calls first, as whoever publishes does, then the forms, as whoever sends one does, then the
 * applications, in one order for everybody.
 */
export async function lockCorrectable(tx: Tx, ids: readonly string[]): Promise<Correctable[]> {
  const known = ids.filter(isUuid);
  await sql`select id from calls where id in
    (select call_id from applications where id = any(${known}::uuid[])) order by id for share`.execute(
    tx.db,
  );
  await sql`select id from application_drafts where application_id = any(${known}::uuid[])
    order by id for update`.execute(tx.db);
  const { rows } = await sql<Correctable>`
    select a.id, a.call_id as "callId", c.state as "callState", c.needs_list as "needsList",
      a.person_id as "personId", a.sending_country as country,
      a.organisation_id as "organisationId", a.trade, a.locale,
      coalesce((select jsonb_object_agg(ap.criterion, ap.points) from application_points ap
        where ap.application_id = a.id), '{}') as points,
      jsonb_build_object('givenNames', p.given_names, 'familyName', p.family_name,
        'birthDate', p.birth_date, 'gender', p.gender, 'email', p.email, 'phone', p.phone) as person
    from applications a join persons p on p.id = a.person_id join calls c on c.id = a.call_id
    where a.id = any(${known}::uuid[])
    order by a.id for update of a, p`.execute(tx.db);
  return rows;
}

export type WrittenCorrection = {
  readonly id: string;
  /** Whose details are written too; null where none of them changes. */
  readonly personId: string | null;
  readonly entry: Entry;
};

/** Four statements, however many are written. */
export async function writeCorrections(
  tx: Tx,
  corrections: readonly WrittenCorrection[],
): Promise<void> {
  const rows = JSON.stringify(
    corrections.map(({ id, personId, entry }) => ({
      id,
      person_id: personId,
      given_names: entry.person.givenNames,
      family_name: entry.person.familyName,
      birth_date: entry.person.birthDate,
      gender: entry.person.gender ?? null,
      email: entry.person.email || null,
      phone: entry.person.phone || null,
      organisation_id: entry.organisationId,
      trade: entry.trade.trim(),
      locale: entry.locale,
      points: Object.values(entry.points).reduce((sum, points) => sum + points, 0),
    })),
  );
  await sql`update persons p set given_names = x.given_names, family_name = x.family_name,
      birth_date = x.birth_date, gender = x.gender, email = x.email, phone = x.phone
    from jsonb_to_recordset(${rows}::jsonb) as x(person_id uuid, given_names text,
      family_name text, birth_date date, gender text, email text, phone text)
    where p.id = x.person_id`.execute(tx.db);
  await sql`update applications a set organisation_id = x.organisation_id, trade = x.trade,
      locale = x.locale, points = x.points, corrected_at = ${tx.now},
      corrected_by = ${JSON.stringify(actorEntered(tx.actor))}::jsonb
    from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, organisation_id uuid, trade text,
      locale text, points integer)
    where a.id = x.id`.execute(tx.db);
  const points = JSON.stringify(
    corrections.flatMap(({ id, entry }) =>
      Object.entries(entry.points).map(([criterion, value]) => ({ id, criterion, value })),
    ),
  );
  await sql`insert into application_points (scheme_id, application_id, criterion, points)
    select ${tx.actor.schemeId}::uuid, x.id, x.criterion, x.value
    from jsonb_to_recordset(${points}::jsonb) as x(id uuid, criterion text, value integer)
    on conflict (application_id, criterion) do update set points = excluded.points
    where application_points.points <> excluded.points`.execute(tx.db);
}
