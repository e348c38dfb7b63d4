import type { SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { hostSecret } from "./host-link.ts";
import { requestPath } from "./letters.ts";
import { searchRequests } from "./request.store.ts";

/**
 * Where an invented company reads a question that still waits for it, for the demo's bar; null when
 * none does. A real company's address is its own and never appears.
 */
export async function readInventedQuestion(
  tx: Tx<SystemActor>,
  slug: string,
): Promise<string | null> {
  const { rows } = await searchRequests(tx, { states: ["asked"], limit: 20, offset: 0 });
  const open = rows.find((request) => request.invented);
  return open ? requestPath(open.language, slug, hostSecret("request", open.id)) : null;
}
