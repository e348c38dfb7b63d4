import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { LineId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { activityDays } from "./activity.rules.ts";
import { can } from "./scheme.policy.ts";
import { lineProblems } from "./scheme.rules.ts";
import { insertLine } from "./scheme.store.ts";
import type { NewLine } from "./scheme.ts";

/** Adds a line with its target; what is counted (people, assignments, meetings) belongs to the line. */
export async function addLine(tx: Tx, from: NewLine): Promise<Result<LineId>> {
  if (!can.addLine(tx.actor)) return refuse({ code: "forbidden" });
  const problems = lineProblems(from);
  if (problems.length > 0) return refuse(...problems);
  const id = (from.id ?? newId()) as LineId;
  if (!(await insertLine(tx, id, withDays(from))))
    return refuse({ code: "already-there", field: "code" });
  await record(tx, "line.added", { type: "activity-line", id }, { target: from.target });
  return ok(id);
}

/** A line that says no days of its own has those of its activity. */
function withDays(from: NewLine): NewLine {
  if (!from.activity) return from;
  const { least, most } = activityDays(from.activity);
  return {
    ...from,
    minimumDays: from.minimumDays ?? least,
    maximumDays: from.maximumDays ?? most,
  };
}
