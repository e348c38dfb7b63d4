import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import type { Purpose } from "../../stages/consents/consent.ts";
import {
  readWall,
  WALL_FILTERS,
  type WallFilter,
  type WallRow,
} from "../../stages/consents/read-wall.ts";
import { can as ofSchool } from "../../stages/schools/school.policy.ts";
import { type Content, type Html, html, select, type TagColour, tag } from "../../ui/index.ts";
import { filterForm, listRows } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sectionOf } from "./section.ts";

const A_PAGE = 25;

/** Learners under 18 and where every paper stands; who can be helped now comes first. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const path = paths.consentWall(slug);
  const list = listQuery(visit.query, path, ["starts"]);
  const filter = WALL_FILTERS.find((name) => name === list.text("show")) ?? "waiting";
  const call = Number.parseInt(list.text("call"), 10) || null;
  const { rows, total, calls } = await readWall(visit.tx, {
    filter,
    call,
    collation: collationOf(visit.locale),
    page: list.page,
    aPage: A_PAGE,
  });
  const title = t("consents.wall-title");
  const handles = can.handlePapers(visit.tx.actor);
  const links = [
    handles && [paths.papers(slug), t("consents.papers-title")],
    handles && rows.length > 0 && [sheetsHref(slug, rows), t("consents.sheets-all")],
    // The text to copy is the school's to send: it stands before the class.
    rows.length > 0 &&
      ofSchool.workForSchool(visit.tx.actor) && [
        schoolPaths.consentMessage(slug),
        t("school.wall-message"),
      ],
    can.seeRules(visit.tx.actor) && [paths.consentRules(slug), t("consents.rules-title")],
  ].filter((link): link is string[] => !!link);
  const body = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("consents.wall-lead")}</p>
<ul class="app-choices">${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>
${filterForm(words, list, path, choose(words, "show", filter, WALL_FILTERS), chooseCall(words, call, calls))}
${listRows(words, list, {
  count: t("consents.wall-count", { count: total }),
  none: t("consents.wall-none"),
  csv: null,
  total,
  aPage: A_PAGE,
  caption: title,
  head: [
    t("consents.learner"),
    t("consents.place"),
    t("consents.purpose-taking-part"),
    t("consents.purpose-data"),
    t("consents.purpose-pictures"),
    t("consents.exit"),
  ],
  rows: rows.map((row) => cells(words, slug, row, wallTimeOf(visit.tx.now).day)),
})}`;
  return consoleShell(visit, { title, section: sectionOf(visit), body });
}

const sheetsHref = (slug: string, rows: readonly WallRow[]): string =>
  `${paths.consentSheets(slug)}?${rows.map((row) => `application=${row.applicationId}`).join("&")}`;

const choose = (
  words: Words,
  name: string,
  value: WallFilter,
  items: readonly WallFilter[],
): Html =>
  select({
    words,
    name,
    label: words.t("consents.filter"),
    value,
    items: items.map((item) => ({
      value: item,
      text: words.t(`consents.filter-${item}` as MessageKey),
    })),
  });

const chooseCall = (words: Words, call: number | null, calls: readonly number[]): Html =>
  select({
    words,
    name: "call",
    label: words.t("consents.call"),
    value: call === null ? "" : String(call),
    items: [
      { value: "", text: words.t("site.all") },
      ...calls.map((number) => ({ value: String(number), text: String(number) })),
    ],
  });

function cells(words: Words, slug: string, row: WallRow, today: string): Content[] {
  const { t } = words;
  const name = `${row.familyName}, ${row.givenNames}`;
  const place = [
    row.city ?? "–",
    words.shortDay(row.starts),
    `${t("consents.call")} ${row.callNumber}`,
  ].join(" · ");
  return [
    html`<a class="govuk-link" href="${paths.consents(slug, row.applicationId)}">${name}</a><br><span class="govuk-body-s">${row.school}</span>`,
    html`${place}${row.stay === "on-hold" && html`<br>${tag({ text: t("consents.on-hold"), colour: "red" })}`}`,
    html`${standing(words, row, "taking-part", today)}${row.sole && html`<br><span class="govuk-hint">${t(`consents.sole-short-${row.sole}`)}</span>`}`,
    standing(words, row, "data", today),
    standing(words, row, "pictures", today),
    exitTag(words, row),
  ];
}

/** One word a cell; the colour only helps the eye. */
function standing(words: Words, row: WallRow, purpose: Purpose, today: string): Html {
  const { t } = words;
  const own = row.consents.filter((one) => one.purpose === purpose);
  const live = own.filter((one) => !one.withdrawn && (one.endsOn === null || one.endsOn >= today));
  const given = new Set(live.map((one) => one.guardian)).size;
  const needed = purpose === "taking-part" ? row.guardians : 1;
  const say = (text: string, colour: TagColour) => tag({ text, colour });
  if (given >= needed) return say(t("consents.state-given"), "green");
  if (own.some((one) => one.withdrawn)) return say(t("consents.state-withdrawn"), "red");
  if (given > 0) return say(t("consents.state-some", { given, needed }), "orange");
  if (own.length > 0) return say(t("consents.state-ended"), "grey");
  if (purpose !== "taking-part") return say(t("consents.state-none"), "grey");
  if (row.links.some((link) => link.answered)) return say(t("consents.state-no"), "red");
  if (row.links.length > 0) return say(t("consents.state-sent"), "yellow");
  return say(t("consents.state-missing"), "orange");
}

function exitTag(words: Words, row: WallRow): Html {
  const { t } = words;
  if (row.exitNeeded === "no") return html`${t("consents.exit-no")}`;
  if (row.exit === "seen") return tag({ text: t("consents.exit-seen"), colour: "green" });
  if (row.exit === "printed") return tag({ text: t("consents.exit-printed"), colour: "orange" });
  return tag({
    text: t(row.exitNeeded === "yes" ? "consents.exit-needed" : "consents.exit-ask"),
    colour: "yellow",
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeConsents,
    path: paths.consentWall(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
