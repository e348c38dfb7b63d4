import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { openEveryConfidence } from "../applications/open-confidence.ts";
import { openEveryCard } from "../preparation/open-every-card.ts";
import { staysInConfidence } from "./readings.store.ts";

/**
 * Everybody whose confidence a whole export opens is told so in their own history, as of every other
 * reading: needs and grounds, what a stay needs, why one was shorter, and medical cards.
 */
export async function tellReadings(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  await openEveryConfidence(tx, by);
  const { needs, shorter } = await staysInConfidence(tx);
  const staff = { kind: "staff", id: by.id } as const;
  const opened = needs.map((id) => ({ id, data: { reason: "opened" } }));
  await recordAll(tx, "mobility.needs-read", "mobility", opened, staff);
  const reasons = shorter.map((id) => ({ id }));
  await recordAll(tx, "mobility.shorter-opened", "mobility", reasons, staff);
  await openEveryCard(tx, by);
}
