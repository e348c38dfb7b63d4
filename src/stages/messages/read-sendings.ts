import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { can } from "./message.policy.ts";
import { lockSending, sendingsOf, unreachedOf } from "./sending.store.ts";
import type { Sending, Unreached } from "./sending.ts";

const NEWEST = 50;

/** Newest first; a country partner sees those that went to the own country alone. */
export const listSendings = async (tx: Tx<StaffActor>): Promise<readonly Sending[]> =>
  can.seeMessages(tx.actor) ? sendingsOf(tx, null, NEWEST) : [];

/** One sending and whom it reaches by nothing; undefined for "not there" and "not yours". */
export async function readSending(
  tx: Tx<StaffActor>,
  id: string,
  locale: Locale,
): Promise<{ sending: Sending; unreached: readonly Unreached[] } | undefined> {
  if (!can.seeMessages(tx.actor)) return undefined;
  const [sending] = await sendingsOf(tx, id, 1);
  return sending && { sending, unreached: await unreachedOf(tx, sending.id, locale) };
}

/** When it is to go, for the job that was started before. */
export const readDueAt = async (tx: Tx, id: string): Promise<Date | null> =>
  can.startSending(tx.actor) ? ((await lockSending(tx, id))?.at ?? null) : null;
