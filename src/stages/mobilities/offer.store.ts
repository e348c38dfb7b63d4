import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { HOLDING } from "./offer.rules.ts";
import type { Offer, OfferState } from "./offer.ts";

/** Offers through the actor: a learner's own, a country partner's country, else the whole scheme. */
const offers = (tx: Tx) => {
  const { actor } = tx;
  const seen = actor.kind === "staff" ? visibleCountries(actor) : null;
  return (
    tx.db
      .selectFrom("offers as o")
      .innerJoin("applications as a", "a.id", "o.application_id")
      .innerJoin("persons as p", "p.id", "a.person_id")
      .innerJoin("places as pl", "pl.id", "o.place_id")
      .innerJoin("flows as f", "f.id", "pl.flow_id")
      .innerJoin("calls as c", "c.id", "o.call_id")
      .$if(seen !== null, (q) => q.where("a.sending_country", "in", [...(seen ?? [])]))
      .$if(actor.kind === "learner", (q) =>
        q.where("o.application_id", "=", actor.kind === "learner" ? actor.applicationId : ""),
      )
      // Somebody at the front door, before code and birth date, has no offer.
      .$if(actor.kind === "anonymous", (q) => q.where((e) => e.lit(false)))
  );
};

const facts = [
  "o.id",
  "o.call_id as callId",
  "c.line_id as lineId",
  "o.run_id as runId",
  "o.application_id as applicationId",
  "o.place_id as placeId",
  "pl.flow_id as flowId",
  "o.state",
  "o.from_reserve_list as fromReserveList",
  "o.answer_by as answerBy",
  "a.person_id as personId",
  "p.birth_date as birthDate",
  "a.sending_country as sendingCountry",
  "a.organisation_id as sendingOrganisationId",
  "f.hosting_organisation_id as hostingOrganisationId",
  "f.city",
  "f.country",
  "f.starts",
  "f.ends",
  "p.invented",
] as const;

export const oneOffer = async (tx: Tx, id: string): Promise<Offer | undefined> =>
  isUuid(id)
    ? offers(tx).where("o.id", "=", id).select(facts).$castTo<Offer>().executeTakeFirst()
    : undefined;

/** The offer whose seat is held for this application now. */
export const heldOffer = (tx: Tx, applicationId: string): Promise<Offer | undefined> =>
  offers(tx)
    .where("o.application_id", "=", applicationId)
    .where("o.state", "in", [...HOLDING])
    .select(facts)
    .$castTo<Offer>()
    .executeTakeFirst();

/**
 * An offer to be changed. The place's row, the person's and the offer's are locked in this order by
 * everybody, so that answers and reserve offers of one place wait for each other and never deadlock.
 */
export async function lockOffer(tx: Tx, id: string): Promise<Offer | undefined> {
  const seen = await oneOffer(tx, id);
  if (!seen) return undefined;
  await lockPlace(tx, seen.placeId);
  await tx.db
    .selectFrom("persons")
    .select("id")
    .where("id", "=", seen.personId)
    // Not against rows that only name the person: a file that holds the person's days already writes
    // such a row, and the answer waits for those days next.
    .forNoKeyUpdate()
    .execute();
  await tx.db.selectFrom("offers").select("id").where("id", "=", id).forUpdate().execute();
  return oneOffer(tx, id);
}

export type LockedPlace = {
  readonly id: string;
  readonly flowId: string;
  readonly callId: string;
  readonly seats: number;
  /** Seats that an opened later round of the call gives out again. */
  readonly carriedOn: number;
  readonly flowState: string;
  readonly country: string;
  readonly starts: string;
  readonly sendingCountry: string;
};

/** Whoever holds this lock is alone with the seats of the place until the transaction ends. */
export async function lockPlace(tx: Tx, placeId: string): Promise<LockedPlace | undefined> {
  const locked = await tx.db
    .selectFrom("places")
    .select("id")
    .where("id", "=", placeId)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return undefined;
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("places as pl")
    .innerJoin("flows as f", "f.id", "pl.flow_id")
    .where("pl.id", "=", placeId)
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? [])]))
    .select([
      "pl.id",
      "pl.flow_id as flowId",
      "f.call_id as callId",
      "pl.seats",
      sql<number>`(select coalesce(sum(q.seats), 0)::int from places q
        join flows g on g.id = q.flow_id join calls d on d.id = g.call_id
        where q.carried_from = pl.id and d.state <> 'draft')`.as("carriedOn"),
      "f.state as flowState",
      "f.country",
      "f.starts",
      "f.sending_country as sendingCountry",
    ])
    .executeTakeFirst();
}

/** Everybody who ever had an offer in the call, with the state it is in. */
export const offersOfCall = (
  tx: Tx,
  callId: string,
): Promise<{ applicationId: string; placeId: string; state: OfferState }[]> =>
  tx.db
    .selectFrom("offers")
    .where("call_id", "=", callId)
    .select(["application_id as applicationId", "place_id as placeId", "state"])
    .$castTo<{ applicationId: string; placeId: string; state: OfferState }>()
    .execute();

export type NewOffer = {
  readonly id: string;
  readonly callId: string;
  readonly runId: string;
  readonly applicationId: string;
  readonly placeId: string;
  readonly fromReserveList: boolean;
  readonly answerBy: Date;
};

/** Leaves out whom a live offer of the call already reached; gives back those it wrote. */
export async function insertOffers(tx: Tx, rows: readonly NewOffer[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const written = await tx.db
    .insertInto("offers")
    .values(
      rows.map((row) => ({
        id: row.id,
        scheme_id: tx.actor.schemeId!,
        call_id: row.callId,
        run_id: row.runId,
        application_id: row.applicationId,
        place_id: row.placeId,
        state: "offered",
        from_reserve_list: row.fromReserveList,
        answer_by: row.answerBy,
        offered_at: tx.now,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return written.map((row) => row.id);
}

export async function changeOffer(
  tx: Tx,
  id: string,
  state: OfferState,
  reason: string | null = null,
): Promise<void> {
  await tx.db
    .updateTable("offers")
    .set({ state, reason, answered_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export type Recipient = {
  readonly applicationId: string;
  readonly placeId: string;
  readonly email: string | null;
  readonly locale: string;
  readonly callId: string;
  readonly answerBy: Date;
};

/** Whom a published run placed, with what a message to them needs. */
export const placedByRun = (tx: Tx, runId: string): Promise<Recipient[]> =>
  tx.db
    .selectFrom("run_applicants as r")
    .innerJoin("allocation_runs as run", "run.id", "r.run_id")
    .innerJoin("calls as c", "c.id", "run.call_id")
    .innerJoin("applications as a", "a.id", "r.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .where("r.run_id", "=", runId)
    .where("run.state", "=", "published")
    .where("r.place_id", "is not", null)
    .where("a.state", "=", "submitted")
    .orderBy("r.application_id")
    .select([
      "r.application_id as applicationId",
      "r.place_id as placeId",
      "p.email",
      "a.locale",
      "run.call_id as callId",
      "c.answer_by as answerBy",
    ])
    .$castTo<Recipient>()
    .execute();

/** Where one person of a call is reached, and until when the call's answers count. */
export const recipient = (
  tx: Tx,
  applicationId: string,
): Promise<Omit<Recipient, "placeId"> | undefined> =>
  tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .where("a.id", "=", applicationId)
    .select([
      "a.id as applicationId",
      "p.email",
      "a.locale",
      "a.call_id as callId",
      "c.answer_by as answerBy",
    ])
    .$castTo<Omit<Recipient, "placeId">>()
    .executeTakeFirst();
