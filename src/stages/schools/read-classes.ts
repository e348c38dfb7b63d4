import type { Tx } from "../../platform/db/index.ts";
import { typedClassCode } from "./class-code.rules.ts";
import {
  type CallToPick,
  callsToPick,
  type OwnSchool,
  ownClasses,
  schoolsOfActor,
  workingClass,
} from "./class-code.store.ts";
import type { ClassOfCode, SchoolClass } from "./class-code.ts";
import { can } from "./school.policy.ts";

export type { CallToPick, OwnSchool } from "./class-code.store.ts";

/**
 * The class whose code somebody typed, in any case and with spaces or hyphens; for anybody. Null
 * for a code of nobody, one that was withdrawn, and one of a school that nobody has verified yet:
 * a poster somebody invented must not become true by itself.
 */
export async function classByCode(tx: Tx, typed: string): Promise<ClassOfCode | null> {
  const code = typedClassCode(typed);
  return code === null ? null : ((await workingClass(tx, code)) ?? null);
}

/** Classes of the own schools, newest call first, codes that were withdrawn last. */
export const listClasses = async (tx: Tx): Promise<SchoolClass[]> =>
  can.workForSchool(tx.actor) ? ownClasses(tx) : [];

/** Null for "not there" and "not of your school" alike. */
export const readClass = async (tx: Tx, id: string): Promise<SchoolClass | null> =>
  can.workForSchool(tx.actor) ? ((await ownClasses(tx, id))[0] ?? null) : null;

/** Calls a class can be sent to now. */
export const listCallsToPick = async (tx: Tx): Promise<CallToPick[]> =>
  can.workForSchool(tx.actor) ? callsToPick(tx) : [];

export const listOwnSchools = async (tx: Tx): Promise<OwnSchool[]> =>
  can.workForSchool(tx.actor) ? schoolsOfActor(tx) : [];
