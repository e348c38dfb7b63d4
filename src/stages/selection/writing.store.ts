import type { Tx } from "../../platform/db/index.ts";
import type { EnteredBy } from "../applications/draft.ts";

/** Who typed an application and who corrected it last, each with the moment. */
export type Writing = {
  readonly by: EnteredBy;
  readonly at: Date;
  readonly correctedBy: EnteredBy | null;
  readonly correctedAt: Date | null;
};

export async function writingOf(tx: Tx, applicationId: string): Promise<Writing | null> {
  const row = await tx.db
    .selectFrom("applications")
    .where("id", "=", applicationId)
    .select([
      "entered_by as by",
      "submitted_at as at",
      "corrected_by as correctedBy",
      "corrected_at as correctedAt",
    ])
    .$castTo<Writing>()
    .executeTakeFirst();
  return row ?? null;
}

const withoutName = ({ name: _, userId: __, ...by }: EnteredBy): EnteredBy => by;

/** The same for somebody who must not know whose it is: a school, a partner, an office, no name. */
export const blindWriting = (writing: Writing): Writing => ({
  ...writing,
  by: withoutName(writing.by),
  correctedBy: writing.correctedBy && withoutName(writing.correctedBy),
});
