import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { MOST_BODY, MOST_TITLE, nextNewsletter, textProblems } from "./news.rules.ts";
import { newsOf } from "./news.store.ts";
import { languagesOf, type Newsletter, type NewsPost, withText } from "./news.ts";
import {
  changeNewsletterTexts,
  insertNewsletter,
  itemsOf,
  lockNewsletter,
  moveNewsletter,
  type NewsletterItem,
  newsletterById,
  newsletterList,
  putItems,
  subscribersByLocale,
} from "./newsletter.store.ts";
import { type PublicStory, shownOf } from "./public.store.ts";
import { can } from "./story.policy.ts";

export type TypedNewsletter = {
  readonly language: string;
  readonly subject: string;
  readonly intro: string;
  /** Ids of chosen stories and news, in the order in which they stand in the letter. */
  readonly items: readonly string[];
};

/** More than these nobody reads in a letter. */
const MOST_ITEMS = 12;

/** A newsletter in one language, from stories and news that may be shown; other languages follow. */
export async function writeNewsletter(
  tx: Tx,
  newsletterId: string | null,
  typed: TypedNewsletter,
): Promise<Result<string>> {
  if (!can.sendNewsletters(tx.actor)) return notFound;
  const found =
    newsletterId === null
      ? null
      : isUuid(newsletterId)
        ? await lockNewsletter(tx, newsletterId)
        : undefined;
  if (found === undefined) return notFound;
  const next = nextNewsletter(found?.state ?? "draft", "write");
  if (!next.ok) return next;
  const subject = typed.subject.replace(/\s+/g, " ").trim();
  const intro = typed.intro.replace(/\r\n?/g, "\n").trim();
  const language = typed.language as Locale;
  const asked = [...new Set(typed.items)].filter(isUuid);
  const stories = await shownOf(tx, asked, wallTimeOf(tx.now).day);
  const news = await newsOf(tx, asked);
  const items = asked.flatMap((id): NewsletterItem[] =>
    stories.some((one) => one.id === id)
      ? [{ storyId: id, newsId: null }]
      : news.some((one) => one.id === id)
        ? [{ storyId: null, newsId: id }]
        : [],
  );
  const others = languagesOf(found?.subject ?? {}).filter((each) => each !== language);
  const takesOut = subject === "" && intro === "" && others.length > 0;
  const problems: Problem[] = [
    ...(isLocale(typed.language) ? [] : [{ code: "not-a-choice", field: "language" }]),
    ...textProblems(subject, "subject", MOST_TITLE, !takesOut),
    ...textProblems(intro, "intro", MOST_BODY, false),
    ...(items.length > MOST_ITEMS
      ? [{ code: "newsletter-too-many", params: { max: MOST_ITEMS }, field: "items" }]
      : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  const texts = {
    subject: withText(found?.subject ?? {}, language, subject),
    intro: withText(found?.intro ?? {}, language, intro),
  };
  const id = found?.id ?? newId();
  if (found) await changeNewsletterTexts(tx, id, texts);
  else await insertNewsletter(tx, { id, ...texts });
  await putItems(tx, id, items);
  const name = found ? "newsletter.changed" : "newsletter.written";
  await record(tx, name, { type: "newsletter", id }, { language });
  return ok(id);
}

/** Lets a newsletter go to everybody on the list; who may not be shown any more is not in it. */
export async function sendNewsletter(
  tx: Tx,
  newsletterId: string,
  publicUrl: string,
): Promise<Result<null>> {
  if (!can.sendNewsletters(tx.actor) || !isUuid(newsletterId)) return notFound;
  const found = await lockNewsletter(tx, newsletterId);
  if (!found) return notFound;
  const next = nextNewsletter(found.state, "send");
  if (!next.ok) return next;
  const { stories, news } = await readItems(tx, newsletterId);
  const count = (await subscribersByLocale(tx)).reduce((sum, one) => sum + one.count, 0);
  const problems: Problem[] = [
    ...(stories.length + news.length === 0 ? [{ code: "newsletter-empty" }] : []),
    ...(count === 0 ? [{ code: "newsletter-nobody" }] : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  await moveNewsletter(tx, newsletterId, { state: next.value });
  await enqueue(
    tx,
    "send-newsletter",
    { newsletterId, publicUrl },
    { key: `newsletter:${newsletterId}` },
  );
  await record(tx, "newsletter.let-go", { type: "newsletter", id: newsletterId });
  return ok(null);
}

export type NewsletterItems = {
  readonly stories: readonly PublicStory[];
  readonly news: readonly NewsPost[];
  /** Everything chosen, in its order, whether it may be shown or not. */
  readonly order: readonly string[];
};

/** What a newsletter shows today: a story that was taken back is in no draft and in no letter. */
export async function readItems(tx: Tx, newsletterId: string): Promise<NewsletterItems> {
  const order = (await itemsOf(tx, newsletterId)).map(
    ({ storyId, newsId }) => storyId ?? newsId ?? "",
  );
  const at = ({ id }: { readonly id: string }) => order.indexOf(id);
  const stories = await shownOf(tx, order, wallTimeOf(tx.now).day);
  const news = await newsOf(tx, order);
  return {
    order,
    stories: stories.toSorted((a, b) => at(a) - at(b)),
    news: news.toSorted((a, b) => at(a) - at(b)),
  };
}

export async function readNewsletter(
  tx: Tx,
  newsletterId: string,
): Promise<(Newsletter & { readonly items: NewsletterItems }) | undefined> {
  if (!isUuid(newsletterId) || !can.sendNewsletters(tx.actor)) return undefined;
  const found = await newsletterById(tx, newsletterId);
  return found && { ...found, items: await readItems(tx, newsletterId) };
}

export const readNewsletters = async (tx: Tx): Promise<Newsletter[]> =>
  can.sendNewsletters(tx.actor) ? newsletterList(tx) : [];

/** How many are on the list, by language; never who. */
export const countSubscribers = async (tx: Tx) =>
  can.sendNewsletters(tx.actor) ? subscribersByLocale(tx) : [];
