import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { DraftCall, EnteredBy } from "./draft.ts";

export type OwnApplication = {
  readonly receipt: number;
  readonly sentAt: Date;
  readonly enteredBy: EnteredBy;
  /** When it first came; `sentAt` is of the last sending. */
  readonly enteredAt: Date;
  readonly correctedBy: EnteredBy | null;
  /** False of one that came from a file or a paper: there is no form to take up again. */
  readonly hasForm: boolean;
  readonly extendedUntil: Date | null;
  readonly call: Pick<DraftCall, "state" | "opensAt" | "closesAt" | "graceMinutes">;
};

export async function ownApplication(tx: Tx, id: string): Promise<OwnApplication | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .leftJoin("application_drafts as d", "d.application_id", "a.id")
    .where("a.id", "=", id)
    .select([
      "a.receipt",
      "a.entered_by as enteredBy",
      "a.submitted_at as enteredAt",
      "a.corrected_by as correctedBy",
      "d.id as draftId",
      "c.state",
      "c.opens_at as opensAt",
      "c.closes_at as closesAt",
      "c.grace_minutes as graceMinutes",
      sql<Date>`coalesce(a.corrected_at, a.submitted_at)`.as("sentAt"),
      sql<Date | null>`(select e.until from call_extensions e
        where e.call_id = c.id and e.code = a.code and e.revoked_at is null)`.as("extendedUntil"),
    ])
    .executeTakeFirst();
  if (!row) return undefined;
  const { draftId, state, opensAt, closesAt, graceMinutes, ...rest } = row;
  return {
    ...rest,
    receipt: Number(row.receipt),
    enteredBy: row.enteredBy as unknown as EnteredBy,
    correctedBy: row.correctedBy as unknown as EnteredBy | null,
    hasForm: draftId !== null,
    call: { state: state as DraftCall["state"], opensAt, closesAt, graceMinutes },
  };
}

/** Whether somebody applied as a learner or as a member of staff; a learner where nothing is known. */
export async function ownAudience(tx: Tx, id: string): Promise<"learners" | "staff"> {
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .innerJoin("activity_lines as l", "l.id", "c.line_id")
    .where("a.id", "=", id)
    .select("l.audience")
    .executeTakeFirst();
  return row?.audience === "staff" ? "staff" : "learners";
}
