import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { EventMode, EventState, RegistrationState } from "../events/event.ts";
import type { Guest, Presence, SessionTimes } from "./attendance.ts";

export type DeskSession = SessionTimes & { readonly title: string; readonly room: string | null };
export type DeskEvent = {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly mode: EventMode;
  readonly state: EventState;
  readonly starts: Day;
  readonly ends: Day;
  readonly city: string | null;
  readonly country: string | null;
  readonly lineId: string | null;
  readonly organiserId: string | null;
  /** From this share of the minutes on there is a certificate; null: the usual one. */
  readonly share: number | null;
  readonly sessions: readonly DeskSession[];
};

/** An event with its sessions in their order, in one statement; drafts are nobody's business. */
export async function eventForDesk(tx: Tx, eventId: string): Promise<DeskEvent | undefined> {
  const { rows } = await sql<
    Omit<DeskEvent, "sessions"> & {
      sessions: (Omit<DeskSession, "startsAt" | "endsAt"> & { from: number; to: number })[];
    }
  >`
    select e.id, e.title, e.mode, e.state, e.starts, e.ends, e.city, e.country,
      e.line_id as "lineId", e.organiser_id as "organiserId", r.share,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'room', s.room,
          'from', extract(epoch from s.starts_at) * 1000, 'to', extract(epoch from s.ends_at) * 1000)
          order by s.starts_at, s.id)
        from event_sessions s where s.event_id = e.id and s.removed_at is null), '[]') as sessions
    from events e left join event_attendance_rules r on r.event_id = e.id
    where e.id = ${eventId} and e.state <> 'draft'`.execute(tx.db);
  const [row] = rows;
  return (
    row && {
      ...row,
      sessions: row.sessions.map(({ from, to, ...session }) => ({
        ...session,
        startsAt: new Date(from),
        endsAt: new Date(to),
      })),
    }
  );
}

const guests = (tx: Tx) =>
  tx.db
    .selectFrom("event_registrations as r")
    .select([
      "r.id as registrationId",
      "r.ticket_code as code",
      "r.name",
      "r.organisation",
      "r.mode",
      "r.state",
    ]);

/** Everybody who has a ticket, also a cancelled one: the door names what is wrong with it. */
export const guestsOf = (tx: Tx, eventId: string): Promise<Guest[]> =>
  guests(tx)
    .where("r.event_id", "=", eventId)
    .where("r.state", "<>", "requested")
    .orderBy("r.folded")
    .orderBy("r.id")
    .$castTo<Guest>()
    .execute();

export type KnownTicket = Guest & {
  readonly eventId: string;
  readonly eventTitle: Readonly<Record<string, string>>;
  readonly state: RegistrationState;
};

/** Tickets of the whole scheme by their codes or ids: one of another event is told as such. */
export const ticketsBy = (
  tx: Tx,
  by: { readonly codes: readonly string[]; readonly ids: readonly string[] },
): Promise<KnownTicket[]> =>
  guests(tx)
    .innerJoin("events as e", "e.id", "r.event_id")
    .select(["r.event_id as eventId", "e.title as eventTitle"])
    .where(
      sql<boolean>`(r.ticket_code = any(${[...by.codes]}::text[]) or r.id = any(${[...by.ids]}::uuid[]))`,
    )
    .$castTo<KnownTicket>()
    .execute();

/** Who is in which session of an event, and what was taken back. */
export const presencesOf = (
  tx: Tx,
  eventId: string,
): Promise<(Presence & { readonly removedAt: Date | null })[]> =>
  tx.db
    .selectFrom("event_attendances")
    .select([
      "registration_id as registrationId",
      "session_id as sessionId",
      "arrived_at as arrivedAt",
      "how",
      "removed_at as removedAt",
    ])
    .where("event_id", "=", eventId)
    .$castTo<Presence & { removedAt: Date | null }>()
    .execute();
