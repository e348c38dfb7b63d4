import type { Words } from "../../platform/i18n/index.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import { readOwnNeedsReadings } from "../../stages/applications/read-needs.ts";
import { readOwnNeedReadings } from "../../stages/hosting/keep-needs.ts";
import { readOwnShorterStay } from "../../stages/mobilities/keep-shorter-stay.ts";
import { type Html, html } from "../../ui/html.ts";

/** When what was written in confidence was opened, and what for; nothing while nobody did. */
export async function needsReadings(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const readings = await readOwnNeedsReadings(visit.tx);
  if (readings.length === 0) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("needs.own-title")}</h2><p class="govuk-body">${t("needs.own-lead")}</p>
<ul class="govuk-list govuk-list--bullet">${readings.map(
    ({ at, reason }) => html`<li>${t(`needs.own-${reason}`, { when: words.dayTime(at) })}</li>`,
  )}</ul>`;
}

/** When it was read whether stairs are possible, and what for; nothing while nobody did. */
export async function stairsReadings(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const readings = await readOwnNeedReadings(visit.tx);
  if (readings.length === 0) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("needs.stairs-title")}</h2><p class="govuk-body">${t("needs.stairs-lead")}</p>
<ul class="govuk-list govuk-list--bullet">${readings.map(
    ({ at, reason }) =>
      html`<li>${t(`needs.own-stairs-${reason}`, { when: words.dayTime(at) })}</li>`,
  )}</ul>`;
}

/** When a reason for a shorter stay was written down, opened or deleted; nothing while there is none. */
export async function shorterActs(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const acts = await readOwnShorterStay(visit.tx);
  if (acts.length === 0) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("needs.shorter-title")}</h2><p class="govuk-body">${t("needs.shorter-lead")}</p>
<ul class="govuk-list govuk-list--bullet">${acts.map(
    ({ at, act }) => html`<li>${t(`needs.own-shorter-${act}`, { when: words.dayTime(at) })}</li>`,
  )}</ul>`;
}
