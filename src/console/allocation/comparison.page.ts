import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import { WIDE } from "../../stages/allocation-runs/allocation-run.rules.ts";
import type { GroupRate } from "../../stages/allocation-runs/allocation-run.ts";
import {
  CHANGES,
  type Change,
  type Comparison,
  compareDrafts,
  type Standing,
} from "../../stages/allocation-runs/compare-drafts.ts";
import { rateDots } from "../../ui/charts/index.ts";
import { backLink, button, form, type Html, html, pagesOf, select, table } from "../../ui/index.ts";
import { downloads, listFiles } from "../list-files.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { groupName } from "./places-pane.ts";

const A_PAGE = 50;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.runComparison(":scheme", ":runId"),
    access: "staff",
    allow: can.readRuns,
    answer: async (visit) => {
      const asked = askedOf(visit.query);
      const found = await compareDrafts(visit.tx, visit.params.runId!, {
        ...asked,
        limit: A_PAGE,
        offset: (asked.page - 1) * A_PAGE,
      });
      return found ? page(await comparisonPage(visit, found, asked)) : nothingHere;
    },
  },
  ...listFiles({
    path: paths.runComparisonCsv(":scheme", ":runId"),
    allow: can.exportComparison,
    async list(visit) {
      const words = wordsOf(visit);
      const found = await compareDrafts(visit.tx, visit.params.runId!, askedOf(visit.query));
      if (!found) return null;
      const head = (name: string) => words.t(`allocation.${name}` as MessageKey);
      return {
        name: `runs-${found.before?.number ?? 0}-${found.after.number}`,
        title: head("compare"),
        rows: [
          [
            head("code"),
            head("school"),
            head("attribute-country"),
            head("points"),
            head("change"),
            head("before"),
            head("wish-before"),
            head("now"),
            head("wish-now"),
          ],
          ...found.moves.map((move) => [
            move.code,
            move.school,
            move.country,
            move.points,
            head(`change-${move.change}`),
            move.from.flowCode,
            move.from.rank,
            move.to.flowCode,
            move.to.rank,
          ]),
        ],
      };
    },
  }),
];

type Asked = {
  readonly number: number | null;
  readonly change: Change | null;
  readonly page: number;
};

function askedOf(query: URLSearchParams): Asked {
  return {
    number: Math.trunc(Number(query.get("with"))) || null,
    change: CHANGES.find((change) => change === query.get("show")) ?? null,
    page: Math.min(Math.max(Math.trunc(Number(query.get("page"))) || 1, 1), 10_000),
  };
}

function queryOf(before: number, change: Change | null, at = 1): string {
  const query = new URLSearchParams({ with: String(before) });
  if (change) query.set("show", change);
  if (at > 1) query.set("page", String(at));
  return `?${query}`;
}

async function comparisonPage(visit: StaffVisit, found: Comparison, asked: Asked): Promise<Html> {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { after, before, counts } = found;
  const title = before
    ? words.t("allocation.compare-title", { after: after.number, before: before.number })
    : words.t("allocation.compare");
  return consoleShell(visit, {
    title,
    section: "home",
    before: backLink({ words, href: paths.run(slug, after.id) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>${
      before
        ? html`<ul class="govuk-list govuk-list--bullet">${CHANGES.map(
            (change) =>
              html`<li>${words.t(`allocation.change-${change}` as MessageKey)}: <strong>${words.number(counts[change])}</strong></li>`,
          )}</ul>${shares(words, found)}${filters(words, slug, found, asked)}${list(words, slug, found, asked)}${
            can.exportComparison(actor) &&
            downloads(
              words,
              `${paths.runComparisonCsv(slug, after.id)}${queryOf(before.number, asked.change)}`,
            )
          }`
        : html`<p class="govuk-body">${words.t("allocation.compare-only")}</p>`
    }`,
  });
}

/** Groups whose share of places is another one now, each as it was and as it is. */
function shares(words: Words, { after, before }: Comparison): Html | null {
  const rows = after.summary.groups.flatMap((now) => {
    const was = before!.summary.groups.find(
      (g) => g.attribute === now.attribute && g.value === now.value,
    );
    if (!was || was.applied === 0 || now.applied === 0) return [];
    if (was.placed === now.placed && was.applied === now.applied) return [];
    const row = (group: GroupRate, number: number) => ({
      ...group,
      label: words.t("allocation.group-in-run", { group: groupName(words, group), number }),
      tooFew: group.high - group.low > WIDE,
    });
    return [row(was, before!.number), row(now, after.number)];
  });
  if (rows.length === 0) return null;
  return rateDots({
    words,
    id: "shares",
    headingLevel: 2,
    title: words.t("allocation.compare-shares"),
    overall: after.summary.placed / Math.max(after.summary.applicants, 1),
    rows,
  });
}

function filters(words: Words, slug: string, found: Comparison, asked: Asked): Html {
  return form(
    { action: paths.runComparison(slug, found.after.id), method: "get", classes: "app-filters" },
    select({
      words,
      name: "with",
      label: words.t("allocation.compare-with"),
      value: String(found.before!.number),
      items: found.others.map(({ number }) => ({
        value: String(number),
        text: words.t("allocation.draft-short", { number }),
      })),
    }),
    select({
      words,
      name: "show",
      label: words.t("allocation.show"),
      value: asked.change ?? "",
      items: [
        { value: "", text: words.t("allocation.show-all") },
        ...CHANGES.map((change) => ({
          value: change,
          text: words.t(`allocation.change-${change}` as MessageKey),
        })),
      ],
    }),
    button({ text: words.t("site.filter"), kind: "secondary" }),
  );
}

function list(words: Words, slug: string, found: Comparison, asked: Asked): Html {
  const { after, before, counts, moves } = found;
  const total = asked.change ? counts[asked.change] : CHANGES.reduce((n, c) => n + counts[c], 0);
  const caption = words.t("allocation.moved-since", { count: total, number: before!.number });
  if (moves.length === 0) return html`<p class="govuk-body">${words.t("site.nothing-here")}</p>`;
  return html`${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption,
    head: [
      words.t("allocation.code"),
      words.t("allocation.school"),
      { text: words.t("allocation.points"), format: "numeric" },
      words.t("allocation.before"),
      words.t("allocation.now"),
    ],
    rows: moves.map((move) => [
      html`<a class="govuk-link app-code" href="${paths.runPerson(slug, move.to.inRun ? after.id : before!.id, move.applicationId)}#person">${move.code}</a>`,
      html`${move.school}<br><span class="app-aside">${words.country(move.country)}</span>`,
      move.points,
      standing(words, move.from),
      standing(words, move.to),
    ]),
  })}${pagesOf(words, {
    page: asked.page,
    pages: Math.ceil(total / A_PAGE),
    href: (at) =>
      `${paths.runComparison(slug, after.id)}${queryOf(before!.number, asked.change, at)}`,
  })}`;
}

function standing(words: Words, { inRun, city, flowCode, rank }: Standing): Html {
  if (!inRun) return html`${words.t("allocation.not-in-run")}`;
  if (!flowCode) return html`${words.t("allocation.no-place")}`;
  return html`${city} (${flowCode})${
    rank !== null &&
    html`<br><span class="app-aside">${words.t("allocation.wish-number", { rank })}</span>`
  }`;
}
