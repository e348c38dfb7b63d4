import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Extension } from "./call.ts";
import type { AskedExtension } from "./extension.rules.ts";

/** With the name of whoever gave it, as it stands with the role; the id alone once that is gone. */
const extensions = (tx: Tx) =>
  tx.db
    .selectFrom("call_extensions as e")
    .select([
      "e.id",
      "e.call_id as callId",
      "e.code",
      "e.until",
      "e.reason",
      nameOf("e.granted_by").as("grantedBy"),
      "e.granted_at as grantedAt",
      nameOf("e.revoked_by").as("revokedBy"),
      "e.revoked_at as revokedAt",
    ])
    .$castTo<Extension>();

const nameOf = (column: string) =>
  sql<string>`coalesce((select m.person_name from memberships m
    where m.user_id = ${sql.ref(column)} order by m.created_at limit 1), ${sql.ref(column)})`;

export const extensionsOf = (tx: Tx, callId: string): Promise<Extension[]> =>
  extensions(tx).where("e.call_id", "=", callId).orderBy("e.granted_at").orderBy("e.id").execute();

export const liveExtension = (
  tx: Tx,
  callId: string,
  code: string,
): Promise<Extension | undefined> =>
  extensions(tx)
    .where("e.call_id", "=", callId)
    .where("e.code", "=", code)
    .where("e.revoked_at", "is", null)
    .executeTakeFirst();

export const extensionById = async (tx: Tx, id: string): Promise<Extension | undefined> =>
  isUuid(id) ? extensions(tx).where("e.id", "=", id).executeTakeFirst() : undefined;

/** False when the code already has more time in this call. */
export async function insertExtension(
  tx: Tx,
  id: string,
  from: AskedExtension & { readonly by: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("call_extensions")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      code: from.code,
      until: from.until,
      reason: from.reason,
      granted_by: from.by,
      granted_at: tx.now,
    })
    .onConflict((c) => c.columns(["call_id", "code"]).where("revoked_at", "is", null).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** False when it was taken back in the meantime. */
export async function endExtension(tx: Tx, id: string, by: string): Promise<boolean> {
  const done = await tx.db
    .updateTable("call_extensions")
    .set({ revoked_at: tx.now, revoked_by: by })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute();
  return done.length === 1;
}

/** Until when somebody with an application begun in this call has more time; null where nobody has. */
export async function lastMoreTime(tx: Tx, callId: string): Promise<Date | null> {
  const row = await tx.db
    .selectFrom("call_extensions as e")
    .innerJoin("application_drafts as d", (join) =>
      join
        .onRef("d.call_id", "=", "e.call_id")
        .onRef("d.code", "=", "e.code")
        .on("d.state", "=", "open"),
    )
    .where("e.call_id", "=", callId)
    .where("e.revoked_at", "is", null)
    .where("e.until", ">", tx.now)
    .select((e) => e.fn.max("e.until").as("until"))
    .executeTakeFirst();
  return row?.until ?? null;
}

/** Whether the committee has decided the call's order: whoever came later would be on no list. */
export async function isDecided(tx: Tx, callId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("selections")
    .where("call_id", "=", callId)
    .where("state", "in", ["decided", "provisional", "final"])
    .select("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether an application of that code was begun in this call and not sent yet. */
export async function isBegun(tx: Tx, callId: string, code: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("application_drafts")
    .select("id")
    .where("call_id", "=", callId)
    .where("code", "=", code)
    .where("state", "=", "open")
    .executeTakeFirst();
  return row !== undefined;
}
