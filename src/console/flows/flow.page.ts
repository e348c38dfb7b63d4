import type { MessageKey } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/calls/call.policy.ts";
import type { Call, Reserve } from "../../stages/calls/call.ts";
import { flowMayEnd, mergeTargets, nextFlow } from "../../stages/calls/flow.rules.ts";
import type { Flow } from "../../stages/calls/flow.ts";
import { listReserves, readCall } from "../../stages/calls/read-calls.ts";
import { listFlows, readFlow } from "../../stages/calls/read-flows.ts";
import { readFlowFigures } from "../../stages/reporting/read-flow-figures.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import {
  breadcrumbs,
  button,
  buttonGroup,
  type Html,
  html,
  insetText,
  notificationBanner,
  summaryList,
  table,
  warningText,
} from "../../ui/index.ts";
import { historyList } from "../history.ts";
import { hostingPaths } from "../hosting/hosting-paths.ts";
import { paths } from "../paths.ts";
import { preparationPaths } from "../preparation/preparation-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { stateTag } from "./flows.page.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.flow(":scheme", ":flowId"),
    access: "staff",
    allow: can.seeFlows,
    answer: async (visit) => {
      const flow = await readFlow(visit.tx, visit.params.flowId ?? "");
      const call = flow && (await readCall(visit.tx, flow.callId));
      return flow && call ? page(await flowPage(visit, flow, call)) : nothingHere;
    },
  },
];

async function flowPage(visit: StaffVisit, flow: Flow, call: Call): Promise<Html> {
  const words = wordsOf(visit);
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const figures = await readFlowFigures(tx, flow.id);
  const reserves = await listReserves(tx, call.id);
  const siblings = await listFlows(tx, call.id);
  const history = await readHistory(tx, flow.id);
  const into = siblings.find((each) => each.id === flow.mergedInto);
  const mayEnd =
    can.endFlow(tx.actor) &&
    nextFlow(flow.state, "cancel").ok &&
    flowMayEnd(call.state).length === 0;
  const wishes = figures.wishes.reduce((sum, each) => sum + each.people, 0);
  const title = words.t("flows.heading", {
    country: words.country(flow.sendingCountry),
    city: flow.city,
  });
  return consoleShell(visit, {
    title,
    section: "flows",
    before: breadcrumbs({
      words,
      items: [{ text: words.t("flows.title"), href: paths.flows(slug) }, { text: flow.code }],
    }),
    body: html`${
      visit.query.get("done") !== null &&
      flow.state !== "open" &&
      notificationBanner({
        words,
        type: "success",
        text: words.t(`flows.done-${flow.state}`),
      })
    }<h1 class="govuk-heading-l">${title}</h1>
${
  figures.runOutOfDate &&
  warningText({
    words,
    text: html`${words.t("flows.run-again", { run: figures.runNumber ?? 0 })} <a class="govuk-link" href="${paths.workbench(slug, call.id)}">${words.t("flows.to-workbench")}</a>`,
  })
}
${
  flow.state === "open" &&
  figures.placed !== null &&
  figures.placed < flow.minimum &&
  warningText({
    words,
    text: words.t("flows.placed-under-minimum", {
      placed: figures.placed,
      minimum: flow.minimum,
    }),
  })
}
${
  flow.stateReason !== null &&
  insetText({ text: words.t("flows.reason-was", { reason: flow.stateReason }) })
}
${summaryList({
  rows: [
    { key: words.t("flows.state"), value: stateTag(words, flow.state) },
    into && {
      key: words.t("flows.merged-into"),
      value: html`<a class="govuk-link" href="${paths.flow(slug, into.id)}">${into.code}, ${into.city}</a>`,
    },
    { key: words.t("flows.code"), value: flow.code },
    {
      key: words.t("flows.call"),
      value: html`<a class="govuk-link" href="${paths.workbench(slug, call.id)}">${call.number}: ${words.local(call.title)}</a>`,
    },
    {
      key: words.t("flows.host"),
      value: html`<a class="govuk-link" href="${paths.organisation(slug, flow.hostingOrganisationId)}">${flow.hostingOrganisation}</a>, ${flow.city}, ${words.country(flow.country)}`,
    },
    { key: words.t("flows.days"), value: words.days(flow.starts, flow.ends) },
    { key: words.t("flows.minimum"), value: words.number(flow.minimum) },
    flow.leader !== null && { key: words.t("flows.leader"), value: flow.leader },
    {
      key: words.t("flows.wishes"),
      value: html`${words.t("flows.wished-by", { count: wishes })}${figures.wishes.map(
        (each) => html`<br>${words.t("flows.rank", { rank: each.rank, count: each.people })}`,
      )}`,
    },
    figures.placed !== null && {
      key: words.t("flows.placed", { run: figures.runNumber ?? 0 }),
      value: words.number(figures.placed),
    },
  ],
})}
${
  figures.people.length > 0 &&
  html`<p class="govuk-body"><a class="govuk-link" href="${hostingPaths.flow(slug, flow.id)}">${words.t("hosting.companies-of-flow")}</a> · <a class="govuk-link" href="${preparationPaths.group(slug, flow.id)}">${words.t("boards.group-link")}</a></p>`
}
${placesTable(visit, flow, reserves)}
${
  figures.people.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("flows.people"),
    captionClasses: "govuk-table__caption--m",
    head: [words.t("flows.person"), words.t("flows.answer")],
    rows: words
      .inOrder(
        figures.people,
        (person) => person.familyName,
        (person) => person.givenNames,
      )
      .map((person) => [
        html`<a class="govuk-link" href="${paths.person(slug, person.personId)}">${person.familyName}, ${person.givenNames}</a>`,
        words.t(`flows.answer-${person.state}` as MessageKey),
      ]),
  })
}
${
  mayEnd &&
  html`<h2 class="govuk-heading-m">${words.t("flows.end")}</h2><p class="govuk-body">${words.t("flows.end-hint")}</p>${buttonGroup(
    button({
      text: words.t("flows.cancel"),
      href: paths.flowCancellation(slug, flow.id),
      kind: "warning",
    }),
    ...(mergeTargets(flow, siblings).length > 0
      ? [
          button({
            text: words.t("flows.merge"),
            href: paths.flowMerger(slug, flow.id),
            kind: "secondary",
          }),
        ]
      : []),
  )}`
}
<h2 class="govuk-heading-m">${words.t("history.title")}</h2>
${historyList(words, history)}`,
  });
}

function placesTable(visit: StaffVisit, flow: Flow, reserves: readonly Reserve[]): Html {
  const words = wordsOf(visit);
  const nameOf = (code: string) => {
    const reserve = reserves.find((each) => each.code === code);
    return reserve ? words.local(reserve.name) : code;
  };
  return table({
    words,
    firstCellIsHeader: true,
    caption: words.t("flows.places"),
    captionClasses: "govuk-table__caption--m",
    head: [
      words.t("flows.trade"),
      { text: words.t("flows.seats"), format: "numeric" },
      words.t("flows.reserved"),
    ],
    rows: flow.places.map((place) => [
      place.trade === null ? words.t("flows.every-trade") : words.trade(place.trade),
      { text: words.number(place.seats), format: "numeric" },
      place.reserved.length === 0
        ? "–"
        : place.reserved.map((r) => `${nameOf(r.code)}: ${words.number(r.seats)}`).join("; "),
    ]),
  });
}
