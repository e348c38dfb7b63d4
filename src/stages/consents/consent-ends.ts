import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { DAYS_AFTER, endsOf } from "./consent.rules.ts";
import type { ConsentEnds, Purpose } from "./consent.ts";
import { saidDaysAfter } from "./rule.store.ts";

/** How many days after the stay each consent counts: what the programme says, else the usual. */
export const readDaysAfter = async (tx: Tx): Promise<Readonly<Record<Purpose, number>>> => ({
  ...DAYS_AFTER,
  ...(await saidDaysAfter(tx)),
});

/** The last day of each consent that is given now. One that was given keeps the day it was given for. */
export const readEnds = async (tx: Tx, lastDay: Day): Promise<ConsentEnds> =>
  endsOf(lastDay, await readDaysAfter(tx));
