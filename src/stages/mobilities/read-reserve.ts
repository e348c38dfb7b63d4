import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { readOptions } from "../selection/read-options.ts";
import { readVisaRules } from "../travel/change-visa-rules.ts";
import { can } from "./offer.policy.ts";
import { type Obstacle, reserveObstacles } from "./reserve-check.rules.ts";
import {
  type ReservePerson,
  type ReservePlace,
  reservePeople,
  reservePlace,
} from "./reserve-facts.store.ts";
import { reserveLines } from "./reserve-line.store.ts";
import { nextInLine } from "./reserve-order.rules.ts";

/** Somebody in the line of a freed seat, and what speaks against an offer today. */
export type Waiting = ReservePerson & {
  readonly points: number;
  readonly obstacles: readonly Obstacle[];
};

export type ReserveProposal = {
  readonly place: ReservePlace;
  readonly call: Call;
  readonly free: number;
  /** Who would be asked; null when nobody who waits can go. */
  readonly proposed: Waiting | null;
  /** Those before, each with every reason. */
  readonly passedOver: readonly Waiting[];
};

/** People shown at most as passed over: a page, not the whole list. */
const MOST_SHOWN = 50;

/** Every rule that speaks against somebody at a flow today, by application. */
export async function obstaclesAt(
  tx: Tx,
  place: Pick<ReservePlace, "callId" | "flowId" | "country" | "starts" | "sendingCountry">,
): Promise<(applicationId: string) => Obstacle[]> {
  const { removed, applications } = await readOptions(tx, place.callId);
  const rules = await readVisaRules(tx);
  const papers = new Map(applications.map(({ id, nationality }) => [id, nationality]));
  const today = wallTimeOf(tx.now).day;
  return (applicationId) =>
    reserveObstacles(
      removed
        .filter((one) => one.applicationId === applicationId && one.flowId === place.flowId)
        .map(({ code, params }) => ({ code, params })),
      {
        nationality: papers.get(applicationId) ?? place.sendingCountry,
        hostingCountry: place.country,
        starts: day(place.starts),
        today,
      },
      rules,
    );
}

/**
 * Who is next for a freed seat: the first of the published order who still waits and can go. Nobody
 * is left out silently; whoever is passed over stands there with each reason.
 */
export async function readReserveProposal(
  tx: Tx,
  placeId: string,
): Promise<ReserveProposal | undefined> {
  const place = isUuid(placeId) ? await reservePlace(tx, placeId) : undefined;
  if (!place || !can.offerToReserve(tx.actor, place.sendingCountry)) return undefined;
  const call = await readCall(tx, place.callId);
  const lines = await reserveLines(tx, place.callId);
  const order = lines?.orderOf(place.id);
  if (!call || !lines || !order) return undefined;
  const holding = lines.holding(place.id);
  const obstaclesOf = await obstaclesAt(tx, place);
  const passed = new Set<string>();
  const found: { id: string; points: number; obstacles: Obstacle[] }[] = [];
  while (found.length < MOST_SHOWN) {
    const waits = (ref: string) => lines.waits(ref) && !passed.has(ref);
    const next = nextInLine(order, place.seats, holding, waits);
    const id = next && lines.applicationOf(next.ref);
    if (!next || !id) break;
    const obstacles = obstaclesOf(id);
    found.push({ id, points: order.points.get(next.ref) ?? 0, obstacles });
    if (obstacles.length === 0) break;
    passed.add(next.ref);
  }
  const people = new Map(
    (
      await reservePeople(
        tx,
        found.map((one) => one.id),
      )
    ).map((one) => [one.applicationId, one]),
  );
  const all = found.map(
    ({ id, points, obstacles }): Waiting => ({ ...people.get(id)!, points, obstacles }),
  );
  const last = all.at(-1);
  const proposed = last && last.obstacles.length === 0 ? last : null;
  return {
    place,
    call,
    free: Math.max(place.seats - holding.size, 0),
    proposed,
    passedOver: proposed ? all.slice(0, -1) : all,
  };
}
