import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { HEARD, type HostRequest } from "../../stages/hosting/hosting.ts";
import { button, details, form, type Html, html, input, radios } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";

/** A question that is kept is sent with one press. */
export function askPart(visit: StaffVisit, request: HostRequest): Html {
  const { t } = wordsOf(visit);
  return html`<p class="govuk-body">${t("hosting.kept-lead")}</p>${form(
    { action: hostingPaths.askKept(visit.tx.actor.scheme.slug, request.id), key: newId() },
    button({ text: t("hosting.ask") }),
  )}`;
}

/** A yes that reached the office by telephone or in person: how, when, from whom. */
export function heardForm(
  visit: StaffVisit,
  request: HostRequest,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const typed = visit.form;
  return details({
    summary: t("hosting.heard-title"),
    open: problems.some(({ field = "" }) => ["how", "on", "from"].includes(field)),
    text: html`<p class="govuk-body">${t("hosting.heard-lead")}</p>${form(
      {
        action: hostingPaths.hearYes(visit.tx.actor.scheme.slug, request.id),
        key: newId(),
        classes: "app-text",
      },
      radios({
        words,
        problems,
        name: "how",
        value: typed.text("how"),
        legend: { text: t("hosting.heard-how"), classes: "govuk-fieldset__legend--s" },
        items: HEARD.map((value) => ({ value, text: t(`hosting.heard-${value}`) })),
      }),
      input({
        words,
        problems,
        name: "on",
        type: "date",
        label: t("hosting.heard-on"),
        value: typed.text("on") || wallTimeOf(visit.tx.now).day,
        classes: "govuk-input--width-10",
      }),
      input({
        words,
        problems,
        name: "from",
        label: t("hosting.heard-from"),
        value: typed.text("from") || (problems.length > 0 ? "" : request.contactName),
        autocomplete: "off",
      }),
      button({ text: t("hosting.heard-save"), kind: "secondary" }),
    )}`,
  });
}
