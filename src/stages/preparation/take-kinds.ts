/** What lines ask for before a journey, as it leaves a scheme with its kit and comes into another. */
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { minorsPerAdultSaid } from "./group.store.ts";
import { can } from "./preparation.policy.ts";
import type { TaskKind } from "./task.ts";
import { readKinds } from "./task-kind.rules.ts";
import { insertKind, keepKind, kindsOfLine } from "./task-kind.store.ts";

export type TakenKind = Omit<TaskKind, "id" | "lineId" | "position">;

export const readKindsOf = async (tx: Tx, lineId: string): Promise<readonly TakenKind[]> =>
  (await kindsOfLine(tx, lineId)).map(({ id: _, lineId: __, position: ___, ...kind }) => kind);

/** How many minors an adult may look after, where the scheme says it; else null. */
export const readMinorsPerAdult = minorsPerAdultSaid;

const asTyped = (kind: TakenKind) => ({
  code: kind.code,
  name: kind.name?.en ?? "",
  who: kind.who,
  daysBefore: String(kind.daysBefore),
  remindOn: kind.remindOn.join(", "),
  onlyFor: kind.onlyFor,
  isOn: kind.isOn,
  blocking: kind.blocking,
  proof: kind.proof,
});

const OWN = /^own-[1-9][0-9]{0,2}$/;

/** Onto a line of which nobody has a list yet; what comes with the program is set, the own is added. */
export async function takeKinds(
  tx: Tx,
  lineId: string,
  kinds: readonly TakenKind[],
): Promise<Result<null>> {
  if (!can.changeKinds(tx.actor)) return notFound;
  const here = new Map((await kindsOfLine(tx, lineId, true)).map((kind) => [kind.code, kind]));
  const read = readKinds(kinds.map(asTyped));
  const codes = kinds.map(({ code }) => code);
  const problems: Problem[] = [
    ...read.problems,
    ...kinds.flatMap(({ code, name }): Problem[] =>
      here.has(code) || (OWN.test(code) && name?.en)
        ? []
        : [{ code: "task-unknown", params: { name: code } }],
    ),
    ...codes
      .filter((code, at) => codes.indexOf(code) < at)
      .map((code) => ({ code: "already-there", params: { value: code } })),
  ];
  if (problems.length > 0) return refuse(...problems);
  for (const [at, kind] of kinds.entries()) {
    const known = here.get(kind.code);
    const to = { ...kind, lineId, position: at + 1 };
    if (known) await keepKind(tx, { ...known, ...to });
    else {
      const made = await insertKind(tx, to);
      if (!kind.isOn) await keepKind(tx, made);
    }
  }
  await record(tx, "task-kinds.changed", { type: "line", id: lineId }, { codes });
  return ok(null);
}
