import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import {
  type ConsentRule,
  EXIT_CERTIFIED,
  EXIT_SIGNERS,
  YES_NO_ASK,
} from "../../stages/consents/consent.ts";
import { readDaysAfter } from "../../stages/consents/consent-ends.ts";
import { readRules, setRule } from "../../stages/consents/set-rule.ts";
import { changeConsentDays } from "../../stages/schemes/change-settings.ts";
import { can as ofScheme } from "../../stages/schemes/scheme.policy.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  select,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sectionOf } from "./section.ts";

const QUESTIONS = [
  ["guardians", "rule-guardians", ["1", "2"]],
  ["exitNeeded", "rule-exit", YES_NO_ASK],
  ["exitSigners", "rule-signers", EXIT_SIGNERS],
  ["exitCertified", "rule-certified", EXIT_CERTIFIED],
] as const;

/** Of these the programme says how long they count; taking part ends with the stay. */
const DAYS = ["data", "pictures"] as const;

const answerWords = (words: Words, field: string, value: string): string =>
  words.t(
    (field === "guardians"
      ? `consents.rule-guardians-${value}`
      : `consents.rule-${value}`) as MessageKey,
  );

/** What each sending country asks for, one form a country: its partner knows, nobody else guesses. */
async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const rules = await readRules(visit.tx);
  const days = await readDaysAfter(visit.tx);
  const title = t("consents.rules-title");
  const called = Object.fromEntries(DAYS.map((field) => [field, t(`consents.days-${field}`)]));
  const body = html`${problemSummary(words, problems, {}, called)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("consents.rules-lead")}</p>
${rules.map(
  (rule) =>
    html`<section><h2 class="govuk-heading-m">${words.country(rule.country)}</h2><p class="govuk-body-s">${
      rule.setAt
        ? t("consents.rule-said", { day: words.shortDay(rule.setAt) })
        : t("consents.rule-unsaid")
    }</p>${can.setRule(visit.tx.actor, rule.country) ? oneForm(words, slug, rule) : oneList(words, rule)}</section>`,
)}
${howLong(visit, words, days, problems)}`;
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body,
    before: backLink({ words, href: paths.consentWall(slug), text: t("consents.wall-title") }),
    error: problems.length > 0,
  });
}

/** How long each consent counts; what was given keeps the day that stood on the page or the sheet. */
function howLong(
  visit: StaffVisit,
  words: Words,
  days: Readonly<Record<(typeof DAYS)[number], number>>,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { form: typed } = visit;
  const heading = html`<h2 class="govuk-heading-m">${t("consents.days-title")}</h2><p class="govuk-body">${t("consents.days-lead")}</p>`;
  if (!ofScheme.changeSettings(visit.tx.actor)) {
    return html`${heading}${summaryList({
      rows: DAYS.map((field) => ({
        key: t(`consents.purpose-${field}`),
        value: t("consents.days", { count: days[field] }),
      })),
    })}`;
  }
  return html`${heading}${form(
    { action: paths.consentDays(slug), key: newId(), classes: "app-text" },
    ...DAYS.map((field) =>
      input({
        words,
        problems,
        name: field,
        label: t(`consents.days-${field}`),
        value: typed.has(field) ? typed.text(field) : String(days[field]),
        classes: "govuk-input--width-4",
        inputmode: "numeric",
        autocomplete: "off",
      }),
    ),
    button({ text: t("consents.rule-save"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}

const oneForm = (words: Words, slug: string, rule: ConsentRule): Html =>
  form(
    { action: paths.consentRules(slug), key: newId(), classes: "app-text" },
    hidden("country", rule.country),
    ...QUESTIONS.map(([field, label, values]) =>
      select({
        words,
        name: field,
        id: `${field}-${rule.country}`,
        label: words.t(`consents.${label}`),
        value: String(rule[field]),
        items: values.map((value) => ({ value, text: answerWords(words, field, value) })),
      }),
    ),
    button({ text: words.t("consents.rule-save"), kind: "secondary", preventDoubleClick: true }),
  );

const oneList = (words: Words, rule: ConsentRule): Html =>
  summaryList({
    rows: QUESTIONS.map(([field, label]) => ({
      key: words.t(`consents.${label}`),
      value: answerWords(words, field, String(rule[field])),
    })),
  });

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeRules,
    path: paths.consentRules(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.setRules,
    path: paths.consentRules(":scheme"),
    answer: async (visit) => {
      const { form: sent } = visit;
      const done = await setRule(visit.tx, {
        country: sent.text("country"),
        guardians: sent.text("guardians"),
        exitNeeded: sent.text("exitNeeded"),
        exitSigners: sent.text("exitSigners"),
        exitCertified: sent.text("exitCertified"),
      });
      if (done.ok) return redirect(paths.consentRules(visit.tx.actor.scheme.slug));
      if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
      return refusedPage(await show(visit, done.problems));
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: ofScheme.changeSettings,
    path: paths.consentDays(":scheme"),
    answer: async (visit) => {
      const typed = (field: string) => {
        const text = visit.form.text(field);
        return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      };
      const to = { data: typed("data"), pictures: typed("pictures") };
      const done = await changeConsentDays(visit.tx, to);
      if (done.ok) return redirect(paths.consentRules(visit.tx.actor.scheme.slug));
      return refusedPage(await show(visit, done.problems));
    },
  },
];
