import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/organisations/organisation.policy.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import { readOwnOffice } from "../../stages/organisations/read-offices.ts";
import {
  readOrganisation,
  readOwnOrganisation,
} from "../../stages/organisations/read-organisations.ts";
import {
  type OrganisationFigures,
  readOrganisationFigures,
} from "../../stages/reporting/read-organisation-figures.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import {
  breadcrumbs,
  button,
  html,
  notificationBanner,
  summaryList,
  table,
} from "../../ui/index.ts";
import { historyList } from "../history.ts";
import { hostingPaths } from "../hosting/hosting-paths.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { kindWords, roleWords } from "./organisations.page.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.organisation(":scheme", ":organisationId"),
    access: "staff",
    allow: can.seeOrganisations,
    answer: async (visit) => {
      const found = await readOrganisation(visit.tx, visit.params.organisationId ?? "");
      return found ? page(await organisationPage(visit, found)) : nothingHere;
    },
  },
];

async function organisationPage(visit: StaffVisit, organisation: Organisation) {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const figures = await readOrganisationFigures(visit.tx, organisation.id);
  const history = await readHistory(visit.tx, organisation.id);
  const own = await readOwnOrganisation(visit.tx, organisation.id);
  const office = await readOwnOffice(visit.tx, organisation.id);
  const note = visit.query.has("added")
    ? words.t("organisations.added", { name: organisation.name })
    : visit.query.has("changed") && words.t("organisations.changed");
  const missing = office && (office.street === null || office.landline === null);
  const row = (key: string, value: string | ReturnType<typeof html> | null) =>
    value !== null && { key, value };
  return consoleShell(visit, {
    title: organisation.name,
    section: "organisations",
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("organisations.title"), href: paths.organisations(slug) },
        { text: organisation.name },
      ],
    }),
    body: html`${note && notificationBanner({ words, text: note, type: "success" })}<h1 class="govuk-heading-l">${organisation.name}</h1>
${summaryList({
  rows: [
    row(words.t("organisations.kind"), kindWords(words, organisation.kind)),
    row(
      words.t("organisations.roles"),
      words.list(organisation.roles.map((role) => roleWords(words, role))),
    ),
    row(
      words.t("organisations.city"),
      html`${organisation.city}, ${words.country(organisation.country)}`,
    ),
    row(
      words.t("organisations.setting"),
      organisation.setting && words.t(`organisations.setting-${organisation.setting}`),
    ),
    row(
      words.t("organisations.partner"),
      figures.partner &&
        html`<a class="govuk-link" href="${paths.organisation(slug, figures.partner.id)}">${figures.partner.name}</a>`,
    ),
    row(
      words.t("organisations.website"),
      organisation.website &&
        html`<a class="govuk-link" href="${organisation.website}" rel="noreferrer">${organisation.website}</a>`,
    ),
    office &&
      row(
        words.t("office.title"),
        office.street === null && office.landline === null
          ? words.t("office.unknown")
          : html`${office.street !== null && html`${office.street}, ${office.postcode} ${office.city}<br>`}${office.landline}`,
      ),
    organisation.invented && row(words.t("organisations.data"), words.t("organisations.invented")),
  ],
})}
${
  own &&
  button({
    text: words.t("organisations.change"),
    href: paths.organisationChange(slug, own.id),
    kind: "secondary",
  })
}
${
  office &&
  button({
    text: words.t(missing ? "office.add" : "office.change"),
    href: paths.office(slug, office.id),
    kind: "secondary",
  })
}
${
  organisation.roles.some((role) => role === "company" || role === "hosting") &&
  html`<p class="govuk-body"><a class="govuk-link" href="${hostingPaths.host(slug, organisation.id)}">${words.t("hosting.to-host")}</a></p>`
}
${figureList(words, figures)}
${
  figures.schools.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("organisations.schools"),
    captionClasses: "govuk-table__caption--m",
    head: [
      words.t("organisations.name"),
      words.t("organisations.city"),
      { text: words.t("organisations.applicants"), format: "numeric" },
    ],
    rows: words
      .inOrder(
        figures.schools,
        ({ name }) => name,
        ({ city }) => city,
      )
      .map((school) => [
        html`<a class="govuk-link" href="${paths.organisation(slug, school.id)}">${school.name}</a>`,
        school.city,
        { text: words.number(school.applicants), format: "numeric" },
      ]),
  })
}
${
  figures.flows.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("organisations.flows"),
    captionClasses: "govuk-table__caption--m",
    head: [
      words.t("organisations.flow"),
      words.t("organisations.from"),
      words.t("organisations.city"),
      words.t("organisations.days"),
      { text: words.t("organisations.seats"), format: "numeric" },
    ],
    rows: figures.flows.map((flow) => [
      html`<a class="govuk-link" href="${paths.flow(slug, flow.id)}">${flow.code}</a>`,
      words.country(flow.sendingCountry),
      flow.city,
      words.days(flow.starts, flow.ends),
      { text: words.number(flow.seats), format: "numeric" },
    ]),
  })
}
<h2 class="govuk-heading-m">${words.t("history.title")}</h2>
${historyList(words, history)}`,
  });
}

const figureList = (words: ReturnType<typeof wordsOf>, figures: OrganisationFigures) =>
  html`<ul class="app-figures">${(
    [
      ["applicants", figures.applicants],
      ["sent", figures.sent],
      ["hosted", figures.hosted],
    ] as const
  )
    .filter(([, value]) => value > 0)
    .map(
      ([name, value]) =>
        html`<li><span class="app-figures__value">${words.number(value)}</span><span class="app-figures__label">${words.t(`organisations.figure-${name}`)}</span></li>`,
    )}</ul>`;
