import type { Tx } from "../../platform/db/index.ts";
import { answersOf } from "./answer.store.ts";
import { masked } from "./blind.rules.ts";
import { namingWords } from "./case.store.ts";

export type CaseAnswer = {
  readonly question: string;
  readonly answer: string;
  readonly locale: string;
};

/**
 * What somebody answered, as it was frozen. Blind: without names, birth date, school, contact,
 * guardian and needs, and with the words that name the writer taken out of what is left.
 */
export async function readCaseAnswers(
  tx: Tx,
  applicationId: string,
  { blind }: { readonly blind: boolean },
): Promise<CaseAnswer[]> {
  const answers = await answersOf(tx, applicationId, { blind });
  if (!blind) return answers;
  const naming = await namingWords(tx, applicationId);
  return answers.map((one) => ({ ...one, answer: masked(one.answer, naming) }));
}
