import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./story.policy.ts";
import { countWords } from "./story.rules.ts";
import { lockStory, storyById } from "./story.store.ts";
import { type Parts, PROMPTS, type Translation } from "./story.ts";
import { dropTranslation, putTranslation, translationsOf } from "./translation.store.ts";
import { cleanParts } from "./write-story.ts";

/** A translation may be longer than the words it is of, but it is no other text. */
const MOST_SIGNS = 4_000;

export type TypedTranslation = {
  readonly language: string;
  readonly parts: Parts;
  readonly madeBy: string;
  /** The mark of the words that were translated; left out, those that stand there now. */
  readonly of?: string;
};

/** What somebody told, in another language; whoever reads it is told whether a person wrote it. */
export async function translateStory(
  tx: Tx,
  storyId: string,
  typed: TypedTranslation,
): Promise<Result<null>> {
  const story = isUuid(storyId) ? await lockStory(tx, storyId) : undefined;
  if (!story || !can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  if (story.state === "withdrawn" || story.state === "erased") {
    return refuse({ code: `story-${story.state}`, params: { action: "translate" } });
  }
  const problems: Problem[] = [];
  const parts = cleanParts(typed.parts);
  const { language, madeBy } = typed;
  if (!isLocale(language) || language === story.language) {
    problems.push({ code: "not-a-choice", field: "language" });
  }
  if (madeBy !== "human" && madeBy !== "machine") {
    problems.push({ code: madeBy === "" ? "required" : "not-a-choice", field: "madeBy" });
  }
  for (const [at, part] of parts.entries()) {
    const field = PROMPTS[at]!;
    if (countWords(part) === 0) problems.push({ code: "required", field });
    else if (part.length > MOST_SIGNS) {
      problems.push({ code: "too-long", params: { max: MOST_SIGNS }, field });
    }
  }
  if ((typed.of ?? story.contentHash) !== story.contentHash) {
    problems.push({ code: "story-changed-meanwhile" });
  }
  if (problems.length > 0 || !isLocale(language)) return refuse(...problems);
  if (madeBy !== "human" && madeBy !== "machine") return refuse(...problems);
  await putTranslation(tx, { storyId, language, parts, madeBy, ofHash: story.contentHash });
  await record(tx, "story.translated", { type: "story", id: storyId }, { language, madeBy });
  return ok(null);
}

export async function removeTranslation(
  tx: Tx,
  storyId: string,
  language: string,
): Promise<Result<null>> {
  const story = isUuid(storyId) ? await storyById(tx, storyId) : undefined;
  if (!story || !isLocale(language)) return notFound;
  if (!can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  if (!(await dropTranslation(tx, storyId, language))) return notFound;
  await record(tx, "story.translation-removed", { type: "story", id: storyId }, { language });
  return ok(null);
}

export const readTranslations = (tx: Tx, storyId: string): Promise<Translation[]> =>
  translationsOf(tx, storyId);
