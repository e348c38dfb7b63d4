import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { splitName } from "../../stages/attendance/details.rules.ts";
import {
  type AttendanceList,
  type Attendee,
  proposed,
} from "../../stages/attendance/read-attendance.ts";
import {
  button,
  dateInput,
  form,
  type Html,
  html,
  input,
  insetText,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** Who counts for the line: those proposed with a tick each, those counted, and why others do not. */
export function proposalPart(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { line } = list;
  if (!line) return insetText({ text: t("attendance.no-line") });
  const { counted, waiting, beside } = proposed(list);
  const title = t("attendance.proposal", { line: words.local(line.name) });
  return html`<h2 class="govuk-heading-m" id="counted">${title}</h2><p class="govuk-body">${t("attendance.proposal-lead", { needed: list.neededShare })}</p>
${waiting.length === 0 ? html`<p class="govuk-body">${t("attendance.proposal-none")}</p>` : waitingPart(visit, words, list, waiting, problems)}
${counted.length > 0 && countedTable(visit, words, counted)}
${beside.length > 0 && besideTable(words, beside)}`;
}

function waitingPart(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  waiting: readonly Attendee[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { actor } = visit.tx;
  if (!can.confirm(actor)) {
    return html`<ul class="govuk-list govuk-list--bullet">${waiting.map((one) => html`<li>${one.name}</li>`)}</ul>`;
  }
  const sent = visit.form.names().length > 0;
  const chosen = visit.form.all("chosen");
  return form(
    { action: attendancePaths.counted(actor.scheme.slug, list.event.id), key: newId() },
    ...waiting.map((one) =>
      personPart(visit, words, one, {
        isChosen: sent ? chosen.includes(one.registrationId) : true,
        problems,
      }),
    ),
    button({ text: t("attendance.confirm"), preventDoubleClick: true }),
  );
}

function personPart(
  visit: StaffVisit,
  words: Words,
  one: Attendee,
  of: { readonly isChosen: boolean; readonly problems: readonly Problem[] },
): Html {
  const { t } = words;
  const { registrationId: id } = one;
  const guessed = splitName(one.name);
  const typed = (field: string, otherwise: string) =>
    visit.form.has(`${id}.${field}`) ? visit.form.text(`${id}.${field}`) : otherwise;
  const box = (part: string) => visit.form.text(`${id}.birthDate-${part}`);
  const missing = one.why.includes("details-missing");
  return html`<div class="govuk-form-group"><div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="chosen-${id}" name="chosen" type="checkbox" value="${id}"${of.isChosen ? html` checked` : ""}><label class="govuk-label govuk-checkboxes__label" for="chosen-${id}">${one.name} · ${one.organisationName ?? ""} · ${t("attendance.presence-line", { ...one.share })}</label></div></div></div>${
    missing &&
    html`<div class="app-card">${input({
      words,
      name: `${id}.givenNames`,
      label: t("attendance.given-names"),
      value: typed("givenNames", guessed.givenNames),
      autocomplete: "off",
      spellcheck: false,
      problems: of.problems,
    })}${input({
      words,
      name: `${id}.familyName`,
      label: t("attendance.family-name"),
      value: typed("familyName", guessed.familyName),
      autocomplete: "off",
      spellcheck: false,
      problems: of.problems,
    })}${dateInput({
      words,
      name: `${id}.birthDate`,
      legend: t("attendance.birth-date"),
      values: { day: box("day"), month: box("month"), year: box("year") },
      problems: of.problems,
    })}</div>`
  }`;
}

function countedTable(visit: StaffVisit, words: Words, counted: readonly Attendee[]): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.counted"),
    head: [t("attendance.name"), t("attendance.organisation"), t("attendance.presence")],
    rows: counted.map((one) => [
      html`<a class="govuk-link" href="${paths.mobility(slug, one.mobilityId ?? "")}">${one.name}</a>`,
      one.organisationName ?? one.organisation,
      t("attendance.presence-line", { ...one.share }),
    ]),
  });
}

function besideTable(words: Words, beside: readonly Attendee[]): Html {
  const { t } = words;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.beside"),
    head: [t("attendance.name"), t("attendance.organisation"), t("attendance.why")],
    rows: beside.map((one) => [
      one.name,
      one.organisationName ?? one.organisation,
      words.list(one.why.map((why) => t(`attendance.why-${why}` as MessageKey))),
    ]),
  });
}
