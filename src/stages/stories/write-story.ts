import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { TRADES } from "../applications/save-answers.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { hashOfContent, keepPicture, madePicture, type SentPicture } from "./keep-content.ts";
import { isMinor, stayById, stayByReference, type ToldStay } from "./stay.store.ts";
import { can } from "./story.policy.ts";
import { nameProblems, nextStory, wordsProblems } from "./story.rules.ts";
import { changeContent, insertStory, lockStory, moveStory } from "./story.store.ts";
import type { Parts, Story, StoryContent } from "./story.ts";

export type TypedStory = {
  /** Of the stay it is about; "" where there is none, and the places are typed. */
  readonly reference: string;
  readonly sendingCountry: string;
  readonly organisationId: string;
  readonly trade: string;
  readonly city: string;
  readonly country: string;
  readonly shownName: string;
  readonly language: string;
  readonly parts: Parts;
  readonly isMinor: boolean;
  readonly picture: SentPicture;
};

const MOST_NAME = 60;

/** Problems of what everybody types: the name, the language and the words. */
export const tellingProblems = (
  typed: Pick<TypedStory, "shownName" | "language" | "parts">,
): Problem[] => [
  ...nameProblems(typed.shownName, "shownName", MOST_NAME),
  ...(isLocale(typed.language) ? [] : [{ code: "not-a-choice", field: "language" }]),
  ...wordsProblems(typed.parts),
];

/** Line ends of every system are one, and nothing stands around the words. */
export const cleanParts = (parts: Parts): Parts =>
  parts.map((part) => part.replace(/\r\n?/g, "\n").trim()) as unknown as Parts;

type About = Pick<
  StoryContent,
  "sendingCountry" | "organisationId" | "trade" | "city" | "country"
> & {
  readonly guardianNeeded: boolean;
  readonly mobilityId: string | null;
  readonly invented: boolean;
};

/** Where and in which trade: of the stay where there is one, because nobody types it as it was. */
async function aboutOf(tx: Tx, typed: TypedStory): Promise<Result<About>> {
  const { trade } = typed;
  const problems: Problem[] = [];
  if (trade !== "" && !TRADES.includes(trade))
    problems.push({ code: "not-a-choice", field: "trade" });
  const scheme = await readScheme(tx);
  if (!scheme) return notFound;
  if (typed.reference.trim() !== "") {
    const stay = await stayByReference(tx, typed.reference.trim());
    if (!stay) problems.push({ code: "story-no-stay", field: "reference" });
    if (!stay || problems.length > 0) return refuse(...problems);
    return ok(ofStay(tx, stay, trade));
  }
  if (!scheme.countries.some(({ country }) => country === typed.sendingCountry)) {
    problems.push({ code: "not-a-choice", field: "sendingCountry" });
  }
  if (!/^[A-Z]{2}$/.test(typed.country)) problems.push({ code: "required", field: "country" });
  const city = typed.city.trim();
  if (city === "") problems.push({ code: "required", field: "city" });
  else if (city.length > 100)
    problems.push({ code: "too-long", params: { max: 100 }, field: "city" });
  const organisation = isUuid(typed.organisationId)
    ? await readOrganisation(tx, typed.organisationId)
    : null;
  if (typed.organisationId !== "" && !organisation) {
    problems.push({ code: "not-a-choice", field: "organisationId" });
  }
  if (problems.length > 0) return refuse(...problems);
  return ok({
    sendingCountry: typed.sendingCountry,
    organisationId: organisation?.id ?? null,
    trade,
    city,
    country: typed.country,
    guardianNeeded: typed.isMinor,
    mobilityId: null,
    invented: scheme.invented,
  });
}

export const ofStay = (tx: Tx, stay: ToldStay, trade = ""): About => ({
  sendingCountry: stay.sendingCountry,
  organisationId: stay.organisationId,
  trade: trade || (stay.trade ?? ""),
  city: stay.city,
  country: stay.country,
  guardianNeeded: isMinor(stay, tx),
  mobilityId: stay.mobilityId,
  invented: stay.invented,
});

/** Writes a story down for somebody who told it; it waits for consent and for a decision. */
export async function writeStory(tx: Tx, typed: TypedStory): Promise<Result<string>> {
  if (!can.workOnStories(tx.actor)) return notFound;
  const about = await aboutOf(tx, typed);
  const picture = await madePicture(typed.picture, false);
  const problems = [
    ...(about.ok ? [] : about.problems),
    ...tellingProblems(typed),
    ...(picture.ok ? [] : picture.problems),
  ];
  if (problems.length > 0 || !about.ok || !picture.ok) return refuse(...problems);
  if (!can.workOnStory(tx.actor, about.value.sendingCountry)) {
    return refuse({ code: "not-a-choice", field: "sendingCountry" });
  }
  const id = newId();
  const content = contentOf(about.value, typed);
  const added = await insertStory(tx, {
    ...content,
    id,
    state: "submitted",
    mobilityId: about.value.mobilityId,
    guardianNeeded: about.value.guardianNeeded,
    invented: about.value.invented,
    contentHash: "",
  });
  if (!added) return refuse({ code: "story-already", field: "reference" });
  await keepPicture(tx, id, typed.picture, picture.value);
  const contentHash = await hashOfContent(tx, id, content);
  await changeContent(tx, id, {
    ...content,
    guardianNeeded: about.value.guardianNeeded,
    contentHash,
  });
  await record(tx, "story.written", { type: "story", id });
  return ok(id);
}

export const contentOf = (
  about: About,
  typed: Pick<TypedStory, "shownName" | "language" | "parts">,
): StoryContent => ({
  sendingCountry: about.sendingCountry,
  organisationId: about.organisationId,
  trade: about.trade,
  city: about.city,
  country: about.country,
  shownName: typed.shownName.trim(),
  language: typed.language as Locale,
  parts: cleanParts(typed.parts),
});

/**
 * Puts other words, another name or picture into a story that is not shown. Whoever agreed to what it
 * said before has agreed to nothing of it: the consent is asked for again.
 */
export async function changeStory(
  tx: Tx,
  storyId: string,
  typed: TypedStory,
): Promise<Result<Story>> {
  const story = isUuid(storyId) ? await lockStory(tx, storyId) : undefined;
  if (!story || !can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  const next = nextStory(story.state, "write");
  if (!next.ok) return next;
  const stay = story.mobilityId ? await stayById(tx, story.mobilityId) : undefined;
  const about = await aboutOf(tx, { ...typed, reference: stay?.reference ?? typed.reference });
  const picture = await madePicture(typed.picture, story.picture !== null);
  const problems = [
    ...(about.ok ? [] : about.problems),
    ...tellingProblems(typed),
    ...(picture.ok ? [] : picture.problems),
  ];
  if (problems.length > 0 || !about.ok || !picture.ok) return refuse(...problems);
  if (about.value.mobilityId !== story.mobilityId) {
    return refuse({ code: "story-other-stay", field: "reference" });
  }
  if (!can.workOnStory(tx.actor, about.value.sendingCountry)) {
    return refuse({ code: "not-a-choice", field: "sendingCountry" });
  }
  await keepPicture(tx, story.id, typed.picture, picture.value);
  const content = contentOf(about.value, typed);
  const contentHash = await hashOfContent(tx, story.id, content);
  // Who was a minor when it was told stays one here: a birthday takes nobody's word away.
  const guardianNeeded = story.guardianNeeded || about.value.guardianNeeded;
  await changeContent(tx, story.id, { ...content, guardianNeeded, contentHash });
  await moveStory(tx, story.id, { state: next.value });
  await record(tx, "story.changed", { type: "story", id: story.id });
  return ok({ ...story, ...content, contentHash, guardianNeeded, state: next.value });
}
