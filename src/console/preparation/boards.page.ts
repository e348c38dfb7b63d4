import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { addDays, type Day, day, isDay } from "../../shared/day.ts";
import { byPlace, fullestDay, weeksFrom } from "../../stages/preparation/board.rules.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  BOARD_WEEKS,
  type Boards,
  type Occupied,
  readBoards,
} from "../../stages/preparation/read-boards.ts";
import { weeksChart } from "../../ui/charts/weeks-chart.ts";
import { type Html, html, table, tag } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { calendarPart } from "./calendar-part.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";

export const dayAsked = (visit: StaffVisit, name: string): Day | null => {
  const text = visit.query.get(name) ?? "";
  return isDay(text) ? day(text) : null;
};

/** Twelve weeks: who is in which city when, and how full rooms and companies are. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const boards = await readBoards(visit.tx, dayAsked(visit, "from"));
  const { from, flows } = boards;
  const path = preparationPaths.boards(visit.tx.actor.scheme.slug);
  const step = BOARD_WEEKS * 7;
  const title = t("boards.title");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body: html`<h1 class="govuk-heading-l">${title} <span class="govuk-caption-m">${words.days(from, addDays(from, step - 1))}</span></h1>
${sectionLinks(visit, words, "boards")}
<ul class="app-choices"><li><a class="govuk-link" href="${path}?from=${addDays(from, -step)}">${t("boards.earlier")}</a></li><li><a class="govuk-link" href="${path}?from=${addDays(from, step)}">${t("boards.later")}</a></li></ul>
${
  flows.length === 0
    ? html`<p class="govuk-body">${t("boards.nobody-then")}</p>`
    : weeksChart({
        words,
        id: "weeks",
        title: t("boards.weeks-title"),
        from,
        weeks: BOARD_WEEKS,
        rows: flows.map((row) => ({
          group: row.city,
          label: `${row.flow ?? "–"} (${row.people})`,
          from: row.starts,
          to: row.ends,
          full: row.ready === row.people,
        })),
        about: t("boards.weeks-about"),
        head: [
          t("stays.city"),
          t("stays.flow"),
          t("stays.days"),
          t("boards.people"),
          t("stays.group-ready"),
        ],
        cells: flows.map((row) => [
          row.city,
          row.flow ?? "–",
          words.days(row.starts, row.ends),
          words.number(row.people),
          words.number(row.ready),
        ]),
      })
}
${occupancyPart(words, boards, "room")}${occupancyPart(words, boards, "company")}
${await calendarPart(visit, words)}`,
  });
}

/** Somebody who never said how many places there are is not over any number of them. */
const hasSaid = (rows: readonly Occupied[]): boolean => rows.some(({ places }) => places !== null);

/** A row a place, a column a week: how many are there on its fullest day, of how many. */
function occupancyPart(words: Words, { from, occupied }: Boards, kind: Occupied["kind"]): Html {
  const { t } = words;
  const title = t(`boards.full-${kind}`);
  const places = byPlace(occupied.filter((row) => row.kind === kind));
  if (places.length === 0) {
    return html`<h2 class="govuk-heading-m">${title}</h2><p class="govuk-body">${t("boards.full-none")}</p>`;
  }
  const weeks = weeksFrom(from, BOARD_WEEKS);
  return table({
    words,
    firstCellIsHeader: true,
    caption: title,
    captionClasses: "govuk-table__caption--m",
    scrollLabel: title,
    head: [
      t(kind === "room" ? "boards.room" : "stays.company"),
      ...weeks.map((monday) => words.dayMonth(monday)),
    ],
    rows: places.map((rows) => [
      html`${rows[0]?.name}<br><span class="govuk-hint">${kind === "room" ? `${rows[0]?.host}, ` : ""}${rows[0]?.city}${!hasSaid(rows) && html`<br>${t("boards.unsaid")}`}</span>`,
      ...weeks.map((monday) => {
        const { used, places: all } = fullestDay(rows, monday);
        if (used === 0 && all === 0) return "–";
        if (!hasSaid(rows)) return words.number(used);
        const text = t("boards.of", { used, places: all });
        return used > all ? tag({ text, colour: "red" }) : text;
      }),
    ]),
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.boards(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
