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
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  keepVisaRule,
  readVisaEvents,
  readVisaRules,
  removeVisaRule,
  resetVisaRules,
  type VisaEvent,
} from "../../stages/travel/change-visa-rules.ts";
import { can } from "../../stages/travel/travel.policy.ts";
import {
  EU_CITIZENS,
  type NewVisaRule,
  SCHENGEN_AREA,
  type VisaRule,
} from "../../stages/travel/travel.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
  table,
  tag,
} from "../../ui/index.ts";
import { sourceLine } from "../../ui/travel/findings.ts";
import { eventActor, eventWords } from "../history.ts";
import { paths } from "../paths.ts";
import { settingsTabs } from "../settings/tabs.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { withBoxes } from "./boxes.ts";
import { typedRule, visaForm } from "./visa-form.ts";

const TARGETS = { entryFrom: "entryFrom-day", entryUntil: "entryUntil-day" };
const labelsOf = (words: Words): Record<string, string> =>
  Object.fromEntries([
    ...(["nationality", "passport", "issuer", "host", "regime"] as const).map((field) => [
      field,
      words.t(`travel.${field}`),
    ]),
    ...(["aboveDays", "leadWeeks", "source", "link", "entryFrom", "entryUntil"] as const).map(
      (field) => [field, words.t(`travel.rule-${field}`)],
    ),
  ]);

const people = (words: Words, rule: Partial<NewVisaRule>): string =>
  rule.nationality === EU_CITIZENS
    ? words.t("travel.eu-citizens")
    : words.country(rule.nationality ?? "");
const hostOf = (words: Words, rule: Partial<NewVisaRule>): string =>
  rule.host === SCHENGEN_AREA ? words.t("travel.area") : words.country(rule.host ?? "");

function entryWords(words: Words, { entryFrom: from, entryUntil: until }: Partial<NewVisaRule>) {
  if (from && until) return words.days(from, until);
  if (from) return words.t("travel.since", { day: words.shortDay(from) });
  return until ? words.t("travel.until", { day: words.shortDay(until) }) : words.t("travel.always");
}

function regimeWords(words: Words, rule: Partial<NewVisaRule>): string {
  return rule.regime === "long-stay"
    ? words.t("travel.above", { days: rule.aboveDays ?? 0 })
    : words.t(`travel.regime-${rule.regime}` as MessageKey);
}

async function visaTable(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const isChanger = can.changeVisaRules(actor);
  const rules = await readVisaRules(visit.tx);
  const events = await readVisaEvents(visit.tx);
  return consoleShell(visit, {
    title: t("travel.visas-title"),
    section: isChanger ? "settings" : null,
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}${
      visit.query.get("done") === "1" &&
      notificationBanner({ words, type: "success", text: t("travel.visas-saved") })
    }<h1 class="govuk-heading-l">${t("travel.visas-title")}</h1>
${isChanger && settingsTabs(visit, "visas")}
<p class="govuk-body">${t("travel.visas-lead")}</p>${insetText({ text: t("travel.no-advice") })}
${ruleTables(words, slug, rules, isChanger)}
${isChanger && html`<h2 class="govuk-heading-m" id="add">${t("travel.rule-add")}</h2>${visaForm(visit, words, paths.visas(slug), null, problems)}${resetPart(words, slug)}`}
<h2 class="govuk-heading-m">${t("history.title")}</h2>${history(words, events)}`,
  });
}

/** Folded by the country of the host: all rows one after another fill twenty screens of a telephone. */
function ruleTables(
  words: Words,
  slug: string,
  rules: readonly VisaRule[],
  isChanger: boolean,
): Html {
  const hosts = Map.groupBy(
    words.inOrder(rules, (rule) => hostOf(words, rule)),
    (rule) => hostOf(words, rule),
  );
  return html`${[...hosts].map(([host, own]) =>
    details({
      summary: words.t("travel.rules-count", { host, count: own.length }),
      text: ruleTable(words, slug, host, own, isChanger),
    }),
  )}`;
}

const ruleTable = (
  words: Words,
  slug: string,
  host: string,
  rules: readonly VisaRule[],
  isChanger: boolean,
): Html =>
  table({
    words,
    cards: true,
    scrollLabel: host,
    caption: host,
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("travel.nationality"),
      words.t("travel.passport"),
      words.t("travel.entry-days"),
      words.t("travel.regime"),
      { text: words.t("travel.weeks"), format: "numeric" },
      words.t("site.source"),
    ],
    rows: words
      .inOrder(rules, (rule) => people(words, rule))
      .map((rule) => [
        isChanger
          ? html`<a class="govuk-link" href="${paths.visa(slug, rule.id)}">${people(words, rule)}<span class="govuk-visually-hidden"> (${hostOf(words, rule)}, ${entryWords(words, rule)}, ${regimeWords(words, rule)})</span></a>`
          : people(words, rule),
        html`${words.t(`travel.passport-${rule.passport}` as MessageKey)}${rule.issuer && html`<br><span class="govuk-hint">${words.t("travel.issued-by", { country: words.country(rule.issuer) })}</span>`}`,
        entryWords(words, rule),
        html`${regimeWords(words, rule)}${rule.unsure && html` ${tag({ text: words.t("travel.unsure"), colour: "orange" })}`}`,
        words.number(rule.leadWeeks),
        html`${sourceLine(words, { text: rule.source, link: rule.link, on: wallTimeOf(rule.setAt).day })}<br><span class="govuk-hint">${rule.setBy === null ? words.t("travel.came-with") : words.t("travel.set-by", { name: rule.setBy })}</span>`,
      ]),
  });

const resetPart = (words: Words, slug: string): Html =>
  details({
    summary: words.t("travel.reset"),
    text: html`<p class="govuk-body">${words.t("travel.reset-lead")}</p>${form(
      { action: paths.visaDefaults(slug), key: newId() },
      button({ text: words.t("travel.reset"), kind: "warning", preventDoubleClick: true }),
    )}`,
  });

function history(words: Words, events: readonly VisaEvent[]): Html {
  if (events.length === 0) return html`<p class="govuk-body">${words.t("history.none")}</p>`;
  return html`<ol class="govuk-list govuk-list--spaced">${events.map(
    ({ name, at, kind, who, row }) =>
      html`<li><strong>${eventWords(words, name)}</strong>${row.nationality && html`: ${people(words, row)}, ${hostOf(words, row)}, ${entryWords(words, row)}: ${regimeWords(words, row)} (${row.source})`}<br><span class="govuk-hint">${words.dayTime(at)} · ${eventActor(words, kind, who)}</span></li>`,
  )}</ol>`;
}

async function row(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const rule = (await readVisaRules(visit.tx)).find(({ id }) => id === visit.params.ruleId);
  if (!rule) return undefined;
  return consoleShell(visit, {
    title: t("travel.rule-change"),
    section: "settings",
    error: problems.length > 0,
    before: backLink({ words, text: t("travel.visas-title"), href: paths.visas(slug) }),
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}<h1 class="govuk-heading-l">${t("travel.rule-change")}</h1>
${visaForm(visit, words, paths.visa(slug, rule.id), rule, problems)}
${details({
  summary: t("travel.rule-remove"),
  text: form(
    { action: paths.visaRemoval(slug, rule.id), key: newId() },
    button({ text: t("travel.rule-remove"), kind: "warning", preventDoubleClick: true }),
  ),
})}`,
  });
}

const done = (visit: StaffVisit): Answer =>
  redirect(`${paths.visas(visit.tx.actor.scheme.slug)}?done=1`);

async function keep(visit: StaffVisit, id: string | null): Promise<Answer> {
  const { typed, days } = typedRule(visit);
  const kept = await keepVisaRule(visit.tx, id, typed);
  if (kept.ok) return done(visit);
  if (kept.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const problems = withBoxes(kept.problems, days);
  const shown = id === null ? await visaTable(visit, problems) : await row(visit, problems);
  return shown ? refusedPage(shown) : nothingHere;
}

const changes = { access: "staff", allow: can.changeVisaRules } as const;

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeVisaRules,
    path: paths.visas(":scheme"),
    answer: async (visit) => page(await visaTable(visit)),
  },
  {
    ...changes,
    method: "POST",
    path: paths.visas(":scheme"),
    answer: (visit: StaffVisit) => keep(visit, null),
  },
  {
    ...changes,
    method: "GET",
    path: paths.visa(":scheme", ":ruleId"),
    answer: async (visit: StaffVisit) => {
      const shown = await row(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    ...changes,
    method: "POST",
    path: paths.visa(":scheme", ":ruleId"),
    answer: (visit: StaffVisit) => keep(visit, visit.params.ruleId ?? ""),
  },
  {
    ...changes,
    method: "POST",
    path: paths.visaRemoval(":scheme", ":ruleId"),
    answer: async (visit: StaffVisit) => {
      const gone = await removeVisaRule(visit.tx, visit.params.ruleId ?? "");
      return gone.ok ? done(visit) : nothingHere;
    },
  },
  {
    ...changes,
    method: "POST",
    path: paths.visaDefaults(":scheme"),
    answer: async (visit: StaffVisit) => {
      const back = await resetVisaRules(visit.tx);
      return back.ok ? done(visit) : nothingHere;
    },
  },
];
