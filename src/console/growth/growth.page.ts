import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/growth/growth.policy.ts";
import { LEAST_TRAINED } from "../../stages/growth/growth.rules.ts";
import {
  type Growth,
  type GrowthYear,
  growthByYear,
  readGrowth,
} from "../../stages/growth/read-growth.ts";
import { STANDARDS } from "../../stages/growth/standards.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { type Html, html, table, tag } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { growthPaths } from "./growth-paths.ts";

/** What it lacks to lead a scheme, or that nothing is missing. */
export function leadWords(words: Words, { missing }: Growth): Html {
  if (missing.length === 0) {
    return html`${tag({ text: words.t("growth.can-lead"), colour: "green" })}`;
  }
  const lacks = missing.map((one) =>
    words.t(`growth.missing-${one}` as MessageKey, { count: LEAST_TRAINED }),
  );
  return html`${words.t("growth.lacks", { what: words.list(lacks) })}`;
}

async function growthPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const all = await readGrowth(visit.tx);
  const years = growthByYear(all);
  const ready = all.filter(({ missing }) => missing.length === 0).length;
  const both = all.filter(
    (of) =>
      of.firstHosting !== null &&
      of.years.some(({ learnersSent, staffSent }) => learnersSent + staffSent > 0),
  ).length;
  return consoleShell(visit, {
    title: t("growth.title"),
    section: "growth",
    body: html`<h1 class="govuk-heading-l">${t("growth.title")}</h1>
<p class="govuk-body">${t("growth.lead")} ${t("growth.rule", { count: LEAST_TRAINED })}</p>
${
  all.length === 0
    ? html`<p class="govuk-body">${t("growth.none")}</p>`
    : html`<p class="govuk-body"><strong>${t("growth.summary", { all: all.length, ready, both })}</strong></p>
${bulletChart({
  words,
  id: "standards",
  title: t("growth.chart", { count: STANDARDS.length }),
  rows: all.map((of) => ({
    label: of.name,
    target: STANDARDS.length,
    realised: of.confirmed,
    pipeline: of.waiting,
    href: growthPaths.one(slug, of.id),
  })),
})}
<h2 class="govuk-heading-m">${t("growth.who")}</h2>
${organisations(words, slug, all)}
<h2 class="govuk-heading-m">${t("growth.by-year")}</h2>
${years.length === 0 ? html`<p class="govuk-body">${t("growth.nothing-yet")}</p>` : yearTable(words, years)}`
}`,
  });
}

const sumOf = (of: Growth, count: (year: Growth["years"][number]) => number): number =>
  of.years.reduce((sum, year) => sum + count(year), 0);

const organisations = (words: Words, slug: string, all: readonly Growth[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    scrollLabel: words.t("growth.who"),
    head: [
      words.t("growth.organisation"),
      { text: words.t("growth.confirmed"), format: "numeric" },
      { text: words.t("growth.sent"), format: "numeric" },
      { text: words.t("growth.hosted"), format: "numeric" },
      { text: words.t("growth.trained"), format: "numeric" },
      words.t("growth.first-hosting"),
    ],
    rows: all.map((of) => [
      html`<a class="govuk-link" href="${growthPaths.one(slug, of.id)}">${of.name}</a><br><span class="govuk-hint">${words.country(of.country)}</span><br>${leadWords(words, of)}`,
      { text: words.number(of.confirmed), format: "numeric" },
      {
        text: words.number(sumOf(of, ({ learnersSent, staffSent }) => learnersSent + staffSent)),
        format: "numeric",
      },
      { text: words.number(sumOf(of, ({ hosted }) => hosted)), format: "numeric" },
      {
        text: words.number(sumOf(of, ({ staffSent, atEvents }) => staffSent + atEvents)),
        format: "numeric",
      },
      of.firstHosting === null ? "–" : String(of.firstHosting),
    ]),
  });

const COLUMNS = [
  ["learnersSent", "learners"],
  ["staffSent", "staff"],
  ["hosted", "hosted"],
  ["atEvents", "at-events"],
  ["firstHosts", "first-hosts"],
  ["both", "both"],
  ["confirmed", "confirmed"],
] as const satisfies readonly (readonly [keyof GrowthYear, string])[];

/** The report's figure of what became stronger: one row a year. */
const yearTable = (words: Words, years: readonly GrowthYear[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    scrollLabel: words.t("growth.by-year"),
    head: [
      words.t("growth.year"),
      ...COLUMNS.map(([, key]) => ({
        text: words.t(`growth.${key}` as MessageKey),
        format: "numeric" as const,
      })),
    ],
    rows: years.map((year) => [
      String(year.year),
      ...COLUMNS.map(([field]) => ({
        text: words.number(year[field]),
        format: "numeric" as const,
      })),
    ]),
  });

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeGrowth,
    path: growthPaths.all(":scheme"),
    answer: async (visit) => page(await growthPage(visit)),
  },
];
