import type { Tx } from "../../platform/db/index.ts";
import type { ClassFacts } from "../../stages/applications/begin-application.ts";
import { classByCode as classOf } from "../../stages/schools/read-classes.ts";

/** Asks for the class behind a code from a poster; null for one that this call does not know. */
export type ClassByCode = (tx: Tx, callId: string, typed: string) => Promise<ClassFacts | null>;

export const classByCode: ClassByCode = async (tx, callId, typed) => {
  const found = await classOf(tx, typed);
  if (!found || found.call.id !== callId) return null;
  const { code, trade, teacherName: teacher, school } = found;
  return {
    code,
    organisationId: school.id,
    school: school.name,
    town: school.city,
    country: school.country,
    trade,
    teacher,
  };
};
