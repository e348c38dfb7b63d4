import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { ticketCode } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import type { EventRegistration, RegistrationFacts, RegistrationState, WayIn } from "./event.ts";

const selected = (tx: Tx) =>
  tx.db
    .selectFrom("event_registrations")
    .select([
      "id",
      "event_id as eventId",
      "person_id as personId",
      "name",
      "email",
      "phone",
      "organisation",
      "organisation_id as organisationId",
      "mode",
      "state",
      "locale",
      "ticket_code as ticketCode",
      "created_at as createdAt",
      "promoted_at as promotedAt",
      "cancelled_at as cancelledAt",
      "arrives",
      "leaves",
      "answered_at as answeredAt",
      "invented",
    ])
    .$castTo<EventRegistration>();

export const registrationByHash = (tx: Tx, hash: string): Promise<EventRegistration | undefined> =>
  selected(tx).where("secret_hash", "=", hash).executeTakeFirst();

export const oneRegistration = async (
  tx: Tx,
  id: string,
): Promise<EventRegistration | undefined> =>
  isUuid(id) ? selected(tx).where("id", "=", id).executeTakeFirst() : undefined;

export const someRegistrations = async (
  tx: Tx,
  eventId: string,
  ids: readonly string[],
): Promise<EventRegistration[]> => {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  return selected(tx)
    .where("event_id", "=", eventId)
    .where("id", "in", known)
    .orderBy("sequence")
    .execute();
};

/** Whoever comes, hopes to or waits, in the order in which they registered. */
export const liveRegistrations = (tx: Tx, eventId: string): Promise<EventRegistration[]> =>
  selected(tx)
    .where("event_id", "=", eventId)
    .where("state", "not in", ["declined", "cancelled"])
    .orderBy("sequence")
    .execute();

/** Who registered with this address, or with this number alone, and is not gone. */
export const sameContact = (
  tx: Tx,
  eventId: string,
  from: Pick<RegistrationFacts, "email" | "phone">,
): Promise<EventRegistration | undefined> =>
  selected(tx)
    .where("event_id", "=", eventId)
    .where("state", "not in", ["declined", "cancelled"])
    .where(
      from.email === null
        ? sql<boolean>`email is null and phone = ${from.phone}`
        : sql<boolean>`lower(email) = lower(${from.email})`,
    )
    .executeTakeFirst();

export const PEOPLE_A_PAGE = 50;

/**
 * Everybody of an event; those who ask first, then those who have a place, each group in the order in
 * which they came.
 * @param from page 0 for everybody who fits
 */
export async function searchRegistrations(
  tx: Tx,
  eventId: string,
  from: { readonly state: string; readonly text: string; readonly page: number },
): Promise<{ rows: EventRegistration[]; total: number }> {
  const rows = await selected(tx)
    .select(sql<number>`(count(*) over ())::int`.as("total"))
    .where("event_id", "=", eventId)
    .where(sql<boolean>`(${from.state} = '' or state = ${from.state})`)
    .where(
      sql<boolean>`(${from.text} = '' or folded like '%' || ref.fold(${from.text}) || '%'
        or ref.fold(organisation) like '%' || ref.fold(${from.text}) || '%' or ticket_code = ${from.text})`,
    )
    .orderBy(
      sql`array_position(array['requested', 'registered', 'waiting', 'declined', 'cancelled'], state)`,
    )
    .orderBy("sequence")
    .$if(from.page > 0, (query) =>
      query.limit(PEOPLE_A_PAGE).offset((from.page - 1) * PEOPLE_A_PAGE),
    )
    .$castTo<EventRegistration & { total: number }>()
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...registration }) => registration),
  };
}

/** Draws the ticket's figures until nobody of the scheme has them. */
export async function insertRegistration(
  tx: Tx,
  from: RegistrationFacts & {
    readonly id: string;
    readonly eventId: string;
    readonly state: RegistrationState;
    readonly organisationId: string | null;
    readonly locale: string;
    readonly hash: string;
    readonly invented: boolean;
  },
): Promise<void> {
  for (;;) {
    const made = await tx.db
      .insertInto("event_registrations")
      .values({
        id: from.id,
        scheme_id: tx.actor.schemeId!,
        event_id: from.eventId,
        name: from.name,
        email: from.email,
        phone: from.phone,
        organisation: from.organisation,
        organisation_id: from.organisationId,
        mode: from.mode,
        state: from.state,
        state_since: tx.now,
        locale: from.locale,
        ticket_code: ticketCode(),
        secret_hash: from.hash,
        invented: from.invented,
        created_at: tx.now,
      })
      .onConflict((c) => c.columns(["scheme_id", "ticket_code"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made) return;
  }
}

/** An organisation of the scheme that somebody wrote by its own name; null for any other text. */
export async function organisationNamed(tx: Tx, name: string): Promise<string | null> {
  const rows = await tx.db
    .selectFrom("organisations")
    .where(sql<boolean>`ref.fold(name) = ref.fold(${name})`)
    .select("id")
    .limit(2)
    .execute();
  // Two schools of one name in two towns: which one it is, the office says.
  return rows.length === 1 ? rows[0]!.id : null;
}

export async function moveRegistrations(
  tx: Tx,
  ids: readonly string[],
  to: RegistrationState,
  mark: { readonly decided?: boolean; readonly promoted?: boolean } = {},
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable("event_registrations")
    .set({
      state: to,
      state_since: tx.now,
      ...(to === "cancelled" ? { cancelled_at: tx.now } : {}),
      ...(mark.decided ? { decided_at: tx.now, decided_by: actorId(tx.actor) ?? "" } : {}),
      ...(mark.promoted ? { promoted_at: tx.now } : {}),
    })
    .where("id", "in", [...ids])
    .execute();
}

/** The first who wait for a place of this way. */
export const firstWaiting = (
  tx: Tx,
  eventId: string,
  way: WayIn,
  most: number,
): Promise<EventRegistration[]> =>
  selected(tx)
    .where("event_id", "=", eventId)
    .where("state", "=", "waiting")
    .where("mode", "=", way)
    .orderBy("sequence")
    .limit(most)
    .execute();

/** How many wait before somebody, for the one who asks. */
export async function waitingBefore(tx: Tx, registrationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event_registrations own
    join event_registrations r on r.event_id = own.event_id and r.mode = own.mode
      and r.state = 'waiting' and r.sequence < own.sequence
    where own.id = ${registrationId}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

export async function changeWay(tx: Tx, ids: readonly string[], to: WayIn): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable("event_registrations")
    .set({ mode: to })
    .where("id", "in", [...ids])
    .execute();
}

export async function setOrganisation(
  tx: Tx,
  ids: readonly string[],
  organisationId: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable("event_registrations")
    .set({ organisation_id: organisationId })
    .where("id", "in", [...ids])
    .execute();
}

export async function keepAnswers(
  tx: Tx,
  id: string,
  from: { readonly arrives: Day | null; readonly leaves: Day | null },
): Promise<void> {
  await tx.db
    .updateTable("event_registrations")
    .set({ arrives: from.arrives, leaves: from.leaves, answered_at: tx.now })
    .where("id", "=", id)
    .execute();
}

/** @returns the registrations that are another row's person now */
export async function movePersonsRegistrations(
  tx: Tx,
  from: string,
  to: string,
): Promise<{ id: string }[]> {
  return tx.db
    .updateTable("event_registrations")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .returning("id")
    .execute();
}
