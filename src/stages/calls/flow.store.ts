import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { type FlowId, isUuid, type PlaceId } from "../../shared/id.ts";
import type { Reserve } from "./call.ts";
import type { Flow, FlowState, NewFlow, Place, ReservedSeats } from "./flow.ts";

/** Writes the flow with its places and reserved seats; false when the call has that code already. */
export async function insertFlow(
  tx: Tx,
  id: FlowId,
  from: NewFlow,
  reserves: readonly Reserve[],
): Promise<boolean> {
  const scheme = tx.actor.schemeId!;
  const rows = await tx.db
    .insertInto("flows")
    .values({
      id,
      scheme_id: scheme,
      call_id: from.callId,
      code: from.code,
      sending_country: from.sendingCountry,
      hosting_organisation_id: from.hostingOrganisationId,
      city: from.city.trim(),
      country: from.country,
      starts: from.starts,
      ends: from.ends,
      minimum: from.minimum ?? 0,
      leader: from.leader?.trim() || null,
      state: "open",
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(["call_id", "code"]).doNothing())
    .returning("id")
    .execute();
  if (rows.length === 0) return false;
  await insertPlaces(tx, id, from, reserves);
  return true;
}

/** The flow's places with their reserved seats. */
export async function insertPlaces(
  tx: Tx,
  id: FlowId,
  from: Pick<NewFlow, "places">,
  reserves: readonly Reserve[],
): Promise<void> {
  const scheme = tx.actor.schemeId!;
  const places = from.places.map((place) => ({ ...place, id: place.id ?? newId<PlaceId>() }));
  await tx.db
    .insertInto("places")
    .values(
      places.map((place) => ({
        id: place.id,
        scheme_id: scheme,
        flow_id: id,
        trade: place.trade ?? null,
        seats: place.seats,
        carried_from: place.carriedFrom ?? null,
      })),
    )
    .execute();
  const idOf = new Map(reserves.map((reserve) => [reserve.code, reserve.id]));
  const reserved = places.flatMap((place) =>
    (place.reserved ?? []).map((r) => ({
      scheme_id: scheme,
      place_id: place.id,
      reserve_id: idOf.get(r.code)!,
      seats: r.seats,
    })),
  );
  if (reserved.length > 0) await tx.db.insertInto("reserved_seats").values(reserved).execute();
}

/** False when the flow has left `open` in the meantime. */
export async function endFlow(
  tx: Tx,
  id: FlowId,
  to: { readonly state: FlowState; readonly reason: string; readonly mergedInto: FlowId | null },
): Promise<boolean> {
  const done = await tx.db
    .updateTable("flows")
    .set({ state: to.state, state_reason: to.reason, merged_into: to.mergedInto })
    .where("id", "=", id)
    .where("state", "=", "open")
    .returning("id")
    .execute();
  return done.length === 1;
}

/** Takes the call's flows for this transaction, so that two merges cannot cross into a circle. */
export const lockFlows = (tx: Tx, callId: string): Promise<unknown> =>
  tx.db
    .selectFrom("flows")
    .where("call_id", "=", callId)
    .select("id")
    .orderBy("id")
    .forUpdate()
    .execute();

/** The same of flows by their ids, for whoever changes many of them. */
export const lockSomeFlows = (tx: Tx, ids: readonly string[]): Promise<unknown> =>
  tx.db
    .selectFrom("flows")
    .where("id", "in", [...ids])
    .select("id")
    .orderBy("id")
    .forUpdate()
    .execute();

const flows = (tx: Tx) =>
  tx.db
    .selectFrom("flows as f")
    .innerJoin("organisations as o", "o.id", "f.hosting_organisation_id")
    .select((e) => [
      "f.id",
      "f.call_id as callId",
      "f.code",
      "f.sending_country as sendingCountry",
      "f.city",
      "f.country",
      "f.starts",
      "f.ends",
      "f.minimum",
      "f.leader",
      "f.state",
      "f.merged_into as mergedInto",
      "f.state_reason as stateReason",
      "f.hosting_organisation_id as hostingOrganisationId",
      "o.name as hostingOrganisation",
      jsonArrayFrom(
        e
          .selectFrom("places as p")
          .whereRef("p.flow_id", "=", "f.id")
          .select((p) => [
            "p.id",
            "p.trade",
            "p.seats",
            "p.carried_from as carriedFrom",
            jsonArrayFrom(
              p
                .selectFrom("reserved_seats as r")
                .innerJoin("reserves as v", "v.id", "r.reserve_id")
                .whereRef("r.place_id", "=", "p.id")
                .select(["v.code", "r.seats"])
                .orderBy("v.position")
                .$castTo<ReservedSeats>(),
            ).as("reserved"),
          ])
          .orderBy("p.trade")
          .$castTo<Place>(),
      ).as("places"),
    ]);

/**
 * Every flow of a call, whoever asks: cities, dates and seats are what the call publishes, and a
 * freeze must see the same whole whoever starts it.
 */
export const flowsOf = (tx: Tx, callId: string): Promise<Flow[]> =>
  flows(tx).where("f.call_id", "=", callId).orderBy("f.code").$castTo<Flow>().execute();

export const someFlows = (tx: Tx, ids: readonly string[]): Promise<Flow[]> =>
  flows(tx)
    .where("f.id", "in", [...ids])
    .$castTo<Flow>()
    .execute();

const ownCountry = (tx: Tx) => (tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null);

/** A flow through the actor: a country partner's own country only. */
export async function oneFlow(tx: Tx, id: string): Promise<Flow | undefined> {
  if (!isUuid(id)) return undefined;
  const seen = ownCountry(tx);
  return flows(tx)
    .where("f.id", "=", id)
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? [])]))
    .$castTo<Flow>()
    .executeTakeFirst();
}

export const FLOW_SORTS = ["code", "country", "city", "starts", "seats", "wishes"] as const;
export type FlowSort = (typeof FLOW_SORTS)[number];
export type FlowFilter = {
  readonly call?: string;
  readonly sendingCountry?: string;
  readonly city?: string;
  readonly state?: string;
  readonly text?: string;
};
export type FlowRow = Flow & {
  readonly callNumber: number;
  readonly seats: number;
  /** People who wished for it at any rank and did not withdraw. */
  readonly wishes: number;
  readonly firstWishes: number;
  /** Living offers and planned mobilities hold a seat. */
  readonly taken: number;
};

/** A wish for a flow that was merged counts for the one it was merged into, at the end of a chain. */
const wishedFor = sql`from wishes w join applications a on a.id = w.application_id
  where a.state = 'submitted' and w.flow_id in (
    with recursive joined as (select f.id
      union select x.id from flows x join joined j on x.merged_into = j.id)
    select id from joined)`;

/** One page of the list and how many there are in all, in one statement. */
export async function searchFlows(
  tx: Tx,
  from: FlowFilter & {
    readonly sort: FlowSort;
    readonly descending: boolean;
    readonly collation: string;
    /** What the reader calls each country. */
    readonly countries: Readonly<Record<string, string>>;
    readonly limit?: number;
    readonly offset?: number;
  },
): Promise<{ rows: FlowRow[]; total: number }> {
  const seen = ownCountry(tx);
  const direction = from.descending ? sql`desc` : sql`asc`;
  const order = {
    code: sql`f.code`,
    country: sql`coalesce(${JSON.stringify(from.countries)}::jsonb ->> f.sending_country, f.sending_country) collate ${sql.id(from.collation)}`,
    city: sql`f.city collate ${sql.id(from.collation)}`,
    starts: sql`f.starts`,
    seats: sql`seats`,
    wishes: sql`wishes`,
  }[from.sort];
  const rows = await flows(tx)
    .innerJoin("calls as c", "c.id", "f.call_id")
    .select([
      "c.number as callNumber",
      sql<number>`(select coalesce(sum(p.seats), 0) from places p where p.flow_id = f.id)`.as(
        "seats",
      ),
      sql<number>`(select count(distinct a.id) ${wishedFor})`.as("wishes"),
      sql<number>`(select count(distinct a.id) ${wishedFor} and w.rank = 1)`.as("firstWishes"),
      sql<number>`(select count(*) from offers x join places p on p.id = x.place_id
        where p.flow_id = f.id and x.state in ('offered', 'wished', 'accepted'))`.as("taken"),
      sql<number>`count(*) over ()`.as("total"),
    ])
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? [])]))
    .$if(Boolean(from.call), (q) => q.where(sql<boolean>`c.number::text = ${from.call}`))
    .$if(Boolean(from.sendingCountry), (q) =>
      q.where("f.sending_country", "=", from.sendingCountry ?? ""),
    )
    .$if(Boolean(from.city), (q) => q.where("f.city", "=", from.city ?? ""))
    .$if(Boolean(from.state), (q) => q.where("f.state", "=", from.state ?? ""))
    .$if(Boolean(from.text), (q) =>
      q.where(
        sql<boolean>`strpos(ref.fold(f.code || ' ' || f.city || ' ' || o.name), ref.fold(${from.text ?? ""})) > 0`,
      ),
    )
    .orderBy(sql`${order} ${direction}`)
    .orderBy("f.code")
    .orderBy("f.id")
    .$if(from.limit !== undefined, (q) => q.limit(from.limit ?? 0).offset(from.offset ?? 0))
    .$castTo<FlowRow & { total: number }>()
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Cities of the flows the actor sees, for the filter. */
export const flowCities = async (tx: Tx): Promise<string[]> => {
  const seen = ownCountry(tx);
  const rows = await tx.db
    .selectFrom("flows")
    .$if(seen !== null, (q) => q.where("sending_country", "in", [...(seen ?? [])]))
    .select("city")
    .distinct()
    .orderBy("city")
    .execute();
  return rows.map((row) => row.city);
};
