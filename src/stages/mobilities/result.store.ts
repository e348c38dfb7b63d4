import { sql } from "kysely";
import type { Explanation } from "../../allocation/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { belongsTo, openValue } from "../allocation-runs/sealed-run.ts";
import type { Criterion } from "../calls/criterion.ts";
import type { MobilityState } from "./mobility.ts";
import type { OfferState } from "./offer.ts";

type Localised = Readonly<Record<string, string>>;

export type ResultFacts = {
  readonly applicationState: "submitted" | "withdrawn";
  readonly birthDate: string;
  readonly points: number;
  readonly sendingCountry: string;
  readonly school: string;
  readonly partner: string | null;
  readonly callId: string;
  readonly audience: "learners" | "staff";
  readonly callTitle: Localised;
  readonly callState: string;
  readonly decideBy: string;
  readonly answerBy: Date;
  readonly criteria: readonly Criterion[];
  readonly pointsByCriterion: Readonly<Record<string, number>>;
  readonly runId: string | null;
  readonly publishedAt: Date | null;
  readonly runPlaceId: string | null;
  readonly explanation: Explanation | null;
  readonly removed: readonly RemovedOption[];
};

/** A wish that eligibility closed before the contest, with the rule's code and figures. */
export type RemovedOption = {
  readonly flowId: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What a learner's page says about an application, its call and its published run, if any. */
export async function resultFacts(tx: Tx, applicationId: string): Promise<ResultFacts | undefined> {
  const row = await resultRow(tx, applicationId);
  if (!row) return undefined;
  const where = belongsTo.explanation(row.runId ?? "", applicationId);
  return { ...row, explanation: openValue<Explanation>(row.explanation, where) };
}

const resultRow = (tx: Tx, applicationId: string) =>
  tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .leftJoin("organisations as partner", "partner.id", "o.sending_partner_id")
    .leftJoin("allocation_runs as run", (join) =>
      join.onRef("run.call_id", "=", "c.id").on("run.state", "=", "published"),
    )
    .leftJoin("run_applicants as r", (join) =>
      join.onRef("r.run_id", "=", "run.id").onRef("r.application_id", "=", "a.id"),
    )
    .where("a.id", "=", applicationId)
    .select([
      "a.state as applicationState",
      "p.birth_date as birthDate",
      "a.points",
      "a.sending_country as sendingCountry",
      "o.name as school",
      "partner.name as partner",
      "c.id as callId",
      "c.title as callTitle",
      "c.state as callState",
      "c.decide_by as decideBy",
      "c.answer_by as answerBy",
      "c.criteria",
      sql<
        "learners" | "staff"
      >`(select l.audience from activity_lines l where l.id = c.line_id)`.as("audience"),
      sql`(select coalesce(jsonb_object_agg(criterion, points), '{}') from application_points
        where application_id = a.id)`.as("pointsByCriterion"),
      // A run that froze before this person came has no row for them: then nothing is decided.
      sql`case when r.application_id is not null then run.id end`.as("runId"),
      "run.published_at as publishedAt",
      "r.place_id as runPlaceId",
      "r.explanation",
      sql`coalesce(r.removed, '[]'::jsonb)`.as("removed"),
    ])
    .$castTo<Omit<ResultFacts, "explanation"> & { readonly explanation: Buffer | null }>()
    .executeTakeFirst();

export type FlowFacts = {
  readonly flowId: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
  readonly flowState: "open" | "cancelled" | "merged";
  readonly host: string;
};
export type WishedPlace = {
  readonly placeId: string;
  readonly ref: string;
  readonly seats: number;
  readonly trade: string | null;
  readonly cutOff: {
    readonly open: number | null;
    readonly full: boolean;
    readonly reserves: Readonly<Record<string, number | null>>;
    readonly tieAtCutOff: boolean;
  } | null;
};
export type WishRow = FlowFacts & {
  readonly rank: number;
  readonly places: readonly WishedPlace[];
};

const flowColumns = [
  "f.id as flowId",
  "f.city",
  "f.country",
  "f.starts",
  "f.ends",
  "f.state as flowState",
  "h.name as host",
] as const;

/**
 * Wishes in order, each with the places of its flow as the run had them. A wish for a merged flow
 * stands for the one at the end of the chain, at the better rank where both were wished: the run
 * counted it so, and its places, reasons and closed wishes name that flow.
 */
export async function wishRows(
  tx: Tx,
  applicationId: string,
  runId: string | null,
): Promise<WishRow[]> {
  const rows = await sealedWishRows(tx, applicationId, runId);
  return rows.map((row) => ({
    ...row,
    places: row.places.map(({ cutOff, ...place }) => ({
      ...place,
      cutOff: openValue<NonNullable<WishedPlace["cutOff"]>>(
        cutOff === null ? null : Buffer.from(cutOff, "base64"),
        belongsTo.cutOff(runId ?? "", place.placeId),
      ),
    })),
  }));
}

type SealedWishRow = Omit<WishRow, "places"> & {
  readonly places: readonly (Omit<WishedPlace, "cutOff"> & { readonly cutOff: string | null })[];
};

const sealedWishRows = (
  tx: Tx,
  applicationId: string,
  runId: string | null,
): Promise<SealedWishRow[]> =>
  tx.db
    .withRecursive("followed", (cte) =>
      cte
        .selectFrom("wishes as w")
        .innerJoin("flows as x", "x.id", "w.flow_id")
        .where("w.application_id", "=", applicationId)
        .select(["w.rank", "x.id", "x.merged_into"])
        // Not "union all": in a circle, which would be a broken database, nothing new ends it.
        .union(
          cte
            .selectFrom("followed as j")
            .innerJoin("flows as x", "x.id", "j.merged_into")
            .select(["j.rank", "x.id", "x.merged_into"]),
        ),
    )
    .with("standing", (cte) =>
      cte
        .selectFrom("followed")
        .where("merged_into", "is", null)
        .groupBy("id")
        .select(({ fn }) => ["id", fn.min("rank").as("rank")]),
    )
    .selectFrom("standing as w")
    .innerJoin("flows as f", "f.id", "w.id")
    .innerJoin("organisations as h", "h.id", "f.hosting_organisation_id")
    .orderBy("w.rank")
    .select([
      "w.rank",
      ...flowColumns,
      sql`(select coalesce(jsonb_agg(jsonb_build_object('placeId', rp.place_id, 'ref', rp.ref,
          'seats', rp.seats, 'trade', pl.trade,
          'cutOff', encode(rp.cut_off, 'base64')) order by rp.ref), '[]')
        from run_places rp join places pl on pl.id = rp.place_id
        where pl.flow_id = f.id and rp.run_id = ${runId}::uuid)`.as("places"),
    ])
    .$castTo<SealedWishRow>()
    .execute();

export type HeldOffer = FlowFacts & {
  readonly id: string;
  readonly placeId: string;
  readonly trade: string | null;
  readonly state: OfferState;
  readonly fromReserveList: boolean;
  readonly answerBy: Date;
  readonly answeredAt: Date | null;
  /** Null until the yes has made a stay of it. */
  readonly stayState: MobilityState | null;
};

/** Offers of an application, the latest first. */
export const offersOfApplication = (tx: Tx, applicationId: string): Promise<HeldOffer[]> =>
  tx.db
    .selectFrom("offers as o")
    .innerJoin("places as pl", "pl.id", "o.place_id")
    .innerJoin("flows as f", "f.id", "pl.flow_id")
    .innerJoin("organisations as h", "h.id", "f.hosting_organisation_id")
    .where("o.application_id", "=", applicationId)
    .orderBy("o.offered_at", "desc")
    .orderBy("o.id")
    .select([
      ...flowColumns,
      "o.id",
      "o.place_id as placeId",
      "pl.trade",
      "o.state",
      "o.from_reserve_list as fromReserveList",
      "o.answer_by as answerBy",
      "o.answered_at as answeredAt",
      sql`(select m.state from mobilities m where m.offer_id = o.id)`.as("stayState"),
    ])
    .$castTo<HeldOffer>()
    .execute();

export const reserveNames = async (
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, Localised>> => {
  const rows = await tx.db
    .selectFrom("reserves")
    .where("call_id", "=", callId)
    .select(["code", "name"])
    .orderBy("position")
    .$castTo<{ code: string; name: Localised }>()
    .execute();
  return new Map(rows.map((row) => [row.code, row.name]));
};

export type PlaceChanges = {
  readonly placeId: string;
  /** Seats given back or let go since publication. */
  readonly givenBack: number;
  /** Seats offered from the reserve list. */
  readonly offeredAgain: number;
};

/** What happened at these places after publication. */
export const changesAtPlaces = (
  tx: Tx,
  callId: string,
  placeIds: readonly string[] | null,
): Promise<PlaceChanges[]> =>
  tx.db
    .selectFrom("offers as o")
    .where("o.call_id", "=", callId)
    .$if(placeIds !== null, (q) =>
      q.where(sql<boolean>`o.place_id = any(${[...(placeIds ?? [])]}::uuid[])`),
    )
    .groupBy("o.place_id")
    .select([
      "o.place_id as placeId",
      sql<number>`count(*) filter (where o.state in ('declined', 'lapsed'))`.as("givenBack"),
      sql<number>`count(*) filter (where o.from_reserve_list)`.as("offeredAgain"),
    ])
    .$castTo<PlaceChanges>()
    .execute();
