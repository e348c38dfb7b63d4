import type { Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Call } from "../../stages/calls/call.ts";
import type { TrialLine } from "../../stages/selection/ranking/rule-trial.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { draftToTry, pastCalls, type TriedRule, tryRule } from "../../stages/selection/try-rule.ts";
import { callName } from "../../ui/call-sheet/index.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  insetText,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Longer lists hide what matters: who moves, and who stands near the last seat. */
const MOST_LINES = 200;

/** The rule of a draft, run on the people of a past call. Only looked at: nothing is kept. */
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.callPart(":scheme", ":callId", "trial"),
    access: "staff",
    allow: can.lead,
    answer: async (visit) => {
      const draft = await draftToTry(visit.tx, visit.params.callId ?? "");
      return draft ? page(await trialPage(visit, draft)) : nothingHere;
    },
  },
];

async function trialPage(visit: StaffVisit, draft: Call): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const past = await pastCalls(visit.tx, draft);
  const asked = visit.query.get("past");
  const seats = (visit.query.get("seats") ?? "").trim();
  const tried = asked === null ? null : await tryRule(visit.tx, draft, asked, seats);
  const problems: readonly Problem[] = tried && !tried.ok ? tried.problems : [];
  const title = words.t("trial.title");
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({
      words,
      href: paths.call(slug, draft.id),
      text: words.t("calls.back-to-call"),
    }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l"><span class="govuk-caption-l">${callName(words, draft)}</span> ${title}</h1>
<p class="govuk-body">${words.t("trial.intro")}</p>
${
  past.length === 0
    ? insetText({ text: words.t("trial.no-past-call") })
    : form(
        { action: paths.callPart(slug, draft.id, "trial"), method: "get" },
        select({
          words,
          problems,
          name: "past",
          label: words.t("trial.past"),
          value: asked ?? past[0]?.id ?? "",
          items: past.map((call) => ({
            value: call.id,
            text: `${callName(words, call)}, ${words.day(call.closesAt)}`,
          })),
        }),
        input({
          words,
          problems,
          name: "seats",
          label: words.t("trial.seats"),
          hint: words.t("trial.seats-hint"),
          value: seats,
          classes: "govuk-input--width-4",
          inputmode: "numeric",
          autocomplete: "off",
        }),
        button({ text: words.t("trial.try") }),
      )
}
${tried?.ok && outcome(words, draft, tried.value)}`,
  });
}

const nameOf = (words: Words, call: Call, code: string): string =>
  words.local(call.criteria.find((one) => one.code === code)?.name ?? { en: code });

function outcome(words: Words, draft: Call, { past, trial }: TriedRule): Html {
  const moved = trial.lines.filter((line) => line.moves === "in").length;
  const left = trial.lines.filter((line) => line.moves === "out").length;
  const name = callName(words, past);
  if (trial.people === 0) return insetText({ text: words.t("trial.nobody", { call: name }) });
  return html`<h2 class="govuk-heading-m">${words.t("trial.outcome", { call: name })}</h2>
<p class="govuk-body"><strong>${words.t(moved + left === 0 ? "trial.nobody-moves" : "trial.moves", { in: moved, out: left })}</strong> ${words.t("trial.counted", { people: trial.people, seats: trial.seats })}</p>
<p class="govuk-body">${cutOffLine(words, draft, trial.cutOff)}</p>
${trial.incomplete > 0 && html`<p class="govuk-body">${words.t("trial.incomplete", { count: trial.incomplete })}</p>`}
${trial.dropped.length > 0 && html`<p class="govuk-body">${words.t("trial.dropped", { list: words.list(trial.dropped.map((code) => nameOf(words, past, code))) })}</p>`}
${partsTable(words, draft, trial.criteria)}
${moved + left > 0 && linesTable(words, words.t("trial.who-moves"), trial.lines.filter((line) => line.moves !== null).slice(0, MOST_LINES))}
${linesTable(words, words.t("trial.order"), trial.lines.slice(0, MOST_LINES))}
${trial.lines.length > MOST_LINES && html`<p class="govuk-body app-muted">${words.t("trial.shortened", { count: MOST_LINES })}</p>`}`;
}

function cutOffLine(words: Words, draft: Call, cutOff: TriedRule["trial"]["cutOff"]): string {
  if (!cutOff) return words.t("trial.all-in");
  const { points, equal, equalIn, decidedBy } = cutOff;
  if (equal === equalIn) return words.t("trial.cut-off-clear", { points });
  const said = words.t("trial.cut-off-equal", { points, equal, in: equalIn });
  const tie = decidedBy.startsWith("tie:") ? decidedBy.slice("tie:".length) : null;
  const by =
    tie === null
      ? words.t("trial.cut-off-draw")
      : words.t("trial.cut-off-tie", { name: nameOf(words, draft, tie) });
  return `${said} ${by}`;
}

function partsTable(words: Words, draft: Call, criteria: TriedRule["trial"]["criteria"]): Html {
  const most = Math.max(...criteria.map((one) => one.share ?? 0));
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("trial.parts"),
    captionClasses: "govuk-table__caption--m",
    head: [
      words.t("trial.part"),
      { text: words.t("trial.average"), format: "numeric" },
      { text: words.t("trial.share"), format: "numeric" },
      { text: words.t("trial.without"), format: "numeric" },
    ],
    rows: criteria.map((one) => [
      html`${nameOf(words, draft, one.code)}${one.share !== null && one.share === most && most > 0 && html` <strong class="govuk-tag">${words.t("trial.decides-most")}</strong>`}${one.from !== "same" && html`<br><span class="app-muted">${words.t(`trial.from-${one.from}`)}</span>`}`,
      {
        text: words.t("trial.average-of", {
          average: Math.round(one.average * 10) / 10,
          maximum: draft.criteria.find((c) => c.code === one.code)?.maximum ?? 0,
        }),
        format: "numeric",
      },
      { text: one.share === null ? "–" : words.percent(one.share), format: "numeric" },
      { text: words.number(one.movesWithout), format: "numeric" },
    ]),
  });
}

function linesTable(words: Words, caption: string, lines: readonly TrialLine[]): Html {
  const standing = (rank: number | null, points: number): string =>
    rank === null ? words.t("trial.no-rank") : words.t("trial.standing", { rank, points });
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption,
    captionClasses: "govuk-table__caption--m",
    head: [
      words.t("trial.person"),
      words.t("trial.before"),
      words.t("trial.after"),
      words.t("trial.change"),
    ],
    rows: lines.map((line) => [
      html`<code>${line.id}</code>`,
      standing(line.rankBefore, line.pointsBefore),
      standing(line.rankAfter, line.pointsAfter),
      line.moves === null ? "–" : words.t(`trial.moves-${line.moves}`),
    ]),
  });
}
