import type { Tx } from "../../platform/db/index.ts";
import type { FrozenPlace } from "./frozen-problem.ts";

/** What a run needs to know of its call. */
export async function callFacts(tx: Tx, callId: string) {
  const row = await tx.db
    .selectFrom("calls")
    .select([
      "id",
      "state",
      "draw_seed as seed",
      "criteria",
      "decide_by as decideBy",
      "title",
      "needs_list as needsList",
    ])
    .where("id", "=", callId)
    .executeTakeFirst();
  return row ?? null;
}

export async function applicantsOf(tx: Tx, callId: string) {
  return tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .select([
      "a.id as applicationId",
      "a.code",
      "a.points",
      "a.sending_country as country",
      "a.trade",
      "p.gender",
      "p.birth_date as birthDate",
      "p.folded",
      "o.setting",
    ])
    .select((eb) =>
      eb
        .selectFrom("application_points as s")
        .select((s) => s.fn.sum<string>("s.points").as("sum"))
        .whereRef("s.application_id", "=", "a.id")
        .as("sum"),
    )
    .where("a.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .orderBy("a.id")
    .execute();
}

/** Places of flows that still run; a cancelled or merged flow has left the contest. */
export async function placesOf(tx: Tx, callId: string): Promise<FrozenPlace[]> {
  return tx.db
    .selectFrom("places as p")
    .innerJoin("flows as f", "f.id", "p.flow_id")
    .select([
      "p.id as placeId",
      "f.id as flowId",
      "f.code as flowCode",
      "f.minimum",
      "p.seats",
      "p.trade",
      "f.city",
      "f.country",
      "f.sending_country as sendingCountry",
      "f.starts",
      "f.ends",
    ])
    .where("f.call_id", "=", callId)
    .where("f.state", "=", "open")
    .orderBy("f.code")
    .orderBy("p.trade")
    .execute();
}

export async function reservesOf(tx: Tx, callId: string) {
  return tx.db
    .selectFrom("reserves")
    .select(["code", "ground"])
    .where("call_id", "=", callId)
    .orderBy("position")
    .orderBy("code")
    .execute();
}

export async function reservedSeatsOf(tx: Tx, callId: string) {
  return tx.db
    .selectFrom("reserved_seats as s")
    .innerJoin("reserves as r", "r.id", "s.reserve_id")
    .innerJoin("places as p", "p.id", "s.place_id")
    .innerJoin("flows as f", "f.id", "p.flow_id")
    .select(["s.place_id as placeId", "r.code", "s.seats"])
    .where("r.call_id", "=", callId)
    .where("f.state", "=", "open")
    .orderBy("s.place_id")
    .execute();
}
