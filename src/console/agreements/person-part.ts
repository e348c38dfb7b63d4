import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Standing } from "../../stages/agreements/agreement.rules.ts";
import { SHARED_ROLES } from "../../stages/agreements/change-party.ts";
import { button, checkboxes, form, type Html, html, input } from "../../ui/index.ts";

/** Who signs this line; what one organisation signs for several can be named for all at once. */
export function personPart(
  visit: StaffVisit,
  words: Words,
  { party }: Standing,
  action: string,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const typed = visit.form.has("email");
  return html`<h2 class="govuk-heading-m">${t("agreements.person-title")}</h2><p class="govuk-body">${t("agreements.person-lead")}</p>${form(
    { action, key: newId(), classes: "app-text" },
    input({
      words,
      name: "name",
      label: t("agreements.person-name"),
      value: typed ? visit.form.text("name") : party.name,
      problems,
    }),
    input({
      words,
      name: "email",
      type: "email",
      label: t("agreements.person-email"),
      hint: t("agreements.person-email-hint"),
      value: typed ? visit.form.text("email") : (party.email ?? ""),
      problems,
    }),
    SHARED_ROLES.includes(party.role)
      ? checkboxes({
          words,
          name: "group",
          values: visit.form.all("group"),
          items: [{ value: "yes", text: t("agreements.person-group") }],
        })
      : null,
    button({ text: t("agreements.person-keep"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}
