import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { flowToMatch } from "../../stages/hosting/flow-to-match.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { keepNeeds, openNeeds } from "../../stages/hosting/keep-needs.ts";
import { backLink, button, checkboxes, form, type Html, html, insetText } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";

/** The way to what is kept apart; the same whoever needs something. */
export function needsPart(visit: StaffVisit, flowId: string): Html {
  const { t } = wordsOf(visit);
  return html`<h2 class="govuk-heading-m">${t("hosting.needs")}</h2><p class="govuk-body">${t("hosting.needs-lead")}</p>
<p class="govuk-body"><a class="govuk-link" href="${hostingPaths.needsOpening(visit.tx.actor.scheme.slug, flowId)}">${t("hosting.needs-open")}</a></p>`;
}

const framed = (visit: StaffVisit, flowId: string, body: Html): Html => {
  const words = wordsOf(visit);
  const title = words.t("hosting.needs");
  return consoleShell(visit, {
    title,
    section: "hosting",
    before: backLink({
      words,
      href: hostingPaths.matching(visit.tx.actor.scheme.slug, flowId),
    }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>${insetText({ text: words.t("hosting.needs-recorded") })}${body}`,
  });
};

/** Says that opening leaves a trace; nothing of anybody. */
async function ask(visit: StaffVisit): Promise<Answer> {
  const flow = await flowToMatch(visit.tx, visit.params.flowId ?? "");
  if (!flow) return nothingHere;
  const { t } = wordsOf(visit);
  const action = hostingPaths.needsOpening(visit.tx.actor.scheme.slug, flow.id);
  return page(
    framed(
      visit,
      flow.id,
      form(
        { action, key: newId() },
        button({ text: t("hosting.needs-open"), preventDoubleClick: true }),
      ),
    ),
  );
}

const kept = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** Who needs what stands in this one answer and nowhere else. */
async function open(visit: StaffVisit): Promise<Answer> {
  const flowId = visit.params.flowId ?? "";
  const read = await openNeeds(visit.tx, flowId);
  if (!read.ok) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { stays, needed } = read.value;
  return page(
    framed(
      visit,
      flowId,
      form(
        { action: hostingPaths.needs(slug, flowId), key: newId() },
        html`${[
          ...stays.map((stay) => kept("shown", stay.mobilityId)),
          ...needed.map((id) => kept("before", id)),
        ]}`,
        checkboxes({
          words,
          name: "no-stairs",
          values: needed,
          legend: { text: t("hosting.needs-who"), classes: "govuk-fieldset__legend--s" },
          items: stays.map((stay) => ({
            value: stay.mobilityId,
            text: `${stay.familyName}, ${stay.givenNames}`,
          })),
        }),
        button({ text: t("site.save") }),
      ),
    ),
  );
}

async function keep(visit: StaffVisit): Promise<Answer> {
  const flowId = visit.params.flowId ?? "";
  const saved = await keepNeeds(visit.tx, flowId, {
    shown: visit.form.all("shown"),
    before: visit.form.all("before"),
    needed: visit.form.all("no-stairs"),
  });
  return saved.ok
    ? redirect(`${hostingPaths.matching(visit.tx.actor.scheme.slug, flowId)}?needs`)
    : nothingHere;
}

const shared = { access: "staff", allow: can.askSomeHost } as const;
const opening = hostingPaths.needsOpening(":scheme", ":flowId");
const path = hostingPaths.needs(":scheme", ":flowId");
export const routes: Route[] = [
  { ...shared, method: "GET", path: opening, answer: ask },
  { ...shared, method: "POST", purpose: "care", path: opening, answer: open },
  { ...shared, method: "POST", purpose: "care", path, answer: keep },
];
