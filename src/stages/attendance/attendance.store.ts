import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { RegistrationState, WayIn } from "../events/event.ts";
import type { How } from "./attendance.ts";

/** Somebody of an event with everything that follows from being there. */
export type AttendeeRow = {
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: string;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly organisationCountry: string | null;
  readonly mode: WayIn;
  readonly state: RegistrationState;
  readonly locale: string;
  readonly invented: boolean;
  readonly givenNames: string | null;
  readonly familyName: string | null;
  readonly birthDate: Day | null;
  readonly certificateId: string | null;
  readonly certificateCode: string | null;
  readonly mobilityId: string | null;
  readonly personId: string | null;
  readonly arrivals: readonly {
    readonly sessionId: string;
    readonly at: number;
    readonly how: How;
  }[];
};

/**
 * Those who had a ticket, in the order of their names, with their sessions; one statement however
 * many they are. What somebody is in the scheme comes from the registration's person where the office
 * has named one, else from what was written for the certificate.
 */
export async function attendees(tx: Tx, eventId: string, only?: string): Promise<AttendeeRow[]> {
  const { rows } = await sql<AttendeeRow>`
    select r.id as "registrationId", r.ticket_code as code, r.name, r.email, r.organisation, r.mode, r.state, r.locale,
      r.invented, o.id as "organisationId", o.name as "organisationName",
      o.country as "organisationCountry",
      coalesce(p.given_names, q.given_names) as "givenNames",
      coalesce(p.family_name, q.family_name) as "familyName",
      coalesce(p.birth_date, q.birth_date) as "birthDate",
      c.id as "certificateId", c.code as "certificateCode",
      x.mobility_id as "mobilityId", coalesce(m.person_id, r.person_id) as "personId",
      coalesce((select jsonb_agg(jsonb_build_object('sessionId', a.session_id, 'how', a.how,
          'at', extract(epoch from a.arrived_at) * 1000))
        from event_attendances a where a.registration_id = r.id and a.removed_at is null), '[]') as arrivals
    from event_registrations r
    left join event_participants q on q.registration_id = r.id
    left join persons p on p.id = r.person_id
    left join organisations o on o.id = coalesce(q.organisation_id, r.organisation_id)
    left join event_certificates c on c.registration_id = r.id and c.withdrawn_at is null
    left join event_counted x on x.registration_id = r.id
    left join mobilities m on m.id = x.mobility_id
    where r.event_id = ${eventId} and (r.id = ${only ?? null}::uuid or ${only ?? null}::uuid is null)
      and (r.state = 'registered' or exists (select from event_attendances a
        where a.registration_id = r.id and a.removed_at is null))
    order by r.folded, r.id`.execute(tx.db);
  return rows;
}

export type Details = {
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly organisationId: string | null;
};

/** What is written later takes the place of what was there; an organisation once named stays. */
export async function keepDetails(
  tx: Tx,
  of: { readonly eventId: string; readonly registrationId: string },
  details: Details,
  by: "participant" | "office",
): Promise<void> {
  const now = {
    given_names: details.givenNames,
    family_name: details.familyName,
    birth_date: details.birthDate,
    written_by: by,
    written_at: tx.now,
  };
  await tx.db
    .insertInto("event_participants")
    .values({
      registration_id: of.registrationId,
      scheme_id: tx.actor.schemeId!,
      event_id: of.eventId,
      organisation_id: details.organisationId,
      ...now,
    })
    .onConflict((c) =>
      c.column("registration_id").doUpdateSet({
        ...now,
        organisation_id: sql`coalesce(excluded.organisation_id, event_participants.organisation_id)`,
      }),
    )
    .execute();
}

export async function keepShare(tx: Tx, eventId: string, share: number): Promise<void> {
  const now = { share, set_by: actorId(tx.actor) ?? "", set_at: tx.now };
  await tx.db
    .insertInto("event_attendance_rules")
    .values({ event_id: eventId, scheme_id: tx.actor.schemeId!, ...now })
    .onConflict((c) => c.column("event_id").doUpdateSet(now))
    .execute();
}

export async function insertCounted(
  tx: Tx,
  rows: readonly {
    readonly registrationId: string;
    readonly eventId: string;
    readonly lineId: string;
    readonly mobilityId: string;
    readonly minutes: number;
    readonly ofMinutes: number;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insertInto("event_counted")
    .values(
      rows.map((row) => ({
        registration_id: row.registrationId,
        scheme_id: tx.actor.schemeId!,
        event_id: row.eventId,
        line_id: row.lineId,
        mobility_id: row.mobilityId,
        minutes: row.minutes,
        of_minutes: row.ofMinutes,
        confirmed_by: actorId(tx.actor) ?? "",
        confirmed_at: tx.now,
      })),
    )
    .execute();
}

export type Evidence = {
  readonly eventId: string;
  readonly title: Readonly<Record<string, string>>;
  readonly minutes: number;
  readonly ofMinutes: number;
  readonly confirmedAt: Date;
};

/** The event that a stay was lived in, with the figures that were confirmed. */
export const evidenceOf = (tx: Tx, mobilityId: string): Promise<Evidence | undefined> =>
  tx.db
    .selectFrom("event_counted as c")
    .innerJoin("events as e", "e.id", "c.event_id")
    .where("c.mobility_id", "=", mobilityId)
    .select([
      "c.event_id as eventId",
      "e.title",
      "c.minutes",
      "c.of_minutes as ofMinutes",
      "c.confirmed_at as confirmedAt",
    ])
    .$castTo<Evidence>()
    .executeTakeFirst();
