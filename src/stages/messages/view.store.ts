import { sql } from "kysely";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { ApplicantFilter } from "../applications/applicant-list.ts";
import type { SavedView } from "./sending.ts";

/** One's own and those that were shared. */
export async function viewsOf(tx: Tx<StaffActor>, id: string | null): Promise<SavedView[]> {
  if (id !== null && !isUuid(id)) return [];
  const { rows } = await sql<SavedView>`
    select v.id, v.name, v.filter, v.shared, v.owner_id as "ownerId", v.owner_name as "ownerName"
    from saved_views v
    where (v.shared or v.owner_id = ${tx.actor.userId}) and (${id}::uuid is null or v.id = ${id})
    order by lower(v.name), v.id`.execute(tx.db);
  return rows;
}

/** Null when the person has one of that name already. */
export async function insertView(
  tx: Tx<StaffActor>,
  from: { readonly name: string; readonly filter: ApplicantFilter; readonly shared: boolean },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into saved_views (id, scheme_id, list, name, filter, shared, owner_id, owner_name,
      created_at)
    values (${newId()}, ${tx.actor.schemeId}, 'applicants', ${from.name},
      ${JSON.stringify(from.filter)}, ${from.shared}, ${tx.actor.userId}, ${tx.actor.userName},
      ${tx.now})
    on conflict do nothing returning id`.execute(tx.db);
  return rows[0]?.id ?? null;
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("saved_views").where("id", "=", id).execute();
}
