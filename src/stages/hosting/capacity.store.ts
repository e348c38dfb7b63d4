import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Guest } from "./capacity.rules.ts";
import type { Beds, Capacity } from "./hosting.ts";

/**
 * Everything that fills a host's places waits here, one act after another. False when there is no
 * such organisation.
 */
export async function lockHost(tx: Tx, organisationId: string): Promise<boolean> {
  const rows = await tx.db
    .selectFrom("organisations")
    .where("id", "=", organisationId)
    .select("id")
    .forNoKeyUpdate()
    .execute();
  return rows.length === 1;
}

export const capacitiesOf = (
  tx: Tx,
  organisationIds: readonly string[],
): Promise<(Capacity & { readonly organisationId: string })[]> =>
  organisationIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom("host_capacities")
        .where("organisation_id", "in", [...organisationIds])
        .where("ended_at", "is", null)
        .select([
          "organisation_id as organisationId",
          "trade",
          "starts",
          "ends",
          "places",
          "minimum_age as minimumAge",
          "language",
          "level",
          "accessible",
          "tasks",
        ])
        .orderBy("starts")
        .orderBy("trade")
        .orderBy("id")
        .$castTo<Capacity & { readonly organisationId: string }>()
        .execute();

export const bedsOf = (
  tx: Tx,
  organisationIds: readonly string[],
): Promise<(Beds & { readonly organisationId: string })[]> =>
  organisationIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom("host_beds")
        .where("organisation_id", "in", [...organisationIds])
        .where("ended_at", "is", null)
        .select([
          "organisation_id as organisationId",
          "name",
          "street",
          "beds",
          "rooms",
          "gender",
          "accessible",
          "starts",
          "ends",
        ])
        .orderBy("name")
        .orderBy("starts")
        .orderBy("id")
        .$castTo<Beds & { readonly organisationId: string }>()
        .execute();

/** Who is at these hosts or promised to them: stays with the company, and changes being settled. */
export async function guestsOf(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<(Guest & { readonly organisationId: string; readonly mobilityId: string })[]> {
  if (organisationIds.length === 0) return [];
  const { rows } = await sql<
    Guest & { readonly organisationId: string; readonly mobilityId: string }
  >`
    select m.company_id as "organisationId", m.id as "mobilityId", a.trade, m.starts,
      -- Whoever came home early leaves the place free.
      coalesce(m.actual_ends, m.ends) as ends
    from mobilities m
      left join offers o on o.id = m.offer_id left join applications a on a.id = o.application_id
    where m.company_id = any(${[...organisationIds]}::uuid[]) and m.state <> 'cancelled'
    union all
    -- Of a yes with a change, as many as the host said it takes.
    select organisation_id, mobility_id, trade, starts, ends from (
      select r.organisation_id, p.mobility_id, r.trade, coalesce(r.changed_starts, r.starts) as starts,
        coalesce(r.changed_ends, r.ends) as ends, coalesce(r.changed_places, r.places) as most,
        row_number() over (partition by r.id order by p.mobility_id) as at
      from host_requests r join host_request_people p on p.request_id = r.id and p.left_at is null
        join mobilities m on m.id = p.mobility_id and m.state <> 'cancelled' and m.company_id is null
      where r.organisation_id = any(${[...organisationIds]}::uuid[])
        and r.state = 'accepted-with-change') held
    where at <= most`.execute(tx.db);
  return rows;
}

/** The people that open or kept questions of these hosts are about, besides those who are there already. */
export async function askedGuests(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<(Guest & { readonly organisationId: string })[]> {
  const { rows } = await sql<Guest & { readonly organisationId: string }>`
    select r.organisation_id as "organisationId", r.trade, r.starts, r.ends
    from host_requests r join host_request_people p on p.request_id = r.id and p.left_at is null
      join mobilities m on m.id = p.mobility_id and m.state <> 'cancelled' and m.company_id is null
    where r.organisation_id = any(${[...organisationIds]}::uuid[]) and r.state in ('kept', 'asked')`.execute(
    tx.db,
  );
  return rows;
}

const whoAndWhen = (tx: Tx, organisationId: string) => ({
  id: newId(),
  scheme_id: tx.actor.schemeId!,
  organisation_id: organisationId,
  set_at: tx.now,
  set_by: actorId(tx.actor) ?? "",
});

export async function replaceCapacities(
  tx: Tx,
  organisationId: string,
  rows: readonly Capacity[],
): Promise<void> {
  await tx.db
    .updateTable("host_capacities")
    .set({ ended_at: tx.now })
    .where("organisation_id", "=", organisationId)
    .where("ended_at", "is", null)
    .execute();
  if (rows.length === 0) return;
  await tx.db
    .insertInto("host_capacities")
    .values(
      rows.map((row) => ({
        ...whoAndWhen(tx, organisationId),
        trade: row.trade,
        starts: row.starts,
        ends: row.ends,
        places: row.places,
        minimum_age: row.minimumAge,
        language: row.language,
        level: row.level,
        accessible: row.accessible,
        tasks: row.tasks,
      })),
    )
    .execute();
}

export async function replaceBeds(
  tx: Tx,
  organisationId: string,
  rows: readonly Beds[],
): Promise<void> {
  await tx.db
    .updateTable("host_beds")
    .set({ ended_at: tx.now })
    .where("organisation_id", "=", organisationId)
    .where("ended_at", "is", null)
    .execute();
  if (rows.length === 0) return;
  await tx.db
    .insertInto("host_beds")
    .values(rows.map((row) => ({ ...whoAndWhen(tx, organisationId), ...row })))
    .execute();
}

export const hostName = async (tx: Tx, organisationId: string): Promise<string> =>
  (
    await tx.db
      .selectFrom("organisations")
      .where("id", "=", organisationId)
      .select("name")
      .executeTakeFirstOrThrow()
  ).name;
