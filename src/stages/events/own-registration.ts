import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { freePlaces, isComing, waysOf } from "./event.rules.ts";
import { lockEvent, oneEvent } from "./event.store.ts";
import type { EventRegistration, EventSession, Material, SchemeEvent, WayIn } from "./event.ts";
import { promoteAndTell } from "./give-places.ts";
import { tell } from "./letters.ts";
import { needsOf, saveNeeds } from "./needs.store.ts";
import { hashOf } from "./register-for-event.ts";
import { nextRegistration } from "./registration.rules.ts";
import {
  changeWay,
  keepAnswers,
  moveRegistrations,
  oneRegistration,
  registrationByHash,
  waitingBefore,
} from "./registration.store.ts";
import { materialsOf, sessionsOf } from "./session.store.ts";

const SECRET = /^[0-9a-f]{32}$/;

/** A transaction of whoever holds the link of one registration, with what the link opens. */
export type OwnRegistration = {
  readonly tx: Tx;
  readonly registration: EventRegistration;
  readonly event: SchemeEvent;
};

/**
 * The registration that a link opens; undefined for an address that never was. Reading changes
 * nothing: programs that scan letters open every link in them.
 */
export async function asRegistered(tx: Tx, secret: string): Promise<OwnRegistration | undefined> {
  if (!tx.actor.schemeId || !SECRET.test(secret)) return undefined;
  const registration = await registrationByHash(tx, hashOf(secret));
  const event = registration && (await oneEvent(tx, registration.eventId));
  return registration && event ? { tx, registration, event } : undefined;
}

export type OwnPage = {
  readonly sessions: readonly EventSession[];
  readonly materials: readonly Material[];
  /** How many wait before somebody who waits; null for everybody else. */
  readonly before: number | null;
  /** What was written in the second form; needs a purpose. */
  readonly needs: string;
};

/** What the page of a registration shows. Needs a transaction with a purpose. */
export async function readOwnPage({ tx, registration, event }: OwnRegistration): Promise<OwnPage> {
  return {
    sessions: await sessionsOf(tx, event.id),
    materials: (await materialsOf(tx, event.id)).filter(({ waits }) => !waits),
    before: registration.state === "waiting" ? await waitingBefore(tx, registration.id) : null,
    needs: (await needsOf(tx, registration.id)) ?? "",
  };
}

/** As they stand now, with the event kept from others; a refusal once there is nothing to change. */
async function held({ tx, registration }: OwnRegistration): Promise<Result<OwnRegistration>> {
  const event = await lockEvent(tx, registration.eventId);
  const now = await oneRegistration(tx, registration.id);
  if (!event || !now) throw new Error("a registration without its event");
  if (!isComing(event, wallTimeOf(tx.now).day)) return refuse({ code: "event-over" });
  return ok({ tx, registration: now, event });
}

/** Gives the place, or the place on the list, back; whoever waits first moves up in the same moment. */
export async function cancelOwnRegistration(
  own: OwnRegistration,
  publicUrl: string,
): Promise<Result<null>> {
  const now = await held(own);
  if (!now.ok) return now;
  const { tx, registration, event } = now.value;
  const after = nextRegistration(registration.state, "cancel");
  if (!after.ok) return after;
  await moveRegistrations(tx, [registration.id], after.value);
  await note(now.value, "event-registration.cancelled");
  const gone = { ...registration, state: after.value };
  await tell(tx, event, [gone], "given-back", publicUrl);
  await promoteAndTell(tx, event, publicUrl);
  return ok(null);
}

/**
 * Comes the other way than first said. Somebody with a place keeps it until there is one of the other
 * kind; somebody who waits goes on waiting, for the other kind.
 */
export async function changeOwnWay(
  own: OwnRegistration,
  way: string,
  publicUrl: string,
): Promise<Result<null>> {
  const now = await held(own);
  if (!now.ok) return now;
  const { tx, registration, event } = now.value;
  const to = waysOf(event.mode).find((each): each is WayIn => each === way);
  if (!to || to === registration.mode) return refuse({ code: "not-a-choice", field: "way" });
  if (registration.state === "declined" || registration.state === "cancelled") {
    return refuse({ code: "registration-not-in-state" });
  }
  if (registration.state === "registered" && freePlaces(event, to) === 0) {
    return refuse({ code: "event-way-full", field: "way" });
  }
  await changeWay(tx, [registration.id], to);
  await note(now.value, "event-registration.way-changed");
  await promoteAndTell(tx, event, publicUrl);
  return ok(null);
}

const MOST_LETTERS = 1000;
/** Somebody may come some days before and stay on. */
const DAYS_AROUND = 14;
const DAY_MS = 86_400_000;

/**
 * The second form, of those who have a place: diet, access and care, sealed, and the days of travel.
 * Sent again it takes the place of what was there. Needs a transaction with a purpose.
 */
export async function answerOwnForm(
  own: OwnRegistration,
  typed: { readonly needs: string; readonly arrives: string; readonly leaves: string },
): Promise<Result<null>> {
  const now = await held(own);
  if (!now.ok) return now;
  const { tx, registration, event } = now.value;
  if (registration.state !== "registered") return refuse({ code: "registration-not-in-state" });
  const problems: Problem[] = [];
  if (typed.needs.length > MOST_LETTERS) {
    problems.push({ code: "too-long", params: { max: MOST_LETTERS }, field: "needs" });
  }
  const onSite = registration.mode === "on-site";
  const travel = (field: "arrives" | "leaves", near: Day): Day | null => {
    const text = onSite ? typed[field] : "";
    if (text === "") return null;
    if (!isDay(text)) problems.push({ code: "not-a-day", field });
    else if (Math.abs(Date.parse(text) - Date.parse(near)) > DAYS_AROUND * DAY_MS) {
      problems.push({ code: "travel-day-far", params: { days: DAYS_AROUND }, field });
    } else return text;
    return null;
  };
  const arrives = travel("arrives", event.starts);
  const leaves = travel("leaves", event.ends);
  if (arrives && leaves && leaves < arrives)
    problems.push({ code: "days-reversed", field: "leaves" });
  if (problems.length > 0) return refuse(...problems);
  await saveNeeds(tx, registration.id, typed.needs);
  await keepAnswers(tx, registration.id, { arrives, leaves });
  await note(now.value, "event-registration.answered");
  return ok(null);
}

const note = ({ tx, registration, event }: OwnRegistration, name: `event-registration.${string}`) =>
  record(tx, name, { type: "event-registration", id: registration.id }, { eventId: event.id });
