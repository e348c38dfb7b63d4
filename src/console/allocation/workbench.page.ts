import type { Words } from "../../platform/i18n/index.ts";
import { file, nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import type { Run } from "../../stages/allocation-runs/allocation-run.ts";
import { lookAtCase } from "../../stages/allocation-runs/look-at-case.ts";
import {
  listRuns,
  readCallFacts,
  readExplanation,
  readRun,
  readRunProgress,
} from "../../stages/allocation-runs/read-runs.ts";
import { startRun } from "../../stages/allocation-runs/start-run.ts";
import { readingOf } from "../../stages/schemes/readers.rules.ts";
import { breadcrumbs, type Html, html, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { casesPane } from "./cases-pane.ts";
import { type PinTyped, personPane } from "./person-pane.ts";
import { placesPane } from "./places-pane.ts";
import { stepsPane } from "./steps-pane.ts";
import { openWorkbench } from "./workbench.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.workbench(":scheme", ":callId"),
    access: "staff",
    allow: can.readRuns,
    answer: async (visit) => {
      const html = await workbenchPage(visit, visit.params.callId!);
      return html ? page(html) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.run(":scheme", ":runId"),
    access: "staff",
    allow: can.readRuns,
    answer: async (visit) => {
      const html = await runPage(visit, visit.params.runId!);
      return html ? page(html) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.runPerson(":scheme", ":runId", ":applicationId"),
    access: "staff",
    allow: can.readRuns,
    answer: async (visit) => {
      const html = await runPage(visit, visit.params.runId!, {
        applicationId: visit.params.applicationId!,
      });
      return html ? page(html) : nothingHere;
    },
  },
  {
    // Third depth of an explanation: every figure, for an appeal.
    method: "GET",
    path: paths.runTrace(":scheme", ":runId", ":applicationId"),
    access: "staff",
    allow: can.readRuns,
    answer: async (visit) => {
      const { runId, applicationId } = visit.params;
      const explanation = await readExplanation(visit.tx, runId!, applicationId!);
      if (!explanation) return nothingHere;
      return file({
        name: `explanation-${explanation.applicant}.json`,
        type: "application/json",
        body: `${JSON.stringify(explanation, null, 2)}\n`,
      });
    },
  },
  {
    method: "POST",
    path: paths.runCase(":scheme", ":runId", ":caseId"),
    access: "staff",
    allow: can.sign,
    answer: async (visit) => {
      const { runId, caseId } = visit.params;
      const { slug } = visit.tx.actor.scheme;
      const looked = await lookAtCase(visit.tx, runId!, caseId!);
      if (looked.ok) {
        const { next } = looked.value;
        return redirect(
          next ? `${paths.runPerson(slug, runId!, next)}#person` : paths.run(slug, runId!),
        );
      }
      if (looked.problems.some(({ code }) => code === "not-found")) return nothingHere;
      const html = await runPage(visit, runId!, { problems: looked.problems });
      return html ? refusedPage(html) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.runs(":scheme", ":callId"),
    access: "staff",
    purpose: "freeze",
    allow: can.startRun,
    answer: async (visit) => {
      const { callId } = visit.params;
      const started = await startRun(visit.tx, callId!);
      if (started.ok) return redirect(paths.run(visit.tx.actor.scheme.slug, started.value.runId));
      const html = await workbenchPage(visit, callId!, started.problems);
      return html ? refusedPage(html) : nothingHere;
    },
  },
];

/** A call's workbench: its newest run, or, before the first, the checks and the button. */
export async function workbenchPage(
  visit: StaffVisit,
  callId: string,
  problems: readonly Problem[] = [],
): Promise<Html | null> {
  const [newest] = await listRuns(visit.tx, callId);
  if (!newest && !(await readCallFacts(visit.tx, callId))) return null;
  return benchPage(visit, callId, newest ?? null, { problems });
}

type Extra = {
  readonly applicationId?: string;
  readonly problems?: readonly Problem[];
  readonly typed?: PinTyped;
};

export async function runPage(
  visit: StaffVisit,
  runId: string,
  extra: Extra = {},
): Promise<Html | null> {
  const run = await readRun(visit.tx, runId);
  return run ? benchPage(visit, run.callId, run, extra) : null;
}

async function benchPage(
  visit: StaffVisit,
  callId: string,
  run: Run | null,
  { applicationId, problems = [], typed }: Extra,
): Promise<Html | null> {
  const words = wordsOf(visit);
  const call = await readCallFacts(visit.tx, callId);
  const { slug, settings } = visit.tx.actor.scheme;
  const lines = readingOf(settings, "staff", visit.locale).baseMap;
  const bench = await openWorkbench(visit, callId, run, applicationId);
  // Somebody else's country and nobody at all are the same answer.
  if (!call || (applicationId && run?.summary && !bench.selected)) return null;
  const progress = run?.state === "computing" ? await readRunProgress(visit.tx, run) : null;
  return consoleShell(visit, {
    title: words.t("allocation.page-title", {
      call: words.local(call.title as Record<string, string>),
    }),
    section: "home",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("home.title"), href: paths.home(visit.tx.actor.scheme.slug) },
        {
          text: `${words.local(call.title as Record<string, string>)} · ${words.t("allocation.decide-by", { day: words.day(call.decideBy as never) })}`,
        },
      ],
    }),
    body: html`${problemSummary(words, problems)}<div class="${run ? "app-panes" : "app-text"}">${stepsPane(visit, words, bench)}<div>${
      run?.state === "computing"
        ? working(words, visit.path, progress)
        : run?.state === "failed"
          ? failed(words, run)
          : html`${casesPane(visit, words, bench)}${personPane(visit, words, bench, typed)}`
    }</div>${run?.summary && placesPane(words, slug, bench.places, run.summary, lines)}</div>`,
  });
}

function working(
  words: Words,
  path: string,
  progress: { readonly done: number; readonly total: number } | null,
): Html {
  const total = Math.max(progress?.total ?? 0, 1);
  const done = progress?.done ?? 0;
  return html`<div data-progress="${path}" role="status"><h2 class="govuk-heading-m">${words.t("allocation.computing")}</h2><progress class="app-progress" max="${total}" value="${done}">${words.t("site.percent-done", { percent: words.percent(done / total) })}</progress><p class="govuk-body">${words.t("allocation.computing-text")} <a class="govuk-link" href="${path}">${words.t("allocation.look-again")}</a></p></div>`;
}

/** A run that failed says at which step and what the program met there. */
function failed(words: Words, run: Run): Html {
  return html`<div class="app-card app-card--attention"><h2 class="govuk-heading-m">${words.t("allocation.failed")}</h2><ul class="govuk-list govuk-list--bullet">${(run.problems ?? []).map((problem) => html`<li>${words.problem(problem)}</li>`)}</ul></div>`;
}
