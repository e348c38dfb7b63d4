import type { HostActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { askerOf } from "./asker.store.ts";
import { hostProblems } from "./capacity.rules.ts";
import { capacitiesOf, guestsOf, lockHost } from "./capacity.store.ts";
import { insertContact } from "./contact.store.ts";
import { hashOf, hostSecret, isSecret } from "./host-link.ts";
import {
  AGAIN,
  type Again,
  ANSWER_DAYS,
  DECLINE_REASONS,
  type DeclineReason,
  type HostRequest,
  type RequestAction,
  type RequestPerson,
  type RequestState,
} from "./hosting.ts";
import { lookAgain, tellOffice, writeToHost } from "./letters.ts";
import {
  againOn,
  type Change,
  changeFrom,
  isEmail,
  movedAway,
  next,
  scheduleOf,
  type TypedChange,
} from "./request.rules.ts";
import {
  changeRequest,
  insertRequest,
  joinRequest,
  leaveRequest,
  lockRequest,
  oneRequest,
  peopleOf,
  requestByHash,
  wasTold,
} from "./request.store.ts";
import { freePeople, holdPeople, placePeople, reasonFrom } from "./settle-request.ts";

export type RequestVisit = { readonly tx: Tx<HostActor>; readonly request: HostRequest };

/**
 * The same transaction on behalf of the host this question was sent to; undefined for an address
 * that never was. Reading changes nothing: programs that scan letters open every link in them.
 */
export async function asRequested(tx: Tx, secret: string): Promise<RequestVisit | undefined> {
  const { schemeId } = tx.actor;
  if (!schemeId || !isSecret(secret)) return undefined;
  const request = await requestByHash(tx, hashOf(secret));
  if (!request) return undefined;
  const { organisationId, id } = request;
  const actor: HostActor = { kind: "host", schemeId, organisationId, linkId: id };
  return { request, tx: { ...tx, actor } };
}

/** After so many days at home nobody needs the link to tell who was there. */
const DAYS_TOLD = 60;

/**
 * What the host's page says of the learners: all there is before a yes, the names after it, and
 * nobody once they are long home.
 */
export async function readRequested({ tx, request }: RequestVisit): Promise<RequestPerson[]> {
  const today = wallTimeOf(tx.now).day;
  const people = await peopleOf(tx, request.id);
  return people.filter((person) => today <= addDays(person.ends as Day, DAYS_TOLD));
}

/** The question as it stands now, kept from others, and the state it comes into. */
async function answered(
  { tx, request }: RequestVisit,
  action: RequestAction,
): Promise<Result<RequestState>> {
  await lockHost(tx, request.organisationId);
  const now = await lockRequest(tx, request.id);
  const today = wallTimeOf(tx.now).day;
  if (!now || today > now.answerBy) return refuse({ code: "host-request-over" });
  return next(now.state, action);
}

/**
 * Yes: the learners are matched at once and the host reads who comes. Days that were moved since the
 * host was asked are no part of its yes: it reads that, nobody's name, and the office is told.
 */
export async function acceptRequest(
  visit: RequestVisit,
  publicUrl: string,
): Promise<Result<RequestState>> {
  const after = await answered(visit, "accept");
  if (!after.ok) return after;
  const { tx, request } = visit;
  const people = await holdPeople(tx, request.id);
  if (movedAway(request, people).length > 0) {
    await tellOfMovedDays(visit, publicUrl);
    return refuse({ code: DAYS_MOVED });
  }
  const placed = await placePeople(tx, request, people);
  if (!placed.ok) return placed;
  await changeRequest(tx, request.id, after.value, { answered: true });
  await writeToHost(tx, "host.mail-yes", request, publicUrl);
  await tell(visit, "host-request.accepted");
  return after;
}

/** Refuses, and what was written with it is to be kept: the office has to hear of it. */
export const DAYS_MOVED = "host-days-moved";

/** Once a day, however often the button is pressed. */
async function tellOfMovedDays(visit: RequestVisit, publicUrl: string): Promise<void> {
  const { tx, request } = visit;
  if (await wasTold(tx, request, "host-request.days-moved")) return;
  await tellOffice(tx, request, publicUrl, "hosting.mail-days-moved");
  await tell(visit, "host-request.days-moved");
}

/** Yes, with other days, another number or other tasks: the office looks at it first. */
export async function acceptWithChange(
  visit: RequestVisit,
  typed: TypedChange,
): Promise<Result<RequestState>> {
  const after = await answered(visit, "accept-with-change");
  if (!after.ok) return after;
  const change = changeFrom(visit.request, typed);
  if (!change.ok) return change;
  const full = await overTable(visit, change.value);
  if (full.length > 0) return refuse(...full);
  await changeRequest(visit.tx, visit.request.id, after.value, {
    answered: true,
    change: change.value,
  });
  await tell(visit, "host-request.changed");
  return after;
}

/**
 * A yes with a change holds places from now on, so the host's own table has to have them: it may have
 * fewer than when the question was sent.
 */
async function overTable({ tx, request }: RequestVisit, change: Change): Promise<Problem[]> {
  const { starts, ends } = change;
  const people = (await peopleOf(tx, request.id)).slice(0, change.places);
  const asked = people.map(({ birthDate }) => ({ birthDate, trade: request.trade, starts, ends }));
  const at = [request.organisationId];
  return hostProblems(await capacitiesOf(tx, at), await guestsOf(tx, at), asked)
    .filter(({ code }) => code === "host-full")
    .map((problem) => ({ ...problem, field: "places" }));
}

/** Not this time. Why, and when to ask again, is kept for the next round. */
export async function declineRequest(
  visit: RequestVisit,
  typed: { readonly reason: string; readonly again: string },
): Promise<Result<RequestState>> {
  const after = await answered(visit, "decline");
  if (!after.ok) return after;
  const problems: Problem[] = [];
  if (!(DECLINE_REASONS as readonly string[]).includes(typed.reason)) {
    problems.push({ code: typed.reason ? "not-a-choice" : "required", field: "reason" });
  }
  if (!(AGAIN as readonly string[]).includes(typed.again)) {
    problems.push({ code: typed.again ? "not-a-choice" : "required", field: "again" });
  }
  if (problems.length > 0) return refuse(...problems);
  const { tx, request } = visit;
  const again = typed.again as Again;
  await changeRequest(tx, request.id, after.value, {
    answered: true,
    reason: typed.reason as DeclineReason,
    again,
    againOn: againOn(wallTimeOf(tx.now).day, again),
  });
  await leaveRequest(tx, request.id);
  await tell(visit, "host-request.declined");
  return after;
}

/**
 * Yes was said, and it cannot be after all: the learners wait for a company again and the office is
 * told by letter. Not once somebody is there: then it is a word between people.
 */
export async function takeBackYes(
  { tx, request }: RequestVisit,
  because: string,
  publicUrl: string,
): Promise<Result<RequestState>> {
  await lockHost(tx, request.organisationId);
  const now = await lockRequest(tx, request.id);
  const after = next(now?.state ?? request.state, "take-back");
  if (!now || !after.ok) return refuse({ code: "host-request-over" });
  const why = reasonFrom(because);
  if (!why.ok) return why;
  const free = await freePeople(tx, now);
  if (!free.ok) return refuse({ code: "host-somebody-there" });
  await changeRequest(tx, now.id, after.value, { because: why.value, withdrawnBy: "host" });
  await tellOffice(tx, now, publicUrl, "hosting.mail-taken-back");
  await tell({ tx, request }, "host-request.taken-back");
  return after;
}

/** Not the right person: the question goes to a colleague under a link of its own. */
export async function forwardRequest(
  visit: RequestVisit,
  to: { readonly name: string; readonly email: string },
  publicUrl: string,
): Promise<Result<RequestState>> {
  const after = await answered(visit, "forward");
  if (!after.ok) return after;
  const problems: Problem[] = [];
  if (to.name === "") problems.push({ code: "required", field: "name" });
  else if (to.name.length > 200) {
    problems.push({ code: "too-long", params: { max: 200 }, field: "name" });
  }
  if (to.email === "") problems.push({ code: "required", field: "email" });
  else if (!isEmail(to.email)) problems.push({ code: "not-an-email", field: "email" });
  if (problems.length > 0) return refuse(...problems);
  const { tx, request } = visit;
  const people = await peopleOf(tx, request.id);
  if (people.length === 0) return refuse({ code: "host-request-over" });
  const { id: contactId } = await insertContact(tx, {
    id: newId(),
    organisationId: request.organisationId,
    role: "contact",
    name: to.name,
    email: to.email,
    phone: null,
    language: request.language,
  });
  await changeRequest(tx, request.id, after.value, { answered: true });
  await leaveRequest(tx, request.id);
  const id = newId();
  const today = wallTimeOf(tx.now).day;
  await insertRequest(tx, {
    id,
    state: "asked",
    organisationId: request.organisationId,
    contactId,
    flowId: request.flowId,
    forwardedFrom: request.id,
    trade: request.trade,
    starts: request.starts,
    ends: request.ends,
    places: people.length,
    tasks: request.tasks,
    hash: hashOf(hostSecret("request", id)),
    answerBy: addDays(today, ANSWER_DAYS),
    askedIn: (await askerOf(tx, request.id)).language,
  });
  await joinRequest(
    tx,
    id,
    people.map((person) => person.mobilityId),
  );
  const sentOn = await oneRequest(tx, id);
  if (sentOn) await writeToHost(tx, "host.mail-ask", sentOn, publicUrl);
  await lookAgain(tx, id, publicUrl, today, scheduleOf(today)[0] ?? today);
  await tell(visit, "host-request.forwarded");
  return after;
}

const tell = ({ tx, request }: RequestVisit, name: `host-request.${string}`) =>
  record(tx, name, { type: "organisation", id: request.organisationId }, { requestId: request.id });
