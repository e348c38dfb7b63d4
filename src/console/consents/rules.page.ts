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
import { readRules, setRule } from "../../stages/consents/set-rule.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
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
  const title = t("consents.rules-title");
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("consents.rules-lead")}</p>
${rules.map(
  (rule) =>
    html`<section><h2 class="govuk-heading-m">${words.country(rule.country)}</h2><p class="govuk-body-s">${
      rule.setAt
        ? t("consents.rule-said", { day: words.shortDay(rule.setAt) })
        : t("consents.rule-unsaid")
    }</p>${can.setRule(visit.tx.actor, rule.country) ? oneForm(words, slug, rule) : oneList(words, rule)}</section>`,
)}`;
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body,
    before: backLink({ words, href: paths.consentWall(slug), text: t("consents.wall-title") }),
    error: problems.length > 0,
  });
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
];
