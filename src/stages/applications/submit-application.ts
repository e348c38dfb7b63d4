import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { type NewMail, queueMail } from "../../platform/mail/index.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { proposeSchool } from "../organisations/propose-school.ts";
import { insertAnswers } from "./answer.store.ts";
import { answersInWords } from "./answers-in-words.ts";
import { answerOf, type ContactAnswer, type SchoolAnswer } from "./application.forms.ts";
import { askHead, type HeadLink } from "./ask-head.ts";
import { correctEntry } from "./correct-entry.ts";
import { can } from "./draft.policy.ts";
import { nextDraft } from "./draft.rules.ts";
import { draftToSend, type PickedFlow, setDraftState } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { entryOfDraft } from "./entry-of-draft.ts";
import { ownedOf, pagesOfDraft, permissionFor, todayOf, unanswered } from "./read-draft.ts";
import { registerApplicant } from "./register-applicant.ts";
import { saySpoken } from "./say-spoken.ts";
import { sendOwn } from "./send-own.ts";

export type Submitted = { readonly applicationId: string; readonly code: string };

/**
 * Sends an application, the one way in for forms: by its applicant, or by staff on somebody's
 * behalf. Person, application, wishes, answers in words, event and confirmation are one transaction.
 * Sent twice is sent once; a correction replaces what was sent and keeps what it said before.
 */
export async function submitApplication(
  tx: Tx,
  draftId: string,
  options: {
    readonly headLink?: HeadLink;
    /** How often it had been sent when the page was shown: a page sent late sends nothing anew. */
    readonly after?: number;
    /** Staff made sure that somebody of a name alike in the call is another person. */
    readonly isOtherPerson?: boolean;
  } = {},
): Promise<Result<Submitted>> {
  const held = await draftToSend(tx, draftId);
  if (!held || !can.write(tx.actor, ownedOf(held.draft))) return notFound;
  const { draft, flows } = held;
  if (draft.state === "sent" && draft.sent) {
    return ok({ applicationId: draft.sent.applicationId, code: draft.code });
  }
  if (draft.sent && options.after !== undefined && options.after !== draft.sent.revision) {
    return ok({ applicationId: draft.sent.applicationId, code: draft.code });
  }
  const to = nextDraft(draft.state, "send");
  if (!to.ok) return to;
  const permitted = permissionFor(draft, tx.now);
  if (!permitted.ok) return permitted;
  const problems = [...missing(tx, draft), ...goneCities(draft, flows)];
  if (problems.length > 0) return refuse(...problems);

  const from = { schoolId: await schoolOf(tx, draft), flows, words: wordsOf(draft) };
  const letter = confirmation(tx, draft);
  const done =
    tx.actor.kind === "applicant" && !draft.sent
      ? await sendOwn(tx, draft, { ...from, letter })
      : await sendAnew(tx, draft, { ...from, letter }, options.isOtherPerson ?? false);
  if (!done.ok) return done;
  const { applicationId } = done.value;
  await saySpoken(tx, applicationId, draft);
  await askHead(tx, draft, applicationId, options.headLink);
  return ok({ applicationId, code: draft.code });
}

/** What staff send on somebody's behalf, and every correction: through the ways that files take too. */
async function sendAnew(
  tx: Tx,
  draft: Draft,
  from: Parameters<typeof sendOwn>[2],
  isOtherPerson: boolean,
): Promise<Result<{ readonly applicationId: string }>> {
  const entry = entryOfDraft(draft, from.schoolId, draft.answers);
  const done = draft.sent
    ? await correctEntry(tx, draft.sent.applicationId, draft.call.id, entry)
    : await registerApplicant(tx, { ...entry, callId: draft.call.id }, isOtherPerson);
  if (!done.ok) return done;
  const { applicationId } = done.value;
  const pages = pagesOfDraft(draft, todayOf(tx));
  const spoken = answersInWords(from.words, pages, draft.answers, from.flows);
  await insertAnswers(
    tx,
    applicationId,
    (draft.sent?.revision ?? 0) + 1,
    draft.locale,
    spoken.filter((answer) => answer.kind !== "needs"),
  );
  await setDraftState(tx, draft.id, "sent", { applicationId });
  const { receivedOn, late } = draft.enteredBy;
  if (receivedOn && !draft.sent) {
    const of = { type: "application", id: applicationId };
    await record(tx, "application.late-paper-entered", of, { receivedOn, late });
  }
  if (from.letter) await queueMail(tx, from.letter);
  return ok({ applicationId });
}

const wordsOf = (draft: Draft) => wordsFor(draft.locale as Locale);

const missing = (tx: Tx, draft: Draft): Problem[] =>
  unanswered(draft, todayOf(tx)).map((page) => ({ code: "answer-missing", field: page.code }));

/** A wish whose stay was cancelled since: the person chooses again, and knows why. */
function goneCities(draft: Draft, flows: readonly PickedFlow[]): Problem[] {
  const wishes = answerOf<readonly string[]>(draft.definition, draft.answers, "cities") ?? [];
  return wishes.every((id) => flows.some((flow) => flow.id === id))
    ? []
    : [{ code: "city-gone", field: "cities" }];
}

async function schoolOf(tx: Tx, draft: Draft): Promise<string> {
  const school = answerOf<SchoolAnswer>(draft.definition, draft.answers, "school");
  if (!school) throw new Error("a form without a school was sent");
  const { organisationId, name, town: city, country } = school;
  return organisationId ?? proposeSchool(tx, { name, city, country });
}

/** In the outbox with the act: a refused sending writes to nobody, a committed one is never forgotten. */
function confirmation(tx: Tx, draft: Draft): NewMail | null {
  const email = answerOf<ContactAnswer>(draft.definition, draft.answers, "contact")?.email;
  if (!email) return null;
  const words = wordsOf(draft);
  return {
    to: email,
    template: draft.sent ? "apply.mail-corrected" : "apply.mail-sent",
    locale: draft.locale as Locale,
    params: {
      whom: draft.call.audience === "staff" ? "staff" : "learner",
      code: draft.code,
      call: words.local(draft.call.title),
      when: words.dayTime(tx.now),
      decided: words.day(draft.call.decideBy),
    },
  };
}
