import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { type BoardPerson, STANDINGS, type Standing } from "../../stages/reporting/board.ts";
import { readBoardLine, readBoardPeople } from "../../stages/reporting/read-board.ts";
import { can } from "../../stages/reporting/reporting.policy.ts";
import { breadcrumbs, html } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { listRows } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { isStanding, standingTag, standingWords } from "./standing.ts";

const A_PAGE = 50;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.boardCountry(":scheme", ":line", ":country"),
    access: "staff",
    allow: can.seePeople,
    answer: async (visit) => {
      const found = await find(visit);
      return found ? page(await countryPage(visit, found)) : nothingHere;
    },
  },
  ...listFiles({
    path: paths.boardCountryCsv(":scheme", ":line", ":country"),
    allow: can.exportPeople,
    async list(visit) {
      const words = wordsOf(visit);
      const found = await find(visit);
      if (!found) return null;
      const { rows } = await people(visit, found, null, 0);
      return {
        name: `${found.line.line.code}-${found.country}`,
        title: words.country(found.country),
        rows: [
          [
            words.t("board.family-name"),
            words.t("board.given-names"),
            words.t("board.standing"),
            words.t("board.school"),
            words.t("board.city"),
            words.t("board.hosting-country"),
            words.t("board.from"),
            words.t("board.to"),
            words.t("board.reference"),
          ],
          ...rows.map((row) => [
            row.familyName,
            row.givenNames,
            standingWords(words, row.standing),
            row.organisation,
            row.city,
            row.hostingCountry && words.country(row.hostingCountry),
            row.starts,
            row.ends,
            row.reference,
          ]),
        ],
      };
    },
  }),
];

type Found = {
  readonly line: NonNullable<Awaited<ReturnType<typeof readBoardLine>>>;
  readonly country: string;
  readonly standing: Standing | null;
};

/** Another country's page is not there for a country partner, exactly as a country nobody knows. */
async function find(visit: StaffVisit): Promise<Found | null> {
  const line = await readBoardLine(visit.tx, visit.params.line ?? "");
  const country = visit.params.country ?? "";
  if (!line?.countries.some((each) => each.country === country)) return null;
  const asked = visit.query.get("standing") ?? "";
  return { line, country, standing: isStanding(asked) ? asked : null };
}

const people = (visit: StaffVisit, found: Found, limit: number | null, offset: number) =>
  readBoardPeople(visit.tx, {
    lineId: found.line.line.id,
    country: found.country,
    standing: found.standing,
    collation: collationOf(visit.locale),
    limit,
    offset,
  });

async function countryPage(visit: StaffVisit, found: Found) {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { line } = found.line;
  const counts = found.line.countries.find((each) => each.country === found.country)?.counts;
  const path = paths.boardCountry(slug, line.code, found.country);
  const list = listQuery(visit.query, path, ["name"]);
  const { rows, total } = await people(visit, found, A_PAGE, (list.page - 1) * A_PAGE);
  const title = words.t("board.line-in-country", {
    line: words.local(line.name),
    country: words.country(found.country),
  });
  const filters = [null, ...STANDINGS].map((standing) => {
    const text = standing ? standingWords(words, standing) : words.t("site.all");
    const label =
      standing && line.counted !== "meetings" ? `${text} (${counts?.[standing] ?? 0})` : text;
    return standing === found.standing
      ? html`<li><strong aria-current="true">${label}</strong></li>`
      : html`<li><a class="govuk-link" href="${list.href({ standing: standing ?? "", page: "" })}">${label}</a></li>`;
  });
  const where = (row: BoardPerson) =>
    row.city
      ? html`${row.city}${row.hostingCountry && html`, ${words.country(row.hostingCountry)}`}`
      : "–";
  return consoleShell(visit, {
    title,
    section: "board",
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("board.title"), href: paths.board(slug) },
        { text: words.local(line.name), href: paths.boardLine(slug, line.code) },
        { text: words.country(found.country) },
      ],
    }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>
<nav aria-label="${words.t("board.standing")}"><ul class="app-choices">${filters}</ul></nav>
${listRows(words, list, {
  count: words.t("site.people", { count: total }),
  none: words.t("site.nothing-here"),
  csv: can.exportPeople(visit.tx.actor)
    ? paths.boardCountryCsv(slug, line.code, found.country)
    : null,
  total,
  aPage: A_PAGE,
  caption: title,
  head: [
    words.t("board.person"),
    words.t("board.standing"),
    words.t("board.where"),
    words.t("board.when"),
    words.t("board.school"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link" href="${row.mobilityId === null ? paths.person(slug, row.personId) : paths.mobility(slug, row.mobilityId)}">${row.familyName}, ${row.givenNames}</a>`,
    standingTag(words, row.standing),
    where(row),
    row.starts && row.ends ? words.days(day(row.starts), day(row.ends)) : "–",
    row.organisation,
  ]),
})}`,
  });
}
