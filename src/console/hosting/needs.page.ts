import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { keepNeeds, openNeeds } from "../../stages/hosting/keep-needs.ts";
import { backLink, button, checkboxes, form, type Html, html, insetText } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";

/** The way to what is kept apart; the same whoever needs something. */
export function needsPart(visit: StaffVisit, flowId: string): Html {
  const { t } = wordsOf(visit);
  return html`<h2 class="govuk-heading-m">${t("hosting.needs")}</h2><p class="govuk-body">${t("hosting.needs-lead")}</p>
${form(
  { action: hostingPaths.needsOpening(visit.tx.actor.scheme.slug, flowId), key: newId() },
  button({ text: t("hosting.needs-open"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

/** Who needs what stands in this one answer and nowhere else. */
async function open(visit: StaffVisit): Promise<Answer> {
  const flowId = visit.params.flowId ?? "";
  const read = await openNeeds(visit.tx, flowId);
  if (!read.ok) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("hosting.needs");
  const { stays, needed } = read.value;
  return page(
    consoleShell(visit, {
      title,
      section: "hosting",
      before: backLink({ words, href: hostingPaths.matching(slug, flowId) }),
      body: html`<h1 class="govuk-heading-l">${title}</h1>${insetText({ text: t("hosting.needs-recorded") })}${form(
        { action: hostingPaths.needs(slug, flowId), key: newId() },
        checkboxes({
          words,
          name: "no-stairs",
          values: needed,
          legend: { text: t("hosting.needs-who"), classes: "govuk-fieldset__legend--s" },
          items: stays.map((stay) => ({
            value: stay.mobilityId,
            text: `${stay.familyName} ${stay.givenNames}`,
          })),
        }),
        button({ text: t("site.save") }),
      )}`,
    }),
  );
}

async function keep(visit: StaffVisit): Promise<Answer> {
  const flowId = visit.params.flowId ?? "";
  const kept = await keepNeeds(visit.tx, flowId, visit.form.all("no-stairs"));
  return kept.ok
    ? redirect(`${hostingPaths.matching(visit.tx.actor.scheme.slug, flowId)}?needs`)
    : nothingHere;
}

const shared = {
  method: "POST",
  access: "staff",
  purpose: "care",
  allow: can.askSomeHost,
} as const;
export const routes: Route[] = [
  { ...shared, path: hostingPaths.needsOpening(":scheme", ":flowId"), answer: open },
  { ...shared, path: hostingPaths.needs(":scheme", ":flowId"), answer: keep },
];
