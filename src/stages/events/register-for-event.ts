import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { fold } from "../../shared/fold.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./event.policy.ts";
import { freePlaces, takesRegistrations } from "./event.rules.ts";
import { lockEvent } from "./event.store.ts";
import type { RegistrationId, SchemeEvent, TypedRegistration, WayIn } from "./event.ts";
import { registrationSecret, tell } from "./letters.ts";
import { registrationFrom } from "./registration.rules.ts";
import {
  insertRegistration,
  oneRegistration,
  organisationNamed,
  sameContact,
} from "./registration.store.ts";

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

type From = TypedRegistration & {
  readonly locale: Locale;
  /** Marked in the invented demo, whose people are nobody. */
  readonly invented?: boolean;
};

/**
 * Somebody wants to come: without an account, in three fields, answered by a letter with a link. Done
 * twice it is one registration and the letter goes again, so that nobody learns from the page who is
 * registered. Whoever keeps the event may write down who telephones, also after the closing, and
 * hears whose the address is already.
 */
export async function registerForEvent(
  tx: Tx,
  eventId: string,
  from: From,
  publicUrl: string,
): Promise<Result<RegistrationId>> {
  const event = await lockEvent(tx, eventId);
  if (!event || event.state === "draft") return notFound;
  const byOffice = can.keepEvent(tx.actor, event.organiser?.id ?? null);
  if (tx.actor.kind === "staff" && !byOffice) return notFound;
  const today = wallTimeOf(tx.now).day;
  const closed = takesRegistrations(event, { now: tx.now, today, byOffice });
  if (closed) return refuse(closed);
  const read = registrationFrom(from, event.mode);
  if (!read.ok) return read;
  const facts = read.value;
  const there = await sameContact(tx, eventId, facts);
  if (there) {
    // The office sees its own list: two of one school's address are not silently one.
    if (byOffice && fold(there.name) !== fold(facts.name)) {
      const params = { name: there.name };
      return refuse({ code: "event-contact-registered", params, field: "contact" });
    }
    await tell(tx, event, [there], "standing", publicUrl);
    return ok(there.id);
  }
  const id = newId<RegistrationId>();
  await insertRegistration(tx, {
    ...facts,
    id,
    eventId,
    state: byOffice ? stateFor(event, facts.mode, false) : stateFor(event, facts.mode),
    organisationId: await organisationNamed(tx, facts.organisation),
    locale: from.locale,
    hash: hashOf(registrationSecret(id)),
    invented: from.invented ?? false,
  });
  const made = await oneRegistration(tx, id);
  if (!made) throw new Error("a registration that was just made");
  await record(
    tx,
    "event-registration.made",
    { type: "event-registration", id },
    { eventId, state: made.state, mode: made.mode },
  );
  await tell(tx, event, [made], "standing", publicUrl);
  return ok(id);
}

/** Asked about first where the office decides; else a place while there is one, then the list. */
const stateFor = (event: SchemeEvent, way: WayIn, approval = event.approval) =>
  approval ? "requested" : freePlaces(event, way) > 0 ? "registered" : "waiting";
