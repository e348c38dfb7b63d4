import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { keepArchiveReadings } from "./medical-card.store.ts";

/** Every card of the scheme is opened for one member of staff; each person reads so in their history. */
export async function openEveryCard(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  const opened = (await keepArchiveReadings(tx, by)).map((id) => ({
    id,
    data: { reason: "archive" },
  }));
  await recordAll(tx, "medical-card.read", "mobility", opened, { kind: "staff", id: by.id });
}
