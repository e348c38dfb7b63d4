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
import type { Problem, Result } from "../../shared/result.ts";
import { can } from "../../stages/opportunities/opportunity.policy.ts";
import { opportunityStates } from "../../stages/opportunities/opportunity.rules.ts";
import type { Opportunity } from "../../stages/opportunities/opportunity.ts";
import {
  changeOpportunity,
  checkOpportunity,
  DECISIONS,
  decideOpportunity,
  proposeOpportunity,
  seenOf,
} from "../../stages/opportunities/propose-opportunity.ts";
import { readOpportunity } from "../../stages/opportunities/read-opportunities.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  localText,
  problemSummary,
  radios,
  textarea,
} from "../../ui/index.ts";
import { opportunityFacts } from "../../ui/opportunity/index.ts";
import { historyList } from "../history.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { withBoxes } from "../travel/boxes.ts";
import { standingWords } from "./opportunities.page.ts";
import { labelsOf, opportunityForm, TARGETS, typedOpportunity } from "./opportunity-form.ts";
import { opportunityPaths } from "./opportunity-paths.ts";

async function newPage(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const scheme = await readScheme(visit.tx);
  return consoleShell(visit, {
    title: t("opportunity.add"),
    section: "opportunities",
    error: problems.length > 0,
    before: backLink({ words, text: t("opportunity.title"), href: opportunityPaths.all(slug) }),
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}<h1 class="govuk-heading-l">${t("opportunity.add")}</h1>
<p class="govuk-body">${t(can.decide(visit.tx.actor) ? "opportunity.add-lead" : "opportunity.propose-lead")}</p>
${scheme && opportunityForm(visit, words, { action: opportunityPaths.add(slug), scheme, kept: null, problems })}`,
  });
}

async function onePage(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html | null> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const of = await readOpportunity(visit.tx, visit.params.opportunityId ?? "");
  const scheme = of && (await readScheme(visit.tx));
  if (!of || !scheme) return null;
  const title = words.local(of.title);
  const line = scheme.lines.find(({ code }) => code === of.lineCode);
  return consoleShell(visit, {
    title,
    section: "opportunities",
    error: problems.length > 0,
    before: backLink({ words, text: t("opportunity.title"), href: opportunityPaths.all(slug) }),
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}<h1 class="govuk-heading-l">${localText(words, of.title)}</h1>
<p class="govuk-body"><strong>${standingWords(words, of)}</strong> · ${t("opportunity.proposed-by-on", { name: of.proposedByName, day: words.dayTime(of.proposedAt) })}</p>
${of.reason !== null && insetText({ text: of.reason })}
${opportunityFacts(words, of, line ? words.local(line.name) : null, "list")}
${can.decide(actor) && decisionForm(visit, words, of, problems)}
${
  can.change(actor, of) &&
  html`<p class="govuk-body">${t("country-sheet.check-lead")}</p>${form(
    { action: opportunityPaths.act(slug, of.id, "check"), key: newId() },
    hidden("seen", seenOf(of)),
    button({ text: t("country-sheet.check"), kind: "secondary", preventDoubleClick: true }),
  )}<h2 class="govuk-heading-m">${t("opportunity.change")}</h2>${!can.decide(actor) && html`<p class="govuk-body">${t("opportunity.change-lead")}</p>`}${opportunityForm(visit, words, { action: opportunityPaths.one(slug, of.id), scheme, kept: of, problems })}`
}<h2 class="govuk-heading-m">${t("history.title")}</h2>${historyList(words, await readHistory(visit.tx, of.id))}`,
  });
}

/** The decisions that its state allows, from the same table as the rule. */
function decisionForm(
  visit: StaffVisit,
  words: Words,
  of: Opportunity,
  problems: readonly Problem[],
): Html {
  const { slug } = visit.tx.actor.scheme;
  const possible = DECISIONS.filter((action) => action in opportunityStates[of.state]);
  return html`<h2 class="govuk-heading-m">${words.t("opportunity.decide")}</h2>${form(
    { action: opportunityPaths.act(slug, of.id, "decision"), key: newId(), classes: "app-text" },
    hidden("seen", seenOf(of)),
    radios({
      words,
      problems,
      name: "decision",
      legend: words.t("opportunity.decision"),
      classes: "govuk-radios--small",
      value: visit.form.text("decision"),
      items: possible.map((action) => ({
        value: action,
        text: words.t(`opportunity.${action}` as MessageKey),
      })),
    }),
    textarea({
      words,
      problems,
      name: "reason",
      label: words.t("opportunity.reason"),
      hint: words.t("opportunity.reason-hint"),
      rows: 2,
      value: visit.form.text("reason"),
    }),
    button({ text: words.t("opportunity.decide"), preventDoubleClick: true }),
  )}`;
}

const idOf = (visit: StaffVisit) => visit.params.opportunityId ?? "";
const seenBy = (visit: StaffVisit) => visit.form.text("seen");

async function after<T>(
  visit: StaffVisit,
  doing: Promise<Result<T>>,
  shown: (problems: readonly Problem[]) => Promise<Html | null>,
  days: Parameters<typeof withBoxes>[1] = [],
): Promise<Answer> {
  const done = await doing;
  if (done.ok) return redirect(`${opportunityPaths.all(visit.tx.actor.scheme.slug)}?done=1`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const html = await shown(withBoxes(done.problems, days));
  return html ? refusedPage(html) : nothingHere;
}

const proposes = { access: "staff", allow: can.propose } as const;

export const routes: Route[] = [
  {
    ...proposes,
    method: "GET",
    path: opportunityPaths.add(":scheme"),
    answer: async (visit: StaffVisit) => page(await newPage(visit)),
  },
  {
    ...proposes,
    method: "POST",
    path: opportunityPaths.add(":scheme"),
    answer: (visit: StaffVisit) => {
      const { typed, days } = typedOpportunity(visit);
      const doing = proposeOpportunity(visit.tx, typed, visit.locale);
      return after(visit, doing, (problems) => newPage(visit, problems), days);
    },
  },
  {
    method: "GET",
    access: "staff",
    allow: can.seeOpportunities,
    path: opportunityPaths.one(":scheme", ":opportunityId"),
    answer: async (visit) => {
      const shown = await onePage(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    ...proposes,
    method: "POST",
    path: opportunityPaths.one(":scheme", ":opportunityId"),
    answer: (visit: StaffVisit) => {
      const { typed, days } = typedOpportunity(visit);
      const doing = changeOpportunity(visit.tx, idOf(visit), seenBy(visit), typed);
      return after(visit, doing, (problems) => onePage(visit, problems), days);
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.decide,
    path: opportunityPaths.act(":scheme", ":opportunityId", "decision"),
    answer: (visit) => {
      const { form: sent, tx } = visit;
      const doing = decideOpportunity(
        tx,
        idOf(visit),
        seenBy(visit),
        sent.text("decision"),
        sent.text("reason"),
        visit.site.publicUrl,
      );
      return after(visit, doing, (problems) => onePage(visit, problems));
    },
  },
  {
    ...proposes,
    method: "POST",
    path: opportunityPaths.act(":scheme", ":opportunityId", "check"),
    answer: (visit: StaffVisit) =>
      after(visit, checkOpportunity(visit.tx, idOf(visit), seenBy(visit)), (problems) =>
        onePage(visit, problems),
      ),
  },
];
