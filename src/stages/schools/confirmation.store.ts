import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Fact } from "./confirmation.rules.ts";

export type NewConfirmation = Fact & {
  readonly applicationId: string;
  readonly criterion: string;
};
export type NewFacts = {
  readonly applicationId: string;
  readonly enrolled: boolean;
  readonly attendance: number | null;
};

/** Adds what is newer; what stood before stays as a row. */
export async function insertConfirmations(
  tx: Tx,
  points: readonly NewConfirmation[],
  facts: readonly NewFacts[],
): Promise<void> {
  const by = {
    scheme_id: tx.actor.schemeId!,
    confirmed_by: actorId(tx.actor) ?? "",
    confirmed_at: tx.now,
  };
  if (points.length > 0) {
    await tx.db
      .insertInto("school_confirmations")
      .values(
        points.map((row) => ({
          ...by,
          id: newId(),
          application_id: row.applicationId,
          criterion: row.criterion,
          points: row.points,
          choices: row.choices === null ? null : JSON.stringify(row.choices),
        })),
      )
      .execute();
  }
  if (facts.length > 0) {
    await tx.db
      .insertInto("school_facts")
      .values(
        facts.map((row) => ({
          ...by,
          id: newId(),
          application_id: row.applicationId,
          enrolled: row.enrolled,
          attendance: row.attendance,
        })),
      )
      .execute();
  }
}
