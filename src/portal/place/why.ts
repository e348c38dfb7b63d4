import type { OptionReason } from "../../allocation/index.ts";
import type { Words } from "../../platform/i18n/index.ts";
import type { LearnerResult, WishAnswer } from "../../stages/mobilities/read-result.ts";
import { cutOffStrip } from "../../ui/charts/index.ts";
import { type Content, type Html, html } from "../../ui/html.ts";
import { type Cell, table } from "../../ui/index.ts";

/** Fewer people than this and a dot would point at somebody. */
const FEWEST_DOTS = 10;

/** Why here and not there: every choice with its last place and whether it was open. */
export function why(words: Words, result: LearnerResult): Html {
  const { t } = words;
  const { explanation } = result;
  const rows = result.wishes.map((wish) => [
    { text: html`${wish.rank}. <span lang="">${wish.city}</span>` },
    lastPlaceCell(words, result, wish),
    openCell(words, result, wish),
  ]);
  return html`<div class="govuk-inset-text app-why"><p class="govuk-body">${t("place-result.why-lead", { points: result.points })}</p>
${table({
  words,
  firstCellIsHeader: true,
  head: [
    t("place-result.your-choice"),
    t("place-result.last-place"),
    t("place-result.open-to-you"),
  ],
  rows,
})}${explanation && sentences(words, result)}</div>
<p class="govuk-body-s">${t("place-result.at-publication", { day: result.publishedAt ? words.day(result.publishedAt) : "" })}</p>`;
}

function lastPlaceCell(words: Words, result: LearnerResult, wish: WishAnswer): Cell {
  const { t } = words;
  const cutOff = wish.place?.cutOff;
  if (!cutOff) return { text: "–" };
  // Without a last open place either an open seat is free, or every seat was taken as a kept one.
  const none = cutOff.full ? t("place-result.no-open-left") : t("place-result.not-full");
  const open: Content = cutOff.open === null ? none : words.number(cutOff.open);
  const reserved = Object.entries(cutOff.reserves).map(
    ([code, value]) =>
      // A kept seat that its group left to all has no last place of its own.
      value !== null &&
      html`<br><span class="govuk-body-s">${reserveName(words, result, code)}: ${words.number(value)}</span>`,
  );
  return { text: html`${open}${reserved}` };
}

export const reserveName = (words: Words, result: LearnerResult, name: string): string => {
  const known = result.reserveNames.get(name.split(".")[0] ?? name);
  return known ? words.local(known) : words.t("place-result.kept-seats");
};

function openCell(words: Words, result: LearnerResult, wish: WishAnswer): Cell {
  const { t } = words;
  const mine = wish.place !== null && wish.place.placeId === result.runPlaceId;
  if (result.explanation?.code === "pinned") {
    return { text: mine ? html`<strong>${t("place-result.your-place")}</strong>` : "–" };
  }
  if (wish.removed) return { text: t("place-result.not-possible") };
  if (!wish.reason) return { text: "–" };
  if (mine) return { text: html`<strong>${t("place-result.yes-your-place")}</strong>` };
  if (wish.reason.open) return { text: t("place-result.yes") };
  const closed = closedWords(words, wish.reason, result.points);
  const now = result.offer?.fromReserveList && result.offer.placeId === wish.place?.placeId;
  return {
    text: now ? html`${closed}<br><strong>${t("place-result.offered-now")}</strong>` : closed,
  };
}

function closedWords(words: Words, reason: OptionReason, points: number): string {
  const { t } = words;
  if (reason.code === "lost-draw") return t("place-result.no-draw");
  if (reason.code === "lost-tie") return t("place-result.no-tie");
  if (reason.code === "no-seats") return t("place-result.no-seats");
  const short = pointsShort(reason, points);
  return short > 0 ? t("place-result.no-short", { points: short }) : t("place-result.no");
}

/** How far under the last place that concerned this person: open seats, or those of its group. */
export function pointsShort(reason: OptionReason, points: number): number {
  const lasts = reason.seats.flatMap((seat) =>
    (seat.reserve === null || seat.member) && seat.last ? [seat.last.points] : [],
  );
  return lasts.length === 0 ? 0 : Math.min(...lasts) - points;
}

/** Only what the explanation's codes make true is said; each sentence stands alone. */
function sentences(words: Words, result: LearnerResult): Html {
  const { t } = words;
  const { explanation, wishes } = result;
  if (!explanation) return html``;
  const said: string[] = [];
  if (explanation.code === "pinned") {
    said.push(t("place-result.pinned"));
    if (explanation.reason)
      said.push(t("place-result.pinned-reason", { reason: explanation.reason }));
    return paragraphs(said);
  }
  const got = wishes.find((wish) => wish.reason?.code === "got-it");
  const closed = wishes.filter((wish) => wish.reason && !wish.reason.open);
  const better = closed.filter((wish) => !got || wish.rank < got.rank);
  if (got?.rank === 1) said.push(t("place-result.first-choice"));
  else if (got) said.push(t("place-result.highest-open"));
  if (explanation.reserve) {
    const name = reserveName(words, result, explanation.reserve);
    const member = got?.reason?.seats.some(
      (seat) => seat.reserve === explanation.reserve && seat.member,
    );
    said.push(t(member ? "place-result.kept-seat" : "place-result.kept-seat-open", { name }));
  }
  if (got && better.length > 0) {
    const cities = words.list(better.map((wish) => wish.city));
    said.push(t("place-result.order-could-not", { cities }));
  }
  if (explanation.code === "unplaced" && closed.length > 0) {
    said.push(t("place-result.order-no-help"));
  }
  for (const wish of wishes.filter((w) => w.reason?.code === "lost-draw")) {
    said.push(t("place-result.draw", { city: wish.city }));
  }
  for (const wish of wishes.filter((w) => w.reason?.code === "lost-tie")) {
    said.push(t("place-result.tie", { city: wish.city }));
  }
  return paragraphs(said);
}

const paragraphs = (said: readonly string[]): Html =>
  html`${said.map((sentence) => html`<p class="govuk-body">${sentence}</p>`)}`;

/** Choices that rules closed before the contest, each with its rule in words. */
export function notPossible(words: Words, result: LearnerResult): Html | null {
  const removed = result.wishes.filter((wish) => wish.removed);
  if (removed.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("place-result.not-possible-title")}</h2><ul class="govuk-list govuk-list--bullet">${removed.map(
    (wish) =>
      html`<li><strong lang="">${wish.city}</strong>: ${result.removed
        .filter((rule) => rule.flowId === wish.flowId)
        .map((rule) => words.problem(rule))
        .join(" ")}</li>`,
  )}</ul>`;
}

/** What makes up the points, by the call's own criteria. */
export function points(words: Words, result: LearnerResult): Html {
  const { t } = words;
  const total = result.criteria.reduce((sum, criterion) => sum + criterion.maximum, 0);
  return html`<h2 class="govuk-heading-m" id="points">${t("place-result.points-title", { points: result.points })}</h2>${table(
    {
      words,
      firstCellIsHeader: true,
      head: [
        t("place-result.criterion"),
        { text: t("place-result.yours"), format: "numeric" },
        { text: t("place-result.maximum"), format: "numeric" },
      ],
      rows: [
        ...result.criteria.map((criterion) => [
          words.local(criterion.name),
          words.number(result.pointsByCriterion[criterion.code] ?? 0),
          words.number(criterion.maximum),
        ]),
        [
          t("place-result.together"),
          { text: html`<strong>${words.number(result.points)}</strong>` },
          words.number(total),
        ],
      ],
    },
  )}`;
}

/** Everybody who wanted each city, the last place, and the reader; not where few wanted it. */
export function strip(words: Words, result: LearnerResult): Html | null {
  const rows = result.wishes.flatMap((wish) => {
    if (!wish.place?.cutOff || wish.scores.length < FEWEST_DOTS) return [];
    const reserved = Object.values(wish.place.cutOff.reserves).filter((value) => value !== null);
    return [
      {
        label: wish.city,
        scores: wish.scores,
        cutOff: wish.place.cutOff.open,
        reservedCutOff: reserved.length === 0 ? null : Math.min(...reserved),
      },
    ];
  });
  if (rows.length === 0) return null;
  return cutOffStrip({
    words,
    id: "last-places",
    title: words.t("place-result.strip-title"),
    rows,
    you: result.points,
  });
}

/** What happened to the last places after publication. */
export function changes(words: Words, result: LearnerResult): Html | null {
  const { t } = words;
  const changed = result.wishes.filter((wish) => wish.changes);
  if (changed.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${t("place-result.changes-title")}</h2><ul class="govuk-list govuk-list--bullet">${changed.map(
    ({ city, changes: since }) =>
      since &&
      html`<li><strong lang="">${city}</strong>: ${t("place-result.changes", { given: since.givenBack, offered: since.offeredAgain })} ${
        since.lastNow !== null
          ? t("place-result.last-now", { points: since.lastNow })
          : t(since.full ? "place-result.last-now-kept" : "place-result.last-now-free")
      }</li>`,
  )}</ul>`;
}

/** Where somebody without a place stands in each line. */
export function waitingLines(words: Words, result: LearnerResult): Html | null {
  const waiting = result.wishes.filter(
    (wish) => wish.waiting !== null && wish.flowState === "open",
  );
  if (waiting.length === 0) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("place-result.waiting-title")}</h2><p class="govuk-body">${t("place-result.waiting")}</p><ul class="govuk-list govuk-list--bullet">${waiting.map(
    (wish) =>
      html`<li><strong lang="">${wish.city}</strong>: ${t("place-result.waiting-number", { number: wish.waiting ?? 0 })}</li>`,
  )}</ul>`;
}
