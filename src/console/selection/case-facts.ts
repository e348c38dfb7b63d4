import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import type { Criterion } from "../../stages/calls/criterion.ts";
import type { WholeCase } from "../../stages/selection/read-case.ts";
import { factCriteria } from "../../stages/selection/rubric.rules.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  button,
  checkboxes,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** Figures of the school and rows of tables, one small form each, while scores are open. */
export function factForms(
  visit: StaffVisit,
  of: WholeCase,
  problems: readonly Problem[],
): Html | null {
  const words = wordsOf(visit);
  const { selection, one, call } = of;
  const open = selection.state === "preparing" || selection.state === "assessing";
  if (!open || !can.enterFacts(visit.tx.actor, one.country)) return null;
  const criteria = factCriteria(call.criteria);
  if (criteria.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("selection.facts")}</h2><p class="govuk-body">${words.t("selection.facts-lead")}</p>${criteria.map(
    (criterion) =>
      details({
        summary: words.local(criterion.name),
        open: problems.some((problem) => problem.field === criterion.code),
        text: factForm(visit, of, criterion, problems),
      }),
  )}`;
}

function factForm(
  visit: StaffVisit,
  { one }: WholeCase,
  criterion: Criterion,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const typed = visit.form.text("criterion") === criterion.code;
  const own = one.scores.filter((score) => score.criterion === criterion.code);
  const source = kindOf(criterion) === "table" ? "table" : "entered";
  const known = own.find((score) => score.source === source);
  const mine = typed ? problems : [];
  const field =
    source === "table"
      ? checkboxes({
          words,
          name: criterion.code,
          legend: words.t("selection.rows"),
          classes: "govuk-checkboxes--small",
          values: typed ? visit.form.all(criterion.code) : (known?.choices ?? []),
          problems: mine,
          items: (criterion.table ?? []).map((row) => ({
            value: row.value,
            text: words.t("selection.row-points", {
              row: words.local(row.label),
              points: row.points,
            }),
          })),
        })
      : input({
          words,
          name: criterion.code,
          label: words.t("selection.points-up-to", { max: criterion.maximum }),
          value: typed
            ? visit.form.text(criterion.code)
            : String(known?.value ?? one.broughtPoints[criterion.code] ?? ""),
          inputmode: "numeric",
          classes: "govuk-input--width-4",
          problems: mine,
        });
  return form(
    {
      action: paths.casePart(visit.tx.actor.scheme.slug, one.id, "facts"),
      key: newId(),
    },
    hidden("criterion", criterion.code),
    field,
    known
      ? input({
          words,
          name: "reason",
          id: `reason-${criterion.code}`,
          label: words.t("selection.change-reason"),
          value: typed ? visit.form.text("reason") : "",
          problems: mine,
        })
      : null,
    button({ text: words.t("selection.save-fact"), kind: "secondary" }),
  );
}
