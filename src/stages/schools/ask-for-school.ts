import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./school.policy.ts";
import { requestProblems } from "./school-request.rules.ts";
import { countriesOfScheme, insertRequest } from "./school-request.store.ts";
import type { NewSchoolRequest } from "./school-request.ts";

/**
 * A teacher asks to work for a school. Asked twice it is one request, answered the same, so that
 * nobody learns from the answer who asked before.
 */
export async function askForSchool(tx: Tx, from: NewSchoolRequest): Promise<Result<null>> {
  if (!can.askForSchool(tx.actor)) return refuse({ code: "forbidden" });
  const problems = requestProblems(from, await countriesOfScheme(tx));
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  if (await insertRequest(tx, id, from)) {
    await record(tx, "school.asked-for", { type: "school-request", id }, { country: from.country });
  }
  return ok(null);
}

/** Countries a school can be of, in the scheme's order. */
export const listCountriesToAsk = (tx: Tx): Promise<string[]> => countriesOfScheme(tx);
