import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { leavePath } from "../../stages/stories/addresses.ts";
import { languagesOf, textFor } from "../../stages/stories/news.ts";
import { newsletterOf } from "../../stages/stories/newsletter-words.ts";
import { readPublicStories } from "../../stages/stories/read-stories.ts";
import { can } from "../../stages/stories/story.policy.ts";
import { readPublicNews } from "../../stages/stories/write-news.ts";
import {
  countSubscribers,
  readNewsletter,
  readNewsletters,
  sendNewsletter,
  writeNewsletter,
} from "../../stages/stories/write-newsletter.ts";
import {
  backLink,
  button,
  checkboxes,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  lines,
  problemSummary,
  select,
  table,
  textarea,
} from "../../ui/index.ts";
import { newsletterLetter, storyTitle } from "../../ui/story/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { otherLanguages, writtenLanguage } from "./news.page.ts";
import { copyText, languageItems, sectionLinks } from "./parts.ts";
import { storyPaths } from "./story-paths.ts";

type Found = NonNullable<Awaited<ReturnType<typeof readNewsletter>>>;

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const all = await readNewsletters(visit.tx);
  const readers = await countSubscribers(visit.tx);
  const total = readers.reduce((sum, { count }) => sum + count, 0);
  return consoleShell(visit, {
    title: t("news.newsletters"),
    section: "stories",
    body: html`<h1 class="govuk-heading-l">${t("news.newsletters")}</h1>${sectionLinks(visit, words, "newsletters")}
<p class="govuk-body">${t("news.readers", { count: total })}${total > 0 && html` (${words.list(readers.map(({ locale, count }) => `${words.language(locale)}: ${words.number(count)}`))})`}</p>
${button({ text: t("news.newsletter-write"), href: storyPaths.freshNewsletter(slug), kind: "secondary" })}
${
  all.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("news.newsletters"),
    captionClasses: "govuk-visually-hidden",
    head: [t("news.subject"), t("story.state"), t("news.letters"), t("story.since")],
    rows: all.map((one) => [
      html`<a class="govuk-link" href="${storyPaths.newsletter(slug, one.id)}">${textFor(one.subject, visit.locale).text}</a>`,
      t(`news.newsletter-${one.state}`),
      one.letters === null ? "" : words.number(one.letters),
      words.shortDay(one.stateSince),
    ]),
  })
}`,
  });
}

async function editPage(
  visit: StaffVisit,
  found: Found | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const here = found ? storyPaths.newsletter(slug, found.id) : storyPaths.freshNewsletter(slug);
  const title = found ? textFor(found.subject, visit.locale).text : t("news.newsletter-write");
  const isDraft = found === null || found.state === "draft";
  const language = writtenLanguage(visit);
  const labels = {
    subject: t("news.subject"),
    intro: t("news.intro"),
    language: t("news.language"),
    items: t("news.items"),
  };
  return consoleShell(visit, {
    title,
    section: "stories",
    error: problems.length > 0,
    before: backLink({ words, href: storyPaths.newsletters(slug), text: t("news.newsletters") }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
${found && html`<p class="govuk-body">${t(`news.newsletter-${found.state}`)}</p>`}
${found && isDraft && otherLanguages(words, here, languagesOf(found.subject), language)}
${isDraft && (await editForm(visit, words, found, problems, here))}
${found && (await preview(visit, words, found))}
${found?.state === "draft" && (await sending(visit, words, found))}`,
  });
}

async function editForm(
  visit: StaffVisit,
  words: Words,
  found: Found | null,
  problems: readonly Problem[],
  action: string,
): Promise<Html> {
  const { t } = words;
  const { form: sent } = visit;
  const language = writtenLanguage(visit);
  const kept = (name: string, before: string | undefined) =>
    sent.has(name) ? sent.text(name) : (before ?? "");
  const { stories } = await readPublicStories(visit.tx, { school: "", trade: "", page: 1 });
  const { posts } = await readPublicNews(visit.tx, 1);
  // What was chosen before the newest ones came stays to be seen.
  const storiesHere = [...stories, ...(found?.items.stories ?? [])];
  const postsHere = [...posts, ...(found?.items.news ?? [])];
  const once = <T extends { readonly id: string }>(all: readonly T[]) =>
    all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
  return form(
    { action, key: newId(), classes: "app-text" },
    found
      ? hidden("language", language)
      : select({
          words,
          problems,
          name: "language",
          label: t("news.language"),
          value: language,
          items: languageItems,
        }),
    input({
      words,
      problems,
      name: "subject",
      label: t("news.subject"),
      value: kept("subject", found?.subject[language]),
    }),
    textarea({
      words,
      problems,
      name: "intro",
      label: t("news.intro"),
      rows: 4,
      value: kept("intro", found?.intro[language]),
    }),
    checkboxes({
      words,
      problems,
      name: "items",
      legend: { text: t("news.items"), classes: "govuk-fieldset__legend--s" },
      hint: t("news.items-hint"),
      values: sent.has("subject") ? sent.all("items") : (found?.items.order ?? []),
      items: [
        ...once(storiesHere).map((story) => ({
          value: story.id,
          text: `${storyTitle(words, story)} · ${story.shownName}`,
        })),
        ...once(postsHere).map((post) => ({
          value: post.id,
          text: textFor(post.title, visit.locale).text,
        })),
      ],
    }),
    button({ text: t("site.save"), preventDoubleClick: true }),
  );
}

/** The letter as its readers get it, in the language that is being written, and a text to copy. */
async function preview(visit: StaffVisit, words: Words, found: Found): Promise<Html> {
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  if (!scheme) return html``;
  const locale = writtenLanguage(visit);
  const { publicUrl } = visit.site;
  const parts = newsletterOf({ scheme, newsletter: found, items: found.items }, locale, publicUrl);
  // Nobody's own: the way off the list is each reader's.
  const leaveUrl = `${new URL(publicUrl).origin}${leavePath(locale, scheme.slug, "...")}`;
  const letter = newsletterLetter({ ...parts, leaveUrl });
  const missing = found.items.order.length - found.items.stories.length - found.items.news.length;
  return html`<h2 class="govuk-heading-m">${t("news.preview")}</h2>
${missing > 0 && html`<p class="govuk-body"><strong>${t("news.not-shown-any-more", { count: missing })}</strong></p>`}
<h3 class="govuk-heading-s">${t("news.preview-html")}</h3><div class="app-card app-text govuk-body">${letter.inside}</div>
${details({ summary: t("news.preview-plain"), text: lines(letter.body) })}
<h2 class="govuk-heading-m">${t("story.social")}</h2>${copyText(words, "social-text", socialText(parts))}`;
}

/** The subject, and a line with its address for each thing in the letter. */
const socialText = (parts: ReturnType<typeof newsletterOf>): string =>
  [
    parts.subject,
    ...parts.stories.map((story) => `${storyTitle(parts.words, story)}: ${story.href}`),
    ...parts.news.map(({ title, href }) => `${title}: ${href}`),
  ].join("\n");

async function sending(visit: StaffVisit, words: Words, found: Found): Promise<Html> {
  const { t } = words;
  const readers = await countSubscribers(visit.tx);
  const count = readers.reduce((sum, one) => sum + one.count, 0);
  const heading = html`<h2 class="govuk-heading-m">${t("news.send-title")}</h2>`;
  if (count === 0) return html`${heading}<p class="govuk-body">${t("news.readers", { count })}</p>`;
  return html`${heading}<p class="govuk-body">${t("news.send-about", { count })}</p>${form(
    { action: storyPaths.sending(visit.tx.actor.scheme.slug, found.id), key: newId() },
    button({ text: t("news.send"), kind: "warning", preventDoubleClick: true }),
  )}`;
}

async function after(
  visit: StaffVisit,
  found: Found | null,
  done: Result<unknown>,
): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  if (done.ok) {
    const id = found?.id ?? String(done.value);
    const language = visit.form.text("language");
    return redirect(`${storyPaths.newsletter(slug, id)}${language ? `?language=${language}` : ""}`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await editPage(visit, found, done.problems));
}

const typed = ({ form: sent }: StaffVisit) => ({
  language: sent.text("language"),
  subject: sent.text("subject"),
  intro: sent.text("intro"),
  items: sent.all("items"),
});

const asked = (visit: StaffVisit) => readNewsletter(visit.tx, visit.params.newsletterId ?? "");
const at = { access: "staff", allow: can.sendNewsletters } as const;

export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    path: storyPaths.newsletters(":scheme"),
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    ...at,
    method: "GET",
    path: storyPaths.freshNewsletter(":scheme"),
    answer: async (visit) => page(await editPage(visit, null)),
  },
  {
    ...at,
    method: "POST",
    path: storyPaths.freshNewsletter(":scheme"),
    answer: async (visit) =>
      after(visit, null, await writeNewsletter(visit.tx, null, typed(visit))),
  },
  {
    ...at,
    method: "GET",
    path: storyPaths.newsletter(":scheme", ":newsletterId"),
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(await editPage(visit, found)) : nothingHere;
    },
  },
  {
    ...at,
    method: "POST",
    path: storyPaths.newsletter(":scheme", ":newsletterId"),
    answer: async (visit) => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      return after(visit, found, await writeNewsletter(visit.tx, found.id, typed(visit)));
    },
  },
  {
    ...at,
    method: "POST",
    path: storyPaths.sending(":scheme", ":newsletterId"),
    answer: async (visit) => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      return after(visit, found, await sendNewsletter(visit.tx, found.id, visit.site.publicUrl));
    },
  },
];
