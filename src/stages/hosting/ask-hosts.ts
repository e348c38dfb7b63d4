import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { refusedStays } from "../travel/check-stays.ts";
import { hostProblems, type Learner } from "./capacity.rules.ts";
import { askedGuests, capacitiesOf, guestsOf, lockHost } from "./capacity.store.ts";
import { contactsOf } from "./contact.store.ts";
import { hashOf, hostSecret } from "./host-link.ts";
import { can } from "./hosting.policy.ts";
import { ANSWER_DAYS, type HostContact, TRADE_OPEN } from "./hosting.ts";
import { lookAgain, writeToHost } from "./letters.ts";
import { scheduleOf } from "./request.rules.ts";
import { insertRequest, joinRequest, oneRequest, requestsOfHost } from "./request.store.ts";
import { type FlowStay, lockStays, staysById } from "./stay.store.ts";

export type Asking = {
  readonly organisationId: string;
  /** Whom to ask there; the first contact where nobody is named. */
  readonly contactId?: string;
  readonly flowId: string | null;
  readonly mobilityIds: readonly string[];
  /** What the learners would like to learn, for the host to read. */
  readonly tasks?: string;
  readonly publicUrl: string;
  /** In which the office works: letters to it about the answer are in it. */
  readonly language?: Locale;
  /** Keeps the question and its places; nobody is written to until it is asked. */
  readonly later?: boolean;
};

/**
 * Asks one host whether it can take these learners. The host reads age, trade, year and days; names
 * only after its yes. Everything that speaks against the question is told at once and nothing is sent.
 */
export async function askHost(tx: Tx, from: Asking): Promise<Result<string>> {
  const ids = [...new Set(from.mobilityIds)].filter(isUuid);
  if (!isUuid(from.organisationId) || !can.askSomeHost(tx.actor)) return notFound;
  if (ids.length === 0) return refuse({ code: "required", field: "people" });
  if (!(await lockHost(tx, from.organisationId))) return notFound;
  await lockStays(tx, ids);
  const stays = await staysById(tx, ids);
  if (stays.length !== ids.length) return notFound;
  if (!stays.every((stay) => can.askHosts(tx.actor, stay.sendingCountry))) return notFound;

  const contacts = (await contactsOf(tx, [from.organisationId])).filter((c) => !c.endedAt);
  const contact = contacts.find((c) => c.id === from.contactId) ?? contacts[0];
  const window = windowOf(stays);
  const learners = stays.map((stay): Learner => ({ ...stay, trade: stay.trade ?? window.trade }));
  const tasks = from.tasks?.trim() ?? "";
  const today = wallTimeOf(tx.now).day;
  const problems: Problem[] = [
    ...stayProblems(stays, today),
    ...(await refusedStays(tx, stays)),
    ...(contact ? [] : [{ code: "host-without-contact", field: "organisation" }]),
    ...(await againProblems(tx, from.organisationId, today)),
    ...(tasks.length > 500 ? [{ code: "too-long", params: { max: 500 }, field: "tasks" }] : []),
    ...hostProblems(
      await capacitiesOf(tx, [from.organisationId]),
      [
        ...(await guestsOf(tx, [from.organisationId])),
        ...(await askedGuests(tx, [from.organisationId])),
      ],
      learners,
    ),
  ];
  if (problems.length > 0 || !contact) return refuse(...problems);
  return send(tx, from, { contact, window, ids, tasks, today });
}

type Ready = {
  readonly contact: HostContact;
  readonly window: { readonly trade: string; readonly starts: string; readonly ends: string };
  readonly ids: readonly string[];
  readonly tasks: string;
  readonly today: Day;
};

async function send(tx: Tx, from: Asking, ready: Ready): Promise<Result<string>> {
  const id = newId();
  await insertRequest(tx, {
    id,
    organisationId: from.organisationId,
    contactId: ready.contact.id,
    flowId: from.flowId,
    forwardedFrom: null,
    ...ready.window,
    places: ready.ids.length,
    tasks: ready.tasks,
    hash: hashOf(hostSecret("request", id)),
    answerBy: addDays(ready.today, ANSWER_DAYS),
    state: from.later ? "kept" : "asked",
    askedIn: from.language ?? null,
  });
  if (!(await joinRequest(tx, id, ready.ids)))
    return refuse({ code: "changed-meanwhile", field: "people" });
  const subject = { type: "organisation", id: from.organisationId };
  const said = { requestId: id, places: ready.ids.length };
  if (from.later) {
    await record(tx, "host-request.kept", subject, said);
    return ok(id);
  }
  if (!(await sendQuestion(tx, id, from.publicUrl, ready.today))) return notFound;
  await record(tx, "host-request.asked", subject, said);
  return ok(id);
}

/** The letter with the link, and the day on which it is repeated. */
export async function sendQuestion(
  tx: Tx,
  id: string,
  publicUrl: string,
  today: Day,
): Promise<boolean> {
  const request = await oneRequest(tx, id);
  if (!request) return false;
  await writeToHost(tx, "host.mail-ask", request, publicUrl);
  await lookAgain(tx, id, publicUrl, today, scheduleOf(today)[0] ?? today);
  return true;
}

/** The whole of the days, and the trade that the most of them learn. */
function windowOf(stays: readonly FlowStay[]) {
  const count = new Map<string, number>();
  for (const { trade } of stays) if (trade) count.set(trade, (count.get(trade) ?? 0) + 1);
  const [most] = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const days = stays.flatMap((stay) => [stay.starts, stay.ends]).sort();
  return { trade: most?.[0] ?? TRADE_OPEN, starts: days[0] ?? "", ends: days.at(-1) ?? "" };
}

function stayProblems(stays: readonly FlowStay[], today: Day): Problem[] {
  const problems: Problem[] = [];
  const some = (code: string, test: (stay: FlowStay) => boolean) => {
    const these = stays.filter(test);
    if (these.length === 0) return;
    const names = these.map((stay) => `${stay.givenNames} ${stay.familyName}`).join(", ");
    problems.push({ code, params: { names }, field: "people" });
  };
  some("stay-not-waiting", (stay) => stay.state !== "planned");
  some("stay-asked-already", (stay) => stay.state === "planned" && stay.requestId !== null);
  some("host-stay-begun", (stay) => stay.starts <= today);
  if (new Set(stays.flatMap((stay) => stay.trade ?? [])).size > 1) {
    problems.push({ code: "host-one-trade", field: "people" });
  }
  return problems;
}

/** A host that asked not to be asked, ever or before a day. */
export async function againProblems(
  tx: Tx,
  organisationId: string,
  today: Day,
): Promise<Problem[]> {
  const last = (await requestsOfHost(tx, organisationId)).find((r) => r.state === "declined");
  if (last?.again === "never") return [{ code: "host-never-again" }];
  if (last?.againOn && last.againOn > today) {
    return [{ code: "host-not-yet-again", params: { day: last.againOn } }];
  }
  return [];
}
