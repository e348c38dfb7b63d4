import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import {
  listFlowsToMatch,
  listNextRound,
  listRequests,
  REQUEST_GROUPS,
} from "../../stages/hosting/read-hosts.ts";
import { tradeWords } from "../../ui/hosting/grid.ts";
import { type Html, html, pagination, table } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { requestSays } from "./request-words.ts";

const A_PAGE = 50;

export const routes: Route[] = [
  {
    method: "GET",
    path: hostingPaths.board(":scheme"),
    access: "staff",
    allow: can.seeHosting,
    answer: async (visit) => page(await board(visit)),
  },
];

/** Who waits for a company, by flow; then every question with its answer. */
async function board(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const group = visit.query.get("group") ?? "";
  const at = Math.max(1, Number.parseInt(visit.query.get("page") ?? "1", 10) || 1);
  const flows = await listFlowsToMatch(visit.tx);
  const { rows, total } = await listRequests(visit.tx, {
    group,
    limit: A_PAGE,
    offset: (at - 1) * A_PAGE,
  });
  const nextRound = group === "" && at === 1 ? await listNextRound(visit.tx) : [];
  const today = wallTimeOf(visit.tx.now).day;
  const here = (more: Record<string, string>) =>
    `${hostingPaths.board(slug)}?${new URLSearchParams({ ...(group ? { group } : {}), ...more })}`;
  const groups = ["", ...Object.keys(REQUEST_GROUPS)];
  return consoleShell(visit, {
    title: t("hosting.title"),
    section: "hosting",
    body: html`<h1 class="govuk-heading-l">${t("hosting.title")}</h1>
<p class="govuk-body">${t("hosting.lead")}</p>
${
  flows.length === 0
    ? html`<p class="govuk-body">${t("hosting.no-flows")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: t("hosting.flows"),
        captionClasses: "govuk-table__caption--m",
        head: [
          t("hosting.flow"),
          t("hosting.city"),
          t("hosting.days"),
          { text: t("hosting.people"), format: "numeric" },
          { text: t("hosting.waiting"), format: "numeric" },
          { text: t("hosting.asked"), format: "numeric" },
          { text: t("hosting.matched"), format: "numeric" },
        ],
        rows: flows.map((flow) => [
          html`<a class="govuk-link" href="${hostingPaths.flow(slug, flow.flowId)}">${flow.code}</a>`,
          `${flow.city}, ${words.country(flow.country)}`,
          words.days(flow.starts as Day, flow.ends as Day),
          { text: words.number(flow.people), format: "numeric" },
          { text: words.number(flow.people - flow.asked - flow.matched), format: "numeric" },
          { text: words.number(flow.asked), format: "numeric" },
          { text: words.number(flow.matched), format: "numeric" },
        ]),
      })
}
<h2 class="govuk-heading-m">${t("hosting.requests")}</h2>
<ul class="app-choices">${groups.map((name) => {
      const text = t(`hosting.group-${name || "all"}`);
      return name === group
        ? html`<li><strong aria-current="true">${text}</strong></li>`
        : html`<li><a class="govuk-link" href="${hostingPaths.board(slug)}${name && `?group=${name}`}">${text}</a></li>`;
    })}</ul>
${
  rows.length === 0
    ? html`<p class="govuk-body">${t("hosting.no-requests")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        head: [
          t("hosting.company"),
          t("hosting.city"),
          t("hosting.trade"),
          t("hosting.days"),
          { text: t("hosting.people"), format: "numeric" },
          t("hosting.asked-on"),
          t("hosting.answer"),
        ],
        rows: rows.map((request) => [
          html`<a class="govuk-link" href="${hostingPaths.request(slug, request.id)}">${request.company}</a>`,
          request.city,
          tradeWords(words, "hosting", request.trade),
          words.days(request.starts as Day, request.ends as Day),
          { text: words.number(request.places), format: "numeric" },
          words.shortDay(request.askedAt),
          requestSays(words, request),
        ]),
      })
}
${
  total > A_PAGE &&
  pagination({
    words,
    previous: at > 1 ? { href: here({ page: String(at - 1) }) } : undefined,
    next: at * A_PAGE < total ? { href: here({ page: String(at + 1) }) } : undefined,
  })
}
${
  nextRound.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.next-round"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.company"),
      t("hosting.city"),
      { text: t("hosting.figure-yes"), format: "numeric" },
      t("hosting.answer"),
      t("hosting.ask-from"),
    ],
    rows: nextRound.map((one) => [
      html`<a class="govuk-link" href="${hostingPaths.host(slug, one.organisationId)}">${one.company}</a>`,
      one.city,
      { text: words.number(one.yes), format: "numeric" },
      one.reason === null
        ? t(`hosting.state-${one.state}`)
        : html`${t(`hosting.state-${one.state}`)}: ${t(`hosting.reason-${one.reason}`)}`,
      one.againOn !== null && one.againOn > today
        ? words.shortDay(one.againOn as Day)
        : t("hosting.at-once"),
    ]),
  })
}`,
  });
}
