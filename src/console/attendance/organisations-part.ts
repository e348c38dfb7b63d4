import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { namesAsked, organisationsToChoose } from "../../stages/attendance/name-organisation.ts";
import type { AttendanceList } from "../../stages/attendance/read-attendance.ts";
import { likeliest } from "../../stages/attendance/written-organisation.rules.ts";
import { button, form, type Html, hidden, html, select } from "../../ui/index.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** As many as one answers at a time; the next ones come when these are answered. */
const AT_ONCE = 12;

/** What the form said: ids of organisations by the name they are meant by. */
export function saidOrganisations({ form: sent }: StaffVisit): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (let at = 0; at < AT_ONCE && sent.has(`written-${at}`); at += 1) {
    said.set(sent.text(`written-${at}`), sent.text(`organisation-${at}`));
  }
  return said;
}

/** Which organisation is meant by what people wrote: one answer for all who wrote the same. */
export async function organisationsPart(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  problems: readonly Problem[],
): Promise<Html | null> {
  const { t } = words;
  const { actor } = visit.tx;
  const all = namesAsked(list);
  const asked = all.slice(0, AT_ONCE);
  if (asked.length === 0 || !can.keep(actor, list.event)) return null;
  const organisations = await organisationsToChoose(visit.tx);
  const said = saidOrganisations(visit);
  return html`<h2 class="govuk-heading-m" id="organisations">${t("attendance.organisations")}</h2>
<p class="govuk-body">${t("attendance.organisations-lead")}</p>
${form(
  { action: attendancePaths.organisations(actor.scheme.slug, list.event.id), key: newId() },
  ...asked.map(
    ({ key, written, organisationId, registrationIds }, at) =>
      html`${hidden(`written-${at}`, key)}${select({
        words,
        name: `organisation-${at}`,
        label: t("attendance.written", { written, count: registrationIds.length }),
        value: said.get(key) ?? organisationId ?? "",
        items: [
          { value: "", text: t("attendance.organisation-none") },
          ...likeliest(written, organisations).map((one) => ({
            value: one.id,
            text: `${one.name} · ${one.city}, ${words.country(one.country)}`,
          })),
        ],
        problems: problems
          .filter(({ field }) => field === key)
          .map((problem) => ({ ...problem, field: `organisation-${at}` })),
      })}`,
  ),
  button({ text: t("attendance.organisations-keep"), kind: "secondary", preventDoubleClick: true }),
)}
${all.length > asked.length && html`<p class="govuk-hint">${t("attendance.organisations-more", { count: all.length - asked.length })}</p>`}`;
}
