import { CSV_TYPE, toCsv } from "../../platform/files/csv.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readBoard } from "../../stages/reporting/read-board.ts";
import { readReportedTotals } from "../../stages/schemes/read-scheme.ts";
import type { ReportedTotal, Scheme } from "../../stages/schemes/scheme.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { type Html, html, insetText, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

/** One line of a scheme: what was planned, what was done, and who says so. */
type Row = {
  readonly name: string;
  readonly audience: "learners" | "staff";
  /** Meetings have a target too, and are no people. */
  readonly people: boolean;
  readonly target: number;
  readonly realised: number | null;
  readonly inferred: boolean;
  readonly source: Pick<ReportedTotal, "sourceTitle" | "sourceUrl"> | null;
};

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.results(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme ? page(await resultsPage(visit, scheme)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.resultsCsv(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (!scheme) return nothingHere;
      const words = await portalWords(visit);
      const { t } = words;
      const rows = await rowsOf(visit, words, scheme);
      const body = toCsv([
        [
          t("results.line"),
          t("results.planned"),
          t("results.realised"),
          t("results.certainty"),
          t("results.source"),
          t("results.address"),
        ],
        ...rows.map((row) => [
          row.name,
          row.target,
          row.realised,
          certainty(words, row),
          row.source?.sourceTitle,
          row.source?.sourceUrl,
        ]),
      ]);
      return file({ name: `${scheme.slug}-results.csv`, type: CSV_TYPE, body });
    },
  },
];

/** A finished scheme is shown by what it published, a running one by what is counted today. */
async function rowsOf(visit: PublicVisit, words: Words, scheme: Scheme): Promise<Row[]> {
  if (scheme.kind === "running") {
    const lines = await readBoard(visit.tx);
    return lines.map((line) => ({
      name: words.local(line.name),
      audience: line.audience,
      people: line.counted !== "meetings",
      target: line.target,
      realised: line.counts.finished,
      inferred: false,
      source: null,
    }));
  }
  const totals = new Map((await readReportedTotals(visit.tx)).map((each) => [each.lineId, each]));
  return scheme.lines.flatMap((line) => {
    const total = totals.get(line.id);
    if (!total) return [];
    return {
      name: words.local(line.name),
      audience: line.audience,
      people: line.counted !== "meetings",
      target: line.target,
      realised: total.realised,
      inferred: total.inferred,
      source: total,
    };
  });
}

function certainty(words: Words, row: Row): string {
  if (row.source === null) return words.t("results.counted");
  if (row.realised === null) return words.t("results.not-found");
  return words.t(row.inferred ? "results.inferred" : "results.stated");
}

async function resultsPage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const name = words.local(scheme.name);
  const rows = await rowsOf(visit, words, scheme);
  const known = rows.filter((row) => row.realised !== null);
  const met = known.filter((row) => (row.realised ?? 0) >= row.target).length;
  const sum = (audience: Row["audience"]) =>
    known
      .filter((row) => row.people && row.audience === audience)
      .reduce((total, row) => total + (row.realised ?? 0), 0);
  const archive = scheme.kind === "archive";
  const figure = (value: number, label: string) =>
    html`<li><span class="app-figures__value">${words.number(value)}</span><span class="app-figures__label">${label}</span></li>`;
  const lineTable = table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("results.table"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("results.line"),
      { text: t("results.planned"), format: "numeric" },
      { text: t("results.realised"), format: "numeric" },
      { text: t("results.share"), format: "numeric" },
      t(archive ? "results.source" : "results.certainty"),
    ],
    rows: rows.map((row) => [
      row.name,
      { text: words.number(row.target), format: "numeric" },
      {
        text: row.realised === null ? t("results.not-found") : words.number(row.realised),
        format: "numeric",
      },
      {
        text:
          row.realised === null || row.target === 0
            ? "–"
            : words.percent(row.realised / row.target),
        format: "numeric",
      },
      sourceCell(words, row),
    ]),
  });
  return portalShell(visit, {
    title: t("results.title", { scheme: name }),
    wide: true,
    body: html`<h1 class="govuk-heading-l">${t("results.title", { scheme: name })}</h1>
<p class="govuk-body app-text">${t(archive ? "results.intro-archive" : "results.intro-running")}</p>
<ul class="app-figures">${figure(sum("learners"), t("results.learners"))}${figure(sum("staff"), t("results.staff"))}</ul>
${bulletChart({
  words,
  id: "results",
  title: t("results.finding", { met, all: known.length }),
  rows: known.map((row) => ({
    label: row.inferred ? t("results.label-inferred", { line: row.name }) : row.name,
    target: row.target,
    realised: row.realised ?? 0,
  })),
})}
${rows.length > 0 ? lineTable : html`<p class="govuk-body">${t("results.nothing")}</p>`}
${archive && insetText({ text: t("results.method") })}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.resultsCsv(words.locale, scheme.slug)}">${t("site.download-csv")}</a></p>`,
  });
}

const sourceCell = (words: Words, row: Row): Html =>
  row.source === null
    ? html`${certainty(words, row)}`
    : html`${certainty(words, row)}<br><a class="govuk-link" href="${row.source.sourceUrl}" rel="noreferrer">${row.source.sourceTitle}</a>`;
