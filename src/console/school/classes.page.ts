import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { TRADES } from "../../stages/applications/save-answers.ts";
import type { SchoolClass } from "../../stages/schools/class-code.ts";
import { makeClassCode } from "../../stages/schools/make-class-code.ts";
import {
  type CallToPick,
  listCallsToPick,
  listClasses,
  listOwnSchools,
  type OwnSchool,
} from "../../stages/schools/read-classes.ts";
import { can } from "../../stages/schools/school.policy.ts";
import {
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  select,
  table,
  tag,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

/** A value of the select of trades that opens the box below it. */
const OTHER = "other";
const FIELDS = ["callId", "organisationId", "className", "trade", "teacherName", "pupils"] as const;

const callName = (words: Words, call: Pick<CallToPick, "number" | "title">) =>
  words.t("home.call", { number: call.number, title: words.local(call.title) });

async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const classes = await listClasses(visit.tx);
  const calls = await listCallsToPick(visit.tx);
  const schools = await listOwnSchools(visit.tx);
  const labels = Object.fromEntries(FIELDS.map((field) => [field, t(`school.${field}`)]));
  return consoleShell(visit, {
    title: t("school.classes-title"),
    section: "school-classes",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${t("school.classes-title")}</h1>
<p class="govuk-body">${t("school.classes-lead")}</p>
${classes.length > 0 && classTable(visit, words, classes, schools.length > 1)}
<h2 class="govuk-heading-m">${t("school.class-new")}</h2>
${
  calls.length === 0
    ? html`<p class="govuk-body">${t("school.no-open-call")}</p>`
    : newClass(visit, words, { calls, schools, problems })
}`,
  });
}

/** Sent, begun, and who is missing from a class whose size is known. */
export function classFigures(words: Words, of: SchoolClass): string {
  const missing = (of.pupils ?? 0) - of.sent - of.begun;
  const parts = [
    words.t("school.figure-sent", { count: of.sent }),
    words.t("school.figure-begun", { count: of.begun }),
    ...(missing > 0 ? [words.t("school.figure-missing", { count: missing })] : []),
  ];
  return parts.join(" · ");
}

/** Newest call first, codes that no longer work last, classes as a school names them. */
const inClassOrder = (words: Words, classes: readonly SchoolClass[]): SchoolClass[] =>
  words
    .inOrder(classes, ({ className }) => className)
    .sort(
      (a, b) =>
        b.call.number - a.call.number ||
        Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null),
    );

const classTable = (
  visit: StaffVisit,
  words: Words,
  classes: readonly SchoolClass[],
  severalSchools: boolean,
): Html => {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("school.classes-title"),
    captionClasses: "govuk-visually-hidden",
    head: [t("school.className"), t("school.code"), t("school.callId"), t("school.pupils-now")],
    rows: inClassOrder(words, classes).map((of) => [
      html`<a class="govuk-link" href="${schoolPaths.class(slug, of.id)}">${of.className}</a><br><span class="govuk-hint">${words.trade(of.trade)}, ${of.teacherName}${severalSchools && html`, ${of.school.name}`}</span>`,
      html`<span class="app-code">${of.code}</span>${of.withdrawnAt && html` ${tag({ text: t("school.withdrawn"), colour: "grey" })}`}`,
      callName(words, of.call),
      classFigures(words, of),
    ]),
  });
};

function newClass(
  visit: StaffVisit,
  words: Words,
  from: {
    readonly calls: readonly CallToPick[];
    readonly schools: readonly OwnSchool[];
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { problems } = from;
  const typed = (name: string) => visit.form.text(name);
  const [onlyCall, ...otherCalls] = from.calls;
  const [onlySchool, ...otherSchools] = from.schools;
  const choose = { value: "", text: t("site.choose") };
  return form(
    {
      action: schoolPaths.classes(visit.tx.actor.scheme.slug),
      key: newId(),
      classes: "app-text",
      keep: "new-class",
    },
    otherCalls.length === 0
      ? html`${hidden("callId", onlyCall?.id ?? "")}<p class="govuk-body">${onlyCall && callName(words, onlyCall)}<br><span class="govuk-hint">${onlyCall && t("school.until", { when: words.deadline(onlyCall.closesAt) })}</span></p>`
      : select({
          words,
          name: "callId",
          label: t("school.callId"),
          value: typed("callId"),
          problems,
          items: [
            choose,
            ...from.calls.map((call) => ({ value: call.id, text: callName(words, call) })),
          ],
        }),
    otherSchools.length === 0
      ? hidden("organisationId", onlySchool?.id ?? "")
      : select({
          words,
          name: "organisationId",
          label: t("school.organisationId"),
          value: typed("organisationId"),
          problems,
          items: [
            choose,
            ...from.schools.map((school) => ({ value: school.id, text: school.name })),
          ],
        }),
    input({
      words,
      name: "className",
      label: t("school.className"),
      hint: t("school.className-hint"),
      classes: "govuk-input--width-10",
      autocomplete: "off",
      value: typed("className"),
      problems,
    }),
    select({
      words,
      name: "trade",
      label: t("school.trade"),
      value: typed("trade"),
      problems,
      items: [
        choose,
        ...TRADES.map((code) => ({ value: code, text: words.trade(code) })).sort((a, b) =>
          words.compare(a.text, b.text),
        ),
        { value: OTHER, text: t("school.trade-other") },
      ],
    }),
    input({
      words,
      name: "trade-other",
      label: t("school.trade-other-label"),
      value: typed("trade-other"),
    }),
    input({
      words,
      name: "teacherName",
      label: t("school.teacherName"),
      hint: t("school.teacherName-hint"),
      autocomplete: "off",
      spellcheck: false,
      value: visit.form.has("teacherName") ? typed("teacherName") : visit.tx.actor.userName,
      problems,
    }),
    input({
      words,
      name: "pupils",
      label: t("school.pupils"),
      hint: t("school.pupils-hint"),
      inputmode: "numeric",
      classes: "govuk-input--width-3",
      value: typed("pupils"),
      problems,
    }),
    button({ text: t("school.class-make"), preventDoubleClick: true }),
  );
}

async function make(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx } = visit;
  const text = (name: string) => sent.text(name);
  const done = await makeClassCode(tx, {
    callId: text("callId"),
    organisationId: text("organisationId"),
    className: text("className"),
    trade: text("trade") === OTHER ? text("trade-other") : text("trade"),
    teacherName: text("teacherName"),
    pupils: text("pupils"),
  });
  if (!done.ok) return refusedPage(await show(visit, done.problems));
  return redirect(`${schoolPaths.class(tx.actor.scheme.slug, done.value.id)}?made=1`);
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.classes(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    path: schoolPaths.classes(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: make,
  },
];
