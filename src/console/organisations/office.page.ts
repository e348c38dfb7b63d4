import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { addDays, day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { changeOffice } from "../../stages/organisations/change-office.ts";
import type { Office, TypedOffice } from "../../stages/organisations/office.ts";
import { can } from "../../stages/organisations/organisation.policy.ts";
import { readOwnOffice } from "../../stages/organisations/read-offices.ts";
import {
  backLink,
  button,
  buttonGroup,
  fieldset,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const asked = (visit: StaffVisit) => readOwnOffice(visit.tx, visit.params.officeId ?? "");

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.office(":scheme", ":officeId"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit) => {
      const office = await asked(visit);
      return office ? page(await officePage(visit, office, shownOf(office), [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.office(":scheme", ":officeId"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit): Promise<Answer> => {
      const office = await asked(visit);
      if (!office) return nothingHere;
      const typed = Object.fromEntries(
        FIELDS.map((field) => [field, visit.form.text(field)]),
      ) as TypedOffice;
      const changed = await changeOffice(visit.tx, office.id, typed);
      if (!changed.ok) return refusedPage(await officePage(visit, office, typed, changed.problems));
      return redirect(`${paths.organisation(visit.tx.actor.scheme.slug, office.id)}?changed`);
    },
  },
];

const FIELDS = [
  "street",
  "postcode",
  "landline",
  "firstDay",
  "lastDay",
  "opens",
  "closes",
] as const satisfies readonly (keyof TypedOffice)[];

const shownOf = ({ street, postcode, landline, hours }: Office): TypedOffice => ({
  street: street ?? "",
  postcode: postcode ?? "",
  landline: landline ?? "",
  firstDay: hours ? String(hours.firstDay) : "",
  lastDay: hours ? String(hours.lastDay) : "",
  opens: hours?.opens ?? "",
  closes: hours?.closes ?? "",
});

const A_MONDAY = day("2024-01-01");
const weekdays = (words: Words) => [
  { value: "", text: words.t("site.choose") },
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => ({
    value: String(number),
    text: words.weekday(addDays(A_MONDAY, number - 1)),
  })),
];

async function officePage(
  visit: StaffVisit,
  office: Office,
  shown: TypedOffice,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const back = paths.organisation(slug, office.id);
  const title = t("office.page", { name: office.name });
  const labels = Object.fromEntries(FIELDS.map((field) => [field, t(`office.${field}`)]));
  const box = (name: keyof TypedOffice, more: { width?: string; hint?: string } = {}) =>
    input({
      words,
      problems,
      name,
      label: t(`office.${name}`),
      value: shown[name],
      autocomplete: "off",
      spellcheck: false,
      ...(more.hint ? { hint: more.hint } : {}),
      ...(more.width ? { classes: `govuk-input--width-${more.width}` } : {}),
    });
  const weekday = (name: "firstDay" | "lastDay") =>
    select({
      words,
      problems,
      name,
      label: t(`office.${name}`),
      value: shown[name],
      items: weekdays(words),
    });
  return consoleShell(visit, {
    title,
    section: "organisations",
    error: problems.length > 0,
    before: backLink({ words, href: back }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("office.lead", { city: office.city })}</p>
${form(
  { action: paths.office(slug, office.id), key: newId(), classes: "app-text" },
  box("street"),
  box("postcode", { width: "10" }),
  box("landline", { width: "20", hint: t("office.landline-hint") }),
  fieldset(
    { legend: { text: t("office.hours"), classes: "govuk-fieldset__legend--s" } },
    html`<p class="govuk-hint">${t("office.hours-hint")}</p>${weekday("firstDay")}${weekday("lastDay")}${box("opens", { width: "5" })}${box("closes", { width: "5" })}`,
  ),
  buttonGroup(
    button({ text: t("site.save") }),
    html`<a class="govuk-link" href="${back}">${t("site.cancel")}</a>`,
  ),
)}`,
  });
}
