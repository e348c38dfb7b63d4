import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Day, day } from "../../shared/day.ts";
import { documentState, waitsForPaper } from "../../stages/schools/consent-wall.rules.ts";
import { DOCUMENTS, type DocumentState, type WallRow } from "../../stages/schools/consent-wall.ts";
import { listConsentWall } from "../../stages/schools/read-consent-wall.ts";
import { can } from "../../stages/schools/school.policy.ts";
import { backLink, button, form, type Html, html, table } from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";
import { copyText, textLanguages, textWords } from "./texts.ts";

/** A sign beside the word: the word carries the meaning. */
const SIGNS: Readonly<Record<DocumentState | WallRow["offer"], string>> = {
  given: "✓",
  accepted: "✓",
  missing: "✗",
  withdrawn: "✗",
  ended: "✗",
  offered: "…",
  wished: "✓",
  "not-needed": "–",
  "not-given": "–",
};

const todayOf = (visit: StaffVisit): Day => day(visit.tx.now.toISOString().slice(0, 10));
const nameOf = (row: WallRow): string => `${row.familyName}, ${row.givenNames}`;

const standing = (state: keyof typeof SIGNS, text: string): Html =>
  html`<span class="app-standing app-standing--${state}"><span aria-hidden="true">${SIGNS[state]}</span> ${text}</span>`;

async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const rows = await listConsentWall(visit.tx, collationOf(visit.locale));
  const today = todayOf(visit);
  const missing = rows.filter((row) => waitsForPaper(row, today));
  return consoleShell(visit, {
    title: t("school.wall-title"),
    section: "consents",
    body: html`<h1 class="govuk-heading-l">${t("school.wall-title")}</h1>
<p class="govuk-body">${t("school.wall-lead")}</p>
${
  rows.length === 0
    ? html`<p class="govuk-body">${t("school.wall-none")}</p>`
    : form(
        { action: schoolPaths.consentMessage(slug), method: "get" },
        html`<p class="govuk-body"><strong>${t("school.wall-missing", { count: missing.length })}</strong></p>`,
        wall(words, rows, today),
        missing.length > 0 ? button({ text: t("school.wall-message") }) : null,
      )
}`,
  });
}

/** Learner by document. Everybody a paper is missing of is chosen already: two presses in all. */
const wall = (words: Words, rows: readonly WallRow[], today: Day): Html => {
  const { t } = words;
  const choice = (row: WallRow): Html => {
    const id = `p-${row.applicationId}`;
    return html`<span class="govuk-checkboxes govuk-checkboxes--small"><span class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="p" id="${id}" value="${row.applicationId}" checked><label class="govuk-label govuk-checkboxes__label" for="${id}"><span class="govuk-visually-hidden">${t("school.wall-choose", { name: `${row.givenNames} ${row.familyName}` })}</span></label></span></span>`;
  };
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("school.wall-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("school.pupil"),
      t("school.wall-where"),
      t("school.wall-answer"),
      ...DOCUMENTS.map((document) => t(`school.document-${document}`)),
      t("school.wall-chosen"),
    ],
    rows: rows.map((row) => [
      html`${nameOf(row)}<br><span class="govuk-hint app-code">${row.code}</span>`,
      html`${row.city}<br><span class="govuk-hint">${words.shortDay(row.starts)}</span>`,
      standing(row.offer, t(`school.offer-${row.offer}`)),
      ...DOCUMENTS.map((document) => {
        const state = documentState(row, document, today);
        return standing(state, t(`school.standing-${state}`));
      }),
      waitsForPaper(row, today) ? choice(row) : "",
    ]),
  });
};

/** The text for those who were chosen. It names nobody, so it may go to a group. */
async function message(visit: StaffVisit): Promise<Answer> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const asked = new Set(visit.query.getAll("p"));
  const rows = (await listConsentWall(visit.tx, collationOf(visit.locale))).filter((row) =>
    asked.has(row.applicationId),
  );
  const text = textWords(visit);
  const first = rows.map((row) => row.starts).sort()[0];
  const title = t("school.wall-message");
  return page(
    consoleShell(visit, {
      title,
      section: "consents",
      before: backLink({ words, href: schoolPaths.consents(slug), text: t("school.wall-title") }),
      body: html`<h1 class="govuk-heading-l">${title}</h1>
${
  first === undefined
    ? html`<p class="govuk-body">${t("school.wall-nobody-chosen")}</p>`
    : html`<p class="govuk-body">${t("school.wall-for", { count: rows.length })}</p>
<ul class="govuk-list govuk-list--bullet">${rows.map((row) => html`<li>${nameOf(row)} · ${row.city}</li>`)}</ul>
<p class="govuk-body">${t("school.wall-nameless")}</p>
${textLanguages(visit, words, schoolPaths.consentMessage(slug))}
${copyText(words, {
  id: "text",
  label: t("school.text-label"),
  text: text.t("school.text-consent", {
    day: text.day(first),
    url: new URL(schoolPaths.publicPlace(text.locale, slug), visit.site.publicUrl).toString(),
  }),
})}`
}`,
    }),
  );
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.consents(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "GET",
    path: schoolPaths.consentMessage(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: message,
  },
];
