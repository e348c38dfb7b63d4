import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { CallId } from "../../shared/id.ts";
import type { CallOwner, NewReserve } from "./call.ts";
import type { DraftChanges } from "./call-parts.rules.ts";

/** The number the scheme's next call gets. */
export async function nextCallNumber(tx: Tx): Promise<number> {
  const row = await tx.db
    .selectFrom("calls")
    .select(sql<number>`coalesce(max(number), 0) + 1`.as("next"))
    .executeTakeFirstOrThrow();
  return row.next;
}

const json = (value: unknown) => JSON.stringify(value);

/** False when the call has left its draft in the meantime. */
export async function updateDraft(
  tx: Tx,
  id: CallId,
  to: DraftChanges & { readonly formVersionId?: string | null },
): Promise<boolean> {
  const values = {
    ...(to.lineId !== undefined && { line_id: to.lineId }),
    ...(to.title !== undefined && { title: json(to.title) }),
    ...(to.about !== undefined && { about: json(to.about) }),
    ...(to.opensAt !== undefined && { opens_at: to.opensAt }),
    ...(to.closesAt !== undefined && { closes_at: to.closesAt }),
    ...(to.decideBy !== undefined && { decide_by: to.decideBy }),
    ...(to.answerBy !== undefined && { answer_by: to.answerBy }),
    ...(to.graceMinutes !== undefined && { grace_minutes: to.graceMinutes }),
    ...(to.objectionDays !== undefined && { objection_days: to.objectionDays }),
    ...(to.minimumAge !== undefined && { minimum_age: to.minimumAge }),
    ...(to.maximumAge !== undefined && { maximum_age: to.maximumAge }),
    ...(to.who !== undefined && { who: json(to.who) }),
    ...(to.paid !== undefined && { paid: json(to.paid) }),
    ...(to.criteria !== undefined && { criteria: json(to.criteria) }),
    ...(to.ties !== undefined && { ties: json(to.ties) }),
    ...(to.formVersionId !== undefined && { form_version_id: to.formVersionId }),
  };
  const done = await tx.db
    .updateTable("calls")
    .set(values)
    .where("id", "=", id)
    .where("state", "=", "draft")
    .returning("id")
    .execute();
  return done.length === 1;
}

/** Takes the draft for this transaction, so that it is not opened while a part of it changes. */
export async function lockDraft(tx: Tx, id: CallId): Promise<boolean> {
  const row = await tx.db
    .selectFrom("calls")
    .select("state")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row?.state === "draft";
}

export const ownersOf = (tx: Tx, callId: string): Promise<CallOwner[]> =>
  tx.db
    .selectFrom("call_owners")
    .where("call_id", "=", callId)
    .select(["country", "name", "phone", "email"])
    .orderBy("country")
    .execute();

export async function upsertOwners(
  tx: Tx,
  callId: CallId,
  owners: readonly CallOwner[],
): Promise<void> {
  if (owners.length === 0) return;
  await tx.db
    .insertInto("call_owners")
    .values(
      owners.map((owner) => ({
        scheme_id: tx.actor.schemeId!,
        call_id: callId,
        country: owner.country,
        name: owner.name.trim(),
        phone: owner.phone.trim(),
        email: owner.email?.trim() || null,
      })),
    )
    .onConflict((c) =>
      c.columns(["call_id", "country"]).doUpdateSet((e) => ({
        name: e.ref("excluded.name"),
        phone: e.ref("excluded.phone"),
        email: e.ref("excluded.email"),
      })),
    )
    .execute();
}

export const deleteOwners = (
  tx: Tx,
  callId: CallId,
  countries: readonly string[],
): Promise<unknown> =>
  tx.db
    .deleteFrom("call_owners")
    .where("call_id", "=", callId)
    .where("country", "in", [...countries])
    .execute();

export const updateReserve = (tx: Tx, id: string, to: NewReserve): Promise<unknown> =>
  tx.db
    .updateTable("reserves")
    .set({ name: json(to.name), ground: to.ground })
    .where("id", "=", id)
    .execute();

/** The group and the seats kept for it; the seats themselves stay and are open to all. */
export async function deleteReserve(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("reserved_seats").where("reserve_id", "=", id).execute();
  await tx.db.deleteFrom("reserves").where("id", "=", id).execute();
}

/** Versions of the form that the office gives a call of this audience; the newest first. */
export const frozenForms = (
  tx: Tx,
  audience: string,
): Promise<{ id: string; version: number; frozenAt: Date | null }[]> =>
  tx.db
    .selectFrom("form_versions")
    .where("audience", "=", audience)
    .where("state", "=", "frozen")
    .select(["id", "version", "frozen_at as frozenAt"])
    .orderBy("version", "desc")
    .execute();
