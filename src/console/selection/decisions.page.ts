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
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { readSelection, type SelectionOverview } from "../../stages/selection/read-selection.ts";
import { type Minutes, recordMinutes } from "../../stages/selection/record-minutes.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  button,
  dateInput,
  form,
  type Html,
  html,
  lines,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";
import { spelled } from "./missing.ts";

function decisionsPage(
  visit: StaffVisit,
  of: SelectionOverview,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const state = of.selection?.state;
  const open = can.lead(visit.tx.actor) && (state === "assessing" || state === "provisional");
  return selectionPage(visit, of.call, {
    part: "decisions",
    begun: of.selection !== null,
    title: words.t("selection.decisions-title"),
    problems: problemSummary(
      words,
      problems.map((one) => spelled(words, of.call, one)),
      { heldOn: "heldOn-day" },
    ),
    error: problems.length > 0,
    body: html`<p class="govuk-body">${words.t("selection.decisions-lead")}</p>
${of.minutes.map((one) => minutesOf(words, one))}
${of.minutes.length === 0 && html`<p class="govuk-body">${words.t("selection.decisions-none")}</p>`}
${open && minutesForm(visit, words, of, problems)}`,
  });
}

const minutesOf = (words: Words, one: Minutes): Html =>
  html`<section class="app-card"><h2 class="govuk-heading-m">${words.t("selection.decision-number", { number: one.number, day: words.day(day(one.heldOn)) })}</h2><p class="govuk-body">${words.list(one.members.map((member) => (member.role ? `${member.name} (${member.role})` : member.name)))}</p><p class="govuk-body">${lines(one.minutes)}</p><p class="govuk-hint">${words.t("selection.frozen-on", { when: words.dayTime(one.recordedAt) })} <code class="app-hash">${one.sha256}</code></p></section>`;

function minutesForm(
  visit: StaffVisit,
  words: Words,
  of: SelectionOverview,
  problems: readonly Problem[],
): Html {
  const { form: typed } = visit;
  return html`<h2 class="govuk-heading-m">${words.t("selection.decision-new")}</h2>${
    of.selection?.state === "assessing" &&
    html`<p class="govuk-body">${words.t("selection.decision-closes")}</p>`
  }${form(
    {
      action: paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "decisions"),
      key: newId(),
      keep: `minutes-${of.call.id}`,
    },
    dateInput({
      words,
      name: "heldOn",
      legend: words.t("selection.held-on"),
      values: {
        day: typed.text("heldOn-day"),
        month: typed.text("heldOn-month"),
        year: typed.text("heldOn-year"),
      },
      problems,
    }),
    textarea({
      words,
      name: "members",
      label: words.t("selection.members"),
      hint: words.t("selection.members-hint"),
      value: typed.text("members"),
      rows: 4,
      problems,
    }),
    textarea({
      words,
      name: "minutes",
      label: words.t("selection.minutes"),
      hint: words.t("selection.minutes-hint"),
      value: typed.text("minutes"),
      rows: 8,
      problems,
    }),
    button({ text: words.t("selection.record-minutes"), preventDoubleClick: true }),
  )}`;
}

const found = (visit: StaffVisit) => readSelection(visit.tx, visit.params.callId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(decisionsPage(visit, of)) : nothingHere;
}

/** "Anna Ferri, chair" a line; without a comma there is no role. */
export function membersFrom(text: string): { name: string; role: string }[] {
  return text
    .split("\n")
    .map((line) => {
      const [name = "", ...role] = line.split(",");
      return { name: name.trim(), role: role.join(",").trim() };
    })
    .filter(({ name }) => name !== "");
}

async function save(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  if (!of) return nothingHere;
  const { form: typed } = visit;
  const [year, month, date] = ["year", "month", "day"].map((part) => typed.text(`heldOn-${part}`));
  const done = await recordMinutes(visit.tx, of.call.id, {
    heldOn: `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`,
    members: membersFrom(typed.text("members")),
    minutes: typed.text("minutes"),
  });
  if (!done.ok) return refusedPage(decisionsPage(visit, of, done.problems));
  return redirect(paths.selection(visit.tx.actor.scheme.slug, of.call.id));
}

const path = paths.selectionPart(":scheme", ":callId", "decisions");
export const routes: Route[] = [
  { method: "GET", access: "staff", allow: can.seeSelection, path, answer: show },
  { method: "POST", access: "staff", allow: can.lead, path, answer: save },
];
