import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import { lockCase } from "./case.store.ts";
import { interviewOf, moveInterview, upsertInterview } from "./interview.store.ts";
import { interviewCriteria, reasonProblems, scoreProblems } from "./rubric.rules.ts";
import { insertScores, versionOf } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import { holdSelection } from "./selection-call.store.ts";

export type { Interview } from "./interview.store.ts";

/** A case of a call with interviews, while scores are given. */
async function interviewed(tx: Tx, applicationId: string) {
  if (!can.lead(tx.actor) || !isUuid(applicationId)) return notFound;
  const one = await lockCase(tx, applicationId);
  const call = one && (await readCall(tx, one.callId));
  const selection = one && (await holdSelection(tx, one.callId));
  if (!one || !call || !selection) return notFound;
  if (selection.state !== "preparing" && selection.state !== "assessing") {
    return refuse({ code: `selection-${selection.state}` });
  }
  const criteria = interviewCriteria(call.criteria);
  if (criteria.length === 0) return refuse({ code: "call-without-interview" });
  return ok({ one, criteria, by: actorId(tx.actor) ?? "system" });
}

export type PlannedInterview = {
  readonly at: Date | null;
  readonly place: string;
  readonly link: string;
  readonly panel: string;
};

const isMeetingLink = (text: string): boolean =>
  /^https:\/\/\S+$/.test(text) && URL.canParse(text) && text.length <= 300;

function planProblems(given: PlannedInterview, now: Date): Problem[] {
  const problems: Problem[] = [];
  const place = given.place.trim();
  const link = given.link.trim();
  if (given.at === null) problems.push({ code: "not-a-moment", field: "at" });
  else if (given.at <= now) problems.push({ code: "day-in-past", field: "at" });
  // At a table or on a screen: somebody who waits at the wrong one misses it.
  if (place === "" && link === "") problems.push({ code: "place-or-link", field: "place" });
  if (place !== "" && link !== "") problems.push({ code: "place-or-link", field: "link" });
  if (place.length > 200) problems.push({ code: "too-long", params: { max: 200 }, field: "place" });
  if (link !== "" && !isMeetingLink(link)) problems.push({ code: "not-a-link", field: "link" });
  const panel = given.panel.trim();
  if (panel.length < 2) problems.push({ code: "required", field: "panel" });
  else if (panel.length > 300) {
    problems.push({ code: "too-long", params: { max: 300 }, field: "panel" });
  }
  return problems;
}

/** Sets the time and the place of an interview, or moves one that has not been held. */
export async function planInterview(
  tx: Tx,
  applicationId: string,
  given: PlannedInterview,
): Promise<Result<null>> {
  const open = await interviewed(tx, applicationId);
  if (!open.ok) return open;
  const known = await interviewOf(tx, applicationId);
  if (known) {
    const moved = next("interview", known.state, "move");
    if (!moved.ok) return moved;
  }
  const problems = planProblems(given, tx.now);
  if (problems.length > 0 || given.at === null) return refuse(...problems);
  await upsertInterview(tx, {
    id: known?.id ?? newId(),
    callId: open.value.one.callId,
    applicationId,
    at: given.at,
    place: given.place.trim() || null,
    link: given.link.trim() || null,
    panel: given.panel.trim(),
    by: open.value.by,
  });
  await record(tx, known ? "selection.interview-moved" : "selection.interview-planned", {
    type: "application",
    id: applicationId,
  });
  return ok(null);
}

/** Somebody did not come, or the interview is not needed any more. */
export async function endInterview(
  tx: Tx,
  applicationId: string,
  action: "miss" | "cancel",
): Promise<Result<null>> {
  const open = await interviewed(tx, applicationId);
  if (!open.ok) return open;
  const known = await interviewOf(tx, applicationId);
  if (!known) return notFound;
  const to = next("interview", known.state, action);
  if (!to.ok) return to;
  await moveInterview(tx, known.id, to.value);
  await record(
    tx,
    action === "miss" ? "selection.interview-missed" : "selection.interview-cancelled",
    { type: "application", id: applicationId },
  );
  return ok(null);
}

/** The panel's scores, written down as one; the interview counts as held from here on. */
export async function scoreInterview(
  tx: Tx,
  applicationId: string,
  values: Readonly<Record<string, number | null>>,
  reason = "",
): Promise<Result<null>> {
  const open = await interviewed(tx, applicationId);
  if (!open.ok) return open;
  const { criteria, by } = open.value;
  const known = await interviewOf(tx, applicationId);
  if (!known) return refuse({ code: "interview-not-planned" });
  if (known.state !== "held") {
    const to = next("interview", known.state, "hold");
    if (!to.ok) return to;
  }
  const problems = scoreProblems(criteria, values);
  const versions = new Map<string, number>();
  for (const { code } of criteria) {
    versions.set(code, await versionOf(tx, { applicationId, criterion: code, source: "panel" }));
  }
  const again = [...versions.values()].some((version) => version > 0);
  if (again) problems.push(...reasonProblems(reason.trim(), 3));
  if (problems.length > 0) return refuse(...problems);
  await insertScores(
    tx,
    criteria.map(({ code }) => ({
      id: newId(),
      applicationId,
      criterion: code,
      source: "panel" as const,
      assessorId: null,
      value: values[code]!,
      choices: null,
      version: versions.get(code)! + 1,
      reason: again ? reason.trim() : null,
    })),
    by,
  );
  if (known.state !== "held") await moveInterview(tx, known.id, "held");
  await record(tx, "selection.interview-scored", { type: "application", id: applicationId });
  return ok(null);
}
