import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Case, SelectionCases } from "../../stages/selection/read-cases.ts";
import { readCases } from "../../stages/selection/read-cases.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { type Scored, spreads } from "../../stages/selection/spread.rules.ts";
import { type Html, html, pagesOf, select, table, tag } from "../../ui/index.ts";
import { filterForm } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";

const A_PAGE = 25;
const SORTS = ["name", "points", "country"] as const;
const SHOWS = ["all", "missing", "not-eligible", "interview", "veto"] as const;

const isMissing = (one: Case): boolean =>
  one.eligible.eligible && Object.values(one.points).some((points) => points === null);

function shown(one: Case, show: string): boolean {
  if (show === "missing") return isMissing(one);
  if (show === "not-eligible") return one.eligible.reasons.length > 0 || !one.eligible.eligible;
  if (show === "interview") return one.interview === "planned" || one.interview === "missed";
  return show !== "veto" || one.veto !== null;
}

async function cases(visit: StaffVisit): Promise<Answer> {
  const found = await readCases(visit.tx, visit.params.callId ?? "");
  if (!found) return nothingHere;
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const list = listQuery(visit.query, paths.selectionPart(slug, found.call.id, "cases"), SORTS);
  const show = SHOWS.find((one) => one === list.text("show")) ?? "all";
  const turn = list.descending ? -1 : 1;
  const rows = found.cases
    .filter((one) => shown(one, show))
    .sort((a, b) => {
      if (list.sort === "points") return (a.total - b.total) * turn || compare(words, a, b);
      if (list.sort === "country") {
        return (
          words.compare(words.country(a.country), words.country(b.country)) * turn ||
          compare(words, a, b)
        );
      }
      return compare(words, a, b) * turn;
    });
  const title = words.t("selection.cases-title");
  const body = html`${filterForm(
    words,
    list,
    paths.selectionPart(slug, found.call.id, "cases"),
    select({
      words,
      name: "show",
      label: words.t("selection.show"),
      value: show,
      items: SHOWS.map((one) => ({ value: one, text: words.t(`selection.show-${one}`) })),
    }),
  )}
<p class="govuk-body">${words.t("selection.cases-count", { count: rows.length })}</p>
${
  rows.length === 0
    ? html`<p class="govuk-body">${words.t("selection.cases-none")}</p>`
    : casesTable(words, slug, list, rows.slice((list.page - 1) * A_PAGE, list.page * A_PAGE))
}
${pagesOf(words, { page: list.page, pages: Math.ceil(rows.length / A_PAGE), href: list.pageHref })}`;
  return page(selectionPage(visit, found.call, { part: "cases", title, body }));
}

const compare = (words: Words, a: Case, b: Case): number =>
  words.compare(a.familyName, b.familyName) ||
  words.compare(a.givenNames, b.givenNames) ||
  (a.id < b.id ? -1 : 1);

function casesTable(
  words: Words,
  slug: string,
  list: ReturnType<typeof listQuery<(typeof SORTS)[number]>>,
  rows: readonly Case[],
): Html {
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("selection.cases-title"),
    captionClasses: "govuk-visually-hidden",
    attributes: { "data-keys": "" },
    head: [
      list.heading(words.t("selection.name"), "name"),
      words.t("selection.school"),
      list.heading(words.t("selection.country"), "country"),
      { text: words.t("selection.scored"), format: "numeric" },
      list.heading(words.t("selection.points"), "points", "numeric"),
      words.t("selection.standing"),
    ],
    rows: rows.map((one) => {
      const given = one.assessments.filter((each) => each.state !== "conflicted");
      return [
        html`<a class="govuk-link" href="${paths.selectionCase(slug, one.id)}">${one.familyName}, ${one.givenNames}</a>`,
        one.school,
        words.country(one.country),
        words.t("selection.of", {
          count: given.filter((each) => each.state === "scored").length,
          of: given.length,
        }),
        words.number(one.total),
        standing(words, one),
      ];
    }),
  });
}

function standing(words: Words, one: Case): Html {
  if (one.eligible.undecided) {
    return tag({ text: words.t("selection.to-decide"), colour: "yellow" });
  }
  if (!one.eligible.eligible) {
    return tag({ text: words.t("selection.not-eligible"), colour: "red" });
  }
  if (one.veto) return tag({ text: words.t("selection.vetoed"), colour: "red" });
  if (isMissing(one)) return tag({ text: words.t("selection.incomplete"), colour: "yellow" });
  // Every part has points by now, but scores that are still to come may change them.
  if (one.assessments.some(({ state }) => state !== "conflicted" && state !== "scored")) {
    return tag({ text: words.t("selection.being-scored") });
  }
  return tag({ text: words.t("selection.complete"), colour: "green" });
}

/** Scores of assessors alone: where they are far apart, people talk. */
const scoredBy = (found: SelectionCases): Scored[] =>
  found.cases.flatMap((one) =>
    one.scores.flatMap((score) =>
      score.source === "assessor" && score.assessorId && score.value !== null
        ? [
            {
              caseId: one.id,
              criterion: score.criterion,
              assessorId: score.assessorId,
              value: score.value,
            },
          ]
        : [],
    ),
  );

/** The panel's page: the widest disagreement first, without a name on it. */
async function panel(visit: StaffVisit): Promise<Answer> {
  const found = await readCases(visit.tx, visit.params.callId ?? "");
  if (!found) return nothingHere;
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { call, selection } = found;
  const byId = new Map(found.cases.map((one) => [one.id, one]));
  const all = spreads(scoredBy(found));
  const wide = all.filter((one) => one.spread >= selection.spreadLimit);
  const name = (code: string) =>
    words.local(call.criteria.find((one) => one.code === code)?.name ?? { en: code });
  const title = words.t("selection.panel-title");
  const body = html`<p class="govuk-body">${words.t("selection.panel-lead", { limit: selection.spreadLimit, count: wide.length, all: all.length })}</p>
${
  wide.length === 0
    ? html`<p class="govuk-body">${words.t("selection.panel-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        attributes: { "data-keys": "" },
        head: [
          words.t("selection.case"),
          words.t("selection.trade"),
          { text: words.t("selection.spread"), format: "numeric" },
          words.t("selection.criterion"),
          words.t("selection.scores"),
        ],
        rows: wide.map((spread) => {
          const one = byId.get(spread.caseId)!;
          const given = one.scores.filter(
            (score) => score.source === "assessor" && score.criterion === spread.criterion,
          );
          return [
            html`<a class="govuk-link" href="${paths.selectionCase(slug, one.id)}">${one.pseudonym}</a>`,
            words.trade(one.trade),
            words.number(spread.spread),
            name(spread.criterion),
            words.list(given.map((score) => `A${score.mark}: ${score.value}`)),
          ];
        }),
      })
}`;
  return page(selectionPage(visit, call, { part: "panel", title, body }));
}

export const routes: Route[] = (
  [
    ["cases", cases],
    ["panel", panel],
  ] as const
).map(([name, answer]) => ({
  method: "GET",
  access: "staff",
  allow: can.seeSelection,
  path: paths.selectionPart(":scheme", ":callId", name),
  answer,
}));
