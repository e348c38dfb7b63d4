import type { Role, StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { wordsFor } from "../../platform/i18n/index.ts";
import { readToday } from "../../stages/reporting/read-today.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { tasksOf } from "./tasks.ts";

/**
 * Whether a person's first page has something to do, asked from outside a session: a door that
 * leads to an empty room is not offered. Made from the very list that the page shows.
 */
export async function hasWaiting(
  tx: Tx,
  seat: {
    readonly role: Role;
    readonly userId: string;
    readonly name: string;
    readonly country: string | null;
  },
): Promise<boolean> {
  const scheme = await readScheme(tx);
  if (!scheme) return false;
  const actor: StaffActor = {
    kind: "staff",
    userId: seat.userId,
    userName: seat.name,
    schemeId: scheme.id,
    scheme,
    memberships: [{ role: seat.role, organisationId: null, country: seat.country }],
  };
  const today = await readToday({ ...tx, actor });
  return tasksOf(wordsFor("en"), actor, today, tx.now).length > 0;
}
