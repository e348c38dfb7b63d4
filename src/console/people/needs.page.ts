import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import type { Application } from "../../stages/applications/application.ts";
import { NEEDS_REASONS, readCaredFor, readNeeds } from "../../stages/applications/read-needs.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  insetText,
  lines,
  problemSummary,
  radios,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const nameOf = ({ person }: Application): string => `${person.givenNames} ${person.familyName}`;

/** Says what the answer is there for and that reading it leaves a trace, and asks why. */
async function ask(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Answer> {
  const application = await readCaredFor(visit.tx, visit.params.applicationId ?? "");
  if (!application) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const body = html`<p class="govuk-body">${t("needs.lead", { name: nameOf(application) })}</p>
${insetText({ text: t("needs.recorded") })}
${form(
  { action: paths.needs(visit.tx.actor.scheme.slug, application.id), key: newId() },
  radios({
    words,
    name: "reason",
    legend: t("needs.reason"),
    problems,
    items: NEEDS_REASONS.map((reason) => ({ value: reason, text: t(`needs.reason-${reason}`) })),
  }),
  button({ text: t("needs.show"), preventDoubleClick: true }),
)}`;
  const shown = shell(visit, application, body, problems);
  return problems.length > 0 ? refusedPage(await shown) : page(await shown);
}

/** The text stands in this one answer and nowhere else: asked again, the page asks why again. */
async function show(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.applicationId ?? "";
  const read = await readNeeds(visit.tx, id, visit.form.text("reason"));
  if (!read.ok) return ask(visit, read.problems);
  const application = await readCaredFor(visit.tx, id);
  if (!application) return nothingHere;
  const { t } = wordsOf(visit);
  const { text, reason } = read.value;
  const body = html`${summaryList({
    rows: [
      { key: t("apply.question-needs"), value: text ? lines(text) : t("needs.nothing") },
      { key: t("needs.reason-was"), value: t(`needs.reason-${reason}`) },
    ],
  })}<p class="govuk-body">${t("needs.pass-on")}</p><p class="govuk-body">${t("needs.was-recorded")}</p>`;
  return page(await shell(visit, application, body));
}

function shell(
  visit: StaffVisit,
  application: Application,
  body: Html,
  problems: readonly Problem[] = [],
): Promise<Html> | Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const title = words.t("needs.title");
  const name = nameOf(application);
  return consoleShell(visit, {
    title: `${title}: ${name}`,
    section: "applicants",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("applicants.title"), href: paths.applicants(slug) },
        { text: name, href: paths.person(slug, application.personId) },
        { text: title },
      ],
    }),
    body: html`${problemSummary(words, problems)}<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">${title}</h1>
${body}`,
  });
}

const shared = {
  access: "staff",
  path: paths.needs(":scheme", ":applicationId"),
  allow: (actor: StaffVisit["tx"]["actor"]) => can.readNeeds(actor),
} as const;

export const routes: Route[] = [
  { ...shared, method: "GET", answer: (visit: StaffVisit) => ask(visit) },
  { ...shared, method: "POST", purpose: "care", answer: show },
];
