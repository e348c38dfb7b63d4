import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { findThings } from "../../stages/reporting/find-things.ts";
import { button, form, type Html, html, input } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Somebody who is here already is looked for by name and chosen; the form then asks for less. */
export async function whoIsHere(visit: StaffVisit, words: Words): Promise<Html> {
  const { t } = words;
  const path = paths.newStay(visit.tx.actor.scheme.slug);
  const text = (visit.query.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100);
  const found = await findThings(visit.tx, text, visit.locale);
  return html`<h2 class="govuk-heading-m">${t("staff-stay.here-title")}</h2>
${form(
  { action: path, method: "get", classes: "app-search", attributes: { role: "search" } },
  input({
    words,
    name: "q",
    type: "search",
    label: t("staff-stay.here-label"),
    value: text,
    spellcheck: false,
    attributes: { maxlength: "100" },
  }),
  button({ text: t("staff-stay.here-find"), kind: "secondary" }),
)}
${
  found &&
  (found.people.length === 0
    ? html`<p class="govuk-body" role="status">${t("staff-stay.here-none", { text })}</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${found.people.map(
        (one) =>
          html`<li><a class="govuk-link" href="${path}?person=${one.id}">${one.familyName}, ${one.givenNames}</a> <span class="govuk-hint">${words.shortDay(one.birthDate)} · ${words.country(one.country)}</span></li>`,
      )}</ul>`)
}`;
}
