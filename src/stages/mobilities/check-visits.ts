import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Mobility } from "./mobility.ts";
import { type Visit, visitProblems } from "./visit.rules.ts";
import { visitsOfLines } from "./visit.store.ts";

/**
 * What speaks against stays that are about to be written, where their line is one of preparatory
 * visits: each is held against those in the books and those in the same list.
 * @returns one list of problems a stay, in their order
 */
export async function refusedVisits(
  tx: Tx,
  stays: readonly Pick<
    Mobility,
    "id" | "lineId" | "hostingOrganisationId" | "starts" | "ends" | "state"
  >[],
): Promise<readonly Problem[][]> {
  if (stays.length === 0) return [];
  const known = await visitsOfLines(tx, [...new Set(stays.map(({ lineId }) => lineId))]);
  if (known.size === 0) return stays.map(() => []);
  const own = new Set<string>(stays.map(({ id }) => id));
  const added: (Visit & { readonly lineId: string })[] = [];
  return stays.map((stay) => {
    const visits = known.get(stay.lineId);
    if (!visits || stay.hostingOrganisationId === null || stay.state === "cancelled") return [];
    const visit = { ...stay, hostId: stay.hostingOrganisationId };
    const found = visitProblems(visit, [
      ...visits.filter(({ id }) => !own.has(id)),
      ...added.filter(({ lineId }) => lineId === stay.lineId),
    ]);
    added.push(visit);
    return found;
  });
}
