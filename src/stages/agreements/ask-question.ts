import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { lockAgreement } from "./agreement.store.ts";
import { writeTo } from "./ask-parties.ts";
import { insertQuestion, keepAnswer, partyById, questionsOf } from "./party.store.ts";
import { type SignerVisit, signingSecret } from "./signing-link.ts";

const LONGEST_QUESTION = 1_000;
const LONGEST_ANSWER = 2_000;
/** A page left open in a browser with a stuck key must not fill the office's list. */
const MOST_QUESTIONS = 10;

const textProblems = (text: string, field: string, most: number): Problem[] => {
  if (text.length < 2) return [{ code: "required", field }];
  return text.length > most ? [{ code: "too-long", params: { max: most }, field }] : [];
};

/** A party asks before signing; the office answers where it stands. */
export async function askQuestion(
  { tx, party }: SignerVisit,
  typed: string,
): Promise<Result<null>> {
  const question = typed.trim();
  const asked = await questionsOf(tx, party.agreementId);
  const problems = [
    ...textProblems(question, "question", LONGEST_QUESTION),
    ...(asked.filter((one) => one.partyId === party.id).length >= MOST_QUESTIONS
      ? [{ code: "agreement-questions", field: "question" }]
      : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  const { agreementId, id: partyId } = party;
  await insertQuestion(tx, { id: newId(), agreementId, partyId, question });
  await record(tx, "agreement.question-asked", { type: "agreement", id: agreementId }, { partyId });
  return ok(null);
}

export async function answerQuestion(
  tx: Tx,
  of: { readonly agreementId: string; readonly questionId: string },
  typed: string,
  publicUrl: string,
): Promise<Result<null>> {
  const agreement = isUuid(of.agreementId) ? await lockAgreement(tx, of.agreementId) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  const question = (await questionsOf(tx, agreement.id)).find(({ id }) => id === of.questionId);
  if (!question) return notFound;
  if (question.answeredAt) return refuse({ code: "agreement-answered" });
  const answer = typed.trim();
  const problems = textProblems(answer, "answer", LONGEST_ANSWER);
  if (problems.length > 0) return refuse(...problems);
  await keepAnswer(tx, { id: question.id, answer, by: actorId(tx.actor) ?? "" });
  await record(
    tx,
    "agreement.question-answered",
    { type: "agreement", id: agreement.id },
    { partyId: question.partyId },
  );
  const party = await partyById(tx, question.partyId);
  // Whoever was replaced has no page, and of an agreement that was taken back nobody has.
  if (party && !party.endedAt && agreement.state !== "withdrawn") {
    await writeTo(tx, party, {
      secret: await signingSecret(tx, party.id),
      code: agreement.code,
      publicUrl,
      template: "sign.mail-answer",
    });
  }
  return ok(null);
}
