import type { Tx } from "../../platform/db/index.ts";
import { readAnswers } from "../applications/read-answers.ts";
import { masked } from "./blind.rules.ts";
import { namingWords } from "./case.store.ts";

export type CaseAnswer = {
  readonly question: string;
  readonly answer: string;
  readonly locale: string;
};

/**
 * What somebody answered, as it was frozen, without names, birth date, school, contact, guardian
 * and needs. What the writer wrote about itself is taken out of the texts as well, in whichever
 * script and case it stands there.
 */
export async function readCaseAnswers(tx: Tx, applicationId: string): Promise<CaseAnswer[]> {
  const answers = (await readAnswers(tx, applicationId, { blind: true })) ?? [];
  const naming = await namingWords(tx, applicationId);
  return answers.map(({ question, answer, locale }) => ({
    question,
    answer: masked(answer, naming),
    locale,
  }));
}
