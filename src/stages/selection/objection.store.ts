import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { ObjectionState } from "./selection.ts";

export type Objection = {
  readonly id: string;
  readonly callId: string;
  readonly listId: string;
  readonly applicationId: string;
  readonly code: string;
  readonly country: string;
  readonly state: ObjectionState;
  readonly body: string;
  readonly brought: "own-page" | "office";
  readonly broughtAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
};
const columns = [
  "o.id",
  "o.call_id as callId",
  "o.list_id as listId",
  "o.application_id as applicationId",
  "a.code",
  "a.sending_country as country",
  "o.state",
  "o.body",
  "o.brought",
  "o.brought_at as broughtAt",
  "o.answer",
  "o.answered_at as answeredAt",
] as const;

/** Open ones first, oldest first. */
export const objectionsOf = (
  tx: Tx,
  callId: string,
  countries: readonly string[] | null,
): Promise<Objection[]> =>
  tx.db
    .selectFrom("objections as o")
    .innerJoin("applications as a", "a.id", "o.application_id")
    .where("o.call_id", "=", callId)
    .$if(countries !== null, (q) =>
      q.where(sql<boolean>`a.sending_country = any(${[...(countries ?? [])]}::text[])`),
    )
    .select(columns)
    .orderBy(sql`o.state <> 'open'`)
    .orderBy("o.brought_at")
    .$castTo<Objection>()
    .execute();

export const objectionOnList = (
  tx: Tx,
  listId: string,
  applicationId: string,
): Promise<Objection | undefined> =>
  tx.db
    .selectFrom("objections as o")
    .innerJoin("applications as a", "a.id", "o.application_id")
    .where("o.list_id", "=", listId)
    .where("o.application_id", "=", applicationId)
    .select(columns)
    .$castTo<Objection>()
    .executeTakeFirst();

/** Through the countries the reader sees; undefined for another one's. */
export const oneObjection = (
  tx: Tx,
  id: string,
  countries: readonly string[] | null,
): Promise<Objection | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("objections as o")
        .innerJoin("applications as a", "a.id", "o.application_id")
        .where("o.id", "=", id)
        .$if(countries !== null, (q) =>
          q.where(sql<boolean>`a.sending_country = any(${[...(countries ?? [])]}::text[])`),
        )
        .select(columns)
        .$castTo<Objection>()
        .executeTakeFirst()
    : Promise.resolve(undefined);

/** Locked: two answers to one objection cannot cross. */
export const lockObjection = (tx: Tx, id: string): Promise<Objection | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("objections as o")
        .innerJoin("applications as a", "a.id", "o.application_id")
        .where("o.id", "=", id)
        .select(columns)
        .forUpdate("o")
        .$castTo<Objection>()
        .executeTakeFirst()
    : Promise.resolve(undefined);

/** False when this person has objected to this list already. */
export async function insertObjection(
  tx: Tx,
  from: {
    readonly id: string;
    readonly callId: string;
    readonly listId: string;
    readonly applicationId: string;
    readonly body: string;
    readonly brought: "own-page" | "office";
    readonly by: string | null;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("objections")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      list_id: from.listId,
      application_id: from.applicationId,
      state: "open",
      body: from.body,
      brought: from.brought,
      brought_by: from.by,
      brought_at: tx.now,
    })
    .onConflict((c) => c.columns(["list_id", "application_id"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function answerObjectionRow(
  tx: Tx,
  id: string,
  from: { readonly state: ObjectionState; readonly answer: string; readonly by: string },
): Promise<void> {
  await tx.db
    .updateTable("objections")
    .set({
      state: from.state,
      answer: from.answer,
      answered_by: from.by,
      answered_at: tx.now,
    })
    .where("id", "=", id)
    .execute();
}

/** The application an objection is about, whoever asks being looked at by the policy. */
export const objecting = (tx: Tx, applicationId: string) =>
  isUuid(applicationId)
    ? tx.db
        .selectFrom("applications as a")
        .innerJoin("calls as c", "c.id", "a.call_id")
        .where("a.id", "=", applicationId)
        .where("a.state", "=", "submitted")
        .select([
          "a.id as applicationId",
          "a.call_id as callId",
          "a.sending_country as country",
          "c.grace_minutes as graceMinutes",
          "c.needs_list as needsList",
        ])
        .executeTakeFirst()
    : Promise.resolve(undefined);
