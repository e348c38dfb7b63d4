import { ownSchools, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { listCalls } from "../calls/read-calls.ts";
import type { Typed } from "./answers.forms.ts";
import { answerOf, pagesFor, pagesOf, type SchoolAnswer } from "./application.forms.ts";
import { can as application } from "./application.policy.ts";
import { actorEntered } from "./application.rules.ts";
import { beginApplication } from "./begin-application.ts";
import { isBlank } from "./blank.rules.ts";
import { can } from "./draft.policy.ts";
import { draftById, type PickedSchool, schoolsToPick, updateAnswers } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { type BegunEntry, begunEntries } from "./entry-draft.store.ts";
import { latePaper, latePermission } from "./late-paper.rules.ts";
import { isBeingDecided } from "./late-paper.store.ts";
import { needsOf, saveNeeds } from "./needs.store.ts";
import { countryOf, ownedOf, permissionFor, todayOf } from "./read-draft.ts";
import { mergedAnswers, readTypedPage } from "./save-answers.ts";
import { ensureFormOfCall } from "./standard-forms.ts";
import { type Submitted, submitApplication } from "./submit-application.ts";

export type { BegunEntry } from "./entry-draft.store.ts";

/** Calls into which staff can write somebody down now. */
export async function callsToEnter(tx: Tx): Promise<readonly Call[]> {
  if (!application.enterFor(tx.actor, { country: null, organisationId: null })) return [];
  return (await listCalls(tx)).filter(
    (call) => call.state === "open" && call.opensAt <= tx.now && call.closesAt > tx.now,
  );
}

/**
 * Calls whose deadline has passed and into which an office can still write a paper that had arrived
 * before it. Not a school for its own pupils: somebody else looks at the day on the paper.
 */
export async function callsForLatePaper(tx: Tx): Promise<readonly Call[]> {
  if (!application.register(tx.actor)) return [];
  const calls = (await listCalls(tx)).filter(
    (call) => call.closesAt <= tx.now && latePermission(call, tx.now).ok,
  );
  const decided = await Promise.all(calls.map((call) => isBeingDecided(tx, call.id)));
  return calls.filter((_, at) => !decided[at]);
}

/** Schools that the actor may enter people of: the own ones, the own country's, or every one. */
export async function schoolsToEnter(tx: Tx): Promise<readonly PickedSchool[]> {
  const { actor } = tx;
  if (actor.kind !== "staff") return [];
  const countries = visibleCountries(actor);
  const own = ownSchools(actor);
  return (await schoolsToPick(tx)).filter(
    (school) => !countries || countries.includes(school.country) || own.includes(school.id),
  );
}

/** What was begun on somebody's behalf and can be gone on with by this actor. */
export async function readBegunEntries(tx: Tx): Promise<readonly BegunEntry[]> {
  if (!application.enterFor(tx.actor, { country: null, organisationId: null })) return [];
  return (await begunEntries(tx)).filter((entry) => {
    const school = answerOf<SchoolAnswer>(entry.definition, entry.answers, "school");
    return can.write(tx.actor, {
      id: entry.id,
      country: school?.country || null,
      organisationId: school?.organisationId ?? null,
      enteredBy: entry.enteredBy,
      isSent: false,
    });
  });
}

/**
 * Begins an application on somebody's behalf: name and school first, because the school tells whose
 * it is and where people of its country can go.
 */
export async function beginEntry(
  tx: Tx,
  from: {
    readonly call: Call;
    readonly key: string;
    readonly locale: string;
    readonly how: string;
    readonly typed: Typed;
    /** Of a call whose deadline has passed: when the paper arrived, and why it waited. */
    readonly late?: Parameters<typeof latePaper>[1];
  },
): Promise<Result<{ readonly draftId: string }>> {
  const { call, key, locale, typed } = from;
  const problems: Problem[] = [];
  if (from.how !== "paper" && from.how !== "told")
    problems.push({ code: "required", field: "how" });
  const late = from.late && latePaper(call, from.late);
  if (late && !late.ok) problems.push(...late.problems);
  if (late && from.how === "told") problems.push({ code: "not-a-choice", field: "how" });
  const { definition } = await ensureFormOfCall(tx, call);
  const [first, ...others] = pagesOf(definition);
  const school = others.find((page) => page.fields.some((field) => field.kind === "school"));
  const of = { callId: call.id, country: null, answers: {} };
  if (first) problems.push(...(await readTypedPage(tx, first, typed, of)).problems);
  const at = school && (await readTypedPage(tx, school, typed, of));
  const country = at && answerOf<SchoolAnswer>(definition, at.answers, "school")?.country;
  if (at) problems.push(...at.problems);
  if (at && country !== undefined && !isOwn(tx, definition, at.answers)) {
    problems.push({ code: "not-your-country", params: { country }, field: "school" });
  }
  if (problems.length > 0) return refuse(...problems);
  const enteredBy = {
    ...actorEntered(tx.actor),
    how: from.how as "paper" | "told",
    ...(late?.ok && late.value),
  };
  const begun = await beginApplication(tx, { call, key, locale, typed, ofClass: null, enteredBy });
  if (!begun.ok || !at) return begun;
  const draft = await draftById(tx, { id: begun.value.draftId }, true);
  if (draft?.state === "open") {
    await updateAnswers(tx, draft.id, { ...draft.answers, ...at.answers }, locale);
  }
  return begun;
}

/** The lists may have been decided since the paper was begun. */
const isLatePaperBarred = async (tx: Tx, draft: Draft): Promise<boolean> =>
  draft.enteredBy.receivedOn !== undefined &&
  draft.sent === null &&
  (!application.register(tx.actor, countryOf(draft) ?? undefined) ||
    (await isBeingDecided(tx, draft.call.id)));

const isOwn = (tx: Tx, definition: Draft["definition"], answers: Draft["answers"]): boolean => {
  const school = answerOf<SchoolAnswer>(definition, answers, "school");
  return application.enterFor(tx.actor, {
    country: school?.country ?? null,
    organisationId: school?.organisationId ?? "",
  });
};

/**
 * Writes a whole form at once and sends it, or keeps it for later. Every problem of every page
 * comes at once; a page on which nothing was written is left for later. What is said about needs is
 * written here and never shown again: a blank box leaves what was sealed before.
 */
export async function enterAnswers(
  tx: Tx,
  draftId: string,
  typed: Typed,
  options: { readonly send: boolean; readonly isOtherPerson: boolean },
): Promise<Result<Submitted | null>> {
  const draft = await draftById(tx, { id: draftId }, true);
  if (!draft || !can.write(tx.actor, ownedOf(draft))) return notFound;
  if (draft.state === "sent" && draft.sent) {
    return ok({ applicationId: draft.sent.applicationId, code: draft.code });
  }
  if (draft.state !== "open") {
    return refuse({ code: "draft-not-in-state", params: { state: draft.state } });
  }
  const permitted = permissionFor(draft, tx.now);
  if (!permitted.ok) return permitted;
  if (await isLatePaperBarred(tx, draft)) return refuse({ code: "too-late-for-paper" });
  const { definition } = draft;
  const problems: Problem[] = [];
  let { answers } = draft;
  const hasNeeds = (await needsOf(tx, draft.id)) !== undefined;
  for (const page of pagesOf(definition)) {
    const known = { audience: draft.call.audience, answers, today: todayOf(tx) };
    if (!pagesFor(definition, known).some((each) => each.code === page.code)) continue;
    const blank = isBlank(page, (name) => typed.text(name));
    const asksNeeds = page.fields.some((field) => field.kind === "needs");
    if (blank && (!options.send || (asksNeeds && hasNeeds))) continue;
    const country = countryOf({ ...draft, answers });
    const read = await readTypedPage(tx, page, typed, { callId: draft.call.id, country, answers });
    problems.push(...read.problems);
    if (read.problems.length > 0) continue;
    answers = mergedAnswers(definition, answers, read.answers);
    if (read.needs !== null) await saveNeeds(tx, draft.id, read.needs);
  }
  if (problems.length > 0) return refuse(...problems);
  if (!isOwn(tx, definition, answers)) {
    return refuse({
      code: "not-your-country",
      params: { country: countryOf({ ...draft, answers }) ?? "" },
      field: "school",
    });
  }
  await updateAnswers(tx, draft.id, answers, draft.locale);
  if (!options.send) return ok(null);
  return submitApplication(tx, draft.id, { isOtherPerson: options.isOtherPerson });
}
