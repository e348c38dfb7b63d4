import { createHash } from "node:crypto";
import type { StaffActor, SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type FeedEntry, feedByHash, feedEntries, feedOf, replaceFeed } from "./feed.store.ts";
import { can, countriesOf } from "./preparation.policy.ts";

const SECRET = /^[0-9a-f]{32}$/;
/** A year ahead, and what has just been, so that a calendar keeps it for a while. */
const DAYS_BACK = 60;
const DAYS_AHEAD = 400;

/** 128 bits that follow from an id and the data key: only a hash is kept, and it can be shown again. */
const secretOf = (id: string): string => mark(`calendar-feed/${id}`).slice(0, 32);
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The secret of the own address; null before there is one. */
export async function readOwnFeed(tx: Tx<StaffActor>): Promise<string | null> {
  const id = await feedOf(tx, tx.actor.userId);
  return id ? secretOf(id) : null;
}

/** Makes the own address, or another one: the one before leads nowhere from then on. */
export async function renewFeed(tx: Tx<StaffActor>): Promise<Result<string>> {
  if (!can.ownFeed(tx.actor)) return notFound;
  const id = newId();
  const secret = secretOf(id);
  await replaceFeed(tx, {
    id,
    userId: tx.actor.userId,
    countries: countriesOf(tx.actor),
    hash: hashOf(secret),
  });
  await record(tx, "calendar-feed.renewed", { type: "calendar-feed", id });
  return ok(secret);
}

export type Feed = { readonly made: Date; readonly entries: readonly FeedEntry[] };

/**
 * What a calendar reads from a secret address: departures, arrivals, last days and due tasks of the
 * countries or schools its owner works for. Flows, cities and numbers of people: no name, because a calendar is
 * shared with whoever its owner likes. Undefined for an address that leads nowhere; whoever has lost
 * the role since gets nothing either.
 */
export async function readFeed(tx: Tx, secret: string): Promise<Feed | undefined> {
  if (!SECRET.test(secret) || !tx.actor.schemeId) return undefined;
  const feed = await feedByHash(tx, hashOf(secret));
  if (!feed) return undefined;
  const today = wallTimeOf(tx.now).day;
  const system: SystemActor = { kind: "system", schemeId: tx.actor.schemeId };
  const entries = await feedEntries({ ...tx, actor: system }, feed, {
    from: addDays(today, -DAYS_BACK),
    to: addDays(today, DAYS_AHEAD),
  });
  return { made: feed.madeAt, entries };
}
