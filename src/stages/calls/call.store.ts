import { sql } from "kysely";
import { isOffice, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type CallId, isUuid } from "../../shared/id.ts";
import type { Call, CallState, NewCall, NewReserve, Reserve, WhoMayApply } from "./call.ts";

/** Of a call that says nothing about it: the ages alone decide. */
const ANYBODY: WhoMayApply = { enrolled: false, graduateMonths: null, earlierMobility: "any" };

/** False when the scheme already has a call of that number. */
export async function insertCall(
  tx: Tx,
  id: CallId,
  from: NewCall & {
    readonly drawSeed: string;
    readonly publicCode: string;
    readonly round?: number;
    readonly roundOf?: string | null;
    readonly formVersionId?: string | null;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("calls")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      line_id: from.lineId,
      number: from.number,
      title: JSON.stringify(from.title),
      state: "draft",
      opens_at: from.opensAt,
      closes_at: from.closesAt,
      decide_by: from.decideBy,
      answer_by: from.answerBy,
      minimum_age: from.minimumAge,
      maximum_age: from.maximumAge,
      draw_seed: from.drawSeed,
      criteria: JSON.stringify(from.criteria),
      public_code: from.publicCode,
      about: JSON.stringify(from.about ?? {}),
      paid: JSON.stringify(from.paid ?? []),
      who: JSON.stringify(from.who ?? ANYBODY),
      ties: JSON.stringify(from.ties ?? []),
      round: from.round ?? 1,
      round_of: from.roundOf ?? null,
      copied_from: from.copiedFrom ?? null,
      form_version_id: from.formVersionId ?? null,
      grace_minutes: from.graceMinutes ?? 60,
      objection_days: from.objectionDays ?? 10,
      needs_list: from.needsList ?? false,
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(["scheme_id", "number"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** Locks nothing: false when the call has left `from` in the meantime. */
export async function moveCall(
  tx: Tx,
  id: CallId,
  from: CallState,
  to: CallState,
): Promise<boolean> {
  const done = await tx.db
    .updateTable("calls")
    .set({ state: to })
    .where("id", "=", id)
    .where("state", "=", from)
    .returning("id")
    .execute();
  return done.length === 1;
}

const drafts = (tx: Tx) => isOffice(tx.actor) || tx.actor.kind === "system";

/** Calls as the actor may see them; `c` is the call and `l` its line. */
export const callsRead = (tx: Tx) =>
  tx.db
    .selectFrom("calls as c")
    .innerJoin("activity_lines as l", "l.id", "c.line_id")
    .leftJoin("calls as first", "first.id", "c.round_of")
    // Whoever is not of the office or the program itself never sees a draft.
    .$if(!drafts(tx), (q) => q.where("c.state", "!=", "draft"))
    .select([
      "c.id",
      "c.line_id as lineId",
      "l.code as lineCode",
      "l.name as lineName",
      "l.audience",
      "l.minimum_days as minimumDays",
      "l.maximum_days as maximumDays",
      "c.number",
      "c.title",
      "c.state",
      "c.opens_at as opensAt",
      "c.closes_at as closesAt",
      "c.decide_by as decideBy",
      "c.answer_by as answerBy",
      "c.minimum_age as minimumAge",
      "c.maximum_age as maximumAge",
      "c.draw_seed as drawSeed",
      "c.criteria",
      "c.public_code as publicCode",
      "c.about",
      "c.paid",
      "c.who",
      "c.ties",
      "c.round",
      "c.round_of as roundOf",
      "first.number as roundOfNumber",
      "c.copied_from as copiedFrom",
      "c.form_version_id as formVersionId",
      "c.grace_minutes as graceMinutes",
      "c.objection_days as objectionDays",
      "c.needs_list as needsList",
    ])
    .$castTo<Call>();

export const oneCall = async (tx: Tx, id: string): Promise<Call | undefined> =>
  isUuid(id) ? callsRead(tx).where("c.id", "=", id).executeTakeFirst() : undefined;

/** The call as it is now, and it stays so: nobody publishes it until this transaction ends. */
export async function heldCall(tx: Tx, id: string): Promise<Call | undefined> {
  await tx.db.selectFrom("calls").select("id").where("id", "=", id).forShare().execute();
  return oneCall(tx, id);
}

export const allCalls = (tx: Tx): Promise<Call[]> => callsRead(tx).orderBy("c.number").execute();

export type CallRow = Call & { readonly seats: number; readonly applications: number };

/** What a list of calls shows, in one statement; a country partner counts its own country's. */
export const callRows = (tx: Tx): Promise<CallRow[]> => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const own = (column: string) =>
    seen === null ? sql`true` : sql`${sql.ref(column)} = any(${[...seen]})`;
  return callsRead(tx)
    .select([
      sql<number>`(select coalesce(sum(p.seats), 0)::int from flows f join places p on p.flow_id = f.id
        where f.call_id = c.id and f.state = 'open' and ${own("f.sending_country")})`.as("seats"),
      sql<number>`(select count(*)::int from applications a
        where a.call_id = c.id and a.state = 'submitted' and ${own("a.sending_country")})`.as(
        "applications",
      ),
    ])
    .orderBy("c.number", "desc")
    .$castTo<CallRow>()
    .execute();
};

/** False when the call already has a reserve of that code. */
export async function insertReserve(tx: Tx, id: string, from: NewReserve): Promise<boolean> {
  const rows = await tx.db
    .insertInto("reserves")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      code: from.code,
      name: JSON.stringify(from.name),
      ground: from.ground,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from reserves where call_id = ${from.callId})`,
    })
    .onConflict((c) => c.columns(["call_id", "code"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export const reservesOf = (tx: Tx, callId: string): Promise<Reserve[]> =>
  tx.db
    .selectFrom("reserves")
    .where("call_id", "=", callId)
    .select(["id", "code", "name", "ground"])
    .orderBy("position")
    .$castTo<Reserve>()
    .execute();
