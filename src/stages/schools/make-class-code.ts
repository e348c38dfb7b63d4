import { actorId, ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { classProblems } from "./class-code.rules.ts";
import { callsToPick, insertClass, markWithdrawn, ownClasses } from "./class-code.store.ts";
import type { NewClass } from "./class-code.ts";
import { can } from "./school.policy.ts";

/** A code for one class of the own school; it names the school and the trade on the form. */
export async function makeClassCode(
  tx: Tx,
  from: NewClass & { readonly code?: string },
): Promise<Result<{ readonly id: string; readonly code: string }>> {
  if (!can.workForSchool(tx.actor)) return refuse({ code: "forbidden" });
  const problems = classProblems(from, {
    callIds: (await callsToPick(tx)).map((call) => call.id),
    schoolIds: ownSchools(tx.actor),
  });
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  const code = await insertClass(tx, {
    id,
    callId: from.callId,
    organisationId: from.organisationId,
    className: from.className.trim(),
    trade: from.trade.trim(),
    teacherName: from.teacherName.trim(),
    pupils: from.pupils.trim() === "" ? null : Number(from.pupils),
    madeBy: actorId(tx.actor) ?? "",
    code: from.code,
  });
  await record(tx, "class-code.made", { type: "class-code", id }, { code, call: from.callId });
  return ok({ id, code });
}

/** A poster that got lost or says something wrong: its code stops working, what was begun stays. */
export async function withdrawClassCode(tx: Tx, id: string): Promise<Result<null>> {
  const [found] = can.workForSchool(tx.actor) ? await ownClasses(tx, id) : [];
  if (!found) return notFound;
  if (!(await markWithdrawn(tx, id))) return refuse({ code: "class-code-withdrawn" });
  await record(tx, "class-code.withdrawn", { type: "class-code", id });
  return ok(null);
}
