import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { addDays, daysBetween } from "../../shared/day.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readCall } from "../calls/read-calls.ts";
import { newMarks, preselectionProblems } from "./preselection.rules.ts";
import {
  type CountryWord,
  insertMarks,
  officeDuties,
  preselectedOf,
  ruleOfCall,
  upsertRule,
  wordOn,
} from "./preselection.store.ts";
import type { Mark, Preselected, PreselectionRule } from "./preselection.ts";
import { can } from "./school.policy.ts";

/** Lays down, before a call opens, that the partners say who of their country is put forward. */
export async function layDownPreselection(
  tx: Tx,
  callId: string,
  given: Omit<PreselectionRule, "onlyThose"> & { readonly onlyThose?: boolean },
): Promise<Result<null>> {
  if (!can.layDownPreselection(tx.actor)) return refuse({ code: "forbidden" });
  const call = await readCall(tx, callId);
  if (!call) return notFound;
  const rule: PreselectionRule = { onlyThose: false, ...given };
  const problems = [
    ...(call.state === "draft" ? [] : [{ code: "preselection-frozen" }]),
    ...(rule.atMost !== null && (!Number.isInteger(rule.atMost) || rule.atMost < 1)
      ? [{ code: "too-small", params: { min: 1 }, field: "atMost" }]
      : []),
    ...(rule.until < wallTimeOf(call.closesAt).day || rule.until > call.decideBy
      ? [
          {
            code: "preselection-day",
            params: { from: wallTimeOf(call.closesAt).day, to: call.decideBy },
            field: "until",
          },
        ]
      : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  await upsertRule(tx, call.id, rule);
  const of = { type: "call", id: call.id };
  await record(tx, "call.preselection-set", of, { ...rule });
  return ok(null);
}

/**
 * A copy of a call, or its next round, puts people forward as the call before did. The day keeps its
 * distance from the deadline as far as the decision allows.
 */
export async function takeOverPreselection(tx: Tx, fromId: string, toId: string): Promise<void> {
  const rule = can.layDownPreselection(tx.actor) ? await ruleOfCall(tx, fromId) : undefined;
  const before = rule && (await readCall(tx, fromId));
  const call = rule && (await readCall(tx, toId));
  if (!rule || !before || !call) return;
  const daysAfter = daysBetween(wallTimeOf(before.closesAt).day, rule.until);
  const moved = addDays(wallTimeOf(call.closesAt).day, daysAfter);
  const isTooLate = moved > call.decideBy;
  const until = isTooLate ? call.decideBy : moved;
  await upsertRule(tx, call.id, { ...rule, until });
  await record(tx, "call.preselection-set", { type: "call", id: call.id }, { ...rule, until });
}

/** The rule of a call, or null where the call has none. */
export const readPreselectionRule = async (
  tx: Tx,
  callId: string,
): Promise<PreselectionRule | null> => (await ruleOfCall(tx, callId)) ?? null;

/** What the country said of one person, for the committee; null while it has said nothing. */
export const readCountryWord = async (tx: Tx, applicationId: string): Promise<CountryWord | null> =>
  (await wordOn(tx, applicationId)) ?? null;

/** People of the own countries with the newest word on each; nobody for whoever does not decide. */
export const listPreselection = async (
  tx: Tx,
  callId: string,
  collation: string,
): Promise<Preselected[]> => (can.preselect(tx.actor) ? preselectedOf(tx, callId, collation) : []);

/** Says who is put forward and who is not, each with a reason; a newer word replaces an older one. */
export async function markPreselection(
  tx: Tx,
  callId: string,
  marks: readonly Mark[],
): Promise<Result<{ readonly marked: number }>> {
  const rule = can.preselect(tx.actor) ? await ruleOfCall(tx, callId) : undefined;
  if (!rule) return notFound;
  const stands = await preselectedOf(tx, callId, "und-x-icu", true);
  const own = new Set(stands.map((each) => each.applicationId));
  if (marks.some((mark) => !own.has(mark.applicationId))) return notFound;
  const changed = newMarks(marks, stands);
  const problems = preselectionProblems(marks, stands, rule, wallTimeOf(tx.now).day);
  if (problems.length > 0) return refuse(...problems);
  await insertMarks(
    tx,
    changed.map((mark) => ({
      applicationId: mark.applicationId,
      putForward: mark.putForward === "yes",
      reason: mark.reason.trim(),
    })),
  );
  // The reason is a person's words about a person: it stays in its row.
  await recordAll(
    tx,
    "application.preselected",
    "application",
    changed.map((mark) => ({
      id: mark.applicationId,
      data: { putForward: mark.putForward === "yes" },
    })),
  );
  return ok({ marked: changed.length });
}

/** What waits for a country's partner, and for the coordinator, about schools. */
export const readOfficeDuties = async (tx: Tx): ReturnType<typeof officeDuties> =>
  can.verifySchools(tx.actor)
    ? officeDuties(tx)
    : { requests: 0, unverified: 0, preselections: [] };
