import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { explained, type RunFlag, type RunPerson } from "../../stages/allocation-runs/read-runs.ts";
import { button, form, type Html, html, input, pagesOf, select, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { lookedPart } from "./case-looked.ts";
import { flagSentence, shortReason } from "./reasons.ts";
import { SHOWS, type Workbench } from "./workbench.ts";

/** Middle pane, upper half: the cases that rules flagged, or everybody. */
export function casesPane(visit: StaffVisit, words: Words, bench: Workbench): Html {
  const { slug } = visit.tx.actor.scheme;
  const { run, filter, people, total, flags } = bench;
  if (!run) return html``;
  const byPerson = new Map<string, RunFlag[]>();
  for (const flag of flags) {
    if (!flag.applicationId) continue;
    byPerson.set(flag.applicationId, [...(byPerson.get(flag.applicationId) ?? []), flag]);
  }
  const href = (page: number) => `${paths.run(slug, run.id)}?${queryOf(filter, page)}`;
  return html`<section class="app-cases" aria-labelledby="cases"><h2 class="govuk-heading-m" id="cases">${
    filter.show === "flagged"
      ? words.t("allocation.to-look-at", { count: bench.toLookAt })
      : words.t("allocation.people-count", { count: total })
  }</h2>
${flowCases(visit, words, bench)}${filters(words, slug, bench)}${
  people.length === 0
    ? html`<p class="govuk-body">${words.t(filter.show === "flagged" ? "allocation.nothing-flagged" : "site.nothing-here")}</p>`
    : html`<div class="app-cases__list">${table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: words.t("allocation.people"),
        captionClasses: "govuk-visually-hidden",
        attributes: { "data-keys": true },
        head: [
          words.t("allocation.code"),
          words.t("allocation.school-trade"),
          { text: words.t("allocation.points"), format: "numeric" },
          words.t("allocation.place"),
          words.t("allocation.why"),
        ],
        rows: people.map((person) => ({
          classes: person.applicationId === bench.selected?.applicationId ? "app-row--chosen" : "",
          cells: row(words, slug, bench, person, byPerson.get(person.applicationId) ?? []),
        })),
      })}</div>`
}${pagesOf(words, { page: filter.page, pages: Math.ceil(total / filter.size), href })}</section>`;
}

function row(
  words: Words,
  slug: string,
  { run, places, filter }: Workbench,
  person: RunPerson,
  flags: readonly RunFlag[],
) {
  const to = `${paths.runPerson(slug, run!.id, person.applicationId)}?${queryOf(filter, filter.page)}#person`;
  return [
    html`<a class="govuk-link app-code" href="${to}">${person.code}</a>`,
    html`${person.school}<br><span class="app-aside">${words.trade(person.trade)}</span>`,
    person.points,
    person.city ?? words.t("allocation.no-place"),
    html`${shortReason(words, flags, explained(run!.id, person, places), places)}${
      flags.length > 0 &&
      flags.every((flag) => flag.lookedAt) &&
      html`<br><span class="app-aside">${words.t("allocation.looked")}</span>`
    }`,
  ];
}

/** Flows under their minimum: a person cancels or merges them, then the run is repeated. */
function flowCases(visit: StaffVisit, words: Words, bench: Workbench): Html | null {
  const { flags, filter, places } = bench;
  const { slug } = visit.tx.actor.scheme;
  const under = flags.filter((f) => f.code === "flow-under-minimum");
  if (filter.show !== "flagged" || under.length === 0) return null;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("allocation.flows-to-look-at"),
    captionClasses: "govuk-table__caption--s",
    head: [
      words.t("allocation.flow"),
      words.t("allocation.city"),
      words.t("allocation.why"),
      words.t("allocation.to-do"),
    ],
    rows: under.map((flag) => [
      flag.flowCode,
      flag.city,
      flagSentence(words, flag, places),
      html`<a class="govuk-link" href="${paths.flow(slug, flag.flowId!)}">${words.t("allocation.cancel-or-merge")}<span class="govuk-visually-hidden"> ${flag.flowCode}</span></a>${lookedPart(visit, words, bench, [flag], flag.flowCode ?? "")}`,
    ]),
  });
}

function filters(words: Words, slug: string, { run, filter }: Workbench): Html {
  return form(
    { action: paths.run(slug, run!.id), method: "get", classes: "app-filters" },
    select({
      words,
      name: "show",
      label: words.t("allocation.show"),
      value: filter.show,
      items: SHOWS.map((show) => ({
        value: show,
        text: words.t(`allocation.show-${show}` as MessageKey),
      })),
    }),
    input({
      words,
      name: "q",
      label: words.t("allocation.search"),
      value: filter.search,
      type: "search",
    }),
    button({ text: words.t("site.filter"), kind: "secondary" }),
  );
}

export function queryOf(filter: Workbench["filter"], page: number): string {
  const query = new URLSearchParams();
  if (filter.show !== "flagged") query.set("show", filter.show);
  if (filter.search) query.set("q", filter.search);
  if (page > 1) query.set("page", String(page));
  return query.toString();
}
