import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { readWall } from "../../stages/consents/read-wall.ts";
import { can } from "../../stages/schools/school.policy.ts";
import { backLink, type Html, html } from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";
import { copyText, textLanguages, textWords } from "./texts.ts";

/** More than a school has abroad at once. */
const MOST = 200;

/**
 * Everybody of the school who lacks a paper, and a text for them. It names nobody, so that it may
 * go to a group.
 */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { rows } = await readWall(visit.tx, {
    filter: "waiting",
    call: null,
    collation: collationOf(visit.locale),
    page: 1,
    aPage: MOST,
  });
  const text = textWords(visit);
  const first = rows.map((row) => row.starts).sort()[0];
  const title = t("school.wall-message");
  return consoleShell(visit, {
    title,
    section: "consents",
    before: backLink({ words, href: paths.consentWall(slug), text: t("consents.wall-title") }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>
${
  first === undefined
    ? html`<p class="govuk-body">${t("school.wall-none")}</p>`
    : html`<p class="govuk-body">${t("school.wall-for", { count: rows.length })}</p>
<ul class="govuk-list govuk-list--bullet">${rows.map((row) => html`<li>${row.familyName}, ${row.givenNames}${row.city && html` · ${row.city}`}</li>`)}</ul>
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
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.consentMessage(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
];
