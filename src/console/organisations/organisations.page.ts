import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { organisationMarks } from "../../stages/imports/organisation-changes.kind.ts";
import { ID_COLUMN, MARKS_COLUMN } from "../../stages/imports/round-trip.rules.ts";
import { can } from "../../stages/organisations/organisation.policy.ts";
import { ORGANISATION_KINDS, ORGANISATION_ROLES } from "../../stages/organisations/organisation.ts";
import {
  findOrganisations,
  listOrganisations,
  ORGANISATION_SORTS,
} from "../../stages/organisations/read-organisations.ts";
import { can as ofSchools } from "../../stages/schools/school.policy.ts";
import { button, type Html, html, input } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const A_PAGE = 25;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.organisations(":scheme"),
    access: "staff",
    allow: can.seeOrganisations,
    answer: async (visit) => page(await listPage(visit)),
  },
  ...listFiles({
    path: paths.organisationsCsv(":scheme"),
    allow: can.seeOrganisations,
    async list(visit) {
      const words = wordsOf(visit);
      const { rows } = await find(visit);
      return {
        name: "organisations",
        title: words.t("organisations.title"),
        rows: [
          [
            words.t("organisations.name"),
            words.t("organisations.kind"),
            words.t("organisations.roles"),
            words.t("organisations.city"),
            words.t("organisations.country"),
            words.t("organisations.partner"),
            words.t("organisations.website"),
            words.t("organisations.setting"),
          ],
          ...rows.map((row) => [
            row.name,
            kindWords(words, row.kind),
            row.roles.map((role) => roleWords(words, role)).join("; "),
            row.city,
            words.country(row.country),
            row.partner,
            row.website,
            row.setting && words.t(`organisations.setting-${row.setting}` as MessageKey),
          ]),
        ],
        hidden: [[ID_COLUMN, MARKS_COLUMN], ...rows.map((row) => [row.id, organisationMarks(row)])],
      };
    },
  }),
];

export const kindWords = (words: Words, kind: string): string =>
  words.t(`organisations.kind-${kind}` as MessageKey);
export const roleWords = (words: Words, role: string): string =>
  words.t(`organisations.role-${role}` as MessageKey);

const listOf = (visit: StaffVisit) =>
  listQuery(visit.query, paths.organisations(visit.tx.actor.scheme.slug), ORGANISATION_SORTS);

const find = (visit: StaffVisit, page?: { limit: number; offset: number }) => {
  const list = listOf(visit);
  return findOrganisations(visit.tx, {
    text: list.text("text"),
    country: list.text("country"),
    role: list.text("role"),
    kind: list.text("kind"),
    sort: list.sort,
    descending: list.descending,
    collation: collationOf(visit.locale),
    countries: wordsOf(visit).names("country"),
    ...page,
  });
};

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const list = listOf(visit);
  const { rows, total } = await find(visit, { limit: A_PAGE, offset: (list.page - 1) * A_PAGE });
  const all = await listOrganisations(visit.tx);
  const countries = [...new Set(all.map((each) => each.country))]
    .map((code) => ({ value: code, text: words.country(code) }))
    .sort((a, b) => words.compare(a.text, b.text));
  return consoleShell(visit, {
    title: words.t("organisations.title"),
    section: "organisations",
    body: html`<h1 class="govuk-heading-l">${words.t("organisations.title")}</h1>
${
  can.keepOrganisations(visit.tx.actor) &&
  button({
    text: words.t(
      can.keepEveryOrganisation(visit.tx.actor) ? "organisations.add" : "organisations.add-school",
    ),
    href: paths.newOrganisation(slug),
    kind: "secondary",
  })
}
${
  ofSchools.verifySchools(visit.tx.actor) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${schoolPaths.requests(slug)}">${words.t("school.requests-title")}</a></p>`
}
${filterForm(
  words,
  list,
  paths.organisations(slug),
  input({ words, name: "text", label: words.t("organisations.search"), value: list.text("text") }),
  filterBy(words, list, {
    name: "country",
    label: words.t("organisations.country"),
    items: countries,
  }),
  filterBy(words, list, {
    name: "role",
    label: words.t("organisations.role"),
    items: ORGANISATION_ROLES.map((r) => ({ value: r, text: roleWords(words, r) })),
  }),
  filterBy(words, list, {
    name: "kind",
    label: words.t("organisations.kind"),
    items: ORGANISATION_KINDS.map((k) => ({ value: k, text: kindWords(words, k) })),
  }),
)}
${listRows(words, list, {
  count: words.t("organisations.count", { count: total }),
  none: words.t("organisations.none"),
  csv: paths.organisationsCsv(slug),
  total,
  aPage: A_PAGE,
  caption: words.t("organisations.title"),
  head: [
    list.heading(words.t("organisations.name"), "name"),
    words.t("organisations.roles"),
    list.heading(words.t("organisations.city"), "city"),
    list.heading(words.t("organisations.country"), "country"),
    words.t("organisations.partner"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link" href="${paths.organisation(slug, row.id)}">${row.name}</a>`,
    row.roles.map((role) => roleWords(words, role)).join(", "),
    row.city,
    words.country(row.country),
    row.partner ?? "–",
  ]),
})}`,
  });
}
