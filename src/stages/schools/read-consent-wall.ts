import type { Tx } from "../../platform/db/index.ts";
import { wallOfSchools } from "./consent-wall.store.ts";
import type { WallRow } from "./consent-wall.ts";
import { can } from "./school.policy.ts";

/** Pupils of the own schools with a place ahead of them, and their papers. */
export const listConsentWall = async (tx: Tx, collation: string): Promise<WallRow[]> =>
  can.workForSchool(tx.actor) ? wallOfSchools(tx, collation) : [];
