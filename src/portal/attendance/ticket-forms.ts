import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { splitName } from "../../stages/attendance/details.rules.ts";
import type { Attendee } from "../../stages/attendance/read-attendance.ts";
import {
  button,
  dateInput,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  radios,
  textarea,
} from "../../ui/index.ts";

/** Names as in a passport and the day of birth, for the certificate and for the list of the line. */
export function detailsForm(
  visit: PublicVisit,
  words: Words,
  one: Attendee,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const typed = visit.form.text("do") === "details";
  const known = one.givenNames ? one : splitName(one.name);
  const [year = "", month = "", date = ""] = (one.birthDate ?? "").split("-");
  const box = (part: string) => visit.form.text(`birthDate-${part}`);
  const name = (field: "givenNames" | "familyName", autocomplete: string) =>
    input({
      words,
      name: field,
      label: t(field === "givenNames" ? "attendance.given-names" : "attendance.family-name"),
      value: typed ? visit.form.text(field) : (known[field] ?? ""),
      autocomplete,
      spellcheck: false,
      problems,
    });
  return details({
    summary: t("attendance.details"),
    open: typed,
    text: html`<p class="govuk-body">${t("attendance.details-lead")}</p>${form(
      { action: visit.path, key: newId() },
      hidden("do", "details"),
      name("givenNames", "given-name"),
      name("familyName", "family-name"),
      dateInput({
        words,
        name: "birthDate",
        legend: t("attendance.birth-date"),
        autocomplete: "bday",
        values: typed
          ? { day: box("day"), month: box("month"), year: box("year") }
          : { day: date.replace(/^0/, ""), month: month.replace(/^0/, ""), year },
        problems,
      }),
      button({ text: t("attendance.details-keep"), kind: "secondary", preventDoubleClick: true }),
    )}`,
  });
}

/** Three questions; the office reads the answers without names. */
export function feedbackForm(visit: PublicVisit, words: Words, problems: readonly Problem[]): Html {
  const { t } = words;
  const value = (field: string) => visit.form.text(field);
  return html`<p class="govuk-body">${t("attendance.feedback-lead")}</p>${form(
    { action: visit.path, key: newId() },
    hidden("do", "feedback"),
    radios({
      words,
      name: "useful",
      legend: t("attendance.feedback-useful"),
      value: value("useful"),
      items: (["5", "4", "3", "2", "1"] as const).map((points) => ({
        value: points,
        text: t(`attendance.useful-${points}`),
      })),
      problems,
    }),
    textarea({
      words,
      name: "takeHome",
      label: t("attendance.feedback-take-home"),
      value: value("takeHome"),
      rows: 3,
      problems,
    }),
    textarea({
      words,
      name: "better",
      label: t("attendance.feedback-better"),
      value: value("better"),
      rows: 3,
      problems,
    }),
    button({ text: t("attendance.feedback-send"), preventDoubleClick: true }),
  )}`;
}
