import { createHash } from "node:crypto";
import type { DoorActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { addDays } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type DoorLink, doorByHash, doorsOf, endDoor, insertDoor } from "./door-link.store.ts";
import { keptEvent } from "./kept-event.ts";

export type { DoorLink } from "./door-link.store.ts";

const SECRET = /^[0-9a-f]{32}$/;
/** A telephone that had no line may hand in what it saw for so long after the event. */
const DAYS_TO_HAND_IN = 7;

/** It follows from the link's id and the data key, so that the office can copy the address again. */
const secretOf = (linkId: string): string => mark(`event-door/${linkId}`).slice(0, 32);
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Makes the address at which somebody without an account checks people in, on one telephone. */
export async function makeDoorLink(
  tx: Tx,
  eventId: string,
  from: { readonly helper: string; readonly locale: string },
): Promise<Result<{ readonly linkId: string; readonly secret: string }>> {
  const event = await keptEvent(tx, eventId);
  if (!event) return notFound;
  const helper = from.helper.trim();
  if (helper.length < 2 || helper.length > 100) {
    return refuse({ code: helper === "" ? "required" : "not-a-choice", field: "helper" });
  }
  if (!isLocale(from.locale)) return refuse({ code: "not-a-choice", field: "locale" });
  if (event.state === "cancelled") return refuse({ code: "event-cancelled" });
  if (wallTimeOf(tx.now).day > event.ends) return refuse({ code: "event-over" });
  const id = newId();
  const secret = secretOf(id);
  await insertDoor(tx, { id, eventId, helper, locale: from.locale, hash: hashOf(secret) });
  await record(tx, "event.door-opened", { type: "event", id: eventId }, { linkId: id });
  return ok({ linkId: id, secret });
}

/** A telephone that was lost opens nothing any more. */
export async function endDoorLink(tx: Tx, eventId: string, linkId: string): Promise<Result<null>> {
  if (!isUuid(linkId) || !(await keptEvent(tx, eventId))) return notFound;
  if (!(await endDoor(tx, eventId, linkId))) return notFound;
  await record(tx, "event.door-closed", { type: "event", id: eventId }, { linkId });
  return ok(null);
}

export async function readDoorLinks(
  tx: Tx,
  eventId: string,
): Promise<readonly (DoorLink & { readonly secret: string })[]> {
  if (!(await keptEvent(tx, eventId))) return [];
  return (await doorsOf(tx, eventId)).map((link) => ({ ...link, secret: secretOf(link.id) }));
}

export type DoorVisit = {
  readonly tx: Tx<DoorActor>;
  readonly link: DoorLink;
  /** Whether people still come in, or the telephone may only hand in what it saw. */
  readonly isOpen: boolean;
};

/**
 * The same transaction on behalf of the helper whose link this is; undefined for one that never was,
 * was closed, or whose event is over for a week. Reading changes nothing.
 */
export async function asDoor(tx: Tx, secret: string): Promise<DoorVisit | undefined> {
  const { schemeId } = tx.actor;
  if (!schemeId || !SECRET.test(secret)) return undefined;
  const link = await doorByHash(tx, hashOf(secret));
  const { day } = wallTimeOf(tx.now);
  if (!link || day > addDays(link.ends, DAYS_TO_HAND_IN)) return undefined;
  const actor: DoorActor = { kind: "door", schemeId, eventId: link.eventId, linkId: link.id };
  return { link, isOpen: day <= link.ends, tx: { ...tx, actor } };
}
