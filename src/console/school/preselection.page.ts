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
import { dayFrom } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Call } from "../../stages/calls/call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import {
  layDownPreselection,
  listPreselection,
  markPreselection,
  readPreselectionRule,
} from "../../stages/schools/preselect.ts";
import { markField, reasonField } from "../../stages/schools/preselection.rules.ts";
import type { Preselected, PreselectionRule } from "../../stages/schools/preselection.ts";
import { can } from "../../stages/schools/school.policy.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  notificationBanner,
  problemSummary,
  radios,
  select,
  table,
} from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

async function show(
  visit: StaffVisit,
  call: Call,
  problems: readonly Problem[] = [],
): Promise<Answer> {
  const words = wordsOf(visit);
  const { t } = words;
  const rule = await readPreselectionRule(visit.tx, call.id);
  const mayLayDown = call.state === "draft" && can.layDownPreselection(visit.tx.actor);
  if (!rule && !mayLayDown) return nothingHere;
  const people = rule ? await listPreselection(visit.tx, call.id, collationOf(visit.locale)) : [];
  const title = t("school.preselection-title");
  const labels = Object.fromEntries(
    people.flatMap((one) => {
      const name = `${one.givenNames} ${one.familyName}`;
      return [
        [markField(one.applicationId), name],
        [reasonField(one.applicationId), name],
      ];
    }),
  );
  const body = html`${problemSummary(words, problems, { until: "until-day" }, labels)}${
    visit.query.has("marked") &&
    notificationBanner({
      words,
      type: "success",
      text: t("school.preselection-done", { count: Number(visit.query.get("marked")) || 0 }),
    })
  }<span class="govuk-caption-l">${t("home.call", { number: call.number, title: words.local(call.title) })}</span><h1 class="govuk-heading-l">${title}</h1>
${rule && html`<p class="govuk-body">${t(rule.onlyThose ? "school.preselection-binds" : "school.preselection-informs")}</p><p class="govuk-body">${t("school.preselection-rule", { until: words.day(rule.until), limited: rule.atMost === null ? "no" : "yes", count: rule.atMost ?? 0 })}</p>`}
${mayLayDown ? ruleForm(visit, words, call, rule, problems) : people.length === 0 ? html`<p class="govuk-body">${t("school.preselection-nobody")}</p>` : marks(visit, words, call, people, problems)}`;
  const whole = consoleShell(visit, {
    title,
    section: mayLayDown ? "calls" : "applicants",
    before: backLink({
      words,
      href: paths.call(visit.tx.actor.scheme.slug, call.id),
      text: t("calls.back-to-call"),
    }),
    body,
    error: problems.length > 0,
  });
  return problems.length > 0 ? refusedPage(whole) : page(whole);
}

function ruleForm(
  visit: StaffVisit,
  words: Words,
  call: Call,
  rule: PreselectionRule | null,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const typed = (name: string, before: string) =>
    visit.form.has(name) ? visit.form.text(name) : before;
  const [year = "", month = "", day = ""] = (rule?.until ?? "").split("-");
  return form(
    { action: schoolPaths.preselection(visit.tx.actor.scheme.slug, call.id), key: newId() },
    hidden("act", "rule"),
    html`<p class="govuk-body">${t("school.preselection-explained")}</p>`,
    input({
      words,
      name: "atMost",
      label: t("school.preselection-most"),
      hint: t("school.preselection-most-hint"),
      inputmode: "numeric",
      classes: "govuk-input--width-3",
      value: typed("atMost", rule?.atMost ? String(rule.atMost) : ""),
      problems,
    }),
    dateInput({
      words,
      name: "until",
      legend: t("school.preselection-until"),
      hint: t("school.preselection-until-hint", {
        from: words.day(wallTimeOf(call.closesAt).day),
        to: words.day(call.decideBy),
      }),
      values: {
        day: typed("until-day", day),
        month: typed("until-month", month),
        year: typed("until-year", year),
      },
      problems,
    }),
    radios({
      words,
      name: "effect",
      legend: { text: t("school.preselection-effect"), classes: "govuk-fieldset__legend--s" },
      value: typed("effect", rule?.onlyThose ? "only-those" : "information"),
      problems,
      items: [
        { value: "information", text: t("school.preselection-effect-information") },
        { value: "only-those", text: t("school.preselection-effect-only") },
      ],
    }),
    button({ text: t("school.preselection-lay-down"), preventDoubleClick: true }),
  );
}

function marks(
  visit: StaffVisit,
  words: Words,
  call: Call,
  people: readonly Preselected[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const typed = (name: string, before: string) =>
    visit.form.has(name) ? visit.form.text(name) : before;
  const hiddenLabel = (text: string) => ({ text, classes: "govuk-visually-hidden" });
  return form(
    {
      action: schoolPaths.preselection(visit.tx.actor.scheme.slug, call.id),
      key: newId(),
      keep: `preselection-${call.id}`,
    },
    hidden("act", "mark"),
    table({
      words,
      cards: true,
      firstCellIsHeader: true,
      caption: t("school.preselection-title"),
      captionClasses: "govuk-visually-hidden",
      head: [
        t("school.person"),
        t("school.organisationId"),
        t("school.preselection-mark"),
        t("school.preselection-reason"),
      ],
      rows: people.map((one) => {
        const name = `${one.givenNames} ${one.familyName}`;
        const mark = markField(one.applicationId);
        const reason = reasonField(one.applicationId);
        const said = one.putForward === null ? "" : one.putForward ? "yes" : "no";
        return [
          html`${one.familyName}, ${one.givenNames}<br><span class="govuk-hint app-code">${one.code}</span>`,
          html`${one.school}<br><span class="govuk-hint">${words.trade(one.trade)}</span>`,
          select({
            words,
            name: mark,
            label: hiddenLabel(`${name}, ${t("school.preselection-mark")}`),
            value: typed(mark, said),
            problems,
            items: [
              { value: "", text: t("school.preselection-open") },
              { value: "yes", text: t("school.preselection-yes") },
              { value: "no", text: t("school.preselection-no") },
            ],
          }),
          input({
            words,
            name: reason,
            label: hiddenLabel(`${name}, ${t("school.preselection-reason")}`),
            value: typed(reason, one.reason ?? ""),
            problems,
          }),
        ];
      }),
    }),
    button({ text: t("school.preselection-save"), preventDoubleClick: true }),
  );
}

async function save(visit: StaffVisit, call: Call): Promise<Answer> {
  const { form: sent, tx } = visit;
  const to = schoolPaths.preselection(tx.actor.scheme.slug, call.id);
  if (sent.text("act") === "rule") {
    const until = dayFrom(
      {
        day: sent.text("until-day"),
        month: sent.text("until-month"),
        year: sent.text("until-year"),
      },
      "until",
    );
    const most = sent.text("atMost");
    const done = await layDownPreselection(tx, call.id, {
      atMost: most === "" ? null : /^\d{1,4}$/.test(most) ? Number(most) : 0,
      // A day that is wrong already stands in as the last one, so that the rest is checked as well.
      until: until.day ?? call.decideBy,
      onlyThose: sent.text("effect") === "only-those",
    });
    const problems = [...(done.ok ? [] : done.problems), ...until.problems];
    return problems.length === 0 ? redirect(to) : show(visit, call, problems);
  }
  const people = await listPreselection(tx, call.id, collationOf(visit.locale));
  const done = await markPreselection(
    tx,
    call.id,
    people.map(({ applicationId }) => ({
      applicationId,
      putForward: sent.text(markField(applicationId)),
      reason: sent.text(reasonField(applicationId)),
    })),
  );
  if (done.ok) return redirect(`${to}?marked=${done.value.marked}`);
  return done.problems.some((problem) => problem.code === "not-found")
    ? nothingHere
    : show(visit, call, done.problems);
}

const withCall =
  (answer: (visit: StaffVisit, call: Call) => Promise<Answer>) => async (visit: StaffVisit) => {
    const call = await readCall(visit.tx, visit.params.callId ?? "");
    return call ? answer(visit, call) : nothingHere;
  };

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.preselection(":scheme", ":callId"),
    access: "staff",
    allow: can.preselect,
    answer: withCall(show),
  },
  {
    method: "POST",
    path: schoolPaths.preselection(":scheme", ":callId"),
    access: "staff",
    allow: can.preselect,
    answer: withCall(save),
  },
];
