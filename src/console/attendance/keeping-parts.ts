import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { isOver } from "../../stages/attendance/certificate.ts";
import type { FeedbackList } from "../../stages/attendance/give-feedback.ts";
import type { AttendanceList } from "../../stages/attendance/read-attendance.ts";
import {
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  lines,
  select,
  table,
} from "../../ui/index.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** Certificates: who has earned one, who has one, and what whoever keeps the event does about them. */
export function keepingPart(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  keeps: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const certified = list.people.filter(({ certificateId }) => certificateId !== null);
  const earned = list.people.filter((one) => one.earned).length;
  return html`<h2 class="govuk-heading-m">${t("attendance.certificates")}</h2>
<p class="govuk-body">${t("attendance.certificates-line", { earned, made: certified.length })}</p>
${keeps && keeping(visit, words, list, certified, problems)}`;
}

function keeping(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  certified: AttendanceList["people"],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const action = attendancePaths.certificates(visit.tx.actor.scheme.slug, list.event.id);
  const missing = list.people.filter((one) => one.earned && one.certificateId === null).length;
  const over = isOver(list, visit.tx.now);
  return html`${
    over
      ? missing > 0 &&
        form(
          { action, key: newId() },
          hidden("do", "certificates"),
          button({ text: t("attendance.certificates-make"), preventDoubleClick: true }),
        )
      : html`<p class="govuk-body">${t("attendance.certificates-later")}</p>`
  }
${form(
  { action, key: newId() },
  hidden("do", "share"),
  input({
    words,
    name: "share",
    label: t("attendance.share"),
    hint: t("attendance.share-percent"),
    value: visit.form.text("do") === "share" ? visit.form.text("share") : String(list.neededShare),
    inputmode: "numeric",
    classes: "govuk-input--width-3",
    problems,
  }),
  button({ text: t("attendance.share-set"), kind: "secondary", preventDoubleClick: true }),
)}
${
  certified.length > 0 &&
  details({
    summary: t("attendance.withdraw-title"),
    text: form(
      { action, key: newId() },
      hidden("do", "withdraw"),
      select({
        words,
        name: "registration",
        label: t("attendance.withdraw"),
        items: certified.map((one) => ({
          value: one.registrationId,
          text: `${one.name} · ${one.certificateCode ?? ""}`,
        })),
      }),
      button({ text: t("attendance.withdraw-do"), kind: "warning", preventDoubleClick: true }),
    ),
  })
}`;
}

/** What people thought of it, without names. */
export function feedbackPart(words: Words, { count, useful, answers }: FeedbackList): Html {
  const { t } = words;
  const head = html`<h2 class="govuk-heading-m">${t("attendance.feedback")}</h2><p class="govuk-body">${t("attendance.feedback-count", { count })}</p>`;
  if (!useful) return html`${head}<p class="govuk-hint">${t("attendance.feedback-few")}</p>`;
  const said = (field: "takeHome" | "better", title: string) => {
    const texts = answers.map((one) => one[field]).filter((text) => text !== "");
    return (
      texts.length > 0 &&
      html`<h3 class="govuk-heading-s">${title}</h3><ul class="govuk-list govuk-list--bullet">${texts.map((text) => html`<li>${lines(text)}</li>`)}</ul>`
    );
  };
  return html`${head}${table({
    words,
    caption: t("attendance.feedback-useful"),
    head: [t("attendance.feedback-useful"), { text: t("attendance.people"), format: "numeric" }],
    rows: ([5, 4, 3, 2, 1] as const).map((points) => [
      t(`attendance.useful-${points}`),
      { text: words.number(useful[points - 1] ?? 0), format: "numeric" },
    ]),
  })}${said("takeHome", t("attendance.feedback-take-home"))}${said("better", t("attendance.feedback-better"))}`;
}
