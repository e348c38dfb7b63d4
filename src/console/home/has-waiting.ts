import type { Role, StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { wordsFor } from "../../platform/i18n/index.ts";
import { readToday } from "../../stages/reporting/read-today.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { readSchoolToday } from "../../stages/schools/read-school-today.ts";
import { listQueues } from "../../stages/selection/read-queue.ts";
import { homeTasks } from "./home-tasks.ts";

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
    readonly organisationId: string | null;
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
    memberships: [{ role: seat.role, organisationId: seat.organisationId, country: seat.country }],
  };
  const own = { ...tx, actor };
  if (seat.role === "school-officer") return (await readSchoolToday(own)).duties.length > 0;
  if (seat.role === "assessor") {
    const queues = await listQueues(own);
    return queues.some((queue) => queue.state === "assessing" && queue.done < queue.all);
  }
  return (await homeTasks(wordsFor("en"), own, await readToday(own))).length > 0;
}
