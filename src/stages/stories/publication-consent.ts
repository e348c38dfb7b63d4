import { createHash } from "node:crypto";
import { actorId, type LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";
import { wordsHash } from "../../platform/i18n/words-hash.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isEmail } from "../applications/application.rules.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { consentPath } from "./addresses.ts";
import {
  endConsents,
  endLinks,
  insertConsent,
  keepLinkUntil,
  linkByHash,
  linksOf,
  replaceLink,
  type StoryLink,
} from "./consent.store.ts";
import { isMinor, stayById } from "./stay.store.ts";
import { can } from "./story.policy.ts";
import { endOfConsent, nameProblems, nextStory, partiesOf } from "./story.rules.ts";
import { lockStory, moveStory, needNoGuardian, storyById } from "./story.store.ts";
import type { Party, Story } from "./story.ts";
import { PARTIES } from "./story.ts";
import { takeOutOfLetters } from "./take-out-of-letters.ts";

export type { StoryLink } from "./consent.store.ts";

/** Until somebody answers; after that as long as there is anything to take back. */
const DAYS_TO_ANSWER = 60;
const DAY_MS = 86_400_000;

const secretOf = (linkId: string): string => mark(`story/${linkId}`).slice(0, 32);
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What somebody agreed to was worded so. */
export const consentWording = (locale: Locale) => ({
  locale,
  hash: wordsHash(locale, ["story-consent"]),
});

export type AskedConsent = {
  readonly party: string;
  readonly language: string;
  /** "" for one who gets the address in another way. */
  readonly email: string;
  readonly publicUrl: string;
};

/**
 * Makes the address at which somebody says yes to publication, and later takes it back; one made
 * before for the same party ends. An office alone makes it and reads it: a learner who held a
 * parent's address could answer for the parent.
 */
export async function askForConsent(
  tx: Tx,
  storyId: string,
  from: AskedConsent,
): Promise<Result<string>> {
  const story = isUuid(storyId) ? await lockStory(tx, storyId) : undefined;
  const party = PARTIES.find((each) => each === from.party);
  if (!story || !party || !can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  if (!partiesOf(story).includes(party)) return notFound;
  const problems: Problem[] = [];
  const email = from.email.trim();
  if (!isLocale(from.language)) problems.push({ code: "not-a-choice", field: "language" });
  if (email !== "" && !isEmail(email)) problems.push({ code: "not-an-email", field: "email" });
  else if (party === "guardian" && email !== "" && (await isLearners(tx, story, email))) {
    problems.push({ code: "story-guardian-own-email", field: "email" });
  }
  if (nextStory(story.state, "withdraw").ok === false) {
    problems.push({ code: `story-${story.state}`, params: { action: "ask" } });
  }
  if (problems.length > 0) return refuse(...problems);
  const language = from.language as Locale;
  const id = newId();
  const secret = secretOf(id);
  await replaceLink(tx, {
    id,
    storyId: story.id,
    party,
    language,
    expiresAt: new Date(tx.now.getTime() + DAYS_TO_ANSWER * DAY_MS),
    hash: hashOf(secret),
    by: actorId(tx.actor) ?? "",
  });
  await record(tx, "story.consent-asked", { type: "story", id: story.id }, { party, linkId: id });
  if (email !== "") await writeTo(tx, { email, language, secret, from, story });
  return ok(secret);
}

/** Whether a letter to a parent would reach the one who tells. */
async function isLearners(tx: Tx, story: Story, email: string): Promise<boolean> {
  const stay = story.mobilityId ? await stayById(tx, story.mobilityId) : undefined;
  return stay?.email?.trim().toLowerCase() === email.toLowerCase();
}

async function writeTo(
  tx: Tx,
  to: {
    readonly email: string;
    readonly language: Locale;
    readonly secret: string;
    readonly from: AskedConsent;
    readonly story: Story;
  },
): Promise<void> {
  const scheme = await readScheme(tx);
  const path = consentPath(to.language, scheme?.slug ?? "", to.secret);
  await queueMail(tx, {
    to: to.email,
    template: "story-consent.mail",
    locale: to.language,
    params: {
      name: to.story.shownName,
      asker: scheme?.settings.contact?.name ?? scheme?.slug ?? "",
      link: new URL(path, to.from.publicUrl).toString(),
    },
  });
}

/** Live addresses of a story, to copy again. */
export async function readStoryLinks(
  tx: Tx,
  story: Story,
): Promise<(StoryLink & { readonly secret: string })[]> {
  if (!can.workOnStory(tx.actor, story.sendingCountry)) return [];
  const links = await linksOf(tx, story.id);
  return links.map((link) => ({ ...link, secret: secretOf(link.id) }));
}

export type ConsentVisit = { readonly link: StoryLink; readonly story: Story };

/** What an address opens; undefined for one that never was, was replaced or is past its time. */
export async function openStoryLink(tx: Tx, secret: string): Promise<ConsentVisit | undefined> {
  if (!/^[0-9a-f]{32}$/.test(secret)) return undefined;
  const link = await linkByHash(tx, hashOf(secret));
  const story = link && (await storyById(tx, link.storyId));
  return link && story && { link, story };
}

export type GivenConsent = {
  readonly typedName: string;
  readonly years: string;
  /** The mark of what stood on the page that was agreed to. */
  readonly contentHash: string;
  readonly locale: Locale;
};

export const givenProblems = (from: GivenConsent, tx: Tx): Problem[] => {
  const ends = endOfConsent(wallTimeOf(tx.now).day, from.years, "years");
  return [...nameProblems(from.typedName, "typedName"), ...(ends.ok ? [] : ends.problems)];
};

/** Somebody agrees by the own address to the publication of what stands on the page, until a day. */
export async function giveByLink(
  tx: Tx,
  { link }: ConsentVisit,
  from: GivenConsent,
): Promise<Result<null>> {
  const story = await lockStory(tx, link.storyId);
  if (!story || !nextStory(story.state, "withdraw").ok) return notFound;
  const problems = givenProblems(from, tx);
  if (problems.length > 0) return refuse(...problems);
  const given = await writeConsent(tx, story, { ...from, party: link.party, linkId: link.id });
  if (!given.ok) return given;
  await keepLinkUntil(tx, link.id, new Date(`${given.value}T23:59:59Z`));
  return ok(null);
}

/** @returns the last day on which it counts */
export async function writeConsent(
  tx: Tx,
  story: Pick<Story, "id" | "contentHash" | "guardianNeeded" | "mobilityId">,
  from: GivenConsent & { readonly party: Party; readonly linkId: string | null },
): Promise<Result<string>> {
  if (from.contentHash !== story.contentHash) return refuse({ code: "story-changed-meanwhile" });
  const ends = endOfConsent(wallTimeOf(tx.now).day, from.years, "years");
  if (!ends.ok) return ends;
  await endConsents(tx, story.id, "renewed", from.party);
  if (from.party === "person") await speakAlone(tx, story);
  await insertConsent(tx, {
    id: newId(),
    storyId: story.id,
    party: from.party,
    typedName: from.typedName.trim(),
    contentHash: story.contentHash,
    wording: consentWording(from.locale),
    endsOn: ends.value,
    linkId: from.linkId,
  });
  await record(
    tx,
    "story.consent-given",
    { type: "story", id: story.id },
    { party: from.party, endsOn: ends.value },
  );
  return ok(ends.value);
}

/**
 * Whoever was a minor and agrees now of age needs nobody beside them: from here on a parent's word
 * neither holds the story nor takes it away.
 */
async function speakAlone(
  tx: Tx,
  story: Pick<Story, "id" | "guardianNeeded" | "mobilityId">,
): Promise<void> {
  if (!story.guardianNeeded || story.mobilityId === null) return;
  const stay = await stayById(tx, story.mobilityId);
  if (!stay || isMinor(stay, tx)) return;
  await needNoGuardian(tx, story.id);
  await endConsents(tx, story.id, "of-age", "guardian");
  await endLinks(tx, story.id, { party: "guardian" });
}

/** One press by the own address: from this moment on nobody is shown it, in no form. */
export const withdrawByLink = async (
  tx: Tx,
  { link, story }: ConsentVisit,
): Promise<Result<null>> => withdraw(tx, story.id, link.party, `link ${link.id}`);

export const withdrawOwn = (tx: Tx<LearnerActor>, storyId: string): Promise<Result<null>> =>
  withdraw(tx, storyId, "person", actorId(tx.actor) ?? "");

/** Somebody said so on the telephone or in a letter. */
export async function withdrawAsTold(
  tx: Tx,
  storyId: string,
  asked: string,
): Promise<Result<null>> {
  const story = isUuid(storyId) ? await storyById(tx, storyId) : undefined;
  const party = PARTIES.find((each) => each === asked);
  if (!story || !party || !can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  return withdraw(tx, storyId, party, actorId(tx.actor) ?? "");
}

async function withdraw(tx: Tx, storyId: string, party: Party, by: string): Promise<Result<null>> {
  const story = await lockStory(tx, storyId);
  if (!story) return notFound;
  const next = nextStory(story.state, "withdraw");
  if (!next.ok) return next;
  await endConsents(tx, story.id, by);
  await moveStory(tx, story.id, { state: next.value });
  await takeOutOfLetters(tx, story.id);
  await record(tx, "story.withdrawn", { type: "story", id: story.id }, { party });
  return ok(null);
}
