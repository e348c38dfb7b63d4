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
  checkboxes,
  dateInput,
  details,
  form,
  type Html,
  html,
  input,
  insetText,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** People whose day of birth is asked for on one page; the next ones come when these are counted. */
const AT_ONCE = 10;

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
${
  counted.length > 0 &&
  details({
    summary: t("attendance.counted-of", { count: counted.length }),
    text: countedTable(visit, words, counted),
  })
}
${
  beside.length > 0 &&
  details({
    summary: t("attendance.beside-of", { count: beside.length }),
    text: besideTable(words, beside),
  })
}`;
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
  const ready = waiting.filter(({ why }) => why.length === 0);
  const without = waiting.filter(({ why }) => why.length > 0);
  const asked = without.slice(0, AT_ONCE);
  const sent = visit.form.names().length > 0;
  const chosen = visit.form.all("chosen");
  return form(
    { action: attendancePaths.counted(actor.scheme.slug, list.event.id), key: newId() },
    html`${ready.length > 0 && readyPart(words, ready, sent ? chosen : null)}${
      asked.length > 0 &&
      html`<h3 class="govuk-heading-s">${t("attendance.without-details", { count: without.length })}</h3><p class="govuk-body">${t("attendance.without-details-lead")}</p>${asked.map((one) => personPart(visit, words, one, problems))}`
    }${
      without.length > asked.length &&
      html`<p class="govuk-hint">${t("attendance.without-details-more", { count: without.length - asked.length })}</p>`
    }`,
    button({ text: t("attendance.confirm"), preventDoubleClick: true }),
  );
}

/** Nothing is missing of these: one press counts them all. */
const readyPart = (
  words: Words,
  ready: readonly Attendee[],
  chosen: readonly string[] | null,
): Html =>
  checkboxes({
    words,
    name: "chosen",
    legend: words.t("attendance.ready"),
    classes: "govuk-checkboxes--small",
    values: chosen ?? ready.map(({ registrationId }) => registrationId),
    items: ready.map((one) => ({
      value: one.registrationId,
      text: `${one.name} · ${one.organisationName ?? ""} · ${words.t("attendance.presence-line", { ...one.share })}`,
    })),
  });

/** The names as they will be printed, guessed from what was written, and the day of birth. */
function personPart(
  visit: StaffVisit,
  words: Words,
  one: Attendee,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { registrationId: id } = one;
  const guessed = splitName(one.name);
  const typed = (field: string, otherwise: string) =>
    visit.form.has(`${id}.${field}`) ? visit.form.text(`${id}.${field}`) : otherwise;
  const box = (part: string) => visit.form.text(`${id}.birthDate-${part}`);
  const name = (field: "givenNames" | "familyName", label: string) =>
    input({
      words,
      name: `${id}.${field}`,
      label,
      value: typed(field, guessed[field]),
      autocomplete: "off",
      spellcheck: false,
      problems,
    });
  return html`<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${one.name} · ${one.organisationName ?? ""} · ${t("attendance.presence-line", { ...one.share })}</legend><div class="app-row-of-fields">${name("givenNames", t("attendance.given-names"))}${name("familyName", t("attendance.family-name"))}${dateInput(
    {
      words,
      name: `${id}.birthDate`,
      legend: t("attendance.birth-date"),
      values: { day: box("day"), month: box("month"), year: box("year") },
      problems,
    },
  )}</div></fieldset>`;
}

function countedTable(visit: StaffVisit, words: Words, counted: readonly Attendee[]): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.counted"),
    captionClasses: "govuk-visually-hidden",
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
    captionClasses: "govuk-visually-hidden",
    head: [t("attendance.name"), t("attendance.organisation"), t("attendance.why")],
    rows: beside.map((one) => [
      one.name,
      one.organisationName ?? one.organisation,
      words.list(one.why.map((why) => t(`attendance.why-${why}` as MessageKey))),
    ]),
  });
}
