import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, LOCALES, type Locale } from "../../platform/i18n/index.ts";
import { wordsHash, writtenLocale } from "../../platform/i18n/words-hash.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { listSchemes } from "./read-scheme.ts";
import { can } from "./scheme.policy.ts";
import {
  isTextGroup,
  type ShownTexts,
  shownTexts,
  TEXT_GROUPS,
  type TextGroup,
} from "./text-review.rules.ts";
import {
  insertReview,
  newestReviews,
  reviewsOfListed,
  type TextReview,
} from "./text-review.store.ts";

/** What the words of a group are now, in a language. */
export const textHash = (group: TextGroup, locale: Locale): string =>
  wordsHash(locale, TEXT_GROUPS[group]);

export type ReviewStanding = {
  readonly group: TextGroup;
  readonly locale: Locale;
  /** `changed`: approved once, and other words stand there now. */
  readonly state: "approved" | "changed" | "unreviewed";
  readonly review: TextReview | null;
};

const standingOf = (
  reviews: readonly TextReview[],
  group: TextGroup,
  locale: Locale,
): ReviewStanding => {
  const written = writtenLocale(locale);
  const review = reviews.find((one) => one.group === group && one.locale === written) ?? null;
  const state = !review
    ? "unreviewed"
    : review.hash === textHash(group, locale)
      ? "approved"
      : "changed";
  return { group, locale, state, review };
};

/** Every group in every language, and who stands by it. */
export async function readReviewStandings(tx: Tx): Promise<ReviewStanding[]> {
  const reviews = await newestReviews(tx);
  return (Object.keys(TEXT_GROUPS) as TextGroup[]).flatMap((group) =>
    LOCALES.map((locale) => standingOf(reviews, group, locale)),
  );
}

/** Whether a public page may show a group of texts in a language, and what it does when not. */
export async function readShownTexts(
  tx: Tx,
  group: TextGroup,
  from: { readonly locale: Locale; readonly invented: boolean },
): Promise<ShownTexts> {
  const reviews = await newestReviews(tx);
  const approved = LOCALES.filter(
    (locale) => standingOf(reviews, group, locale).state === "approved",
  );
  return shownTexts({ ...from, approved });
}

/**
 * The same for a page in front of every programme. Their words are one and the same, so it is enough
 * that somebody of one of them stands by them; where all are invented, it is the demo.
 */
export async function readShownAnywhere(
  tx: Tx,
  group: TextGroup,
  locale: Locale,
): Promise<ShownTexts> {
  const reviews = (await reviewsOfListed(tx)).filter((review) => review.group === group);
  const approved = LOCALES.filter((each) =>
    reviews.some(
      (review) => review.locale === writtenLocale(each) && review.hash === textHash(group, each),
    ),
  );
  const running = (await listSchemes(tx)).filter(({ kind }) => kind === "running");
  const invented = running.length > 0 && running.every((scheme) => scheme.invented);
  return shownTexts({ locale, approved, invented });
}

/**
 * Somebody stands by the words of a group in a language, by name. What was approved are the words
 * that stood on the page of the one who approves: if they changed meanwhile, nothing is approved.
 */
export async function approveTexts(
  tx: Tx,
  from: {
    readonly group: string;
    readonly locale: string;
    readonly hash: string;
    readonly reviewer: string;
  },
): Promise<Result<null>> {
  if (!can.approveTexts(tx.actor)) return notFound;
  const { group, locale } = from;
  if (!isTextGroup(group) || !isLocale(locale) || writtenLocale(locale) !== locale) return notFound;
  const reviewer = from.reviewer.trim();
  const problems: Problem[] = [];
  if (reviewer === "") problems.push({ code: "required", field: "reviewer" });
  else if (reviewer.length < 2) {
    problems.push({ code: "too-short", params: { min: 2 }, field: "reviewer" });
  } else if (reviewer.length > 100) {
    problems.push({ code: "too-long", params: { max: 100 }, field: "reviewer" });
  }
  if (from.hash !== textHash(group, locale)) problems.push({ code: "texts-changed" });
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  const { hash } = from;
  await insertReview(tx, { id, group, locale, hash, reviewer, by: actorId(tx.actor) ?? "" });
  // The name is in the row, not in the log.
  await record(
    tx,
    "texts.approved",
    { type: "scheme", id: tx.actor.schemeId! },
    { reviewId: id, group, locale, hash },
  );
  return ok(null);
}
