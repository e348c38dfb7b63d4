import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { button, form, type Html, html, insetText } from "../../ui/index.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** What whoever leads the group takes along: opened by a button, because it opens what is sealed. */
export function packPart(visit: StaffVisit, words: Words, { flow, people }: Group): Html | null {
  if (people.length === 0 || !can.readCard(visit.tx.actor, flow.sendingCountry)) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m" id="pack">${t("boards.pack")}</h2><p class="govuk-body">${t("boards.pack-lead")}</p>${insetText({ text: t("boards.pack-recorded") })}${form(
    { action: preparationPaths.pack(visit.tx.actor.scheme.slug, flow.id), key: newId() },
    html`<div class="govuk-button-group">${button({ text: t("boards.pack-workbook"), name: "as", value: "workbook", kind: "secondary" })}${button({ text: t("boards.pack-print"), name: "as", value: "print", kind: "secondary" })}</div>`,
  )}`;
}
