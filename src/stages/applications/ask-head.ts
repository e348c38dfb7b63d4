import { createHash } from "node:crypto";
import type { AnonymousActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { newId, newSecret } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { answerOf, type SchoolAnswer } from "./application.forms.ts";
import { isEmail } from "./application.rules.ts";
import type { Draft } from "./draft.ts";
import {
  answerHead,
  askedHead,
  confirmationBySecret,
  type HeadQuestion,
  insertHeadQuestion,
  renewHead,
} from "./head.store.ts";
import { noteHeadsWord } from "./keep-staff-link.ts";

export type { HeadQuestion } from "./head.store.ts";
/** The address of the page that asks, for a secret; made where the installation's address is known. */
export type HeadLink = (secret: string) => string;

export const hashOfHead = (secret: string): string =>
  createHash("sha256").update(`head:${secret}`).digest("hex");

/** Writes to the head teacher of a member of staff, whose yes the office waits for. */
export async function askHead(
  tx: Tx,
  draft: Draft,
  applicationId: string,
  link: HeadLink | undefined,
): Promise<void> {
  const to = draft.answers.head;
  if (typeof to !== "string" || !isEmail(to) || !link) return;
  const secret = newSecret();
  const secretHash = hashOfHead(secret);
  const isFirst = await insertHeadQuestion(tx, {
    id: newId(),
    applicationId,
    sentTo: to,
    secretHash,
  });
  if (!isFirst) {
    // A correction asks again only where the address was what was wrong.
    const before = await askedHead(tx, applicationId, true);
    if (!before || before.answer !== null || before.sentTo === to) return;
    await renewHead(tx, before.id, { sentTo: to, secretHash });
  }
  const names = answerOf<{ givenNames: string; familyName: string }>(
    draft.definition,
    draft.answers,
    "names",
  );
  await queueHeadLetter(tx, {
    to,
    locale: draft.locale as Locale,
    givenNames: names?.givenNames ?? "",
    familyName: names?.familyName ?? "",
    school: answerOf<SchoolAnswer>(draft.definition, draft.answers, "school")?.name ?? "",
    callTitle: draft.call.title,
    link: link(secret),
  });
}

/** The letter itself, in the language of the application. */
export const queueHeadLetter = (
  tx: Tx,
  from: Pick<HeadQuestion, "givenNames" | "familyName" | "school" | "callTitle"> & {
    readonly to: string;
    readonly locale: Locale;
    readonly link: string;
  },
) =>
  queueMail(tx, {
    to: from.to,
    template: "apply.mail-head",
    locale: from.locale,
    params: {
      name: `${from.givenNames} ${from.familyName}`,
      school: from.school,
      call: wordsFor(from.locale).local(from.callTitle),
      link: from.link,
    },
  });

/** What a head teacher is asked; undefined for a secret that nobody was sent. */
export const readHeadQuestion = (
  tx: Tx<AnonymousActor>,
  secret: string,
): Promise<HeadQuestion | undefined> => confirmationBySecret(tx, hashOfHead(secret));

/** A head teacher's answer; the last one counts, so that a slip of the finger can be put right. */
export async function answerAsHead(
  tx: Tx<AnonymousActor>,
  secret: string,
  answer: string,
): Promise<Result<"yes" | "no">> {
  const question = await confirmationBySecret(tx, hashOfHead(secret));
  if (!question) return notFound;
  if (answer !== "yes" && answer !== "no") return refuse({ code: "required", field: "answer" });
  await answerHead(tx, question.id, answer);
  await noteHeadsWord(tx, question.applicationId, answer);
  const subject = { type: "application", id: question.applicationId };
  await record(tx, "application.head-answered", subject, { answer });
  return ok(answer);
}
