/** Lines of countries that leave a scheme with its kit, and come into another with one. */
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./country-sheet.policy.ts";
import { lineOf } from "./country-sheet.rules.ts";
import { ageOf, insertVersion, ownLines, programLines } from "./country-sheet.store.ts";
import type { NewSheetLine } from "./country-sheet.ts";

export const readOwnLines = ownLines;
export const readProgramLines = programLines;
export const readOwnAge = async (tx: Tx): Promise<number | null> => (await ageOf(tx)) ?? null;

export type TakenLine = {
  readonly line: NewSheetLine;
  readonly shown: boolean;
  /** Id of the program's line that it stands in the place of. */
  readonly of: string | null;
};

/** @param by who looked at the sources: the programme that the lines come from, by its name */
export async function takeLines(
  tx: Tx,
  lines: readonly TakenLine[],
  by: string,
): Promise<Result<null>> {
  const problems: Problem[] = [];
  const taken: { id: string }[] = [];
  const today = wallTimeOf(tx.now).day;
  for (const { line: typed, shown, of } of lines) {
    if (!can.keepSheet(tx.actor, typed.country)) return refuse({ code: "forbidden" });
    const read = lineOf(typed.country, typed, today);
    problems.push(...read.problems);
    if (!read.line) continue;
    const id = of ?? newId();
    const who = { id: actorId(tx.actor) ?? "", name: by };
    await insertVersion(tx, id, { ...read.line, version: 1, shown }, who);
    taken.push({ id });
  }
  if (problems.length > 0) return refuse(...problems);
  await recordAll(tx, "sheet-line.added", "sheet-line", taken);
  return ok(null);
}
