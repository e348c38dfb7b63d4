import { ok, type Result, refuse } from "../../shared/result.ts";

export type Case = {
  readonly id: string;
  readonly country: string;
  readonly organisationId: string;
};
export type Available = {
  readonly id: string;
  /** Theirs in any of their roles: whoever sends pupils judges none of them. */
  readonly organisationIds: readonly string[];
  /** Country of the team; null takes every country's cases. */
  readonly country: string | null;
};
export type Given = { readonly caseId: string; readonly assessorId: string };
export type Distributed = Given & { readonly shared: boolean };

export type Distribution = {
  readonly cases: readonly Case[];
  readonly assessors: readonly Available[];
  /** How many people score each case. */
  readonly perCase: number;
  /** How many cases everybody scores first; counted with the ones shared already. */
  readonly shared: number;
  /** Pairs that must not meet: declared conflicts. */
  readonly conflicts: readonly Given[];
  /** What has been given out already and stays; what a removed assessor has scored, too. */
  readonly given: readonly Distributed[];
  /** A number for any text, the same every time: the order nobody can choose. */
  readonly draw: (text: string) => string;
};

const pair = (caseId: string, assessorId: string): string => `${caseId} ${assessorId}`;

/**
 * Who scores what: the least busy of those who may, case by case in a drawn order, so that loads
 * differ by one at most where everybody may score everything. What was given out stays; running it
 * again after a conflict only fills what is missing.
 */
export function distribute(from: Distribution): Result<readonly Distributed[]> {
  const { cases, assessors, perCase, draw } = from;
  const barred = new Set(from.conflicts.map((one) => pair(one.caseId, one.assessorId)));
  const given = new Set(from.given.map((one) => pair(one.caseId, one.assessorId)));
  const times = new Map<string, number>();
  for (const { caseId } of from.given) times.set(caseId, (times.get(caseId) ?? 0) + 1);
  const load = new Map(assessors.map((assessor) => [assessor.id, 0]));
  for (const { assessorId } of from.given) {
    const known = load.get(assessorId);
    if (known !== undefined) load.set(assessorId, known + 1);
  }
  const may = (assessor: Available, one: Case): boolean =>
    !barred.has(pair(one.id, assessor.id)) &&
    !assessor.organisationIds.includes(one.organisationId) &&
    (assessor.country === null || assessor.country === one.country);
  const drawn = (list: readonly Case[]): Case[] =>
    list
      .map((one) => ({ one, by: draw(one.id) }))
      .sort((a, b) => (a.by < b.by ? -1 : 1))
      .map(({ one }) => one);

  // A case everybody may see; where teams keep countries apart there may be none.
  const shared = new Set(from.given.filter((one) => one.shared).map((one) => one.caseId));
  for (const one of drawn(cases)) {
    if (shared.size >= from.shared) break;
    if (assessors.every((assessor) => may(assessor, one))) shared.add(one.id);
  }
  const out: Distributed[] = [];
  const give = (one: Case, assessor: Available): void => {
    if (given.has(pair(one.id, assessor.id))) return;
    given.add(pair(one.id, assessor.id));
    load.set(assessor.id, (load.get(assessor.id) ?? 0) + 1);
    out.push({ caseId: one.id, assessorId: assessor.id, shared: shared.has(one.id) });
  };
  const order = drawn(cases);
  for (const one of order.filter((each) => shared.has(each.id))) {
    for (const assessor of assessors) if (may(assessor, one)) give(one, assessor);
  }
  const short: string[] = [];
  for (const one of order.filter((each) => !shared.has(each.id))) {
    const able = assessors.filter((assessor) => may(assessor, one));
    const free = able
      .filter((assessor) => !given.has(pair(one.id, assessor.id)))
      .map((assessor) => ({
        assessor,
        load: load.get(assessor.id) ?? 0,
        by: draw(pair(one.id, assessor.id)),
      }))
      .sort((a, b) => a.load - b.load || (a.by < b.by ? -1 : 1));
    const wanted = Math.max(perCase - (times.get(one.id) ?? 0), 0);
    if (free.length < wanted) short.push(one.id);
    for (const { assessor } of free.slice(0, wanted)) give(one, assessor);
  }
  return short.length > 0
    ? refuse({ code: "too-few-assessors", params: { count: short.length, each: perCase } })
    : ok(out);
}
