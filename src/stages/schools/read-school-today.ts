import type { Tx } from "../../platform/db/index.ts";
import { type OwnSchool, schoolsOfActor } from "./class-code.store.ts";
import { can } from "./school.policy.ts";
import { callsOfSchools } from "./school-call.store.ts";
import type { Duty, SchoolCall } from "./school-call.ts";
import { dutiesOf } from "./school-duties.rules.ts";

/** Calls that concern the own schools, newest first, with figures. */
export const listSchoolCalls = async (tx: Tx): Promise<SchoolCall[]> =>
  can.workForSchool(tx.actor) ? callsOfSchools(tx) : [];

export type SchoolToday = {
  readonly schools: readonly OwnSchool[];
  /** Oldest first. */
  readonly duties: readonly Duty[];
};

/** Everything that waits for an officer today. */
export async function readSchoolToday(tx: Tx): Promise<SchoolToday> {
  if (!can.workForSchool(tx.actor)) return { schools: [], duties: [] };
  return {
    schools: await schoolsOfActor(tx),
    duties: dutiesOf(await callsOfSchools(tx), tx.now),
  };
}
