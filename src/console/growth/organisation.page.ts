import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/growth/growth.policy.ts";
import type { GrowthAnswer } from "../../stages/growth/growth.ts";
import { type Growth, readGrowthOf } from "../../stages/growth/read-growth.ts";
import { decideAnswers } from "../../stages/growth/say-standard.ts";
import { PART_NAMES, PARTS, type Standard } from "../../stages/growth/standards.ts";
import {
  breadcrumbs,
  button,
  checkboxes,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  radios,
  table,
  tag,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { leadWords } from "./growth.page.ts";
import { growthPaths } from "./growth-paths.ts";

const COLOURS = { said: "yellow", confirmed: "green", returned: "orange" } as const;

export const standardName = (words: Words, standard: Standard): string =>
  words.t(`growth.standard-${standard}` as MessageKey);

/** How far a standard is, and whether the coordinator agrees. */
export const standing = (words: Words, answer: GrowthAnswer | undefined): Html =>
  answer
    ? html`${words.t(`growth.level-${answer.level}`)} ${tag({ text: words.t(`growth.state-${answer.state}`), colour: COLOURS[answer.state] })}`
    : html`${words.t("growth.unsaid")}`;

async function onePage(
  visit: StaffVisit,
  of: Growth,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const answers = new Map(of.answers.map((answer) => [answer.standard, answer]));
  return consoleShell(visit, {
    title: of.name,
    section: "growth",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [{ text: t("growth.title"), href: growthPaths.all(slug) }, { text: of.name }],
    }),
    body: html`${problemSummary(
      words,
      problems,
      {},
      {
        action: t("growth.decision"),
        answers: t("growth.which"),
        reason: t("growth.reason"),
      },
    )}${
      visit.query.get("done") === "1" &&
      problems.length === 0 &&
      notificationBanner({ words, type: "success", text: t("growth.saved") })
    }<h1 class="govuk-heading-l">${of.name}</h1>
<p class="govuk-body">${words.country(of.country)} · <a class="govuk-link" href="${paths.organisation(slug, of.id)}">${t("growth.about-organisation")}</a></p>
<p class="govuk-body">${leadWords(words, of)}</p>
${can.decide(actor) && decisionForm(visit, words, of, problems)}
${PART_NAMES.map(
  (part) =>
    html`<h2 class="govuk-heading-m">${t(`growth.part-${part}`)}</h2>${table({
      words,
      cards: true,
      firstCellIsHeader: true,
      scrollLabel: t(`growth.part-${part}`),
      head: [t("growth.standard"), t("growth.where-it-is"), t("growth.shown-by")],
      rows: PARTS[part].map((standard) => {
        const answer = answers.get(standard);
        return [
          html`<a class="govuk-link" href="${growthPaths.standard(slug, of.id, standard)}">${standardName(words, standard)}</a>`,
          standing(words, answer),
          answer ? evidence(words, slug, answer) : "–",
        ];
      }),
    })}`,
)}
<h2 class="govuk-heading-m">${t("growth.known")}</h2>
${facts(words, of)}`,
  });
}

/** What was written, the address it leads to and the file; none is anything but text or a link here. */
export function evidence(words: Words, slug: string, answer: GrowthAnswer): Html {
  const { evidence: text, link } = answer;
  const parts = [
    text !== "" && html`${text}`,
    link !== null && html`<a class="govuk-link" href="${link}" rel="noreferrer">${link}</a>`,
    fileShown(words, slug, answer),
  ].filter((one) => one !== false && one !== null);
  return html`${parts.map((one, at) => html`${at > 0 && html`<br>`}${one}`)}`;
}

function fileShown(words: Words, slug: string, answer: GrowthAnswer): Html | null {
  const { fileName, fileRemovedAt } = answer;
  if (fileRemovedAt !== null) {
    const name = answer.fileRemovedByName ?? "";
    return html`<span class="govuk-hint">${words.t("growth.file-gone", { name, day: words.shortDay(fileRemovedAt) })}</span>`;
  }
  if (answer.uploadId === null || fileName === null) return null;
  if (!answer.fileReady) return html`${words.t("growth.file-apart", { name: fileName })}`;
  const href = growthPaths.file(slug, answer.organisationId, answer.standard, answer.id);
  return html`<a class="govuk-link" href="${href}">${fileName}</a>`;
}

/** What the program knows by itself, year by year. */
const facts = (words: Words, of: Growth): Html =>
  of.years.length === 0
    ? html`<p class="govuk-body">${words.t("growth.nothing-yet")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        scrollLabel: words.t("growth.known"),
        head: [
          words.t("growth.year"),
          ...(["learners", "staff", "hosted", "at-events"] as const).map((key) => ({
            text: words.t(`growth.${key}`),
            format: "numeric" as const,
          })),
        ],
        rows: of.years.map((year) => [
          String(year.year),
          ...[year.learnersSent, year.staffSent, year.hosted, year.atEvents].map((count) => ({
            text: words.number(count),
            format: "numeric" as const,
          })),
        ]),
      });

/** All that waits at once: confirmed or given back in one press. */
function decisionForm(
  visit: StaffVisit,
  words: Words,
  of: Growth,
  problems: readonly Problem[],
): Html | null {
  const { t } = words;
  const waiting = of.answers.filter(
    (answer) => answer.state === "said" && can.confirm(visit.tx.actor, answer),
  );
  if (waiting.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${t("growth.waiting", { count: waiting.length })}</h2>${form(
    {
      action: growthPaths.decisions(visit.tx.actor.scheme.slug, of.id),
      key: newId(),
      classes: "app-text",
    },
    checkboxes({
      words,
      name: "answers",
      legend: t("growth.which"),
      classes: "govuk-checkboxes--small",
      values: visit.form.has("_key")
        ? visit.form.all("answers")
        : waiting.map((answer) => answer.id),
      problems,
      items: waiting.map((answer) => ({
        value: answer.id,
        text: `${standardName(words, answer.standard)}: ${t(`growth.level-${answer.level}`)}`,
        hint: html`${evidence(words, visit.tx.actor.scheme.slug, answer)}<br>${t("growth.said-by", { name: answer.saidByName, day: words.shortDay(answer.saidAt) })}`,
      })),
    }),
    radios({
      words,
      name: "action",
      legend: t("growth.decision"),
      classes: "govuk-radios--small",
      value: visit.form.text("action") || "confirm",
      problems,
      items: (["confirm", "return"] as const).map((value) => ({
        value,
        text: t(`growth.decide-${value}`),
      })),
    }),
    textarea({
      words,
      name: "reason",
      label: t("growth.reason"),
      hint: t("growth.reason-hint"),
      rows: 2,
      value: visit.form.text("reason"),
      problems,
    }),
    button({ text: t("growth.decide"), preventDoubleClick: true }),
  )}`;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeGrowth,
    path: growthPaths.one(":scheme", ":partnerId"),
    answer: async (visit) => {
      const of = await readGrowthOf(visit.tx, visit.params.partnerId ?? "");
      return of ? page(await onePage(visit, of)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.decide,
    path: growthPaths.decisions(":scheme", ":partnerId"),
    answer: async (visit) => {
      const of = await readGrowthOf(visit.tx, visit.params.partnerId ?? "");
      if (!of) return nothingHere;
      const { form: sent } = visit;
      const done = await decideAnswers(visit.tx, of.id, sent.all("answers"), {
        action: sent.text("action"),
        reason: sent.text("reason"),
      });
      return done.ok
        ? redirect(`${growthPaths.one(visit.tx.actor.scheme.slug, of.id)}?done=1`)
        : refusedPage(await onePage(visit, of, done.problems));
    },
  },
];
