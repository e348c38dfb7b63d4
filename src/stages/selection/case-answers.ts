import type { Tx } from "../../platform/db/index.ts";
import { readAnswers } from "../applications/read-answers.ts";
import { longestAnswers } from "./answer.store.ts";
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

const GLANCE = 400;

/** The beginning of the longest text of each case, as blind as the case itself. */
export async function readGlances(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (applicationIds.length === 0) return new Map();
  return new Map(
    (await longestAnswers(tx, applicationIds)).map(({ applicationId, answer, names }) => {
      const text = masked(answer, names);
      return [applicationId, text.length > GLANCE ? `${text.slice(0, GLANCE)}…` : text];
    }),
  );
}
