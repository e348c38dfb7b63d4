import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { factProblems, isProblem, overtaken, readFact, writtenRows } from "./confirmation.rules.ts";
import { insertConfirmations, type NewConfirmation, type NewFacts } from "./confirmation.store.ts";
import { ATTENDANCE, columnsOf, type FactColumn, type TypedFacts } from "./confirmation.ts";
import { pupilsOfCall } from "./pupil.store.ts";
import type { Pupil } from "./pupil.ts";
import { can } from "./school.policy.ts";
import { callsOfSchools, holdDecision } from "./school-call.store.ts";

/**
 * The school's word on grades, enrolment and attendance of its own pupils. Only what is new is
 * written; a row of somebody else's pupil is a row of nobody. Once the committee has decided, the
 * points stand, and a correction goes the way of an objection.
 */
export async function confirmFacts(
  tx: Tx,
  callId: string,
  rows: readonly TypedFacts[],
): Promise<Result<{ readonly confirmed: number }>> {
  if (!can.workForSchool(tx.actor)) return refuse({ code: "forbidden" });
  // Before it is asked whether the committee has decided, so that nobody decides in between.
  await holdDecision(tx, callId);
  const call = (await callsOfSchools(tx)).find((each) => each.id === callId);
  if (!call) return notFound;
  if (!call.takesFacts) return refuse({ code: "facts-closed" });
  const columns = columnsOf(call.criteria);
  const pupils = new Map(
    (await pupilsOfCall(tx, callId, "und-x-icu", true)).map((one) => [one.applicationId, one]),
  );
  const written = writtenRows(rows);
  if (written.some((row) => !pupils.has(row.applicationId))) return notFound;
  if (written.length === 0) return refuse({ code: "facts-none" });
  const problems = factProblems(written, columns);
  if (problems.length > 0) return refuse(...problems);
  const met = written.map((row) => overtaken(row, pupils.get(row.applicationId)!, columns));
  const meanwhile = met.flatMap((one) => one.problems);
  if (meanwhile.length > 0) return refuse(...meanwhile);
  const changes = met.map(({ row }) => changeOf(row, pupils.get(row.applicationId)!, columns));
  const points = changes.flatMap((change) => change.points);
  const facts = changes.flatMap((change) => change.facts);
  await insertConfirmations(tx, points, facts);
  const touched = [...points, ...facts].map((row) => row.applicationId);
  const confirmed = [...new Set(touched)];
  await recordAll(
    tx,
    "school.facts-confirmed",
    "application",
    confirmed.map((id) => ({
      id,
      data: Object.fromEntries(
        points.filter((row) => row.applicationId === id).map((row) => [row.criterion, row.points]),
      ),
    })),
  );
  return ok({ confirmed: confirmed.length });
}

function changeOf(
  row: TypedFacts,
  was: Pupil,
  columns: readonly FactColumn[],
): { readonly points: NewConfirmation[]; readonly facts: NewFacts[] } {
  const { applicationId } = row;
  const points: NewConfirmation[] = [];
  let attendance = was.attendance;
  for (const column of columns) {
    const read = readFact(column, row.values[column.code] ?? "");
    if (read === null || isProblem(read)) continue;
    if (column.code === ATTENDANCE) attendance = read.points;
    else {
      const stands = was.confirmed[column.code];
      if (stands?.points === read.points && String(stands.choices) === String(read.choices))
        continue;
      points.push({ applicationId, criterion: column.code, ...read });
    }
  }
  const enrolled = row.enrolled === "yes";
  const same = was.enrolled === enrolled && was.attendance === attendance;
  return { points, facts: same ? [] : [{ applicationId, enrolled, attendance }] };
}
