import type { Tx } from "../../platform/db/index.ts";
import { can as preparation } from "../preparation/preparation.policy.ts";
import { type DepartureDuties, departureDuties } from "./departure-duties.store.ts";

export type { DepartureDuties };

/** Between an offer and a departure: what waits for the office's own word, in the reader's countries. */
export const readDepartureDuties = (tx: Tx): Promise<DepartureDuties> =>
  preparation.work(tx.actor)
    ? departureDuties(tx)
    : Promise.resolve({ hostChanges: 0, toCheck: 0, questions: 0 });
