import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { STANDINGS } from "../../stages/reporting/board.ts";
import { readBoardLine } from "../../stages/reporting/read-board.ts";
import { can } from "../../stages/reporting/reporting.policy.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { breadcrumbs, html, insetText, table } from "../../ui/index.ts";
import { downloads, listFiles } from "../list-files.ts";
import { paths } from "../paths.ts";
import { outcomePaths } from "../recognition/outcome-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownCountries } from "./board.page.ts";
import { figureCells, isStanding, standingWords } from "./standing.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.boardLine(":scheme", ":line"),
    access: "staff",
    allow: can.seeBoard,
    answer: async (visit) => {
      const found = await readBoardLine(visit.tx, visit.params.line ?? "");
      return found ? page(linePage(visit, found)) : nothingHere;
    },
  },
  ...listFiles({
    path: paths.boardLineCsv(":scheme", ":line"),
    allow: can.seeBoard,
    async list(visit) {
      const words = wordsOf(visit);
      const found = await readBoardLine(visit.tx, visit.params.line ?? "");
      if (!found) return null;
      return {
        name: `${found.line.code}`,
        title: words.local(found.line.name),
        rows: [
          [
            words.t("board.country"),
            ...STANDINGS.map((standing) => standingWords(words, standing)),
          ],
          ...found.countries.map(({ country, counts }) => [
            words.country(country),
            ...STANDINGS.map((standing) => counts[standing]),
          ]),
        ],
      };
    },
  }),
];

type Found = NonNullable<Awaited<ReturnType<typeof readBoardLine>>>;

function linePage(visit: StaffVisit, { line, countries }: Found) {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const name = words.local(line.name);
  const own = ownCountries(visit, words);
  const asked = visit.query.get("standing") ?? "";
  const highlighted = isStanding(asked) ? asked : null;
  const shown = STANDINGS.map((standing) => ({
    text: standingWords(words, standing),
    format: "numeric" as const,
    ...(standing === highlighted ? { attributes: { "aria-current": "true" } } : {}),
  }));
  return consoleShell(visit, {
    title: name,
    section: "board",
    before: breadcrumbs({
      words,
      items: [{ text: words.t("board.title"), href: paths.board(slug) }, { text: name }],
    }),
    body: html`<h1 class="govuk-heading-l">${name}</h1>
${own}
${line.counted === "meetings" && insetText({ text: words.t("board.meetings-note") })}
${line.beside > 0 && insetText({ text: words.t("board.online-beside", { count: line.beside }) })}
${line.audience === "staff" && html`<p class="govuk-body"><a class="govuk-link" href="${outcomePaths.list(slug)}?line=${line.code}">${words.t("recognition.title")}</a></p>`}
<h2 class="govuk-heading-m">${words.t("board.by-country")}</h2>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: highlighted
    ? words.t("board.looking-at", { standing: standingWords(words, highlighted) })
    : words.t("board.by-country"),
  captionClasses: highlighted ? undefined : "govuk-visually-hidden",
  head: [words.t("board.country"), ...shown],
  rows: countries.map(({ country, counts }) => {
    const href = paths.boardCountry(slug, line.code, country);
    const text = words.country(country);
    return [
      html`<a class="govuk-link" href="${highlighted ? `${href}?standing=${highlighted}` : href}">${text}</a>`,
      ...figureCells(words, counts, text, (standing) => `${href}?standing=${standing}`),
    ];
  }),
})}
<p class="govuk-body">${downloads(words, paths.boardLineCsv(slug, line.code))}</p>
${
  own === null &&
  bulletChart({
    words,
    id: "target",
    title: words.t("board.line-finding", {
      value: line.counts.finished,
      target: line.target,
    }),
    rows: [
      {
        label: name,
        target: line.target,
        realised: line.counts.finished,
        pipeline: line.counts.offered + line.counts.planned + line.counts["in-progress"],
      },
    ],
  })
}`,
  });
}
