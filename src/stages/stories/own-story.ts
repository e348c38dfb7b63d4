import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { hashOfContent, keepPicture, madePicture, type SentPicture } from "./keep-content.ts";
import { givenProblems, withdrawOwn, writeConsent } from "./publication-consent.ts";
import { isMinor, stayOfApplication, type ToldStay } from "./stay.store.ts";
import { nextStory } from "./story.rules.ts";
import {
  changeContent,
  insertStory,
  lockStory,
  moveStory,
  storyOfMobility,
} from "./story.store.ts";
import type { Parts, Story } from "./story.ts";
import { contentOf, ofStay, tellingProblems } from "./write-story.ts";

/** Stays that are over: nobody is asked to tell of what has not happened. */
const OVER: readonly string[] = ["finished", "early-return", "reported", "recognised", "closed"];

export type OwnStory = {
  readonly stay: Pick<ToldStay, "city" | "country" | "trade" | "givenNames" | "school">;
  readonly story: Story | null;
  readonly guardianNeeded: boolean;
};

/** A learner's own story and what it would be about; undefined while there is nothing to tell. */
export async function readOwnStory(tx: Tx): Promise<OwnStory | undefined> {
  if (tx.actor.kind !== "learner") return undefined;
  const stay = await stayOfApplication(tx, tx.actor.applicationId);
  if (!stay || !OVER.includes(stay.state)) return undefined;
  const story = (await storyOfMobility(tx, stay.mobilityId)) ?? null;
  return { stay, story, guardianNeeded: story?.guardianNeeded ?? isMinor(stay, tx) };
}

export type OwnTyped = {
  readonly shownName: string;
  readonly language: string;
  readonly parts: Parts;
  readonly picture: SentPicture;
  readonly typedName: string;
  readonly years: string;
  readonly locale: Locale;
};

/** A learner tells, or tells anew what the office sent back, and agrees to its publication. */
export async function sendOwnStory(tx: Tx<LearnerActor>, typed: OwnTyped): Promise<Result<string>> {
  const own = await readOwnStory(tx);
  const stay = own && (await stayOfApplication(tx, tx.actor.applicationId));
  if (!stay) return notFound;
  const before = own.story ? await lockStory(tx, own.story.id) : undefined;
  const next = before ? nextStory(before.state, "write") : ok("submitted" as const);
  if (!next.ok) return next;
  // One that was shown goes away first: nobody changes what others have already agreed to show.
  if (before?.state === "taken-down") return refuse({ code: "story-taken-down" });
  const picture = await madePicture(typed.picture, !!before?.picture);
  const problems = [
    ...tellingProblems(typed),
    ...(picture.ok ? [] : picture.problems),
    ...givenProblems({ ...typed, contentHash: "" }, tx),
  ];
  if (problems.length > 0 || !picture.ok) return refuse(...problems);
  const about = ofStay(tx, stay);
  const guardianNeeded = before?.guardianNeeded || about.guardianNeeded;
  const content = contentOf(about, typed);
  const id = before?.id ?? newId();
  const { mobilityId, invented } = about;
  const row = { ...content, id, mobilityId, invented, guardianNeeded, state: next.value };
  if (!before && !(await insertStory(tx, { ...row, contentHash: "" }))) {
    return refuse({ code: "story-already" });
  }
  await keepPicture(tx, id, typed.picture, picture.value);
  const contentHash = await hashOfContent(tx, id, content);
  await changeContent(tx, id, { ...content, guardianNeeded, contentHash });
  if (before) await moveStory(tx, id, { state: next.value });
  await record(tx, before ? "story.changed" : "story.written", { type: "story", id });
  const given = await writeConsent(
    tx,
    { id, contentHash, guardianNeeded, mobilityId },
    {
      party: "person",
      linkId: null,
      typedName: typed.typedName,
      years: typed.years,
      contentHash,
      locale: typed.locale,
    },
  );
  return given.ok ? ok(id) : given;
}

/** One press: from now on it is shown nowhere. */
export async function takeOwnBack(tx: Tx<LearnerActor>): Promise<Result<null>> {
  const own = await readOwnStory(tx);
  return own?.story ? withdrawOwn(tx, own.story.id) : notFound;
}
