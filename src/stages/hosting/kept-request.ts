import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { addDays, isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { againProblems, sendQuestion } from "./ask-hosts.ts";
import { lockHost } from "./capacity.store.ts";
import { contactsOf } from "./contact.store.ts";
import { can } from "./hosting.policy.ts";
import { ANSWER_DAYS, HEARD, type Heard, type HostRequest, type RequestState } from "./hosting.ts";
import { writeToHost } from "./letters.ts";
import { next } from "./request.rules.ts";
import { changeRequest, lockRequest, oneRequest, peopleOf } from "./request.store.ts";
import { dayProblems, holdPeople, placePeople } from "./settle-request.ts";

async function held(tx: Tx, id: string): Promise<HostRequest | null> {
  const seen = isUuid(id) ? await oneRequest(tx, id) : undefined;
  if (!seen || !can.askHosts(tx.actor, seen.sendingCountry ?? "")) return null;
  await lockHost(tx, seen.organisationId);
  return (await lockRequest(tx, id)) ?? null;
}

/** Sends a question that was kept. Its places were held meanwhile, so they are there. */
export async function askKept(
  tx: Tx,
  id: string,
  publicUrl: string,
): Promise<Result<RequestState>> {
  const request = await held(tx, id);
  if (!request) return notFound;
  const after = next(request.state, "ask");
  if (!after.ok) return after;
  const today = wallTimeOf(tx.now).day;
  const [contact] = (await contactsOf(tx, [request.organisationId])).filter(
    (one) => one.id === request.contactId && one.endedAt === null,
  );
  // Nobody of it may be waiting any more: then the host would be asked for nobody.
  const people = await peopleOf(tx, id);
  const waits = people.some((person) => person.state === "planned");
  const problems: Problem[] = [
    ...(contact ? [] : [{ code: "host-contact-left" }]),
    ...(request.starts <= today ? [{ code: "host-request-over" }] : []),
    ...(waits ? [] : [{ code: "match-nobody-waits" }]),
    ...(await againProblems(tx, request.organisationId, today)),
    // Its yes would be to days on which nobody comes.
    ...dayProblems(request, people),
  ];
  if (problems.length > 0) return refuse(...problems);
  await changeRequest(tx, id, after.value, { askedUntil: addDays(today, ANSWER_DAYS) });
  await sendQuestion(tx, id, publicUrl, today);
  await record(
    tx,
    "host-request.asked",
    { type: "organisation", id: request.organisationId },
    { requestId: id, places: request.places },
  );
  return after;
}

export type TypedYes = { readonly how: string; readonly on: string; readonly from: string };

/**
 * Writes down a yes that the office heard itself: how, on which day and from whom. The learners are
 * matched as with the button of the link, and the host reads in a letter what it agreed to.
 */
export async function hearYes(
  tx: Tx,
  id: string,
  typed: TypedYes,
  publicUrl: string,
): Promise<Result<RequestState>> {
  const request = await held(tx, id);
  if (!request) return notFound;
  const after = next(request.state, "hear-yes");
  if (!after.ok) return after;
  const today = wallTimeOf(tx.now).day;
  const problems: Problem[] = [];
  if (!(HEARD as readonly string[]).includes(typed.how)) {
    problems.push({ code: typed.how ? "not-a-choice" : "required", field: "how" });
  }
  if (!isDay(typed.on)) {
    problems.push({ code: typed.on ? "not-a-day" : "required", field: "on" });
  } else if (typed.on > today) problems.push({ code: "day-in-future", field: "on" });
  const from = typed.from.trim();
  if (from === "") problems.push({ code: "required", field: "from" });
  else if (from.length > 200) {
    problems.push({ code: "too-long", params: { max: 200 }, field: "from" });
  }
  if (problems.length > 0) return refuse(...problems);
  const people = await holdPeople(tx, id);
  const moved = dayProblems(request, people);
  if (moved.length > 0) return refuse(...moved);
  const placed = await placePeople(tx, request, people);
  if (!placed.ok) return placed;
  const heard = { how: typed.how as Heard, on: typed.on, from };
  await changeRequest(tx, id, after.value, { answered: true, heard });
  await writeToHost(tx, "host.mail-yes", request, publicUrl);
  await record(
    tx,
    "host-request.yes-heard",
    { type: "organisation", id: request.organisationId },
    { requestId: id, how: heard.how, on: heard.on },
  );
  return ok(after.value);
}
