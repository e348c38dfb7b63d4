import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { matchMobility, unmatchMobility } from "../mobilities/match-mobility.ts";
import { hostProblems } from "./capacity.rules.ts";
import { capacitiesOf, guestsOf, lockHost } from "./capacity.store.ts";
import { can } from "./hosting.policy.ts";
import type { HostRequest, RequestPerson, RequestState } from "./hosting.ts";
import { lookAgain, writeToHost } from "./letters.ts";
import { movedAway, next, promisedDays, scheduleOf } from "./request.rules.ts";
import {
  changeRequest,
  countReminder,
  leaveRequest,
  lockRequest,
  oneRequest,
  peopleOf,
} from "./request.store.ts";
import { lockStays } from "./stay.store.ts";

/**
 * Matches these learners of a question with the host; its places and their stays are held by the caller.
 * Who is not free any more leaves the question; when nobody is left it is over.
 */
export async function placePeople(
  tx: Tx,
  request: HostRequest,
  people: readonly RequestPerson[],
): Promise<Result<readonly string[]>> {
  const free = people.filter((person) => person.state === "planned" && person.companyId === null);
  if (free.length === 0) return refuse({ code: "host-request-over" });
  const ids = free.map((person) => person.mobilityId).sort();
  const { organisationId } = request;
  // Who else stands in this question holds no place any more: who goes is decided with this.
  const own = new Set((await peopleOf(tx, request.id)).map((person) => person.mobilityId));
  const held = (await guestsOf(tx, [organisationId])).filter((g) => !own.has(g.mobilityId));
  const problems = hostProblems(
    await capacitiesOf(tx, [organisationId]),
    held,
    free.map((person) => ({ ...person, trade: person.trade ?? request.trade })),
  );
  if (problems.length > 0) return refuse(...problems);
  for (const id of ids) {
    const matched = await matchMobility(tx, id, organisationId);
    if (!matched.ok) return matched;
  }
  const all = await peopleOf(tx, request.id);
  await leaveRequest(
    tx,
    request.id,
    all.filter((person) => !ids.includes(person.mobilityId)).map((person) => person.mobilityId),
  );
  // The names open to the host with this, so who read what stands in the history once.
  await record(
    tx,
    "host-request.people-shared",
    { type: "organisation", id: organisationId },
    { requestId: request.id, mobilityIds: ids },
  );
  return ok(ids);
}

/**
 * The people of a question whose host is held, with their stays: days that are looked at here are
 * not moved before they are promised.
 */
export async function holdPeople(tx: Tx, requestId: string): Promise<RequestPerson[]> {
  const ids = (await peopleOf(tx, requestId)).map((person) => person.mobilityId);
  await lockStays(tx, ids);
  return peopleOf(tx, requestId);
}

/** For the office, which reads whose days they are: everybody whose days the host does not offer. */
export function dayProblems(request: HostRequest, people: readonly RequestPerson[]): Problem[] {
  const outside = movedAway(request, people);
  if (outside.length === 0) return [];
  const names = outside.map((p) => `${p.givenNames} ${p.familyName}`).join(", ");
  return [{ code: "host-other-days", params: { names, ...promisedDays(request) } }];
}

/** The question kept from others, for an office that may settle it. */
async function held(tx: Tx, id: string): Promise<HostRequest | null> {
  const seen = isUuid(id) ? await oneRequest(tx, id) : undefined;
  if (!seen || !can.askHosts(tx.actor, seen.sendingCountry ?? "")) return null;
  await lockHost(tx, seen.organisationId);
  return (await lockRequest(tx, id)) ?? null;
}

/**
 * The office takes a host's change: its learners are matched, as many as the host takes. Days that do
 * not hold a learner's stay are changed at the stay first, where they are checked.
 * @param chosen who goes there; the first by name where nobody is chosen
 */
export async function settleRequest(
  tx: Tx,
  id: string,
  chosen: readonly string[],
  publicUrl: string,
): Promise<Result<RequestState>> {
  const request = await held(tx, id);
  if (!request) return notFound;
  const after = next(request.state, "settle");
  if (!after.ok) return after;
  const people = await holdPeople(tx, id);
  const most = request.changedPlaces ?? request.places;
  const wanted = chosen.length > 0 ? people.filter((p) => chosen.includes(p.mobilityId)) : people;
  const who = chosen.length > 0 ? wanted : wanted.slice(0, most);
  const problems: Problem[] = [];
  if (who.length > most) {
    problems.push({ code: "host-takes-fewer", params: { most }, field: "people" });
  }
  for (const problem of dayProblems(request, who)) problems.push({ ...problem, field: "people" });
  if (problems.length > 0) return refuse(...problems);
  const placed = await placePeople(tx, request, who);
  if (!placed.ok) return placed;
  await changeRequest(tx, id, after.value);
  await writeToHost(tx, "host.mail-yes", request, publicUrl);
  await record(
    tx,
    "host-request.settled",
    { type: "organisation", id: request.organisationId },
    { requestId: id },
  );
  return after;
}

/** Takes a question or a settled yes back: its learners wait for a company again. */
export async function withdrawRequest(
  tx: Tx,
  id: string,
  because: string,
  publicUrl: string,
): Promise<Result<RequestState>> {
  const request = await held(tx, id);
  if (!request) return notFound;
  const after = next(request.state, "withdraw");
  if (!after.ok) return after;
  const why = reasonFrom(because);
  if (!why.ok) return why;
  const free = await freePeople(tx, request);
  // Somebody who is there already cannot be sent back into the waiting by a letter.
  if (!free.ok) return free;
  await changeRequest(tx, id, after.value, { because: why.value, withdrawnBy: "office" });
  // Of a question that was only kept the host knows nothing.
  if (request.state !== "kept") {
    await writeToHost(tx, "host.mail-withdrawn", request, publicUrl);
  }
  await record(
    tx,
    "host-request.withdrawn",
    { type: "organisation", id: request.organisationId },
    { requestId: id },
  );
  return after;
}

/** Why somebody takes a question or a yes back, in their own words. */
export function reasonFrom(typed: string): Result<string> {
  const why = typed.trim();
  if (why === "") return refuse({ code: "required", field: "because" });
  if (why.length > 500) {
    return refuse({ code: "too-long", params: { max: 500 }, field: "because" });
  }
  return ok(why);
}

/** Everybody whom this question matched waits for a company again. */
export async function freePeople(tx: Tx, request: HostRequest): Promise<Result<null>> {
  const people = await peopleOf(tx, request.id);
  for (const person of [...people].sort((a, b) => (a.mobilityId < b.mobilityId ? -1 : 1))) {
    if (person.companyId !== request.organisationId) continue;
    const free = await unmatchMobility(tx, person.mobilityId);
    if (!free.ok) return free;
  }
  await leaveRequest(tx, request.id);
  return ok(null);
}

/** A question that waits ends without an answer: its time is over, or who was asked has left. */
export async function lapseRequest(tx: Tx, request: HostRequest): Promise<void> {
  const after = next(request.state, "lapse");
  if (!after.ok) return;
  await changeRequest(tx, request.id, after.value);
  await leaveRequest(tx, request.id);
  const subject = { type: "organisation", id: request.organisationId };
  await record(tx, "host-request.lapsed", subject, { requestId: request.id });
}

/** Repeats a question that waits, on its days, and ends it after the last. Safe to start twice. */
export async function remindHost(tx: Tx, id: string, publicUrl: string): Promise<void> {
  const request = isUuid(id) ? await lockRequest(tx, id) : undefined;
  if (request?.state !== "asked") return;
  const today = wallTimeOf(tx.now).day;
  const subject = { type: "organisation", id: request.organisationId };
  if (today > request.answerBy || request.contactEndedAt) {
    await lapseRequest(tx, request);
    return;
  }
  const schedule = scheduleOf(wallTimeOf(request.askedAt).day);
  const due = schedule[request.reminders];
  let sent = request.reminders;
  if (due && today >= due) {
    sent += 1;
    await countReminder(tx, id, sent);
    await writeToHost(tx, "host.mail-remind", request, publicUrl);
    await record(tx, "host-request.reminded", subject, { requestId: id, reminders: sent });
  }
  const then = schedule[sent] ?? addDays(request.answerBy as Day, 1);
  await lookAgain(tx, id, publicUrl, today, then);
}
