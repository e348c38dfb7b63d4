import { type Answer, nothingHere, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { isDay } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { atWall, isWallClock } from "../../shared/wall-time.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import { correctPoints, decideEligibility, decideVeto } from "../../stages/selection/committee.ts";
import { barAssessor, liftConflict } from "../../stages/selection/declare-conflict.ts";
import { enterFact } from "../../stages/selection/enter-facts.ts";
import { endInterview, planInterview, scoreInterview } from "../../stages/selection/interviews.ts";
import { readCase, type WholeCase } from "../../stages/selection/read-case.ts";
import { interviewCriteria } from "../../stages/selection/rubric.rules.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { paths } from "../paths.ts";
import { casePage } from "./case.page.ts";

const whole = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);

/** One decision about a case and back to it; refused, the page again with what was typed. */
const act =
  (work: (visit: StaffVisit, of: WholeCase) => Promise<Result<unknown>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const of = await readCase(visit.tx, visit.params.applicationId ?? "");
    if (!of) return nothingHere;
    const done = await work(visit, of);
    if (done.ok) return redirect(paths.selectionCase(visit.tx.actor.scheme.slug, of.one.id));
    if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(casePage(visit, of, done.problems));
  };

function fact(visit: StaffVisit, of: WholeCase): Promise<Result<unknown>> {
  const code = visit.form.text("criterion");
  const criterion = of.call.criteria.find((one) => one.code === code);
  const given =
    criterion && kindOf(criterion) === "table"
      ? { criterion: code, choices: visit.form.all(code) }
      : { criterion: code, points: whole(visit.form.text(code)) };
  return enterFact(visit.tx, of.one.id, given, visit.form.text("reason"));
}

function plan(visit: StaffVisit, of: WholeCase): Promise<Result<unknown>> {
  const { form } = visit;
  const [year, month, day] = ["year", "month", "day"].map((part) => form.text(`at-${part}`));
  const on = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const time = form.text("time");
  return planInterview(visit.tx, of.one.id, {
    at: isDay(on) && isWallClock(time) ? atWall(on, time) : null,
    place: form.text("place"),
    link: form.text("link"),
    panel: form.text("panel"),
  });
}

function scoreTalk(visit: StaffVisit, of: WholeCase): Promise<Result<unknown>> {
  const values = Object.fromEntries(
    interviewCriteria(of.call.criteria).map(({ code }) => {
      const typed = visit.form.text(code);
      return [code, typed === "" ? null : whole(typed)];
    }),
  );
  return scoreInterview(visit.tx, of.one.id, values, visit.form.text("reason"));
}

const part = (name: string) => paths.casePart(":scheme", ":applicationId", name);
const lead = { method: "POST", access: "staff", allow: can.lead } as const;

export const routes: Route[] = [
  {
    method: "POST",
    access: "staff",
    allow: (actor) => can.enterFacts(actor),
    path: part("facts"),
    answer: act(fact),
  },
  { ...lead, path: part("interview"), answer: act(plan) },
  { ...lead, path: part("interview-scores"), answer: act(scoreTalk) },
  {
    ...lead,
    path: part("interview-ending"),
    answer: act((visit, of) =>
      endInterview(visit.tx, of.one.id, visit.form.text("action") === "miss" ? "miss" : "cancel"),
    ),
  },
  {
    ...lead,
    path: part("eligibility"),
    answer: act((visit, of) =>
      decideEligibility(visit.tx, of.one.id, {
        eligible: visit.form.text("eligible") === "yes",
        note: visit.form.text("note"),
      }),
    ),
  },
  {
    ...lead,
    path: part("veto"),
    answer: act((visit, of) =>
      decideVeto(visit.tx, of.one.id, {
        criterion: visit.form.text("criterion"),
        standing: visit.form.text("standing") !== "no",
        reason: visit.form.text("reason"),
      }),
    ),
  },
  {
    ...lead,
    path: part("correction"),
    answer: act((visit, of) =>
      correctPoints(visit.tx, of.one.id, {
        criterion: visit.form.text("criterion"),
        points: whole(visit.form.text("points")),
        reason: visit.form.text("reason"),
      }),
    ),
  },
  {
    ...lead,
    path: part("conflicts"),
    answer: act((visit, of) =>
      barAssessor(visit.tx, of.one.id, {
        assessorId: visit.form.text("assessorId"),
        ground: visit.form.text("ground"),
      }),
    ),
  },
  {
    ...lead,
    path: paths.conflictLifting(":scheme", ":applicationId", ":conflictId"),
    answer: act((visit, of) => liftConflict(visit.tx, of.one.id, visit.params.conflictId ?? "")),
  },
];
