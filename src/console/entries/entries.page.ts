import { isOffice } from "../../platform/db/actor.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { answerOf, type SchoolAnswer } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { readBegunEntries } from "../../stages/applications/enter-application.ts";
import { button, type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, type Section, wordsOf } from "../shell.ts";
import { writtenBy } from "./boxes.ts";

/** Whose pages these are: the office reaches them from its applicants, a teacher from the pupils. */
export const sectionOf = (visit: StaffVisit): Section =>
  isOffice(visit.tx.actor) ? "applicants" : "school-pupils";

/** What was begun on somebody's behalf and still has to be sent. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const entries = await readBegunEntries(visit.tx);
  const title = t("entries.title");
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("entries.lead")}</p>
${button({ text: t("entries.new"), href: paths.newEntry(slug) })}
<h2 class="govuk-heading-m">${t("entries.begun")}</h2>
${
  entries.length === 0
    ? html`<p class="govuk-body">${t("entries.begun-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: t("entries.begun"),
        captionClasses: "govuk-visually-hidden",
        head: [
          t("applicants.name"),
          t("applicants.call"),
          t("applicants.school"),
          t("entries.by"),
          t("entries.saved"),
        ],
        rows: entries.map((entry) => {
          const { answers, definition } = entry;
          const names = answerOf<{ givenNames: string; familyName: string }>(
            definition,
            answers,
            "names",
          );
          const school = answerOf<SchoolAnswer>(definition, answers, "school");
          return [
            html`<a class="govuk-link" lang="" href="${paths.entry(slug, entry.id)}">${names ? `${names.familyName}, ${names.givenNames}` : entry.code}</a>`,
            t("applicants.call-name", {
              number: entry.callNumber,
              title: words.local(entry.callTitle),
            }),
            school?.name ?? "",
            writtenBy(words, entry.enteredBy, entry.savedAt),
            words.dayTime(entry.savedAt),
          ];
        }),
      })
}`,
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: (actor) => can.enterFor(actor, { country: null, organisationId: null }),
    path: paths.entries(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
