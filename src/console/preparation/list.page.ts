import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { MobilityState } from "../../stages/mobilities/mobility.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  listPrepared,
  listPreparedFlows,
  type PreparedStay,
} from "../../stages/preparation/read-lists.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import { type Html, html, tag } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { stayTag, stayWords } from "../mobilities/mobilities.page.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";
import { taskName } from "./task-words.ts";

const A_PAGE = 25;
const MOST = 10_000;

const find = (visit: StaffVisit, all: boolean) => {
  const path = preparationPaths.list(visit.tx.actor.scheme.slug);
  const list = listQuery(visit.query, path, ["starts"]);
  return listPrepared(visit.tx, {
    flowId: list.text("flow"),
    page: all ? 1 : list.page,
    aPage: all ? MOST : A_PAGE,
  });
};

/** Who leaves next and what is still to do: one row a stay, soonest first. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const path = preparationPaths.list(slug);
  const list = listQuery(visit.query, path, ["starts"]);
  const { rows, total } = await find(visit, false);
  const flows = await listPreparedFlows(visit.tx);
  const title = t("tasks.list-title");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("tasks.list-lead")}</p>
${sectionLinks(visit, words, "list")}
${filterForm(
  words,
  list,
  path,
  filterBy(words, list, {
    name: "flow",
    label: t("stays.flow"),
    items: flows.map((flow) => ({ value: flow.id, text: `${flow.code} ${flow.city}` })),
  }),
)}
${listRows(words, list, {
  count: t("stays.count", { count: total }),
  none: t("tasks.list-none"),
  csv: can.work(visit.tx.actor) ? `${path}.csv` : null,
  total,
  aPage: A_PAGE,
  caption: title,
  head: [
    t("stays.person"),
    t("stays.city"),
    t("stays.days"),
    t("stays.state"),
    t("tasks.progress"),
    t("tasks.next"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link" href="${preparationPaths.stay(slug, row.id)}">${row.familyName}, ${row.givenNames}</a>`,
    html`${row.city}${row.flow !== null && html`<br><span class="govuk-hint">${row.flow}</span>`}`,
    words.days(row.starts, row.ends),
    stayTag(words, row.state as MobilityState),
    progress(words, row),
    nextOf(words, row),
  ]),
})}`,
  });
}

const counts = (row: PreparedStay) => ({
  done: row.tasks.filter(isOver).length,
  all: row.tasks.length,
  late: row.tasks.filter(({ overdue }) => overdue).length,
});

function progress(words: Words, row: PreparedStay): Html {
  const { done, all, late } = counts(row);
  return html`${words.t("tasks.done-of", { done, all })}${late > 0 && html`<br>${tag({ text: words.t("tasks.late-count", { count: late }), colour: "red" })}`}`;
}

/** The open task that is due first. */
function nextOf(words: Words, row: PreparedStay): string {
  const [first] = row.tasks
    .filter((task) => !isOver(task) && task.state !== "cannot-start")
    .sort((a, b) => (a.due < b.due ? -1 : 1));
  return first ? `${taskName(words, first)}, ${words.shortDay(first.due)}` : "–";
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.list(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  ...listFiles({
    path: `${preparationPaths.list(":scheme")}.csv`,
    allow: can.work,
    async list(visit) {
      const words = wordsOf(visit);
      const { t } = words;
      const { rows } = await find(visit, true);
      return {
        name: "preparation",
        title: t("tasks.list-title"),
        rows: [
          [
            t("stays.reference"),
            t("applicants.family-name"),
            t("applicants.given-names"),
            t("stays.city"),
            t("stays.flow"),
            t("stays.starts"),
            t("stays.state"),
            t("tasks.count-done"),
            t("tasks.count-all"),
            t("tasks.late"),
            t("tasks.next"),
          ],
          ...rows.map((row) => {
            const { done, all, late } = counts(row);
            return [
              row.reference,
              row.familyName,
              row.givenNames,
              row.city,
              row.flow,
              row.starts,
              stayWords(words, row.state as MobilityState),
              done,
              all,
              late,
              nextOf(words, row),
            ];
          }),
        ],
      };
    },
  }),
];
