import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import {
  answerObjection,
  type Objection,
  readObjection,
} from "../../stages/selection/objections.ts";
import { readCase, type WholeCase } from "../../stages/selection/read-case.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  lines,
  problemSummary,
  radios,
  select,
  summaryList,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

type Seen = { readonly objection: Objection; readonly of: WholeCase };

async function found(visit: StaffVisit): Promise<Seen | undefined> {
  const objection = await readObjection(visit.tx, visit.params.objectionId ?? "");
  const of = objection && (await readCase(visit.tx, objection.applicationId));
  return objection && of ? { objection, of } : undefined;
}

function objectionPage(
  visit: StaffVisit,
  { objection, of }: Seen,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const name = `${of.one.givenNames} ${of.one.familyName}`;
  const title = words.t("selection.objection-of", { name });
  return consoleShell(visit, {
    title,
    section: "selection",
    error: problems.length > 0,
    before: backLink({
      words,
      href: paths.selectionPart(slug, of.call.id, "objections"),
      text: words.t("selection.back-to-objections"),
    }),
    body: html`${problemSummary(words, problems)}<span class="govuk-caption-l">${words.t("selection.call-number", { number: of.call.number })}: ${words.local(of.call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${summaryList({
  rows: [
    {
      key: words.t("selection.case"),
      value: html`<a class="govuk-link" href="${paths.selectionCase(slug, of.one.id)}">${name}</a>`,
    },
    {
      key: words.t("selection.brought"),
      value: `${words.dayTime(objection.broughtAt)}, ${words.t(`selection.brought-${objection.brought}`)}`,
    },
    { key: words.t("selection.what-they-say"), value: lines(objection.body) },
    { key: words.t("selection.state"), value: words.t(`selection.objection-${objection.state}`) },
    objection.answer ? { key: words.t("selection.answer"), value: lines(objection.answer) } : null,
  ],
})}
${objection.state === "open" && can.lead(visit.tx.actor) && answerForm(visit, words, { objection, of }, problems)}`,
  });
}

function answerForm(
  visit: StaffVisit,
  words: Words,
  { objection, of }: Seen,
  problems: readonly Problem[],
): Html {
  const { form: typed } = visit;
  return html`<h2 class="govuk-heading-m">${words.t("selection.answer-title")}</h2><p class="govuk-body">${words.t("selection.answer-lead")}</p>${form(
    {
      action: paths.objection(visit.tx.actor.scheme.slug, objection.id),
      key: newId(),
      keep: `answer-${objection.id}`,
    },
    radios({
      words,
      name: "verdict",
      classes: "govuk-radios--small",
      legend: words.t("selection.verdict"),
      value: typed.text("verdict"),
      problems,
      items: [
        { value: "uphold", text: words.t("selection.verdict-uphold") },
        { value: "reject", text: words.t("selection.verdict-reject") },
      ],
    }),
    textarea({
      words,
      name: "answer",
      label: words.t("selection.answer-text"),
      hint: words.t("selection.answer-text-hint"),
      value: typed.text("answer"),
      rows: 5,
      problems,
    }),
    html`<h3 class="govuk-heading-s">${words.t("selection.answer-points")}</h3><p class="govuk-body">${words.t("selection.answer-points-lead")}</p>`,
    select({
      words,
      name: "criterion",
      label: words.t("selection.criterion"),
      value: typed.text("criterion"),
      problems,
      items: [
        { value: "", text: words.t("selection.no-change") },
        ...of.call.criteria.map((one) => ({
          value: one.code,
          text: words.t("selection.criterion-up-to", {
            name: words.local(one.name),
            max: one.maximum,
          }),
        })),
      ],
    }),
    input({
      words,
      name: "points",
      label: words.t("selection.points"),
      value: typed.text("points"),
      inputmode: "numeric",
      classes: "govuk-input--width-4",
      problems,
    }),
    textarea({
      words,
      name: "reason",
      label: words.t("selection.decision-reason"),
      value: typed.text("reason"),
      rows: 2,
      problems,
    }),
    button({ text: words.t("selection.send-answer"), preventDoubleClick: true }),
  )}`;
}

async function show(visit: StaffVisit): Promise<Answer> {
  const seen = await found(visit);
  return seen ? page(objectionPage(visit, seen)) : nothingHere;
}

async function answer(visit: StaffVisit): Promise<Answer> {
  const seen = await found(visit);
  if (!seen) return nothingHere;
  const { form: typed } = visit;
  const criterion = typed.text("criterion");
  const points = typed.text("points");
  const done = await answerObjection(visit.tx, seen.objection.id, {
    verdict: typed.text("verdict"),
    answer: typed.text("answer"),
    corrections:
      criterion === ""
        ? []
        : [
            {
              criterion,
              points: /^\d{1,6}$/.test(points) ? Number(points) : Number.NaN,
              reason: typed.text("reason"),
            },
          ],
  });
  if (!done.ok) return refusedPage(objectionPage(visit, seen, done.problems));
  return redirect(paths.selectionPart(visit.tx.actor.scheme.slug, seen.of.call.id, "objections"));
}

const path = paths.objection(":scheme", ":objectionId");
export const routes: Route[] = [
  { method: "GET", access: "staff", allow: can.seeSelection, path, answer: show },
  { method: "POST", access: "staff", allow: can.lead, path, answer },
];
