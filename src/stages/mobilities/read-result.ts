import type { OptionReason } from "../../allocation/index.ts";
import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import type { Consent, TakingPart } from "../consents/consent.ts";
import { readTakingPart } from "../consents/read-consents.ts";
import type { CheckRequest } from "./check-request.rules.ts";
import { requestsOf } from "./check-request.store.ts";
import { isMinorDuring } from "./offer.rules.ts";
import { reserveLines } from "./reserve-line.store.ts";
import { lastPlaceNow, positionInLine } from "./reserve-order.rules.ts";
import {
  changesAtPlaces,
  type HeldOffer,
  offersOfApplication,
  type RemovedOption,
  type ResultFacts,
  reserveNames,
  resultFacts,
  type WishedPlace,
  type WishRow,
  wishRows,
} from "./result.store.ts";

export type { HeldOffer, ResultFacts, WishRow } from "./result.store.ts";

/** One wish as the run answered it. */
export type WishAnswer = Omit<WishRow, "places"> & {
  /** Null when eligibility closed the wish before the contest, or before anything is decided. */
  readonly place: WishedPlace | null;
  readonly reason: OptionReason | null;
  readonly removed: RemovedOption | null;
  /** Points of everybody who could have gone there and wanted to, best first. */
  readonly scores: readonly number[];
  /** Place in the line of those who still wait; null for somebody who does not. */
  readonly waiting: number | null;
  readonly changes: {
    readonly givenBack: number;
    readonly offeredAgain: number;
    /** Null while a seat is free, and where every seat is held as a kept one (`full`). */
    readonly lastNow: number | null;
    readonly full: boolean;
  } | null;
};

export type LearnerResult = ResultFacts & {
  readonly wishes: readonly WishAnswer[];
  /** The latest offer, whatever became of it. */
  readonly offer: HeldOffer | null;
  /** Under 18 on a day of the offered stay: a yes waits for a guardian's paper. */
  readonly isMinor: boolean;
  readonly takingPart: TakingPart;
  /** The consent that made it complete. */
  readonly consent: Consent | null;
  readonly checks: readonly CheckRequest[];
  readonly reserveNames: ReadonlyMap<string, Readonly<Record<string, string>>>;
};

/** Everything one learner's page says; undefined when the application is gone. */
export async function readResult(tx: Tx<LearnerActor>): Promise<LearnerResult | undefined> {
  const { applicationId } = tx.actor;
  const facts = await resultFacts(tx, applicationId);
  if (!facts) return undefined;
  const [offer = null] = await offersOfApplication(tx, applicationId);
  const rows = await wishRows(tx, applicationId, facts.runId);
  const takingPart = await readTakingPart(tx, applicationId);
  return {
    ...facts,
    wishes: facts.runId
      ? await answersTo(tx, rows, facts)
      : rows.map((row) => ({ ...row, ...UNDECIDED })),
    offer,
    isMinor: isMinorDuring(day(facts.birthDate), day(offer?.starts ?? facts.decideBy)),
    takingPart,
    consent: takingPart.complete ? (takingPart.given.at(-1) ?? null) : null,
    checks: facts.runId ? await requestsOf(tx, applicationId) : [],
    reserveNames: await reserveNames(tx, facts.callId),
  };
}

const UNDECIDED = {
  place: null,
  reason: null,
  removed: null,
  scores: [],
  waiting: null,
  changes: null,
} as const;

async function answersTo(
  tx: Tx<LearnerActor>,
  rows: readonly WishRow[],
  facts: ResultFacts,
): Promise<WishAnswer[]> {
  const lines = await reserveLines(tx, facts.callId);
  const reasons = new Map(facts.explanation?.options.map((option) => [option.place, option]));
  const ref = lines?.refOf(tx.actor.applicationId);
  const answers = rows.map((row) => {
    // A flow with counted trades has several places; the run offered this person one of them.
    const place =
      row.places.find((p) => reasons.has(p.ref)) ??
      row.places.find((p) => p.placeId === facts.runPlaceId) ??
      null;
    return { row, place };
  });
  const changes = await changesAtPlaces(
    tx,
    facts.callId,
    answers.flatMap(({ place }) => (place ? [place.placeId] : [])),
  );
  return answers.map(({ row: { places: _, ...row }, place }) => {
    const order = place ? lines?.orderOf(place.placeId) : undefined;
    const since = changes.find((change) => change.placeId === place?.placeId);
    return {
      ...row,
      place,
      reason: (place && reasons.get(place.ref)) ?? null,
      removed: facts.removed.find((removed) => removed.flowId === row.flowId) ?? null,
      scores: order ? [...order.points.values()] : [],
      waiting: order && lines && ref ? positionInLine(order, ref, lines.waits) : null,
      changes:
        since && order && lines && place && since.givenBack + since.offeredAgain > 0
          ? {
              givenBack: since.givenBack,
              offeredAgain: since.offeredAgain,
              lastNow: lastPlaceNow(order, place.seats, lines.holding(place.placeId)),
              full: lines.holding(place.placeId).size >= place.seats,
            }
          : null,
    };
  });
}
