import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { USUAL_SETTINGS } from "../../stages/selection/prepare-selection.ts";
import type { SelectionOverview } from "../../stages/selection/read-selection.ts";
import { button, dateInput, form, type Html, html, input } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

const whole = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);

/** What was typed; a day left empty means none. */
export function settingsTyped(visit: StaffVisit): typeof USUAL_SETTINGS {
  const { form: typed } = visit;
  const [year, month, day] = ["year", "month", "day"].map((part) => typed.text(`assessBy-${part}`));
  const none = !year && !month && !day;
  return {
    assessorsACase: whole(typed.text("assessorsACase")),
    sharedCases: whole(typed.text("sharedCases")),
    spreadLimit: whole(typed.text("spreadLimit")),
    // Names are hidden from assessors always; a call that showed them would not be blind at all.
    blind: true,
    assessBy: none ? null : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`,
  };
}

/** How cases are judged, to be said before the first is given out. */
export function settingsForm(
  visit: StaffVisit,
  { call, selection }: SelectionOverview,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const now = selection ?? USUAL_SETTINGS;
  const value = (name: "assessorsACase" | "sharedCases" | "spreadLimit"): string =>
    visit.form.has(name) ? visit.form.text(name) : String(now[name]);
  const [year = "", month = "", day = ""] = (now.assessBy ?? "").split("-");
  const box = (name: "assessorsACase" | "sharedCases" | "spreadLimit") =>
    input({
      words,
      name,
      label: words.t(`selection.setting-${name}`),
      hint: words.t(`selection.setting-${name}-hint`),
      value: value(name),
      inputmode: "numeric",
      classes: "govuk-input--width-3",
      problems,
    });
  return html`<h2 class="govuk-heading-m">${words.t("selection.settings")}</h2>${form(
    {
      action: paths.selectionPart(visit.tx.actor.scheme.slug, call.id, "settings"),
      key: newId(),
    },
    box("assessorsACase"),
    box("sharedCases"),
    box("spreadLimit"),
    dateInput({
      words,
      name: "assessBy",
      legend: words.t("selection.setting-assessBy"),
      values: visit.form.has("assessBy-year")
        ? {
            day: visit.form.text("assessBy-day"),
            month: visit.form.text("assessBy-month"),
            year: visit.form.text("assessBy-year"),
          }
        : { day, month, year },
      problems,
    }),
    button({
      text: words.t(selection ? "selection.save-settings" : "selection.prepare"),
      kind: selection ? "secondary" : "primary",
    }),
  )}`;
}
