import type { Words } from "../../platform/i18n/index.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import { readExit } from "../../stages/consents/exit-authorisation.ts";
import { readRule } from "../../stages/consents/set-rule.ts";
import type { LearnerResult } from "../../stages/mobilities/read-result.ts";
import { button, type Html, html, warningText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import type { Standing } from "./standing.ts";

/** What a parent or guardian does: by a link on their own telephone, or on paper through the school. */
export function guardianSteps(words: Words, visit: LearnerVisit, result: LearnerResult): Html {
  const { t } = words;
  const { given, needed } = result.takingPart;
  const steps = [
    t("place-result.guardian-ask", { school: result.school }),
    t("place-result.guardian-sign"),
    result.partner
      ? t("place-result.guardian-give-partner", { school: result.school, partner: result.partner })
      : t("place-result.guardian-give", { school: result.school }),
  ];
  return html`<p class="govuk-body">${t("place-result.wished")}</p><h2 class="govuk-heading-m">${t("place-result.guardian-title")}</h2>
${needed === 2 && html`<p class="govuk-body">${t("place-result.guardian-both")} <strong>${t("place-result.guardian-some", { given: given.length, needed })}</strong></p>`}
<p class="govuk-body">${t("place-result.guardian-link-lead")}</p>
${linkButton(words, visit)}
<p class="govuk-body">${t("place-result.guardian-or-paper")}</p><ol class="govuk-list govuk-list--number">${steps.map((step) => html`<li>${step}</li>`)}</ol><p class="govuk-body">${t("place-result.guardian-then")}</p>`;
}

export const linkButton = (words: Words, visit: LearnerVisit): Html =>
  button({
    text: words.t("place-result.guardian-link"),
    href: paths.placeGuardian(visit.locale, visit.params.scheme ?? ""),
    classes: "app-button-wide",
  });

/** Above everything else, when the journey has stopped because a consent was taken back. */
export const onHoldNote = (words: Words, visit: LearnerVisit, call: Html): Html =>
  html`${warningText({ words, text: words.t("place-result.on-hold") })}${linkButton(words, visit)}${call}`;

/** The paper for the border: a task of its own, because no answer on a page stands for it. */
export async function exitTask(
  words: Words,
  visit: LearnerVisit,
  result: LearnerResult,
  standing: Standing,
): Promise<Html | null> {
  if (!result.isMinor || (standing !== "accepted" && standing !== "wished")) return null;
  const rule = await readRule(visit.tx, result.sendingCountry);
  if (rule.exitNeeded === "no") return null;
  const { t } = words;
  const exit = await readExit(visit.tx, visit.tx.actor.applicationId);
  const form = paths.placeExit(visit.locale, visit.params.scheme ?? "");
  const said =
    exit.state === "needed" ? (rule.exitNeeded === "yes" ? "needed" : "ask") : exit.state;
  return html`<h2 class="govuk-heading-m">${t("place-result.exit-title")}</h2><p class="govuk-body">${t(`place-result.exit-${said}`)}</p>${
    exit.state !== "seen" &&
    html`<p class="govuk-body"><a class="govuk-link" href="${form}">${t("place-result.exit-form")}</a></p>`
  }`;
}
