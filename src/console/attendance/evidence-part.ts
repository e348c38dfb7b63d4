import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { readEvidence } from "../../stages/attendance/read-attendance.ts";
import { type Html, html } from "../../ui/index.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** Of a stay that was lived at an event: the list of who was there, which it counts by. */
export async function evidencePart(
  visit: StaffVisit,
  words: Words,
  mobilityId: string,
): Promise<Html | null> {
  const found = await readEvidence(visit.tx, mobilityId);
  if (!found) return null;
  const { t } = words;
  const href = attendancePaths.attendance(visit.tx.actor.scheme.slug, found.eventId);
  return html`<h2 class="govuk-heading-m">${t("attendance.evidence")}</h2><p class="govuk-body"><a class="govuk-link" href="${href}">${words.local(found.title)}</a>, ${t("attendance.evidence-line", { minutes: found.minutes, ofMinutes: found.ofMinutes })}</p>`;
}
