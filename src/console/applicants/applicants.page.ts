import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ageOn } from "../../shared/day.ts";
import type {
  ApplicantChoices,
  ApplicantQuery,
  ApplicantSort,
  ListedApplicant,
  Standing,
} from "../../stages/applications/applicant-list.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { applicantChoices, listApplicants } from "../../stages/applications/list-applicants.ts";
import { type HeadCell, type Html, html, pagesOf, table, tag } from "../../ui/index.ts";
import { STAFF_WROTE, writtenBy } from "../entries/boxes.ts";
import { downloads } from "../list-files.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { A_PAGE, addressOf, queryOf, sortOf, withEligible } from "./filter.ts";
import { chips, filters } from "./filter-form.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.applicants(":scheme"),
    access: "staff",
    allow: can.seeApplicants,
    remembered: true,
    answer: async (visit) => {
      const query = await withEligible(visit, queryOf(visit));
      const { rows, total } = await listApplicants(visit.tx, query);
      const choices = await applicantChoices(visit.tx);
      return page(applicantsPage(visit, query, rows, total, choices));
    },
  },
];

const COLOURS: Readonly<Record<Standing, "grey" | "yellow" | "green" | "red" | undefined>> = {
  submitted: undefined,
  withdrawn: "grey",
  offered: "yellow",
  wished: "yellow",
  accepted: "green",
  declined: "grey",
  lapsed: "grey",
};

export const standingTag = (words: Words, standing: Standing): Html =>
  tag({
    text: words.t(`applicants.standing-${standing}` as MessageKey),
    colour: COLOURS[standing],
  });

function applicantsPage(
  visit: StaffVisit,
  query: ApplicantQuery,
  rows: readonly ListedApplicant[],
  total: number,
  choices: ApplicantChoices,
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const path = paths.applicants(slug);
  const from = (query.page - 1) * A_PAGE + 1;
  return consoleShell(visit, {
    title: words.t("applicants.title"),
    section: "applicants",
    body: html`<h1 class="govuk-heading-l">${words.t("applicants.title")}</h1>
${filters(words, path, query, choices)}${chips(words, path, query, choices)}
${
  can.decideDuplicates(visit.tx.actor) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.entries(slug)}">${words.t("entries.title")}</a> · <a class="govuk-link" href="${paths.duplicates(slug)}">${words.t("duplicates.title")}</a></p>`
}<div class="app-toolbar"><p class="govuk-body">${
      rows.length > 0
        ? words.t("site.shown-of", { from, to: from + rows.length - 1, total })
        : words.t(isNarrowed(query) ? "applicants.none" : "applicants.none-yet")
    }</p>${
      can.exportApplicants(visit.tx.actor) &&
      downloads(words, addressOf(paths.applicantsCsv(slug), query))
    } <a class="govuk-link" href="${addressOf(paths.savedViews(slug), query)}">${words.t("messages.views-title")}</a></div>
${rows.length > 0 && list(words, slug, query, rows)}
${pagesOf(words, {
  page: query.page,
  pages: Math.ceil(total / A_PAGE),
  href: (to) => addressOf(path, query, { page: to }),
})}`,
  });
}

/** A filter can be taken off only where there is one; a page after the last is one too. */
const isNarrowed = ({ filter, page: at }: ApplicantQuery): boolean =>
  at > 1 || Object.values(filter).some((value) => value !== undefined && value !== "");

function list(
  words: Words,
  slug: string,
  query: ApplicantQuery,
  rows: readonly ListedApplicant[],
): Html {
  const path = paths.applicants(slug);
  const head = (name: string, sort?: ApplicantSort, format?: "numeric"): HeadCell => {
    const text = words.t(`applicants.${name}` as MessageKey);
    if (!sort) return { text, format };
    const current = query.sort === sort;
    const direction = !current ? "none" : query.descending ? "descending" : "ascending";
    // Points are asked for from the top; a second click turns the order round.
    const descending = current ? !query.descending : sort === "points";
    const href = addressOf(path, query, { sort: sortOf(sort, descending) });
    return { text, format, sort: { href, direction } };
  };
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("applicants.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      head("name", "name"),
      head("age", undefined, "numeric"),
      head("country", "country"),
      head("school"),
      head("trade", "trade"),
      head("points", "points", "numeric"),
      head("standing"),
    ],
    rows: rows.map((row) => [
      html`<a class="govuk-link" href="${paths.person(slug, row.personId)}">${row.familyName}, ${row.givenNames}</a>${STAFF_WROTE.has(row.enteredBy.kind) && html`<br><span class="govuk-hint">${words.t("entries.by")}: ${writtenBy(words, { ...row.enteredBy, name: "" }, row.submittedAt)}</span>`}`,
      ageOn(row.birthDate, query.today),
      words.country(row.country),
      row.school,
      words.trade(row.trade),
      row.points,
      standingTag(words, row.standing),
    ]),
  });
}
