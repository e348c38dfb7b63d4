import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { mobilityStates, NOT_HOME } from "../../stages/mobilities/mobility.rules.ts";
import { LIVED_ACTIONS } from "../../stages/mobilities/move-mobility.ts";
import type { StayRecord } from "../../stages/mobilities/stay-record.ts";
import {
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  textarea,
} from "../../ui/index.ts";
import { dayInput } from "../calls/typed.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** What is written down of a stay; that it grows longer goes the way of its planned days. */
export const ACTS = [...LIVED_ACTIONS, "extend"] as const;
export type Act = (typeof ACTS)[number];
/** Acts that say something good happened. */
const GLAD: readonly Act[] = ["start", "finish", "go-on", "extend"];
const UNDATED: readonly Act[] = ["cancel"];
/** Acts whose day is today where none is given; of others it is a planned one. */
const TODAY: readonly Act[] = ["interrupt", "go-on", "return-early"];
const WITHOUT_REASON: readonly Act[] = ["go-on", "extend"];

export const boxesOf = (sent: Form, name: string) => ({
  day: sent.text(`${name}-day`),
  month: sent.text(`${name}-month`),
  year: sent.text(`${name}-year`),
});

/** The buttons follow the state table and the days: what would be refused is not offered. */
function possible(stay: StayRecord, now: Date): readonly Act[] {
  const after: Partial<Record<string, string>> = mobilityStates[stay.state];
  const today = wallTimeOf(now).day;
  return ACTS.filter((action) => {
    if (after[action] === undefined) return false;
    if (action === "start") return stay.starts <= today;
    if (action === "finish") return stay.state === "early-return" || stay.ends <= today;
    // Somebody may come home early on a day that is told only after the last one.
    if (action === "extend") return today <= stay.ends;
    return action !== "cancel" || stay.offerId === null;
  });
}

/** What happened, to be written down: each act a form of its own. */
export function actsPart(
  visit: StaffVisit,
  stay: StayRecord,
  problems: readonly Problem[],
): Html | null {
  const acts = possible(stay, visit.tx.now);
  if (acts.length === 0) return null;
  const words = wordsOf(visit);
  return html`<h2 class="govuk-heading-m">${words.t("stays.what-happened")}</h2>${acts.map((act) =>
    actForm(visit, words, stay, act, visit.form.text("act") === act ? problems : []),
  )}`;
}

function actForm(
  visit: StaffVisit,
  words: Words,
  stay: StayRecord,
  act: Act,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  // The last day of somebody who came home early is known already.
  const isDated = !UNDATED.includes(act) && stay.state !== "early-return";
  const again = problems.length > 0;
  const slug = visit.tx.actor.scheme.slug;
  return html`<details class="govuk-details"${again && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${t(`stays.act-${act}` as MessageKey)}</span></summary><div class="govuk-details__text"><p class="govuk-body">${t(`stays.act-${act}-lead` as MessageKey)}</p>${form(
    { action: paths.mobilityMoves(slug, stay.id), key: newId(), classes: "app-text" },
    hidden("act", act),
    isDated
      ? dateInput({
          words,
          name: "on",
          id: `on-${act}`,
          legend: {
            text: t(act === "extend" ? "stays.new-end" : "stays.on"),
            classes: "govuk-fieldset__legend--s",
          },
          ...(act === "extend"
            ? {}
            : { hint: t(TODAY.includes(act) ? "stays.on-hint-today" : "stays.on-hint") }),
          values: again ? boxesOf(visit.form, "on") : {},
          problems,
        })
      : null,
    WITHOUT_REASON.includes(act) || stay.state === "early-return"
      ? null
      : input({
          words,
          name: "reason",
          id: `reason-${act}`,
          label: t("stays.reason"),
          hint: t(`stays.reason-hint-${act}` as MessageKey),
          value: again ? visit.form.text("reason") : "",
          problems,
        }),
    button({
      text: t("stays.record"),
      kind: GLAD.includes(act) ? "primary" : "secondary",
      preventDoubleClick: true,
    }),
  )}</div></details>`;
}

/** The planned days, to be moved; what only warns is shown on the person's page of days. */
export function daysForm(
  visit: StaffVisit,
  stay: StayRecord,
  problems: readonly Problem[],
): Html | null {
  const open: readonly string[] = NOT_HOME;
  if (!open.includes(stay.state)) return null;
  const words = wordsOf(visit);
  const { t } = words;
  const isOpen = visit.form.has("starts-day");
  const box = (name: "starts" | "ends") =>
    dayInput({
      words,
      problems: isOpen ? problems : [],
      form: visit.form,
      name,
      legend: t(`stays.${name}`),
      saved: day(stay[name]),
    });
  return html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${t("stays.change-days")}</span></summary><div class="govuk-details__text"><p class="govuk-body">${t("stays.change-days-lead")}</p>${form(
    {
      action: paths.mobilityDays(visit.tx.actor.scheme.slug, stay.id),
      key: newId(),
      classes: "app-text",
    },
    box("starts"),
    box("ends"),
    stay.audience === "learners"
      ? textarea({
          words,
          name: "shorter",
          label: t("stays.shorter"),
          hint: t("stays.shorter-hint"),
          rows: 3,
          value: visit.form.text("shorter"),
          problems: isOpen ? problems : [],
        })
      : null,
    button({ text: t("site.save"), preventDoubleClick: true }),
  )}</div></details>${stay.audience === "learners" && shorterLink(visit, stay.id)}`;
}

/** The same whether a reason is kept or not. */
const shorterLink = (visit: StaffVisit, id: string): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.mobilityShorter(visit.tx.actor.scheme.slug, id)}">${wordsOf(visit).t("stays.shorter-link")}</a></p>`;
