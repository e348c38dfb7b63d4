import type { StaffVisit } from "../../platform/web/route.ts";
import { readLanguages } from "../../stages/applications/keep-languages.ts";
import type { Company, FlowStay } from "../../stages/hosting/read-hosts.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** Which languages companies ask for, and of whom nobody wrote down how well they speak one of them. */
export async function languagesLine(
  visit: StaffVisit,
  waiting: readonly FlowStay[],
  companies: readonly Company[],
): Promise<Html | null> {
  const words = wordsOf(visit);
  const lines = companies.flatMap(({ capacities }) => capacities);
  const asked = [...new Set(lines.flatMap(({ language }) => language ?? []))].sort();
  if (asked.length === 0 || waiting.length === 0) return null;
  const spoken = await readLanguages(
    visit.tx,
    waiting.map((stay) => stay.personId),
  );
  const missing = waiting.filter(
    (stay) =>
      !asked.every((language) =>
        spoken.some((one) => one.personId === stay.personId && one.language === language),
      ),
  );
  const { slug } = visit.tx.actor.scheme;
  return html`<p class="govuk-body">${words.t("hosting.languages-asked", { languages: words.list(asked.map((one) => words.language(one))) })}</p>${
    missing.length > 0 &&
    html`<p class="govuk-body">${words.t("hosting.languages-missing")}</p><ul class="govuk-list govuk-list--bullet govuk-list--spaced">${missing.map((stay) => html`<li><a class="govuk-link" href="${paths.spoken(slug, stay.personId)}">${stay.familyName}, ${stay.givenNames}</a></li>`)}</ul>`
  }`;
}
