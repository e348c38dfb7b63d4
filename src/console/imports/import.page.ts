import { CSV_TYPE, toCsv } from "../../platform/files/csv.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { readProgress } from "../../platform/jobs/progress.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
  waitingPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { chooseColumns } from "../../stages/imports/check-import.ts";
import { discardImport } from "../../stages/imports/end-import.ts";
import { can } from "../../stages/imports/import.policy.ts";
import type { Import } from "../../stages/imports/import.ts";
import { readColumns, readImport } from "../../stages/imports/read-imports.ts";
import { confirmImport } from "../../stages/imports/write-import.ts";
import { backLink, type Html, html, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { columnName, columnsForm } from "./columns-form.ts";
import { checkedPart, endedPart, problemWords, waitingPart } from "./report-parts.ts";

/** Seconds between looks at a job; long enough to read, short enough not to wait for nothing. */
const LOOK_AGAIN = 2;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.import(":scheme", ":importId"),
    access: "staff",
    allow: can.seeImports,
    answer: async (visit) => {
      const found = await readImport(visit.tx, visit.params.importId ?? "");
      if (!found) return nothingHere;
      const html = await importPage(visit, found, []);
      const waits = found.state === "checking" || found.state === "writing";
      return waits ? waitingPage(html, LOOK_AGAIN) : page(html);
    },
  },
  {
    method: "POST",
    path: paths.importColumns(":scheme", ":importId"),
    access: "staff",
    allow: can.seeImports,
    purpose: "import",
    answer: (visit) =>
      step(visit, (found) =>
        chooseColumns(
          visit.tx,
          found.id,
          found.mapping.header.map((_, at) => visit.form.text(`column-${at}`) || null),
        ),
      ),
  },
  {
    method: "POST",
    path: paths.importConfirmation(":scheme", ":importId"),
    access: "staff",
    allow: can.seeImports,
    purpose: "import",
    answer: (visit) =>
      step(visit, (found) =>
        confirmImport(visit.tx, found.id, visit.form.text("leave-out") === "yes"),
      ),
  },
  {
    method: "POST",
    path: paths.importDiscard(":scheme", ":importId"),
    access: "staff",
    allow: can.seeImports,
    answer: (visit) => step(visit, (found) => discardImport(visit.tx, found.id)),
  },
  {
    method: "GET",
    path: paths.importProblemsCsv(":scheme", ":importId"),
    access: "staff",
    allow: can.seeImports,
    answer: async (visit) => {
      const found = await readImport(visit.tx, visit.params.importId ?? "");
      if (!found?.report) return nothingHere;
      const words = wordsOf(visit);
      const head = ["line", "who", "column", "value", "words"].map((name) =>
        words.t(`imports.problem-${name}` as MessageKey),
      );
      const rows = found.report.problems.map((problem) => [
        problem.line,
        problem.who,
        problem.header ?? words.t("imports.problem-whole"),
        problem.value,
        problemWords(words, problem),
      ]);
      return file({ name: "problems.csv", type: CSV_TYPE, body: toCsv([head, ...rows]) });
    },
  },
];

/** One step of an import: done, the same page shows where it is now; refused, it says why. */
async function step(
  visit: StaffVisit,
  work: (found: Import) => Promise<Result<unknown>>,
): Promise<Answer> {
  const found = await readImport(visit.tx, visit.params.importId ?? "");
  if (!found) return nothingHere;
  const done = await work(found);
  if (done.ok) return redirect(paths.import(visit.tx.actor.scheme.slug, found.id));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await importPage(visit, found, done.problems));
}

async function importPage(
  visit: StaffVisit,
  found: Import,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { title, body } = await part(visit, found, problems);
  const missing = problems.some(({ params }) => params?.column !== undefined);
  const criteria = missing
    ? (await readColumns(visit.tx, found)).criteria
    : (new Map() as Criteria);
  return consoleShell(visit, {
    title,
    section: "imports",
    error: problems.length > 0,
    before: backLink({ words, href: paths.imports(slug) }),
    body: html`${problemSummary(
      words,
      problems.map((problem) => spelled(words, problem, criteria)),
      {
        columns: "column-0",
      },
    )}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${found.fileName} · ${words.t(`imports.kind-${found.kind}` as MessageKey)}</p>
${body}`,
  });
}

type Criteria = Parameters<typeof columnName>[2];

/** People read what a column is called, not its name in the program. */
function spelled(words: Words, problem: Problem, criteria: Criteria): Problem {
  const column = problem.params?.column;
  return typeof column === "string"
    ? { ...problem, params: { ...problem.params, column: columnName(words, column, criteria) } }
    : problem;
}

async function part(
  visit: StaffVisit,
  found: Import,
  problems: readonly Problem[],
): Promise<{ title: string; body: Html }> {
  const words = wordsOf(visit);
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const criteriaOf = async (one: Import): Promise<Criteria> =>
    one.kind === "applicant-changes" ? (await readColumns(tx, one)).criteria : new Map();
  const again = visit.query.has("columns") && found.state === "checked";
  if (found.state === "uploaded" || again) {
    const known = await readColumns(tx, found);
    return {
      title: words.t("imports.columns-title"),
      body: columnsForm({ words, slug, found, sent: visit.form, known }),
    };
  }
  if (found.state === "checking" || found.state === "writing") {
    const progress = found.progressId ? await readProgress(tx, found.progressId) : null;
    return {
      title: words.t(`imports.${found.state}-title` as MessageKey),
      body: waitingPart(words, slug, found, progress),
    };
  }
  if (found.state === "checked") {
    return {
      title: words.t("imports.checked-title"),
      body: checkedPart({ words, slug, found, problems, criteria: await criteriaOf(found) }),
    };
  }
  return {
    title: words.t(`imports.${found.state}-title` as MessageKey),
    body: endedPart(words, slug, found),
  };
}
