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
import { dayFrom } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type HandOverState, handOverState } from "../../stages/schools/hand-over.rules.ts";
import type { HandOver } from "../../stages/schools/hand-over.ts";
import {
  endHandOver,
  handOverSchool,
  listHandOvers,
} from "../../stages/schools/hand-over-school.ts";
import { listOwnSchools } from "../../stages/schools/read-classes.ts";
import { can } from "../../stages/schools/school.policy.ts";
import {
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  notificationBanner,
  problemSummary,
  select,
  type TagColour,
  table,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

const COLOURS: Readonly<Record<HandOverState, TagColour>> = {
  ahead: "yellow",
  running: "green",
  over: "grey",
  ended: "grey",
};
const boxes = (visit: StaffVisit, name: string) => ({
  day: visit.form.text(`${name}-day`),
  month: visit.form.text(`${name}-month`),
  year: visit.form.text(`${name}-year`),
});
const DATE_FIELDS = { starts: "starts-day", ends: "ends-day" };

async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const schools = await listOwnSchools(visit.tx);
  const past = await listHandOvers(visit.tx);
  const given = past.find((one) => one.id === visit.query.get("given"));
  const title = t("school.hand-over-title");
  const labels = Object.fromEntries(
    (["name", "email", "starts", "ends"] as const).map((f) => [f, t(`school.hand-over-${f}`)]),
  );
  const [only, ...others] = schools;
  return consoleShell(visit, {
    title,
    section: "school",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, DATE_FIELDS, labels)}${
      given &&
      notificationBanner({
        words,
        type: "success",
        text: t("school.hand-over-done", {
          name: given.toName,
          days: words.days(given.starts, given.ends),
        }),
      })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("school.hand-over-lead")}</p>
${form(
  { action: schoolPaths.handOver(slug), key: newId(), classes: "app-text", keep: "hand-over" },
  others.length === 0
    ? hidden("organisationId", only?.id ?? "")
    : select({
        words,
        name: "organisationId",
        label: t("school.organisationId"),
        value: visit.form.text("organisationId"),
        items: schools.map((school) => ({ value: school.id, text: school.name })),
      }),
  input({
    words,
    name: "name",
    label: t("school.hand-over-name"),
    autocomplete: "off",
    spellcheck: false,
    value: visit.form.text("name"),
    problems,
  }),
  input({
    words,
    name: "email",
    type: "email",
    label: t("school.hand-over-email"),
    hint: t("school.hand-over-email-hint"),
    autocomplete: "off",
    spellcheck: false,
    value: visit.form.text("email"),
    problems,
  }),
  dateInput({
    words,
    name: "starts",
    legend: t("school.hand-over-starts"),
    values: boxes(visit, "starts"),
    problems,
  }),
  dateInput({
    words,
    name: "ends",
    legend: t("school.hand-over-ends"),
    hint: t("school.hand-over-ends-hint"),
    values: boxes(visit, "ends"),
    problems,
  }),
  button({ text: t("school.hand-over-give"), preventDoubleClick: true }),
)}
${past.length > 0 && html`<h2 class="govuk-heading-m">${t("school.hand-over-list")}</h2>${list(visit, past)}`}`,
  });
}

function list(visit: StaffVisit, past: readonly HandOver[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const today = wallTimeOf(visit.tx.now).day;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("school.hand-over-list"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("school.hand-over-name"),
      t("school.hand-over-days"),
      t("school.state"),
      t("school.hand-over-by"),
      html`<span class="govuk-visually-hidden">${t("school.hand-over-end")}</span>`,
    ],
    rows: past.map((one) => {
      const state = handOverState(one, today);
      return [
        one.toName,
        words.days(one.starts, one.ends),
        tag({ text: t(`school.hand-over-${state}`), colour: COLOURS[state] }),
        one.fromName,
        state === "ahead" || state === "running"
          ? form(
              { action: schoolPaths.handOverEnding(slug, one.id), key: newId() },
              button({
                kind: "secondary",
                text: html`${t("school.hand-over-end")}<span class="govuk-visually-hidden"> (${one.toName})</span>`,
              }),
            )
          : "",
      ];
    }),
  });
}

async function give(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx, site, locale } = visit;
  const words = wordsOf(visit);
  const starts = dayFrom(boxes(visit, "starts"), "starts");
  const ends = dayFrom(boxes(visit, "ends"), "ends");
  const today = wallTimeOf(tx.now).day;
  const done = await handOverSchool(
    tx,
    {
      organisationId: sent.text("organisationId"),
      name: sent.text("name"),
      email: sent.text("email"),
      // A day that is wrong already stands in as today, so that the rest is checked as well.
      starts: starts.day ?? today,
      ends: ends.day ?? starts.day ?? today,
    },
    {
      locale,
      signInUrl: new URL(paths.signIn(), site.publicUrl).toString(),
      from: tx.actor.userName,
      days: starts.day && ends.day ? words.days(starts.day, ends.day) : "",
    },
  );
  const typed = [...starts.problems, ...ends.problems];
  if (done.ok && typed.length === 0) {
    return redirect(`${schoolPaths.handOver(tx.actor.scheme.slug)}?given=${done.value.id}`);
  }
  const found = done.ok ? [] : done.problems;
  if (found.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, [...found, ...typed]));
}

async function end(visit: StaffVisit): Promise<Answer> {
  const done = await endHandOver(visit.tx, visit.params.handOverId ?? "");
  if (done.ok) return redirect(schoolPaths.handOver(visit.tx.actor.scheme.slug));
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.handOver(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    path: schoolPaths.handOver(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: give,
  },
  {
    method: "POST",
    path: schoolPaths.handOverEnding(":scheme", ":handOverId"),
    access: "staff",
    allow: can.workForSchool,
    answer: end,
  },
];
