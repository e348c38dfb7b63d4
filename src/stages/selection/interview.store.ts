import type { Tx } from "../../platform/db/index.ts";
import type { InterviewState } from "./selection.ts";

export type Interview = {
  readonly id: string;
  readonly applicationId: string;
  readonly state: InterviewState;
  readonly at: Date;
  readonly place: string | null;
  readonly link: string | null;
  readonly panel: string;
};
const columns = [
  "i.id",
  "i.application_id as applicationId",
  "i.state",
  "i.at",
  "i.place",
  "i.link",
  "i.panel",
] as const;

export const interviewOf = (tx: Tx, applicationId: string): Promise<Interview | undefined> =>
  tx.db
    .selectFrom("interviews as i")
    .where("i.application_id", "=", applicationId)
    .select(columns)
    .$castTo<Interview>()
    .executeTakeFirst();

export async function upsertInterview(
  tx: Tx,
  from: Omit<Interview, "state"> & { readonly callId: string; readonly by: string },
): Promise<void> {
  const planned = {
    state: "planned",
    at: from.at,
    place: from.place,
    link: from.link,
    panel: from.panel,
    planned_by: from.by,
    planned_at: tx.now,
  };
  await tx.db
    .insertInto("interviews")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      application_id: from.applicationId,
      ...planned,
    })
    .onConflict((c) => c.column("application_id").doUpdateSet(planned))
    .execute();
}

export async function moveInterview(tx: Tx, id: string, state: InterviewState): Promise<void> {
  await tx.db.updateTable("interviews").set({ state }).where("id", "=", id).execute();
}
