import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { HOLDING } from "../mobilities/offer.rules.ts";
import { endBeds } from "./bed.store.ts";
import type { Direction } from "./journey.rules.ts";
import { journeysOfPeople, leaveJourneys } from "./journey.store.ts";
import type { Dropout, FreedSeats, HeldBed, Instead, Part } from "./replace.ts";

type ReserveFacts = {
  readonly birthDate: Day;
  readonly gender: string | null;
  readonly trade: string | null;
};

type Row = Omit<Dropout, "company" | "bed" | "there" | "home" | "settled"> & {
  readonly companyId: string | null;
  readonly company: string | null;
  readonly bed: HeldBed | null;
  readonly doneAt: Date | null;
  readonly parts: readonly Part[] | null;
  readonly toId: string | null;
  readonly toName: string | null;
};

/** Cancelled stays of a flow with what is still kept for them: two statements, however many. */
export async function dropoutsOf(tx: Tx, flowId: string): Promise<Dropout[]> {
  const { rows } = await sql<Row>`
    select m.id as "mobilityId", m.reference, p.given_names as "givenNames",
      p.family_name as "familyName", m.state_since as since, o.place_id as "placeId",
      c.id as "companyId", c.name as company,
      case when b.id is not null then jsonb_build_object('hostId', b.organisation_id, 'room', b.room,
        'starts', b.starts, 'ends', b.ends) end as bed,
      h.done_at as "doneAt", h.parts, h.to_mobility_id as "toId",
      q.given_names || ' ' || q.family_name as "toName"
    from mobilities m join persons p on p.id = m.person_id
      left join offers o on o.id = m.offer_id
      left join organisations c on c.id = m.company_id
      left join bed_stays b on b.mobility_id = m.id and b.ended_at is null
      left join stay_handovers h on h.mobility_id = m.id
      left join mobilities n on n.id = h.to_mobility_id left join persons q on q.id = n.person_id
    where m.flow_id = ${flowId} and m.state = 'cancelled'
    order by m.state_since desc, p.family_name, m.id`.execute(tx.db);
  const journeys = await journeysOfPeople(
    tx,
    rows.map(({ mobilityId }) => mobilityId),
  );
  return rows.map(({ companyId, company, doneAt, parts, toId, toName, ...row }): Dropout => {
    const way = (direction: Direction) =>
      journeys.find(
        (one) => one.direction === direction && one.mobilityIds.includes(row.mobilityId),
      ) ?? null;
    return {
      ...row,
      // The record says where somebody would have been; once it is settled it holds no place there.
      company: companyId && company && doneAt === null ? { id: companyId, name: company } : null,
      there: way("there"),
      home: way("home"),
      settled: doneAt && { toId, toName, parts: parts ?? [], at: doneAt },
    };
  });
}

/** Places of a flow of which a seat was given back or let go, with whoever was asked instead. */
export async function freedSeats(tx: Tx, flowId: string, today: string): Promise<FreedSeats[]> {
  const holding = sql`o.state = any(${[...HOLDING]}::text[])`;
  const { rows } = await sql<FreedSeats>`
    select x.id as "placeId", x.trade,
      -- Seats that a later round gives out again are free for nobody here.
      greatest(x.seats - count(*) filter (where ${holding}) - (select coalesce(sum(q.seats), 0)
        from places q join flows g on g.id = q.flow_id join calls d on d.id = g.call_id
        where q.carried_from = x.id and d.state <> 'draft'), 0)::int as free,
      f.state = 'open' and f.starts > ${today}::date as open,
      coalesce(jsonb_agg(jsonb_build_object('offerId', o.id, 'state', o.state,
        'name', p.given_names || ' ' || p.family_name, 'answerBy', o.answer_by, 'mobilityId', m.id)
        order by o.offered_at, o.id) filter (where o.from_reserve_list and ${holding}), '[]') as instead
    from places x join flows f on f.id = x.flow_id join offers o on o.place_id = x.id
      join applications a on a.id = o.application_id join persons p on p.id = a.person_id
      left join mobilities m on m.offer_id = o.id
    where x.flow_id = ${flowId}
    group by x.id, f.id having count(*) filter (where not (${holding})) > 0
    order by x.trade, x.id`.execute(tx.db);
  // Moments inside JSON come as text.
  return rows.map((row) => ({
    ...row,
    instead: row.instead.map((one): Instead => ({ ...one, answerBy: new Date(one.answerBy) })),
  }));
}

/** What rooms and companies ask of somebody who waits. */
export const reserveFacts = (tx: Tx, applicationId: string): Promise<ReserveFacts> =>
  tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .where("a.id", "=", applicationId)
    .select(["p.birth_date as birthDate", "p.gender", "a.trade"])
    .$castTo<ReserveFacts>()
    .executeTakeFirstOrThrow();

/** How long before the first day a line wants the form for the border; undefined where it asks for none. */
export const daysForExitForm = async (tx: Tx, lineId: string): Promise<number | undefined> =>
  (
    await tx.db
      .selectFrom("task_kinds")
      .where("line_id", "=", lineId)
      .where("code", "=", "exit-authorisation")
      .where("ended_at", "is", null)
      .select("days_before as days")
      .executeTakeFirst()
  )?.days;

/** One takes the other's seat on a journey; an own one that way is left. */
export async function passSeat(
  tx: Tx,
  journey: { readonly id: string; readonly direction: Direction },
  from: string,
  to: string,
): Promise<void> {
  await leaveJourneys(tx, [from, to], journey.direction);
  await tx.db
    .insertInto("journey_people")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      journey_id: journey.id,
      mobility_id: to,
      direction: journey.direction,
    })
    .execute();
}

/** Whatever nobody takes over is free for everybody. */
export async function letGo(tx: Tx, mobilityId: string): Promise<void> {
  await endBeds(tx, [mobilityId]);
  for (const direction of ["there", "home"] as const) {
    await leaveJourneys(tx, [mobilityId], direction);
  }
}

export async function keepHandover(
  tx: Tx,
  mobilityId: string,
  to: string | null,
  parts: readonly Part[],
): Promise<void> {
  await tx.db
    .insertInto("stay_handovers")
    .values({
      mobility_id: mobilityId,
      scheme_id: tx.actor.schemeId!,
      to_mobility_id: to,
      parts: [...parts],
      done_by: actorId(tx.actor) ?? "",
      done_at: tx.now,
    })
    .execute();
}
