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
import type { Problem } from "../../shared/result.ts";
import { confirmFacts } from "../../stages/schools/confirm-facts.ts";
import {
  confirmedText,
  enrolledText,
  factProblems,
  tidied,
} from "../../stages/schools/confirmation.rules.ts";
import {
  columnsOf,
  ENROLLED,
  type FactColumn,
  factField,
  type TypedFacts,
} from "../../stages/schools/confirmation.ts";
import { readPaste } from "../../stages/schools/paste.rules.ts";
import type { Pupil } from "../../stages/schools/pupil.ts";
import { listPupils } from "../../stages/schools/read-pupils.ts";
import { listSchoolCalls } from "../../stages/schools/read-school-today.ts";
import { can } from "../../stages/schools/school.policy.ts";
import type { SchoolCall } from "../../stages/schools/school-call.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  textarea,
  warningText,
} from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { columnName, factTable } from "./facts-table.ts";
import { schoolPaths } from "./school-paths.ts";

/** Each pupil's row: as typed, else as confirmed before. */
const rowsOf = (
  visit: StaffVisit,
  pupils: readonly Pupil[],
  columns: readonly FactColumn[],
): TypedFacts[] =>
  pupils.map((pupil) => {
    const { applicationId } = pupil;
    const typed = (name: string, before: string) =>
      visit.form.has(factField(applicationId, name))
        ? // A table has several selects of one name; what was chosen in them belongs together.
          visit.form.all(factField(applicationId, name)).filter(Boolean).join("+")
        : before;
    const said = enrolledText(pupil);
    const now = Object.fromEntries([
      ...columns.map((column) => [column.code, confirmedText(column, pupil)] as const),
      [ENROLLED, said] as const,
    ]);
    const was = Object.fromEntries(
      Object.entries(now).map(([code, text]) => {
        const name = factField(applicationId, `was-${code}`);
        return [code, visit.form.has(name) ? visit.form.text(name) : text];
      }),
    );
    return {
      applicationId,
      values: Object.fromEntries(
        columns.map((column) => [column.code, typed(column.code, confirmedText(column, pupil))]),
      ),
      enrolled: typed(ENROLLED, said),
      was,
    };
  });

type Shown = {
  readonly call: SchoolCall;
  readonly pupils: readonly Pupil[];
  readonly columns: readonly FactColumn[];
  readonly rows: readonly TypedFacts[];
  readonly problems?: readonly Problem[];
  /** Set when rows were filled in from what was pasted. */
  readonly pasted?: { readonly warnings: readonly Problem[]; readonly filled: number };
};

function show(visit: StaffVisit, from: Shown): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { call, pupils, columns, problems = [], pasted } = from;
  const labels = Object.fromEntries(
    pupils.flatMap((pupil) =>
      [
        ...columns.map((each) => [each.code, columnName(words, each)] as const),
        [ENROLLED, t("school.enrolled")] as const,
      ].map(([code, name]) => [
        factField(pupil.applicationId, code),
        `${pupil.givenNames} ${pupil.familyName}, ${name}`,
      ]),
    ),
  );
  const action = schoolPaths.facts(slug, call.id);
  const title = t("school.facts-title");
  return consoleShell(visit, {
    title,
    section: "school-pupils",
    error: problems.length > 0,
    before: backLink({
      words,
      href: `${schoolPaths.pupils(slug)}?call=${call.id}`,
      text: t("school.pupils-title"),
    }),
    body: html`${problemSummary(words, problems, {}, labels)}<span class="govuk-caption-l">${t("home.call", { number: call.number, title: words.local(call.title) })}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("school.facts-lead")}</p>
${pasted && pastedNote(words, pasted)}
${form(
  { action, key: newId(), keep: `facts-${call.id}` },
  details({
    summary: t("school.paste-title"),
    open: pasted !== undefined && pasted.warnings.length > 0,
    text: html`${textarea({
      words,
      name: "paste",
      label: t("school.paste"),
      hint: t("school.paste-hint", {
        columns: words.list(columns.map((each) => columnName(words, each))),
      }),
      value: visit.form.text("paste"),
      rows: 6,
      spellcheck: false,
    })}${button({ text: t("school.paste-fill"), kind: "secondary", name: "act", value: "paste" })}`,
  }),
  factTable(words, from),
  button({
    text: t("school.facts-confirm", { count: pupils.length }),
    name: "act",
    value: "confirm",
    preventDoubleClick: true,
  }),
)}`,
  });
}

const pastedNote = (words: Words, { warnings, filled }: NonNullable<Shown["pasted"]>): Html =>
  html`${insetText({ text: words.t("school.pasted", { count: filled }) })}${
    warnings.length > 0 &&
    html`${warningText({ words, text: words.t("school.paste-warnings", { count: warnings.length }) })}<ul class="govuk-list govuk-list--bullet">${warnings.map((each) => html`<li>${words.problem(each)}</li>`)}</ul>`
  }`;

/** The table filled in from what was pasted; nothing is written before somebody has looked at it. */
function preview(visit: StaffVisit, shown: Shown): Answer {
  const words = wordsOf(visit);
  const { values, warnings } = readPaste(
    visit.form.text("paste"),
    shown.pupils,
    shown.columns,
    Object.fromEntries(shown.columns.map((each) => [each.code, [columnName(words, each)]])),
  );
  const rows = shown.rows.map((row) => {
    const given = values.get(row.applicationId);
    if (!given) return row;
    // Whoever has grades at the school is enrolled there; the officer sees it and can say no.
    return { ...row, values: { ...row.values, ...given }, enrolled: row.enrolled || "yes" };
  });
  const problems = factProblems(rows, shown.columns);
  return refusedPage(
    show(visit, { ...shown, rows, problems, pasted: { warnings, filled: values.size } }),
  );
}

async function answer(visit: StaffVisit): Promise<Answer> {
  const { tx } = visit;
  const call = (await listSchoolCalls(tx)).find((each) => each.id === visit.params.callId);
  if (!call?.takesFacts) return nothingHere;
  const pupils = await listPupils(tx, call.id, collationOf(visit.locale));
  const columns = columnsOf(call.criteria);
  const rows = rowsOf(visit, pupils, columns);
  const shown = { call, pupils, columns, rows };
  if (visit.form.names().length === 0) return page(show(visit, shown));
  if (visit.form.text("act") === "paste") return preview(visit, shown);
  const tidy = rows.map((row) => ({
    ...row,
    values: Object.fromEntries(
      Object.entries(row.values).map(([code, text]) => [code, tidied(text)]),
    ),
  }));
  const done = await confirmFacts(tx, call.id, tidy);
  if (!done.ok) return refusedPage(show(visit, { ...shown, problems: done.problems }));
  const to = `${schoolPaths.pupils(tx.actor.scheme.slug)}?call=${call.id}`;
  return redirect(`${to}&confirmed=${done.value.confirmed}`);
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.facts(":scheme", ":callId"),
    access: "staff",
    allow: can.workForSchool,
    answer,
  },
  {
    method: "POST",
    path: schoolPaths.facts(":scheme", ":callId"),
    access: "staff",
    allow: can.workForSchool,
    limit: 256 * 1024,
    answer,
  },
];
