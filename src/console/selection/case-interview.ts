import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Criterion } from "../../stages/calls/criterion.ts";
import type { Interview } from "../../stages/selection/interviews.ts";
import type { WholeCase } from "../../stages/selection/read-case.ts";
import { allowedScores, interviewCriteria } from "../../stages/selection/rubric.rules.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  button,
  dateInput,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** When and where somebody is heard, by whom, and what the panel gave. */
export function interviewPart(
  visit: StaffVisit,
  of: WholeCase,
  problems: readonly Problem[],
): Html | null {
  const words = wordsOf(visit);
  const criteria = interviewCriteria(of.call.criteria);
  if (criteria.length === 0) return null;
  const { interview, selection } = of;
  const open =
    can.lead(visit.tx.actor) &&
    (selection.state === "preparing" || selection.state === "assessing");
  return html`<h2 class="govuk-heading-m">${words.t("selection.interview")}</h2>${
    interview
      ? factsOf(words, interview)
      : html`<p class="govuk-body">${words.t("selection.interview-none")}</p>`
  }${
    open &&
    (interview?.state === "planned" || interview?.state === "held") &&
    details({
      summary: words.t("selection.interview-score"),
      open: problems.some((problem) => criteria.some((one) => one.code === problem.field)),
      text: scoreForm(visit, words, of, criteria, problems),
    })
  }${
    open &&
    interview?.state !== "held" &&
    details({
      summary: words.t(interview ? "selection.interview-move" : "selection.interview-plan"),
      open: problems.some((problem) =>
        ["at", "place", "link", "panel"].includes(problem.field ?? ""),
      ),
      text: planForm(visit, words, of, problems),
    })
  }${open && interview?.state === "planned" && endForm(visit, words, of)}`;
}

const factsOf = (words: Words, interview: Interview): Html =>
  html`<p class="govuk-body"><strong>${words.t(`selection.interview-${interview.state}`)}</strong> ${words.deadline(interview.at)}<br>${
    interview.link
      ? html`<a class="govuk-link" rel="noreferrer" href="${interview.link}">${interview.link}</a>`
      : interview.place
  }<br>${words.t("selection.panel-of", { panel: interview.panel })}</p>`;

function planForm(
  visit: StaffVisit,
  words: Words,
  { one, interview }: WholeCase,
  problems: readonly Problem[],
): Html {
  const typed = visit.form.has("panel");
  const wall = interview ? wallTimeOf(interview.at) : null;
  const [year = "", month = "", day = ""] = (wall?.day ?? "").split("-");
  const value = (name: "time" | "place" | "link" | "panel", known: string | null | undefined) =>
    typed ? visit.form.text(name) : (known ?? "");
  const text = (name: "place" | "link" | "panel", known: string | null | undefined) =>
    input({
      words,
      name,
      label: words.t(`selection.interview-${name}`),
      value: value(name, known),
      problems,
    });
  return form(
    { action: paths.casePart(visit.tx.actor.scheme.slug, one.id, "interview"), key: newId() },
    dateInput({
      words,
      name: "at",
      legend: words.t("selection.interview-day"),
      values: typed
        ? {
            day: visit.form.text("at-day"),
            month: visit.form.text("at-month"),
            year: visit.form.text("at-year"),
          }
        : { day, month, year },
      problems,
    }),
    input({
      words,
      name: "time",
      label: words.t("selection.interview-time"),
      hint: words.t("selection.interview-time-hint"),
      value: value("time", wall?.time),
      classes: "govuk-input--width-5",
    }),
    text("place", interview?.place),
    text("link", interview?.link),
    text("panel", interview?.panel),
    button({ text: words.t("selection.interview-save"), kind: "secondary" }),
  );
}

function scoreForm(
  visit: StaffVisit,
  words: Words,
  { one, interview }: WholeCase,
  criteria: readonly Criterion[],
  problems: readonly Problem[],
): Html {
  const again = interview?.state === "held";
  return form(
    {
      action: paths.casePart(visit.tx.actor.scheme.slug, one.id, "interview-scores"),
      key: newId(),
    },
    ...criteria.map((criterion) => {
      const said = new Map((criterion.anchors ?? []).map((anchor) => [anchor.score, anchor.words]));
      const known = one.scores.find(
        (score) => score.source === "panel" && score.criterion === criterion.code,
      );
      return radios({
        words,
        name: criterion.code,
        classes: "govuk-radios--small",
        legend: words.local(criterion.name),
        value: visit.form.text(criterion.code) || String(known?.value ?? ""),
        problems,
        items: allowedScores(criterion).map((score) => {
          const anchor = said.get(score);
          return {
            value: String(score),
            text: anchor
              ? html`<strong>${words.number(score)}</strong> ${words.local(anchor)}`
              : words.number(score),
          };
        }),
      });
    }),
    again
      ? input({
          words,
          name: "reason",
          id: "interview-reason",
          label: words.t("selection.change-reason"),
          problems,
        })
      : null,
    button({ text: words.t("selection.interview-save-score"), kind: "secondary" }),
  );
}

const endForm = (visit: StaffVisit, words: Words, { one }: WholeCase): Html =>
  html`<div class="govuk-button-group">${(["miss", "cancel"] as const).map((action) =>
    form(
      {
        action: paths.casePart(visit.tx.actor.scheme.slug, one.id, "interview-ending"),
        key: newId(),
      },
      hidden("action", action),
      html`<button class="app-link-button" type="submit">${words.t(`selection.interview-${action}`)}</button>`,
    ),
  )}</div>`;
