import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/applications/application.policy.ts";
import type { Likeness, Pair, PairVerdict, Twin } from "../../stages/applications/duplicate.ts";
import { readDuplicates, readVerdicts } from "../../stages/applications/read-duplicates.ts";
import { breadcrumbs, type Html, html, pagesOf, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const A_PAGE = 25;

export const nameOf = (twin: Twin): string => `${twin.familyName}, ${twin.givenNames}`;

/** Rows that may be one person, the surest first, and what was decided last. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const number = Math.min(Math.max(1, Math.trunc(Number(visit.query.get("page")) || 1)), 1000);
  const { pairs, total } = await readDuplicates(visit.tx, { number, size: A_PAGE });
  const verdicts = await readVerdicts(visit.tx);
  const title = t("duplicates.title");
  return consoleShell(visit, {
    title,
    section: "applicants",
    before: breadcrumbs({
      words,
      items: [{ text: t("applicants.title"), href: paths.applicants(slug) }, { text: title }],
    }),
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("duplicates.lead")}</p>
${
  total === 0
    ? html`<p class="govuk-body">${t("duplicates.none")}</p>`
    : html`<p class="govuk-body"><strong>${t("duplicates.count", { count: total })}</strong></p>${list(words, slug, pairs)}`
}
${pagesOf(words, {
  page: number,
  pages: Math.ceil(total / A_PAGE),
  href: (to) => `${paths.duplicates(slug)}?page=${to}`,
})}
${verdicts.length > 0 && decided(words, slug, verdicts)}`,
  });
}

/** What the two have in common, one below the other: there is room for it on a phone too. */
export const likenessLines = (words: Words, why: readonly Likeness[]): Html =>
  html`<ul class="govuk-list">${why.map((one) => html`<li>${words.t(`duplicates.${one}` as MessageKey)}</li>`)}</ul>`;

const both = (first: Html | string, second: Html | string): Html => html`${first}<br>${second}`;

const list = (words: Words, slug: string, pairs: readonly Pair[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("duplicates.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("duplicates.pair"),
      words.t("applicants.birth-date"),
      words.t("applicants.country"),
      words.t("duplicates.alike"),
      words.t("duplicates.decide"),
    ],
    rows: pairs.map(({ first, second, why }) => [
      both(
        html`<span lang="">${nameOf(first)}</span>`,
        html`<span lang="">${nameOf(second)}</span>`,
      ),
      both(words.day(first.birthDate), words.day(second.birthDate)),
      first.country === second.country
        ? words.country(first.country)
        : both(words.country(first.country), words.country(second.country)),
      likenessLines(words, why),
      html`<a class="govuk-link" href="${paths.duplicate(slug, first.id, second.id)}">${words.t("duplicates.decide")}<span class="govuk-visually-hidden"> (${nameOf(first)})</span></a>`,
    ]),
  });

const decided = (words: Words, slug: string, verdicts: readonly PairVerdict[]): Html =>
  html`<h2 class="govuk-heading-m">${words.t("duplicates.decided")}</h2>${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("duplicates.decided"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("duplicates.pair"),
      words.t("duplicates.decided-what"),
      words.t("duplicates.why"),
      words.t("duplicates.decided-by"),
    ],
    rows: verdicts.map(({ first, second, verdict, why, keptId, by, at }) => [
      both(
        html`<span lang="">${nameOf(first)}</span>`,
        html`<span lang="">${nameOf(second)}</span>`,
      ),
      html`${words.t(`duplicates.verdict-${verdict}`)}<br>${
        keptId
          ? html`<a class="govuk-link" href="${paths.person(slug, keptId)}">${nameOf(keptId === first.id ? first : second)}</a>`
          : html`<a class="govuk-link" href="${paths.duplicate(slug, first.id, second.id)}">${words.t("duplicates.again")}<span class="govuk-visually-hidden"> (${nameOf(first)})</span></a>`
      }`,
      words.t(`duplicates.why-${why}`),
      html`${by}<br><span class="govuk-hint">${words.dayTime(at)}</span>`,
    ]),
  })}`;

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.decideDuplicates,
    path: paths.duplicates(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
