import type { Tx } from "../../platform/db/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isAnswered, pagesFor } from "../applications/application.forms.ts";
import { begunInCall, pupilsOfCall, type StaffApplication, staffOfSchools } from "./pupil.store.ts";
import type { BegunPupil, Pupil } from "./pupil.ts";
import { can } from "./school.policy.ts";

export type { StaffApplication } from "./pupil.store.ts";

/** Pupils of the own schools who sent an application to this call. */
export const listPupils = async (tx: Tx, callId: string, collation: string): Promise<Pupil[]> =>
  can.workForSchool(tx.actor) ? pupilsOfCall(tx, callId, collation) : [];

/**
 * Who has begun with a code of the own classes. What was answered stays with the pupil: only the
 * name, once written, and how many questions have an answer go further than this function.
 */
export async function listBegun(tx: Tx, callId: string): Promise<BegunPupil[]> {
  if (!can.workForSchool(tx.actor)) return [];
  const today = wallTimeOf(tx.now).day;
  return (await begunInCall(tx, callId)).map(({ answers, definition, className, savedAt }) => {
    const pages = pagesFor(definition, { audience: "learners", answers, today });
    const field = pages.flatMap((page) => page.fields).find((each) => each.kind === "names");
    const name = field && (answers[field.code] as BegunPupil["name"] | undefined);
    return {
      name: name && name.familyName !== "" ? name : null,
      className,
      answered: pages.filter((page) =>
        page.fields.some((each) => answers[each.code] !== undefined && isAnswered(page, answers)),
      ).length,
      asked: pages.length,
      savedAt,
    };
  });
}

/** Staff of the own schools who applied, those without the head's word first. */
export const listStaffApplications = async (tx: Tx): Promise<StaffApplication[]> =>
  can.workForSchool(tx.actor) ? staffOfSchools(tx) : [];
