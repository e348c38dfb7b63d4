import { visibleCountries } from "../../platform/db/actor.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type BoardLine, pipelineOf, STANDINGS } from "../../stages/reporting/board.ts";
import { readBoard } from "../../stages/reporting/read-board.ts";
import { can } from "../../stages/reporting/reporting.policy.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { type Html, html, insetText, table } from "../../ui/index.ts";
import { downloads, listFiles } from "../list-files.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { figureCells, standingWords } from "./standing.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.board(":scheme"),
    access: "staff",
    allow: can.seeBoard,
    answer: async (visit) => page(await boardPage(visit)),
  },
  ...listFiles({
    path: paths.boardCsv(":scheme"),
    allow: can.seeBoard,
    async list(visit) {
      const words = wordsOf(visit);
      const lines = await readBoard(visit.tx);
      return {
        name: "targets",
        title: words.t("board.title"),
        rows: [
          [
            words.t("board.line"),
            words.t("board.counted"),
            words.t("board.target"),
            ...STANDINGS.map((standing) => standingWords(words, standing)),
          ],
          ...lines.map((line) => [
            words.local(line.name),
            words.t(`board.counted-${line.counted}`),
            line.target,
            ...STANDINGS.map((standing) => line.counts[standing]),
          ]),
        ],
      };
    },
  }),
];

/** Says whose figures these are when they are not everybody's. */
export function ownCountries(visit: StaffVisit, words: Words): Html | null {
  const seen = visibleCountries(visit.tx.actor);
  if (seen === null) return null;
  const countries = words.countries(seen);
  return insetText({ text: words.t("board.own-country", { countries }) });
}

async function boardPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const lines = await readBoard(visit.tx);
  const own = ownCountries(visit, words);
  const met = lines.filter((line) => line.counts.finished >= line.target).length;
  return consoleShell(visit, {
    title: words.t("board.title"),
    section: "board",
    body: html`<h1 class="govuk-heading-l">${words.t("board.title")}</h1>
<p class="govuk-body">${words.t("board.intro")}</p>
${own}
${
  lines.length > 0
    ? figuresTable(words, slug, lines)
    : html`<p class="govuk-body">${words.t("board.nothing")}</p>`
}
<p class="govuk-body">${downloads(words, paths.boardCsv(slug))}</p>
${
  // One country against the target of all would look like a failure that it is not.
  own === null &&
  bulletChart({
    words,
    id: "targets",
    title: words.t("board.finding", { met, all: lines.length }),
    rows: lines.map((line) => ({
      label: words.local(line.name),
      target: line.target,
      realised: line.counts.finished,
      pipeline: pipelineOf(line.counts),
      href: paths.boardLine(slug, line.code),
    })),
  })
}`,
  });
}

function figuresTable(words: Words, slug: string, lines: readonly BoardLine[]): Html {
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("board.caption"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("board.line"),
      { text: words.t("board.target"), format: "numeric" },
      ...STANDINGS.map((standing) => ({
        text: standingWords(words, standing),
        format: "numeric" as const,
      })),
    ],
    rows: lines.map((line) => {
      const name = words.local(line.name);
      const href = paths.boardLine(slug, line.code);
      return [
        html`<a class="govuk-link" href="${href}">${name}</a>${line.counted !== "participants" && html`<br><span class="govuk-hint">${words.t(`board.counted-${line.counted}`)}</span>`}`,
        {
          text: html`<a class="govuk-link" href="${href}">${words.number(line.target)}<span class="govuk-visually-hidden"> ${words.t("board.target")}, ${name}</span></a>`,
          format: "numeric",
        },
        ...figureCells(words, line.counts, name, (standing) => `${href}?standing=${standing}`),
      ];
    }),
  });
}
