import type { MessageKey, Words } from "../../platform/i18n/index.ts";
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
import { addLine } from "../../stages/schemes/add-line.ts";
import { changeLine } from "../../stages/schemes/change-line.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { can } from "../../stages/schemes/scheme.policy.ts";
import {
  ACTIVITY_KINDS,
  type ActivityLine,
  type Counted,
  type Direction,
} from "../../stages/schemes/scheme.ts";
import {
  button,
  checkboxes,
  details,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  select,
  summaryList,
} from "../../ui/index.ts";
import { typedNumber } from "../calls/typed.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { nameInputs, nameLabels, sentNames } from "./names.ts";
import { settingsTabs } from "./tabs.ts";

const DIRECTIONS = ["to-hosts", "to-senders", "both"] as const satisfies readonly Direction[];
const COUNTED = ["participants", "assignments", "meetings"] as const satisfies readonly Counted[];
/** A line of learners is none of the activities of staff. */
const LEARNERS = "learners";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.lines(":scheme"),
    access: "staff",
    allow: can.changeSettings,
    answer: async (visit) => page(await linesPage(visit, null, [])),
  },
  {
    method: "POST",
    path: paths.lines(":scheme"),
    access: "staff",
    allow: can.addLine,
    answer: add,
  },
  {
    method: "POST",
    path: paths.line(":scheme", ":lineId"),
    access: "staff",
    allow: can.addLine,
    answer: change,
  },
];

async function add(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx } = visit;
  const days = (name: string) => (sent.text(name) === "" ? null : typedNumber(sent, name));
  const activity = ACTIVITY_KINDS.find((one) => one === sent.text("activity")) ?? null;
  const unknown = activity === null && sent.text("activity") !== LEARNERS;
  const done = await addLine(tx, {
    code: sent.text("code"),
    name: sentNames(sent),
    audience: activity === null ? "learners" : "staff",
    activity,
    direction: DIRECTIONS.find((one) => one === sent.text("direction")) ?? "to-hosts",
    counted: COUNTED.find((one) => one === sent.text("counted")) ?? "participants",
    target: typedNumber(sent, "target"),
    minimumDays: days("minimumDays"),
    maximumDays: days("maximumDays"),
    onlineCounts: sent.has("online"),
  });
  if (done.ok && !unknown) return redirect(`${paths.lines(tx.actor.scheme.slug)}?saved`);
  const problems = [
    ...(unknown ? [{ code: "choose-one", field: "activity" }] : []),
    // The English name is the one that is asked for.
    ...(done.ok ? [] : done.problems).map((one) =>
      one.field === "name" ? { ...one, field: "name-en" } : one,
    ),
  ];
  return refusedPage(await linesPage(visit, "new", problems));
}

async function change(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx } = visit;
  const lineId = visit.params.lineId ?? "";
  const done = await changeLine(tx, lineId, {
    target: typedNumber(sent, "target"),
    onlineCounts: sent.has("online"),
  });
  if (done.ok) return redirect(`${paths.lines(tx.actor.scheme.slug)}?saved`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await linesPage(visit, lineId, done.problems));
}

/** @param refused the line whose form was refused, or "new" */
async function linesPage(
  visit: StaffVisit,
  refused: string | null,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const lines = (await readScheme(visit.tx))?.lines ?? [];
  return consoleShell(visit, {
    title: t("accounts.lines-title"),
    section: "settings",
    error: problems.length > 0,
    body: html`${problemSummary(
      words,
      problems,
      refused === null || refused === "new" ? {} : { target: `target-${refused}` },
      {
        ...nameLabels(words),
        ...Object.fromEntries(
          ["code", "activity", "target", "minimumDays", "maximumDays"].map((field) => [
            field,
            t(`lines.${field}` as MessageKey),
          ]),
        ),
      },
    )}${
      visit.query.has("saved") &&
      notificationBanner({ words, text: t("settings.saved"), type: "success" })
    }<h1 class="govuk-heading-l">${t("accounts.lines-title")}</h1>
${settingsTabs(visit, "lines")}
<p class="govuk-body">${t("lines.lead")}</p>
${lines.map((line) => linePart(visit, words, line, refused === line.id ? problems : []))}
${details({
  summary: t("lines.add"),
  open: refused === "new",
  text: newLine(visit, words, refused === "new" ? problems : []),
})}`,
  });
}

function linePart(
  visit: StaffVisit,
  words: Words,
  line: ActivityLine,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const again = problems.length > 0;
  const { minimumDays, maximumDays } = line;
  const isOnline = again ? visit.form.has("online") : line.onlineCounts;
  return html`<section class="app-card"><h2 class="govuk-heading-s">${words.local(line.name)}</h2>
${summaryList({
  rows: [
    { key: t("lines.activity"), value: t(`lines.activity-${line.activity ?? LEARNERS}`) },
    { key: t("lines.direction"), value: t(`lines.direction-${line.direction}`) },
    { key: t("lines.counted"), value: t(`board.counted-${line.counted}`) },
    {
      key: t("lines.target"),
      value: html`${line.target}${line.onlineCounts && html`<br><span class="govuk-hint">${t("lines.online")}</span>`}`,
    },
    (minimumDays !== null || maximumDays !== null) && {
      key: t("lines.days"),
      value: `${minimumDays ?? 1}–${maximumDays ?? "…"}`,
    },
  ],
})}${details({
  summary: t("lines.change"),
  open: again,
  text: form(
    {
      action: paths.line(visit.tx.actor.scheme.slug, line.id),
      key: newId(),
      classes: "app-text",
    },
    input({
      words,
      name: "target",
      id: `target-${line.id}`,
      label: t("lines.target"),
      inputmode: "numeric",
      classes: "govuk-input--width-5",
      value: again ? visit.form.text("target") : line.target,
      problems,
    }),
    onlineBox(words, isOnline, `online-${line.id}`),
    button({ text: t("site.save"), kind: "secondary", preventDoubleClick: true }),
  ),
})}</section>`;
}

const onlineBox = (words: Words, isOnline: boolean, idPrefix: string): Html =>
  checkboxes({
    words,
    name: "online",
    idPrefix,
    values: isOnline ? ["yes"] : [],
    items: [{ value: "yes", text: words.t("lines.online") }],
  });

function newLine(visit: StaffVisit, words: Words, problems: readonly Problem[]): Html {
  const { t } = words;
  const { form: sent } = visit;
  const figure = (name: "target" | "minimumDays" | "maximumDays") =>
    input({
      words,
      name,
      label: t(`lines.${name}`),
      ...(name === "target" ? {} : { hint: t("lines.days-hint") }),
      inputmode: "numeric",
      classes: "govuk-input--width-5",
      value: sent.text(name),
      problems,
    });
  return form(
    { action: paths.lines(visit.tx.actor.scheme.slug), key: newId(), classes: "app-text" },
    nameInputs({ words, problems, value: (field) => sent.text(field) }),
    input({
      words,
      name: "code",
      label: t("lines.code"),
      hint: t("lines.code-hint"),
      autocapitalize: "none",
      spellcheck: false,
      value: sent.text("code"),
      problems,
    }),
    select({
      words,
      name: "activity",
      label: t("lines.activity"),
      value: sent.text("activity"),
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...[LEARNERS, ...ACTIVITY_KINDS].map((value) => ({
          value,
          text: t(`lines.activity-${value}` as MessageKey),
        })),
      ],
    }),
    select({
      words,
      name: "direction",
      label: t("lines.direction"),
      value: sent.text("direction"),
      items: DIRECTIONS.map((value) => ({ value, text: t(`lines.direction-${value}`) })),
    }),
    select({
      words,
      name: "counted",
      label: t("lines.counted"),
      value: sent.text("counted"),
      items: COUNTED.map((value) => ({ value, text: t(`board.counted-${value}`) })),
    }),
    figure("target"),
    figure("minimumDays"),
    figure("maximumDays"),
    onlineBox(words, sent.has("online"), "online"),
    button({ text: t("lines.add"), preventDoubleClick: true }),
  );
}
