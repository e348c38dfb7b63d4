import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { concernedBy } from "./make-tasks.ts";
import { can } from "./preparation.policy.ts";
import { insertTasks, tasksOf } from "./task.store.ts";
import type { TaskKind } from "./task.ts";
import { changesOfList, readKinds, type SetKind, type TypedKind } from "./task-kind.rules.ts";
import {
  deleteTasks,
  followKind,
  insertKind,
  keepKind,
  kindsOfLine,
  preparedOfLine,
  wakeStays,
} from "./task-kind.store.ts";

export type LineKinds = {
  readonly line: { readonly id: string; readonly name: Readonly<Record<string, string>> };
  readonly kinds: readonly TaskKind[];
};

/** What every line asks for, in the lines' order: how many kinds of task. */
export async function readLines(tx: Tx): Promise<readonly LineKinds[]> {
  const lines = can.changeKinds(tx.actor) ? ((await readScheme(tx))?.lines ?? []) : [];
  const found: LineKinds[] = [];
  for (const line of lines) found.push({ line, kinds: await kindsOfLine(tx, line.id) });
  return found;
}

/** What one line asks for, also what it asks for no more. */
export async function readLineKinds(tx: Tx, lineId: string): Promise<LineKinds | undefined> {
  if (!can.changeKinds(tx.actor) || !isUuid(lineId)) return undefined;
  const line = (await readScheme(tx))?.lines.find(({ id }) => id === lineId);
  return line && { line, kinds: await kindsOfLine(tx, line.id) };
}

/** What a change does to lists that are there: of stays that have not left yet. */
export type KindsEffect = {
  readonly stays: number;
  readonly added: number;
  readonly removed: number;
  /** Tasks that are done or begun and that the line asks for no more: they stay. */
  readonly kept: number;
};

/** A task of the line's own, as it is typed below the others; without a name there is none. */
export type NewKind = TypedKind & { readonly language: string };

type Change = {
  readonly before: readonly TaskKind[];
  readonly after: readonly TaskKind[];
  readonly fresh: Omit<TaskKind, "id"> | null;
};

const NEW = "new";

function readChange(
  before: readonly TaskKind[],
  lineId: string,
  typed: readonly TypedKind[],
  own: NewKind | null,
): Result<Change> {
  const known = typed.filter((row) => before.some(({ code }) => code === row.code));
  const hasOwn = own !== null && own.name !== "";
  const { kinds, problems } = readKinds(hasOwn ? [...known, { ...own, code: NEW }] : known);
  if (problems.length > 0) return refuse(...problems);
  const set = new Map(kinds.map((kind) => [kind.code, kind]));
  const after = before.map((kind): TaskKind => {
    const to = set.get(kind.code);
    if (!to) return kind;
    const { name: _, ...facts } = to;
    return { ...kind, ...facts };
  });
  const fresh = hasOwn ? ownKind(lineId, own, set.get(NEW), before) : null;
  return ok({ before, after, fresh });
}

function ownKind(
  lineId: string,
  own: NewKind,
  set: SetKind | undefined,
  before: readonly TaskKind[],
): Omit<TaskKind, "id"> | null {
  if (!set) return null;
  const { name, ...facts } = set;
  let number = 1;
  while (before.some(({ code }) => code === `own-${number}`)) number += 1;
  const position = Math.max(0, ...before.map((kind) => kind.position)) + 1;
  // English is read where a language is missing, so the one that was typed stands there too.
  const words = { en: name, [own.language]: name };
  return {
    ...facts,
    code: `own-${number}`,
    name: words,
    isOn: true,
    lineId,
    afterCode: null,
    position,
  };
}

const isSame = (a: TaskKind, b: TaskKind): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Lists of the line's stays against what it would ask for. */
async function effectOn(tx: Tx, lineId: string, kinds: readonly TaskKind[], hold: boolean) {
  const stays = await preparedOfLine(tx, lineId, hold);
  const all = await tasksOf(
    tx,
    stays.map(({ id }) => id),
  );
  const asked = new Set(kinds.filter(({ isOn }) => isOn).map(({ code }) => code));
  const today = wallTimeOf(tx.now).day;
  const concerned = await concernedBy(tx, stays, kinds);
  const changes = [];
  let kept = 0;
  for (const stay of stays) {
    const tasks = all.filter((task) => task.mobilityId === stay.id);
    const of = { ...concerned.get(stay.id)!, starts: stay.starts };
    const change = changesOfList(kinds, tasks, of, today);
    changes.push({ id: stay.id, ...change });
    kept += tasks.filter(({ code }) => !asked.has(code)).length;
    kept -= change.removed.filter(({ code }) => !asked.has(code)).length;
  }
  return { changes, kept };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

const summed = ({ changes, kept }: Awaited<ReturnType<typeof effectOn>>): KindsEffect => ({
  stays: changes.length,
  added: sum(changes.map(({ added }) => added.length)),
  removed: sum(changes.map(({ removed }) => removed.length)),
  kept,
});

/** What would happen, before anybody says yes to it; every wrong box at once. */
export async function previewKinds(
  tx: Tx,
  lineId: string,
  typed: readonly TypedKind[],
  own: NewKind | null = null,
): Promise<Result<KindsEffect>> {
  const found = await readLineKinds(tx, lineId);
  if (!found) return notFound;
  const change = readChange(found.kinds, lineId, typed, own);
  if (!change.ok) return change;
  const { after, fresh } = change.value;
  const kinds = fresh ? [...after, { ...fresh, id: NEW }] : after;
  return ok(summed(await effectOn(tx, lineId, kinds, false)));
}

/**
 * Changes what a line asks for, and the lists of everybody who has not left with it: what is new is
 * added, what is asked for no more goes where nobody touched it, and what is open follows its kind.
 */
export async function changeKinds(
  tx: Tx,
  lineId: string,
  typed: readonly TypedKind[],
  own: NewKind | null = null,
): Promise<Result<KindsEffect>> {
  if (!(await readLineKinds(tx, lineId))) return notFound;
  // Held before anything is compared: of two offices the second changes what the first has set.
  const before = await kindsOfLine(tx, lineId, true);
  const change = readChange(before, lineId, typed, own);
  if (!change.ok) return change;
  const { after, fresh } = change.value;
  const problems: Problem[] = [];
  if (after.every((kind, at) => isSame(kind, before[at]!)) && !fresh) {
    problems.push({ code: "kinds-unchanged" });
  }
  if (problems.length > 0) return refuse(...problems);
  const changed = after.filter((kind, at) => !isSame(kind, before[at]!));
  for (const kind of changed) await keepKind(tx, kind);
  const kinds = fresh ? [...after, await insertKind(tx, fresh)] : after;
  const effect = await effectOn(tx, lineId, kinds, true);
  await applyTo(tx, effect.changes);
  const stays = effect.changes.map(({ id }) => id);
  const today = wallTimeOf(tx.now).day;
  for (const kind of changed) {
    const isMoved = before.find(({ id }) => id === kind.id)?.daysBefore !== kind.daysBefore;
    await followKind(tx, kind, stays, { today, isMoved });
  }
  await wakeStays(tx, stays);
  const value = summed(effect);
  await record(
    tx,
    "task-kinds.changed",
    { type: "line", id: lineId },
    { codes: [...changed, ...(fresh ? [fresh] : [])].map(({ code }) => code), ...value },
  );
  return ok(value);
}

async function applyTo(
  tx: Tx,
  changes: Awaited<ReturnType<typeof effectOn>>["changes"],
): Promise<void> {
  for (const { id, added } of changes) await insertTasks(tx, id, added);
  await deleteTasks(
    tx,
    changes.flatMap(({ removed }) => removed),
  );
  for (const [event, of] of [
    ["tasks.made", "added"],
    ["tasks.removed", "removed"],
  ] as const) {
    const rows = changes
      .filter((change) => change[of].length > 0)
      .map((change) => ({ id: change.id, data: { codes: change[of].map(({ code }) => code) } }));
    await recordAll(tx, event, "mobility", rows);
  }
}
