import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./event.policy.ts";
import { eventFrom, isComing, waysOf } from "./event.rules.ts";
import { choicesOfEvents, insertEvent, lockEvent, updateEvent } from "./event.store.ts";
import type { EventFacts, EventId, SchemeEvent, TypedEvent } from "./event.ts";
import { promoteAndTell } from "./give-places.ts";
import { tell } from "./letters.ts";
import { liveRegistrations } from "./registration.store.ts";
import { roomsTaken } from "./rooms-taken.ts";
import { sessionsOf } from "./session.store.ts";

/** What an event may be held in: those of the countries that send and host, and of Europe's meetings. */
export const EVENT_LANGUAGES = [
  "en",
  "sq",
  "sr",
  "bs",
  "hr",
  "mk",
  "cnr",
  "de",
  "es",
  "fr",
  "it",
  "mt",
  "nl",
  "pl",
  "sl",
] as const;

async function factsFrom(tx: Tx, typed: TypedEvent): Promise<Result<EventFacts>> {
  const { lines, organisers } = await choicesOfEvents(tx);
  return eventFrom(typed, {
    lineIds: lines.map(({ id }) => id),
    organiserIds: organisers.map(({ id }) => id),
    languages: EVENT_LANGUAGES,
  });
}

/** A new event, seen by nobody outside the office until it is published. */
export async function makeEvent(
  tx: Tx,
  typed: TypedEvent & { readonly id?: string },
): Promise<Result<EventId>> {
  if (!can.keepSomeEvent(tx.actor)) return refuse({ code: "forbidden" });
  const facts = await factsFrom(tx, typed);
  if (!facts.ok) return facts;
  if (!can.keepEvent(tx.actor, facts.value.organiserId)) {
    return refuse({ code: "event-not-your-own", field: "organiserId" });
  }
  const id = (typed.id ?? newId()) as EventId;
  await insertEvent(tx, id, facts.value);
  await record(tx, "event.made", { type: "event", id }, { kind: facts.value.kind });
  return ok(id);
}

/** An event that the actor may change, kept from others; undefined for "not there" and "not yours". */
export async function heldEvent(tx: Tx, id: string): Promise<SchemeEvent | undefined> {
  const event = await lockEvent(tx, id);
  return event && can.keepEvent(tx.actor, event.organiser?.id ?? null) ? event : undefined;
}

/**
 * What is said of an event. Everybody who comes or waits is told when days or the place change; more
 * places go at once to those who wait. How it is held changes by `switchMode` once it is public.
 */
export async function changeEvent(
  tx: Tx,
  id: string,
  typed: TypedEvent,
  publicUrl: string,
): Promise<Result<null>> {
  const event = await heldEvent(tx, id);
  if (!event) return notFound;
  if (event.state === "held" || event.state === "cancelled") {
    return refuse({ code: "event-not-in-state" });
  }
  const facts = await factsFrom(tx, typed);
  if (!facts.ok) return facts;
  const problems = await changeProblems(tx, event, facts.value);
  if (problems.length > 0) return refuse(...problems);
  await updateEvent(tx, id, facts.value);
  const fields = changedFields(event, facts.value);
  await record(tx, "event.changed", { type: "event", id }, { fields });
  const now = { ...event, ...facts.value, id: event.id } as SchemeEvent;
  if (event.state !== "draft" && fields.some((field) => TOLD.includes(field))) {
    await tell(tx, now, await liveRegistrations(tx, id), "changed", publicUrl);
  }
  await promoteAndTell(tx, now, publicUrl);
  return ok(null);
}

/** What somebody who travels has to hear of. */
const TOLD: readonly string[] = ["starts", "ends", "venue", "city", "country", "link"];

async function changeProblems(tx: Tx, event: SchemeEvent, to: EventFacts): Promise<Problem[]> {
  const problems: Problem[] = [];
  const { counts } = event;
  if (!can.keepEvent(tx.actor, to.organiserId)) {
    problems.push({ code: "event-not-your-own", field: "organiserId" });
  }
  if (event.state !== "draft" && to.mode !== event.mode) {
    problems.push({ code: "event-mode-by-switch", field: "mode" });
  }
  if (event.state !== "draft" && !isComing({ ...event, ends: to.ends }, wallTimeOf(tx.now).day)) {
    problems.push({ code: "event-over", field: "ends" });
  }
  for (const way of waysOf(to.mode)) {
    const [field, capacity, registered] =
      way === "on-site"
        ? (["capacityOnSite", to.capacityOnSite, counts.registeredOnSite] as const)
        : (["capacityOnline", to.capacityOnline, counts.registeredOnline] as const);
    if ((capacity ?? 0) < registered) {
      problems.push({ code: "event-capacity-below", params: { registered }, field });
    }
  }
  const outside = (await sessionsOf(tx, event.id)).filter(({ startsAt }) => {
    const { day } = wallTimeOf(startsAt);
    return day < to.starts || day > to.ends;
  });
  if (outside.length > 0) {
    const params = { count: outside.length, title: outside[0]?.title ?? "" };
    problems.push({ code: "event-sessions-outside", params, field: "starts" });
  }
  return [...problems, ...(await roomsTaken(tx, event, to))];
}

/** The database gives texts back by language in an order of its own: that is no change. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

function changedFields(was: SchemeEvent, to: EventFacts): string[] {
  const before: Record<string, unknown> = { ...was, organiserId: was.organiser?.id ?? null };
  const text = (value: unknown): string =>
    value instanceof Date ? String(value.getTime()) : JSON.stringify(value, inOrder);
  return Object.entries(to).flatMap(([field, value]) =>
    text(value) === text(before[field]) ? [] : [field],
  );
}
