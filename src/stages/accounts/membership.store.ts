import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Membership } from "./membership.ts";

const select = (tx: Tx) =>
  tx.db
    .selectFrom("memberships as m")
    .leftJoin("organisations as o", "o.id", "m.organisation_id")
    .select([
      "m.id",
      "m.user_id as userId",
      "m.person_name as name",
      "m.email",
      "m.role",
      "m.country",
      "o.name as organisation",
      "m.organisation_id as organisationId",
      "m.ends_at as endsAt",
      "m.created_at as since",
      "m.ended_at as endedAt",
    ])
    .$castTo<Membership>();

/** Live roles first, then those that ended, each by name. */
export const allMemberships = (tx: Tx): Promise<Membership[]> =>
  select(tx)
    .orderBy(sql`m.ended_at is not null`)
    .orderBy("m.ended_at", "desc")
    .orderBy("m.person_name")
    .orderBy("m.id")
    .execute();

/** Live roles of the scheme of the transaction if all its people are invented; else nobody. */
export const inventedMemberships = (tx: Tx): Promise<Membership[]> =>
  select(tx)
    .innerJoin("schemes as s", "s.id", "m.scheme_id")
    .where("s.id", "=", tx.actor.schemeId)
    .where("s.invented", "=", true)
    .where("m.ended_at", "is", null)
    .where((e) => e.or([e("m.ends_at", "is", null), e("m.ends_at", ">", tx.now)]))
    .orderBy("m.created_at")
    .orderBy("m.person_name")
    .orderBy("m.id")
    .execute();

export async function membershipById(tx: Tx, id: string): Promise<Membership | undefined> {
  if (!isUuid(id)) return undefined;
  return select(tx).where("m.id", "=", id).executeTakeFirst();
}

/**
 * How many live coordinators there are, with their rows locked: two coordinators who end each
 * other at the same moment wait for one another, and the second finds one left.
 */
export async function lockCoordinators(tx: Tx): Promise<number> {
  const rows = await tx.db
    .selectFrom("memberships")
    .select("id")
    .where("role", "=", "coordinator")
    .where("ended_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.length;
}

export const sendingCountries = async (tx: Tx): Promise<string[]> =>
  (await tx.db.selectFrom("scheme_countries").select("country").orderBy("position").execute()).map(
    (row) => row.country,
  );

/** Schools of the scheme, for whoever gives their officers a role. */
export const schoolsOf = (tx: Tx) =>
  tx.db
    .selectFrom("organisations")
    .select(["id", "name", "city", "country"])
    .where(sql<boolean>`roles @> array['school']`)
    .orderBy("country")
    .orderBy("name")
    .execute();

export const schoolById = async (
  tx: Tx,
  id: string,
): Promise<{ readonly id: string; readonly country: string } | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("organisations")
        .select(["id", "country"])
        .where("id", "=", id)
        .where(sql<boolean>`roles @> array['school']`)
        .executeTakeFirst()
    : undefined;

/** The account of an address, found or made; it may belong to people of other schemes too. */
export async function ensureUser(tx: Tx, email: string, newUserId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select auth.ensure_user(${email}, ${newUserId}) as id`.execute(tx.db);
  return rows[0]!.id;
}

/** False when the person already has this role. */
export async function insertMembership(
  tx: Tx,
  row: {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly country: string | null;
    readonly organisationId: string | null;
    /** The first and last moment of a role given for some days. */
    readonly days?: { readonly startsAt: Date; readonly endsAt: Date } | null;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("memberships")
    .values({
      id: row.id,
      scheme_id: tx.actor.schemeId!,
      user_id: row.userId,
      person_name: row.name,
      email: row.email,
      role: row.role,
      country: row.country,
      organisation_id: row.organisationId,
      created_at: tx.now,
      starts_at: row.days?.startsAt ?? null,
      ends_at: row.days?.endsAt ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function markEnded(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable("memberships").set({ ended_at: tx.now }).where("id", "=", id).execute();
}

/** Writes down the end of somebody's role in a school whose days are over; sign-in saw it end by itself. */
export async function endOutrun(tx: Tx, userId: string, organisationId: string): Promise<void> {
  await tx.db
    .updateTable("memberships")
    .set((row) => ({ ended_at: row.ref("ends_at") }))
    .where("user_id", "=", userId)
    .where("organisation_id", "=", organisationId)
    .where("role", "=", "school-officer")
    .where("ended_at", "is", null)
    .where("ends_at", "<=", tx.now)
    .execute();
}

/** False when it is over, or no role for days of that school. */
export async function endLent(tx: Tx, id: string, organisationId: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await tx.db
    .updateTable("memberships")
    .set({ ended_at: tx.now })
    .where("id", "=", id)
    .where("organisation_id", "=", organisationId)
    .where("role", "=", "school-officer")
    .where("ended_at", "is", null)
    .where("ends_at", ">", tx.now)
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** Whether the actor is the school's officer without a last day. */
export const isOfficerForGood = async (tx: Tx, organisationId: string): Promise<boolean> =>
  (await tx.db
    .selectFrom("memberships")
    .select("id")
    .where("user_id", "=", actorId(tx.actor) ?? "")
    .where("organisation_id", "=", organisationId)
    .where("role", "=", "school-officer")
    .where("ended_at", "is", null)
    .where("ends_at", "is", null)
    .executeTakeFirst()) !== undefined;
