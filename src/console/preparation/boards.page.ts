import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { addDays, type Day, day, isDay } from "../../shared/day.ts";
import { byPlace, fullestDay, weeksFrom } from "../../stages/preparation/board.rules.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  BOARD_WEEKS,
  type BoardFlow,
  type Boards,
  type Occupied,
  readBoards,
} from "../../stages/preparation/read-boards.ts";
import { weeksChart } from "../../ui/charts/weeks-chart.ts";
import { details, type Html, html, table, tag } from "../../ui/index.ts";
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
          label: whoOf(words, row),
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
          row.flow ?? words.list(row.names ?? []),
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

/** A flow with the number of its people; who is on the way alone, by name. */
const whoOf = ({ t }: Words, { flow, names, people }: BoardFlow): string =>
  flow !== null
    ? `${flow} (${people})`
    : people > 1
      ? t("boards.and-more", { name: names?.[0] ?? "", count: people - 1 })
      : (names?.[0] ?? "");

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
  const isUsed = (rows: readonly Occupied[]) =>
    weeks.some((monday) => fullestDay(rows, monday).used > 0);
  const shown = places.filter(isUsed);
  const empty = places.filter((rows) => !isUsed(rows));
  const of = (some: readonly (readonly Occupied[])[], caption: boolean) =>
    table({
      words,
      firstCellIsHeader: true,
      ...(caption ? { caption: title, captionClasses: "govuk-table__caption--m" } : {}),
      scrollLabel: title,
      head: [
        t(kind === "room" ? "boards.room" : "stays.company"),
        ...weeks.map((monday) => words.dayMonth(monday)),
      ],
      rows: some.map((rows) => [
        html`${rows[0]?.name}<br><span class="govuk-hint">${kind === "room" ? `${rows[0]?.host}, ` : ""}${rows[0]?.city}${!hasSaid(rows) && html`<br>${t("boards.unsaid")}`}</span>`,
        ...weeks.map((monday) => fullness(words, rows, monday)),
      ]),
    });
  return html`${
    shown.length > 0 ? of(shown, true) : html`<h2 class="govuk-heading-m">${title}</h2>`
  }${
    empty.length > 0 &&
    details({ summary: t(`boards.empty-${kind}`, { count: empty.length }), text: of(empty, false) })
  }`;
}

/** The fuller a week, the stronger it stands there; more people than places is an alarm. */
function fullness(words: Words, rows: readonly Occupied[], monday: Day): Html | string {
  const { used, places } = fullestDay(rows, monday);
  if (used === 0 && places === 0) return "–";
  if (!hasSaid(rows)) return words.number(used);
  const text = words.t("boards.of", { used, places });
  if (used === 0) return html`<span class="govuk-hint">${text}</span>`;
  const colour = used > places ? "red" : used === places ? "orange" : "turquoise";
  return tag({ text, colour });
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
