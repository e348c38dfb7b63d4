import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./offer.policy.ts";
import {
  type OfferFilter,
  oneListed,
  type PlaceRow,
  placeRows,
  searchOffers,
  stateCounts,
} from "./offer-list.store.ts";
import { reserveLines } from "./reserve-line.store.ts";
import { lastPlaceNow } from "./reserve-order.rules.ts";

export {
  type ListedOffer,
  OFFER_SORTS,
  type OfferFilter,
  type OfferSort,
} from "./offer-list.store.ts";

/** One page of a call's offers, as far as the actor sees them. */
export async function findOffers(
  tx: Tx,
  callId: string,
  from: OfferFilter & Parameters<typeof searchOffers>[2],
): ReturnType<typeof searchOffers> {
  return can.seeOffers(tx.actor) ? searchOffers(tx, callId, from) : { rows: [], total: 0 };
}

export const countOffers = stateCounts;

/** Undefined for "not there" and for another country's person alike. */
export const readOffer = (tx: Tx, id: string) =>
  isUuid(id) ? oneListed(tx, id) : Promise.resolve(undefined);

export type PlaceStanding = PlaceRow & {
  readonly free: number;
  readonly waiting: number;
  /** Null while a seat is free, and where every seat is held as a kept one (`full`). */
  readonly lastNow: number | null;
  readonly full: boolean;
  /** Seats moved since publication, so that the published last place is not today's. */
  readonly changed: boolean;
};

/** Places of a published call with their reserve lists as they stand now. */
export async function readPlaceStandings(tx: Tx, callId: string): Promise<PlaceStanding[]> {
  const lines = await reserveLines(tx, callId);
  if (!lines) return [];
  return (await placeRows(tx, callId)).map((row) => {
    const order = lines.orderOf(row.placeId);
    const holding = lines.holding(row.placeId);
    const lastNow = order ? lastPlaceNow(order, row.seats, holding) : null;
    return {
      ...row,
      free: Math.max(row.seats - row.accepted - row.open, 0),
      waiting: order ? order.refs.filter(lines.waits).length : 0,
      lastNow,
      full: holding.size >= row.seats,
      changed: lines.changed(row.placeId),
    };
  });
}
