import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { belongsTo, openValue } from "../allocation-runs/sealed-run.ts";
import type { MobilityState } from "./mobility.ts";
import type { OfferState } from "./offer.ts";

export type ListedOffer = {
  readonly id: string;
  readonly applicationId: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly school: string;
  readonly sendingCountry: string;
  readonly callId: string;
  readonly placeId: string;
  readonly flowId: string;
  readonly flowCode: string;
  readonly city: string;
  readonly starts: string;
  readonly ends: string;
  readonly state: OfferState;
  readonly fromReserveList: boolean;
  readonly answerBy: Date;
  readonly answeredAt: Date | null;
  readonly reason: string | null;
  /** The stay that an accepted offer made. */
  readonly stayId: string | null;
  readonly stayState: MobilityState | null;
};

export type OfferFilter = {
  readonly text?: string;
  readonly state?: string;
  readonly country?: string;
  /** Only offers without an answer whose deadline has passed. */
  readonly overdue?: boolean;
};

const listed = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("offers as o")
    .innerJoin("applications as a", "a.id", "o.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as s", "s.id", "a.organisation_id")
    .innerJoin("places as pl", "pl.id", "o.place_id")
    .innerJoin("flows as f", "f.id", "pl.flow_id")
    .leftJoin("mobilities as m", "m.offer_id", "o.id")
    .$if(seen !== null, (q) => q.where("a.sending_country", "in", [...(seen ?? []), ""]))
    .select([
      "o.id",
      "a.id as applicationId",
      "p.id as personId",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "p.birth_date as birthDate",
      "p.phone",
      "s.name as school",
      "a.sending_country as sendingCountry",
      "o.call_id as callId",
      "o.place_id as placeId",
      "f.id as flowId",
      "f.code as flowCode",
      "f.city",
      "f.starts",
      "f.ends",
      "o.state",
      "o.from_reserve_list as fromReserveList",
      "o.answer_by as answerBy",
      "o.answered_at as answeredAt",
      "o.reason",
      "m.id as stayId",
      "m.state as stayState",
    ]);
};

export const OFFER_SORTS = ["waiting", "name", "flow"] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** One page of a call's offers and how many there are in all, in one statement. */
export async function searchOffers(
  tx: Tx,
  callId: string,
  from: OfferFilter & {
    readonly sort: OfferSort;
    readonly descending: boolean;
    readonly collation: string;
    readonly limit?: number;
    readonly offset?: number;
  },
): Promise<{ rows: ListedOffer[]; total: number }> {
  const direction = from.descending ? sql`desc` : sql`asc`;
  const rows = await listed(tx)
    .where("o.call_id", "=", callId)
    .select(sql<number>`count(*) over ()`.as("total"))
    .$if(Boolean(from.text), (q) =>
      q.where(sql<boolean>`strpos(p.folded, ref.fold(${from.text ?? ""})) > 0`),
    )
    .$if(Boolean(from.state), (q) => q.where("o.state", "=", from.state ?? ""))
    .$if(Boolean(from.country), (q) => q.where("a.sending_country", "=", from.country ?? ""))
    .$if(from.overdue === true, (q) =>
      q.where("o.state", "=", "offered").where("o.answer_by", "<", tx.now),
    )
    .$if(from.sort === "waiting", (q) =>
      q.orderBy(
        sql`array_position(array['offered','wished','accepted','declined','lapsed'], o.state) ${direction}`,
      ),
    )
    .$if(from.sort === "flow", (q) => q.orderBy(sql`f.code ${direction}`))
    .orderBy(
      sql`p.family_name collate ${sql.id(from.collation)} ${from.sort === "name" ? direction : sql`asc`}`,
    )
    .orderBy(sql`p.given_names collate ${sql.id(from.collation)}`)
    .orderBy("o.id")
    .$if(from.limit !== undefined, (q) => q.limit(from.limit ?? 0).offset(from.offset ?? 0))
    .$castTo<ListedOffer & { total: number }>()
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export const oneListed = (tx: Tx, id: string): Promise<ListedOffer | undefined> =>
  listed(tx).where("o.id", "=", id).$castTo<ListedOffer>().executeTakeFirst();

export type StateCount = { readonly state: OfferState; readonly count: number };

export const stateCounts = (tx: Tx, callId: string): Promise<StateCount[]> => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("offers as o")
    .innerJoin("applications as a", "a.id", "o.application_id")
    .where("o.call_id", "=", callId)
    .$if(seen !== null, (q) => q.where("a.sending_country", "in", [...(seen ?? []), ""]))
    .groupBy("o.state")
    .select(["o.state", sql<number>`count(*)`.as("count")])
    .$castTo<StateCount>()
    .execute();
};

export type PlaceRow = {
  readonly placeId: string;
  readonly flowId: string;
  readonly flowCode: string;
  readonly flowState: string;
  readonly trade: string | null;
  readonly city: string;
  readonly seats: number;
  readonly accepted: number;
  readonly open: number;
  readonly cutOff: { readonly open: number | null; readonly full: boolean } | null;
};

/** Every place of the published run with how many hold a seat of it. */
export async function placeRows(tx: Tx, callId: string): Promise<PlaceRow[]> {
  const rows = await sealedPlaceRows(tx, callId);
  return rows.map(({ runId, ...row }) => ({
    ...row,
    cutOff: openValue(row.cutOff, belongsTo.cutOff(runId, row.placeId)),
  }));
}

type SealedPlaceRow = Omit<PlaceRow, "cutOff"> & {
  readonly runId: string;
  readonly cutOff: Buffer | null;
};

const sealedPlaceRows = (tx: Tx, callId: string): Promise<SealedPlaceRow[]> => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("run_places as r")
    .innerJoin("allocation_runs as run", "run.id", "r.run_id")
    .innerJoin("places as pl", "pl.id", "r.place_id")
    .innerJoin("flows as f", "f.id", "pl.flow_id")
    .where("run.call_id", "=", callId)
    .where("run.state", "=", "published")
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? []), ""]))
    .orderBy("f.code")
    .orderBy("r.ref")
    .select([
      "pl.id as placeId",
      "f.id as flowId",
      "f.code as flowCode",
      "f.state as flowState",
      "pl.trade",
      "f.city",
      "pl.seats",
      sql`(select count(*) from offers o where o.place_id = pl.id and o.state = 'accepted')`.as(
        "accepted",
      ),
      sql`(select count(*) from offers o where o.place_id = pl.id
        and o.state in ('offered', 'wished'))`.as("open"),
      "run.id as runId",
      "r.cut_off as cutOff",
    ])
    .$castTo<SealedPlaceRow>()
    .execute();
};
