import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { freePlaces, isComing } from "./event.rules.ts";
import type { EventRegistration, SchemeEvent } from "./event.ts";
import { promoteAndTell } from "./give-places.ts";
import { heldEvent } from "./keep-event.ts";
import { tell } from "./letters.ts";
import { nextRegistration } from "./registration.rules.ts";
import {
  movePersonsRegistrations,
  moveRegistrations,
  someRegistrations,
} from "./registration.store.ts";

export const DECISIONS = ["accept", "decline", "remove"] as const;
export type Decision = (typeof DECISIONS)[number];

export type Decided = {
  readonly registered: number;
  readonly waiting: number;
  readonly declined: number;
  readonly removed: number;
};

/**
 * Yes or no to many at once, in the order in which they asked: a yes is a place while there are
 * places, then a place on the list. Whoever has another state by now is left alone; nobody at all left
 * is a refusal. Each is told, and so is whoever moves up after somebody was taken off.
 */
export async function decideRegistrations(
  tx: Tx,
  eventId: string,
  said: { readonly decision: string; readonly ids: readonly string[] },
  publicUrl: string,
): Promise<Result<Decided>> {
  const event = await heldEvent(tx, eventId);
  if (!event) return notFound;
  const decision = DECISIONS.find((known) => known === said.decision);
  if (!decision) return refuse({ code: "not-a-choice", field: "decision" });
  if (!isComing(event, wallTimeOf(tx.now).day)) return refuse({ code: "event-not-in-state" });
  const people = await someRegistrations(tx, eventId, said.ids);
  if (people.length === 0) return refuse({ code: "nobody-chosen", field: "ids" });
  const done = await (decision === "accept"
    ? accept(tx, event, people, publicUrl)
    : letGo(tx, event, people, decision, publicUrl));
  if (Object.values(done).every((count) => count === 0)) {
    return refuse({ code: "registration-not-in-state" });
  }
  await promoteAndTell(tx, event, publicUrl);
  return ok(done);
}

const NOBODY: Decided = { registered: 0, waiting: 0, declined: 0, removed: 0 };

async function accept(
  tx: Tx,
  event: SchemeEvent,
  people: readonly EventRegistration[],
  publicUrl: string,
): Promise<Decided> {
  const free = { "on-site": freePlaces(event, "on-site"), online: freePlaces(event, "online") };
  const asked = people.filter(({ state }) => nextRegistration(state, "accept").ok);
  const accepted = asked.map((one) => {
    const has = free[one.mode] > 0;
    if (has) free[one.mode] -= 1;
    return { ...one, state: has ? ("registered" as const) : ("waiting" as const) };
  });
  for (const state of ["registered", "waiting"] as const) {
    const ids = accepted.filter((one) => one.state === state).map(({ id }) => id);
    await moveRegistrations(tx, ids, state, { decided: true });
  }
  await noteAll(tx, event, "event-registration.accepted", accepted);
  await tell(tx, event, accepted, "standing", publicUrl);
  const registered = accepted.filter(({ state }) => state === "registered").length;
  return { ...NOBODY, registered, waiting: accepted.length - registered };
}

async function letGo(
  tx: Tx,
  event: SchemeEvent,
  people: readonly EventRegistration[],
  decision: "decline" | "remove",
  publicUrl: string,
): Promise<Decided> {
  const declines = decision === "decline";
  const gone = people.flatMap((one) => {
    const after = nextRegistration(one.state, declines ? "decline" : "cancel");
    return after.ok ? [{ ...one, state: after.value }] : [];
  });
  const ids = gone.map(({ id }) => id);
  await moveRegistrations(tx, ids, declines ? "declined" : "cancelled", { decided: true });
  await noteAll(
    tx,
    event,
    declines ? "event-registration.declined" : "event-registration.removed",
    gone,
  );
  await tell(tx, event, gone, declines ? "declined" : "removed", publicUrl);
  return { ...NOBODY, [declines ? "declined" : "removed"]: gone.length };
}

const noteAll = (
  tx: Tx,
  event: SchemeEvent,
  name: `event-registration.${string}`,
  people: readonly EventRegistration[],
) =>
  recordAll(
    tx,
    name,
    "event-registration",
    people.map(({ id, state }) => ({ id, data: { eventId: event.id, state } })),
  );

/** Two rows were one person: what stood at the one stands at the other. Only `putTogether` calls it. */
export async function moveRegistrationsOfPerson(tx: Tx, from: string, to: string): Promise<void> {
  const moved = await movePersonsRegistrations(tx, from, to);
  await recordAll(
    tx,
    "event-registration.person-merged",
    "event-registration",
    moved.map(({ id }) => ({ id, data: { from, to } })),
  );
}
