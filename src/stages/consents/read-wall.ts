import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { can } from "./consent.policy.ts";
import { type WallQuery, wallRows } from "./wall.store.ts";

export { WALL_FILTERS, type WallConsent, type WallFilter, type WallRow } from "./wall.store.ts";

/** Who still lacks which paper, for the office of the country and the officer of the school. */
export const readWall = (tx: Tx<StaffActor>, asked: WallQuery): ReturnType<typeof wallRows> =>
  can.seeConsents(tx.actor)
    ? wallRows(tx, asked)
    : Promise.resolve({ rows: [], total: 0, calls: [] });
