import type { Tx } from "../../platform/db/index.ts";
import { readTable, type Table } from "../../platform/files/table.ts";
import type { Column } from "./columns.rules.ts";
import { selectFacts, selectTargets, type Targets } from "./facts.store.ts";
import { can } from "./import.policy.ts";
import { selectContent, selectImport, selectImports } from "./import.store.ts";
import type { Import } from "./import.ts";
import { kindOf } from "./kinds.ts";

export type { Targets } from "./facts.store.ts";

export async function readImport(tx: Tx, importId: string): Promise<Import | undefined> {
  const found = await selectImport(tx, importId);
  return found && can.open(tx.actor, found) ? found : undefined;
}

/** The latest files; a country partner sees the own ones, because a file holds people. */
export async function listImports(tx: Tx): ReturnType<typeof selectImports> {
  if (tx.actor.kind !== "staff" || !can.seeImports(tx.actor)) return [];
  const whole = tx.actor.memberships.some((m) => m.role === "coordinator");
  return selectImports(tx, whole ? null : tx.actor.userId);
}

export const importTargets = (tx: Tx): Promise<Targets> => selectTargets(tx);

/** The columns an import can have, and the first rows of its file to choose them by. */
export async function readColumns(
  tx: Tx,
  found: Import,
): Promise<{
  columns: readonly Column[];
  criteria: ReadonlyMap<string, Readonly<Record<string, string>>>;
  table: Table | null;
}> {
  const facts = await selectFacts(tx, found.callId);
  const table = await readTable(await selectContent(tx, found.id));
  return {
    columns: kindOf(found.kind).columns(facts),
    criteria: new Map(facts.criteria.map(({ code, name }) => [`points.${code}`, name])),
    table: table.ok ? table.value : null,
  };
}
