import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { SchemeId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./scheme.policy.ts";
import { schemeProblems } from "./scheme.rules.ts";
import { insertScheme } from "./scheme.store.ts";
import type { NewScheme } from "./scheme.ts";

/** Creates the scheme whose system actor is calling, so that row-level security holds from birth. */
export async function createScheme(tx: Tx, from: NewScheme): Promise<Result<SchemeId>> {
  const own = tx.actor.schemeId as SchemeId | null;
  if (!can.createScheme(tx.actor) || own === null || (from.id ?? own) !== own) {
    return refuse({ code: "forbidden" });
  }
  const problems = schemeProblems(from);
  if (problems.length > 0) return refuse(...problems);
  if (!(await insertScheme(tx, own, from))) return refuse({ code: "already-there", field: "slug" });
  await record(tx, "scheme.created", { type: "scheme", id: own });
  return ok(own);
}
