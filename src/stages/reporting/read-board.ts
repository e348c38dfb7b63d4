import type { Tx } from "../../platform/db/index.ts";
import { boardLines, lineCountries, linePeople } from "./board.store.ts";
import type { BoardLine, BoardPerson, CountryCounts } from "./board.ts";
import { can } from "./reporting.policy.ts";

/** Every line against its target; for a country partner the figures are of its own country. */
export const readBoard = (tx: Tx): Promise<BoardLine[]> => boardLines(tx);

/** One line and its sending countries; null when the scheme has no line of that code. */
export async function readBoardLine(
  tx: Tx,
  code: string,
): Promise<{ line: BoardLine; countries: CountryCounts[] } | null> {
  if (!can.seeBoard(tx.actor)) return null;
  const line = (await boardLines(tx)).find((each) => each.code === code);
  return line ? { line, countries: await lineCountries(tx, line.id) } : null;
}

/** The people behind the figures of one line and country; nobody outside the office sees them. */
export async function readBoardPeople(
  tx: Tx,
  from: Parameters<typeof linePeople>[1],
): Promise<{ rows: BoardPerson[]; total: number }> {
  return can.seePeople(tx.actor) ? linePeople(tx, from) : { rows: [], total: 0 };
}
