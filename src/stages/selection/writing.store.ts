import type { Tx } from "../../platform/db/index.ts";
import type { EnteredBy } from "../applications/draft.ts";

/** Who typed an application and who corrected it last, each with the moment. */
export type Writing = {
  readonly by: EnteredBy;
  readonly at: Date;
  readonly correctedBy: EnteredBy | null;
  readonly correctedAt: Date | null;
};

export const writingOf = async (tx: Tx, applicationId: string): Promise<Writing | null> =>
  (await writingsOf(tx, [applicationId])).get(applicationId) ?? null;

export async function writingsOf(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Writing>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("applications")
    .where("id", "in", [...applicationIds])
    .select([
      "id",
      "entered_by as by",
      "submitted_at as at",
      "corrected_by as correctedBy",
      "corrected_at as correctedAt",
    ])
    .$castTo<Writing & { readonly id: string }>()
    .execute();
  return new Map(rows.map(({ id, ...writing }) => [id, writing]));
}

const withoutName = ({ name: _, userId: __, ...by }: EnteredBy): EnteredBy => by;

/** The same for somebody who must not know whose it is: a school, a partner, an office, no name. */
export const blindWriting = (writing: Writing): Writing => ({
  ...writing,
  by: withoutName(writing.by),
  correctedBy: writing.correctedBy && withoutName(writing.correctedBy),
});
