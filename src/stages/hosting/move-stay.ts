import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, type Problem, type Result, refuse } from "../../shared/result.ts";
import { changeDays, type NewDays } from "../mobilities/change-days.ts";
import type { Mobility } from "../mobilities/mobility.ts";
import { holdDays } from "../travel/refused-days.ts";
import { overfull } from "./capacity.rules.ts";
import { capacitiesOf, guestsOf, lockHost } from "./capacity.store.ts";
import { staysById } from "./stay.store.ts";

/**
 * Moves the days of a stay. A company that has said yes said it for certain days: on others it is
 * asked of its places first, and what it lacks is told beside everything else that refuses the days.
 */
export async function moveStay(tx: Tx, id: string, to: NewDays): Promise<Result<Mobility>> {
  const [stay] = isUuid(id) ? await staysById(tx, [id]) : [];
  if (!stay) return notFound;
  await holdDays(tx, [stay.personId]);
  const full = stay.companyId ? await placeProblems(tx, stay.companyId, id, to) : [];
  const moved = await changeDays(tx, id, to);
  // Its row is held from here on: a company that said yes in between was not asked about these days.
  if (moved.ok && moved.value.companyId !== stay.companyId) {
    return refuse({ code: "changed-meanwhile" });
  }
  if (full.length === 0 || (!moved.ok && moved.problems.some(({ code }) => code === "not-found"))) {
    return moved;
  }
  return refuse(...(moved.ok ? [] : moved.problems), ...full);
}

async function placeProblems(
  tx: Tx,
  companyId: string,
  id: string,
  to: { readonly starts: Day; readonly ends: Day },
): Promise<Problem[]> {
  await lockHost(tx, companyId);
  const rows = await capacitiesOf(tx, [companyId]);
  // A host that wrote nothing down refuses nobody.
  if (rows.length === 0) return [];
  const before = await guestsOf(tx, [companyId]);
  const after = overfull(
    rows,
    before.map((guest) =>
      guest.mobilityId === id ? { ...guest, starts: to.starts, ends: to.ends } : guest,
    ),
  );
  // One that was too full already may become less so.
  if (!after || after.over <= (overfull(rows, before)?.over ?? 0)) return [];
  const { day, places, used } = after;
  return [{ code: "host-full", params: { day, places, used }, field: "starts" }];
}
