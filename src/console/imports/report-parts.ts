import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Progress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Import, ImportReport, RowProblem } from "../../stages/imports/import.ts";
import {
  button,
  buttonGroup,
  checkboxes,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  table,
} from "../../ui/index.ts";
import { kindWords, roleWords } from "../organisations/organisations.page.ts";
import { paths } from "../paths.ts";
import { columnName, discardForm } from "./columns-form.ts";

type Criteria = Parameters<typeof columnName>[2];

/** Enough to see what is wrong; whoever has more works with the file. */
const SHOWN = 100;
const SHOWN_CHANGES = 500;

export function waitingPart(
  words: Words,
  slug: string,
  found: Import,
  progress: Progress | null,
): Html {
  const { done, total } = progress ?? { done: 0, total: 0 };
  return html`<div aria-live="polite"><progress class="app-progress" max="${Math.max(total, 1)}" value="${done}">${words.percent(total === 0 ? 0 : done / total)}</progress>
<p class="govuk-body">${total > 0 && words.t("imports.wait-of", { done, total })}</p></div>
<p class="govuk-body">${words.t("imports.wait")}</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.import(slug, found.id)}">${words.t("imports.renew")}</a></p>`;
}

const counts = (words: Words, tense: "would" | "did", report: ImportReport): Html => {
  const shown = [
    ["add", report.added],
    ["correct", report.corrected],
    ["keep", report.unchanged],
  ] as const;
  const bad = tense === "would" ? "imports.are-bad" : "imports.did-leave";
  return html`<ul class="govuk-list govuk-list--bullet">${shown
    .filter(([name, count]) => count > 0 || name === "add")
    .map(
      ([name, count]) =>
        html`<li>${words.t(`imports.${tense}-${name}` as MessageKey, { count })}</li>`,
    )}${report.bad > 0 && html`<li><strong>${words.t(bad, { count: report.bad })}</strong></li>`}</ul>`;
};

export function checkedPart(props: {
  readonly words: Words;
  readonly slug: string;
  readonly found: Import;
  readonly problems: readonly Problem[];
  readonly criteria: Criteria;
}): Html {
  const { words, slug, found, problems } = props;
  const report = found.report ?? EMPTY;
  const writable = report.added + report.corrected > 0;
  return html`${counts(words, "would", report)}
${
  writable
    ? form(
        { action: paths.importConfirmation(slug, found.id), key: newId() },
        report.bad > 0
          ? checkboxes({
              words,
              name: "leave-out",
              problems,
              items: [{ value: "yes", text: words.t("imports.leave-out", { count: report.bad }) }],
            })
          : null,
        button({ text: words.t("imports.write"), preventDoubleClick: true }),
      )
    : insetText({ text: words.t("imports.nothing-to-write") })
}
${report.changes && changeTable(words, report, props.criteria)}
${report.bad > 0 && problemTable(words, slug, found, report)}
${buttonGroup(
  html`<a class="govuk-link" href="${paths.import(slug, found.id)}?columns=again">${words.t("imports.change-columns")}</a>`,
)}
${discardForm(words, slug, found)}`;
}

/** Values that are kept as codes, in the words that a list shows them in. */
const CODED: Readonly<Record<string, (words: Words, value: string) => string>> = {
  gender: (words, value) => words.t(`applicants.gender-${value}` as MessageKey),
  trade: (words, value) => words.trade(value),
  "birth-date": (words, value) => words.shortDay(value as Day),
  "flows.from": (words, value) => words.country(value),
  "flows.country": (words, value) => words.country(value),
  "flows.starts": (words, value) => words.shortDay(value as Day),
  "flows.ends": (words, value) => words.shortDay(value as Day),
  "organisations.kind": kindWords,
  "organisations.roles": (words, value) =>
    value
      .split(" ")
      .map((role) => roleWords(words, role))
      .join("; "),
  "organisations.country": (words, value) => words.country(value),
  "organisations.setting": (words, value) =>
    words.t(`organisations.setting-${value}` as MessageKey),
};

const shownValue = (words: Words, column: string, value: string): string =>
  value === "" ? words.t("imports.problem-empty") : (CODED[column]?.(words, value) ?? value);

/** What is wrong with a cell; where it says what stands here and there, in the words of the list. */
export function problemWords(words: Words, { code, column, params }: RowProblem): string {
  if (code !== "changed-on-both-sides" || column === null) return words.problem({ code, params });
  const { before = "", after = "" } = params;
  const shown = (value: string | number) => shownValue(words, column, String(value));
  return words.problem({ code, params: { before: shown(before), after: shown(after) } });
}

/** Every value as it is and as it would be, by person: what somebody reads before saying yes. */
function changeTable(words: Words, report: ImportReport, criteria: Criteria): Html | null {
  const { changes = [], changedValues = 0 } = report;
  if (changes.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("imports.changes-title")}</h2>
<p class="govuk-body">${words.t("imports.changes-count", { count: changedValues })}${
    changedValues > SHOWN_CHANGES &&
    html` ${words.t("imports.changes-shown", { shown: SHOWN_CHANGES })}`
  }</p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: words.t("imports.changes-title"),
  captionClasses: "govuk-visually-hidden",
  head: [
    words.t("imports.problem-who"),
    words.t("imports.problem-column"),
    words.t("imports.change-before"),
    words.t("imports.change-after"),
  ],
  rows: changes
    .slice(0, SHOWN_CHANGES)
    .map((change) => [
      change.who,
      columnName(words, change.column, criteria),
      html`<del>${shownValue(words, change.column, change.before)}</del>`,
      html`<ins>${shownValue(words, change.column, change.after)}</ins>`,
    ]),
})}`;
}

const EMPTY: ImportReport = {
  rows: 0,
  added: 0,
  corrected: 0,
  unchanged: 0,
  bad: 0,
  problems: [],
};

function problemTable(words: Words, slug: string, found: Import, report: ImportReport): Html {
  const { problems } = report;
  return html`<h2 class="govuk-heading-m">${words.t("imports.problems-title")}</h2>
<p class="govuk-body">${words.t("imports.problems-intro")}</p>
<div class="app-toolbar"><p class="govuk-body">${
    problems.length > SHOWN &&
    words.t("imports.problems-shown", { shown: SHOWN, total: problems.length })
  }</p><a class="govuk-link" href="${paths.importProblemsCsv(slug, found.id)}">${words.t("imports.problems-csv")}</a></div>
${table({
  words,
  cards: true,
  caption: words.t("imports.problems-title"),
  captionClasses: "govuk-visually-hidden",
  head: [
    { text: words.t("imports.problem-line"), format: "numeric" },
    words.t("imports.problem-who"),
    words.t("imports.problem-column"),
    words.t("imports.problem-value"),
    words.t("imports.problem-words"),
  ],
  rows: problems
    .slice(0, SHOWN)
    .map((problem) => [
      problem.line,
      problem.who,
      problem.header ?? words.t("imports.problem-whole"),
      problem.column === null ? "" : problem.value || words.t("imports.problem-empty"),
      problemWords(words, problem),
    ]),
})}`;
}

export function endedPart(words: Words, slug: string, found: Import): Html {
  if (found.state === "written" && found.report) {
    const next = {
      applicants: paths.applicants(slug),
      flows: paths.flows(slug),
      participants: paths.board(slug),
      "applicant-changes": paths.applicants(slug),
      "organisation-changes": paths.organisations(slug),
      "flow-changes": paths.flows(slug),
    }[found.kind];
    return html`${notificationBanner({ words, type: "success", text: words.t("imports.written-title") })}
${counts(words, "did", found.report)}
${found.report.bad > 0 && problemTable(words, slug, found, found.report)}
<p class="govuk-body"><a class="govuk-link" href="${next}">${words.t(`imports.see-${found.kind}` as MessageKey)}</a></p>`;
  }
  return html`<p class="govuk-body">${words.t(`imports.${found.state}-body` as MessageKey)}</p>
${
  found.state === "failed" &&
  html`${form(
    { action: paths.importColumns(slug, found.id), key: newId() },
    ...found.mapping.columns.map(
      (name, at) => html`<input type="hidden" name="column-${at}" value="${name ?? ""}">`,
    ),
    button({ text: words.t("imports.check") }),
  )}${discardForm(words, slug, found)}`
}`;
}
