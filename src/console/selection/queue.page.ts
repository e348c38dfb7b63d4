import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import {
  listQueues,
  type Measure,
  nextCase,
  QUEUE_ORDERS,
  type Queue,
  type QueueCase,
  type QueueOrder,
  readMeasures,
  readQueue,
} from "../../stages/selection/read-queue.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { button, type Html, html, table, tag } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** The wished order travels in the address, so that it is kept from case to case. */
export const orderOf = (visit: StaffVisit): QueueOrder => {
  const asked = visit.query.get("order") ?? visit.form.text("order");
  return QUEUE_ORDERS.find((order) => order === asked) ?? "given";
};
export const withOrder = (href: string, order: QueueOrder): string =>
  order === "given" ? href : `${href}?order=${order}`;

/** How far somebody is: figures, a bar, and the time the rest will take at the own pace. */
export function progressLine(words: Words, queue: Queue): Html {
  const { done, cases } = queue;
  const text = words.t("selection.progress", { done, all: cases.length });
  const left = cases.length - done;
  return html`<p class="govuk-body" id="progress">${text}${
    left > 0 && html` · ${words.t("selection.time-left", { minutes: queue.minutesLeft })}`
  }${
    queue.selection.assessBy &&
    html` · ${words.t("selection.assess-by-day", { day: words.day(day(queue.selection.assessBy)) })}`
  }</p><progress class="app-progress" max="${cases.length}" value="${done}" aria-labelledby="progress">${text}</progress>`;
}

async function queues(visit: StaffVisit): Promise<Answer> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const rows = await listQueues(visit.tx);
  const title = words.t("selection.queues-title");
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("selection.queues-lead")}</p>
${
  rows.length === 0
    ? html`<p class="govuk-body">${words.t("selection.queues-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("selection.call"),
          { text: words.t("selection.done"), format: "numeric" },
          words.t("selection.state"),
        ],
        rows: rows.map((row) => [
          html`<a class="govuk-link" href="${paths.queue(slug, row.callId)}">${words.t("selection.call-number", { number: row.number })}: ${words.local(row.title)}</a>`,
          words.t("selection.of", { count: row.done, of: row.all }),
          words.t(`selection.state-${row.state}` as MessageKey),
        ]),
      })
}`;
  return page(consoleShell(visit, { title, section: "assessment", body }));
}

async function queue(visit: StaffVisit): Promise<Answer> {
  const found = await readQueue(visit.tx, visit.params.callId ?? "");
  if (!found) return nothingHere;
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const order = orderOf(visit);
  const next = nextCase(found, null, order);
  const open = found.selection.state === "assessing";
  const title = words.t("selection.queue-title", { number: found.call.number });
  const measures = await readMeasures(visit.tx, found);
  const body = html`<span class="govuk-caption-l">${words.local(found.call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${progressLine(words, found)}
${!open && html`<p class="govuk-body">${words.t(`selection.closed-${found.selection.state}` as MessageKey)}</p>`}
${
  open && next
    ? html`<div class="govuk-button-group">${button({
        text: words.t(found.done === 0 ? "selection.begin" : "selection.go-on"),
        href: withOrder(paths.ownCase(slug, next.id), order),
      })}<a class="govuk-link" href="${paths.scoreGrid(slug, found.call.id)}">${words.t("selection.grid-link")}</a></div>${orderChoice(visit, words, found, order)}`
    : open && html`<p class="govuk-body"><strong>${words.t("selection.queue-done")}</strong></p>`
}
${measures.length > 0 && measuresTable(words, found, measures)}
<h2 class="govuk-heading-m">${words.t("selection.cases")}</h2>
${casesTable(words, slug, found.cases)}
<p class="govuk-body app-muted">${words.t("selection.blind-note")}</p>`;
  return page(consoleShell(visit, { title, section: "assessment", body }));
}

function orderChoice(visit: StaffVisit, words: Words, found: Queue, current: QueueOrder): Html {
  const { slug } = visit.tx.actor.scheme;
  const href = paths.queue(slug, found.call.id);
  return html`<p class="govuk-body" id="orders">${words.t("selection.order")}</p><ul class="govuk-list app-inline-list" aria-labelledby="orders">${QUEUE_ORDERS.map(
    (order) =>
      html`<li>${
        order === current
          ? html`<strong aria-current="true">${words.t(`selection.order-${order}`)}</strong>`
          : html`<a class="govuk-link" href="${withOrder(href, order)}">${words.t(`selection.order-${order}`)}</a>`
      }</li>`,
  )}</ul>`;
}

const COLOURS = { waiting: "grey", skipped: "yellow", scored: "green", conflicted: "red" } as const;

function casesTable(words: Words, slug: string, cases: readonly QueueCase[]): Html {
  if (cases.length === 0) return html`<p class="govuk-body">${words.t("selection.cases-none")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("selection.cases"),
    captionClasses: "govuk-visually-hidden",
    attributes: { "data-keys": "" },
    head: [
      words.t("selection.case"),
      words.t("selection.trade"),
      words.t("selection.state"),
      { text: words.t("selection.others-saved"), format: "numeric" },
    ],
    rows: cases.map((one, at) => [
      html`<a class="govuk-link" href="${paths.ownCase(slug, one.id)}">${words.t("selection.case-number", { number: at + 1 })}</a>${one.shared && html` <span class="govuk-hint">${words.t("selection.shared")}</span>`}`,
      words.trade(one.trade),
      tag({ text: words.t(`selection.case-${one.state}`), colour: COLOURS[one.state] }),
      words.number(one.others),
    ]),
  });
}

/** The shared cases: one's own score beside the others' mean, so that all measure alike. */
function measuresTable(words: Words, found: Queue, measures: readonly Measure[]): Html {
  const name = (code: string) => {
    const criterion = found.call.criteria.find((one) => one.code === code);
    return criterion ? words.local(criterion.name) : code;
  };
  const number = (applicationId: string) =>
    found.cases.findIndex((one) => one.applicationId === applicationId) + 1;
  return html`<h2 class="govuk-heading-m">${words.t("selection.measure-title")}</h2>
<p class="govuk-body">${words.t("selection.measure-lead")}</p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: words.t("selection.measure-title"),
  captionClasses: "govuk-visually-hidden",
  head: [
    words.t("selection.case"),
    words.t("selection.criterion"),
    { text: words.t("selection.yours"), format: "numeric" },
    { text: words.t("selection.others-mean"), format: "numeric" },
  ],
  rows: measures.map((one) => [
    words.t("selection.case-number", { number: number(one.applicationId) }),
    name(one.criterion),
    words.number(one.own),
    words.number(one.mean, 1),
  ]),
})}`;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.assess,
    path: paths.assessment(":scheme"),
    answer: queues,
  },
  {
    method: "GET",
    access: "staff",
    allow: can.assess,
    path: paths.queue(":scheme", ":callId"),
    answer: queue,
  },
];
