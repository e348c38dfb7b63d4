import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { keepArchiveGroundReadings } from "./ground.store.ts";
import { applicationsWithNeeds } from "./needs.store.ts";

/**
 * Everything that applicants told in confidence is opened for one member of staff, at once: each of
 * them reads so in their own history. Needs a transaction with a purpose.
 */
export async function openEveryConfidence(tx: Tx, reader: { readonly id: string }): Promise<void> {
  await keepArchiveGroundReadings(tx, reader.id);
  const told = (await applicationsWithNeeds(tx)).map((id) => ({ id, data: { reason: "archive" } }));
  const by = { kind: "staff", id: reader.id } as const;
  await recordAll(tx, "application.needs-read", "application", told, by);
}
