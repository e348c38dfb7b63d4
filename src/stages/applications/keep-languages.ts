import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./application.policy.ts";
import {
  LANGUAGE_BASES,
  LANGUAGE_LEVELS,
  type LanguageBasis,
  type LanguageLevel,
  MOST_LANGUAGES,
  type SpokenLanguage,
} from "./language.rules.ts";
import { languagesOfPeople, type PersonLanguage, replaceLanguages } from "./language.store.ts";
import type { Person } from "./person.ts";
import { readPerson } from "./read-person.ts";

export type TypedLanguage = {
  readonly language: string;
  readonly level: string;
  readonly basis: string;
};

/** Somebody whose languages this actor may write down; "not yours" is "not there". */
export async function readSpeaker(tx: Tx, personId: string): Promise<Person | null> {
  if (!isUuid(personId)) return null;
  const found = await readPerson(tx, personId);
  return found && !found.person.mergedInto && can.register(tx.actor, found.person.country)
    ? found.person
    : null;
}

/** What these people speak; whom the actor may see is for the caller to have looked at. */
export const readLanguages = (
  tx: Tx,
  personIds: readonly string[],
): Promise<readonly PersonLanguage[]> => languagesOfPeople(tx, personIds);

/** All that a person speaks from now on, in place of what stood there; a level of "" takes one out. */
export async function keepLanguages(
  tx: Tx,
  personId: string,
  typed: readonly TypedLanguage[],
): Promise<Result<number>> {
  const person = await readSpeaker(tx, personId);
  if (!person) return notFound;
  const problems: Problem[] = [];
  const languages: SpokenLanguage[] = [];
  for (const [at, one] of typed.entries()) {
    const language = one.language.trim().toLowerCase();
    if (language === "" && one.level === "") continue;
    if (!/^[a-z]{2}$/.test(language)) {
      problems.push({ code: language ? "not-a-choice" : "required", field: `language-${at}` });
    } else if (languages.some((other) => other.language === language)) {
      problems.push({
        code: "language-twice",
        params: { value: language },
        field: `language-${at}`,
      });
    }
    if (one.level === "") continue;
    if (!(LANGUAGE_LEVELS as readonly string[]).includes(one.level)) {
      problems.push({ code: "not-a-choice", field: `level-${at}` });
    }
    if (!(LANGUAGE_BASES as readonly string[]).includes(one.basis)) {
      problems.push({ code: one.basis ? "not-a-choice" : "required", field: `basis-${at}` });
    }
    languages.push({
      language,
      level: one.level as LanguageLevel,
      basis: one.basis as LanguageBasis,
    });
  }
  if (languages.length > MOST_LANGUAGES) {
    problems.push({ code: "language-many", params: { max: MOST_LANGUAGES } });
  }
  if (problems.length > 0) return refuse(...problems);
  await replaceLanguages(tx, [{ personId, languages }]);
  await record(
    tx,
    "person.languages-kept",
    { type: "person", id: personId },
    { languages: languages.length },
  );
  return ok(languages.length);
}
