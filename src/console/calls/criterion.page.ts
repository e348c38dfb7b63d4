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
import { can } from "../../stages/calls/call.policy.ts";
import type { Call, Criterion } from "../../stages/calls/call.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import { CRITERION_KINDS, type CriterionKind } from "../../stages/calls/criterion.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { blankCriterion, criterionFields, typedCriterion } from "./criterion-form.ts";

const NEW = "new";

/** The draft and the criterion that the address names; a new one of the kind asked for. */
async function asked(visit: StaffVisit): Promise<{ call: Call; criterion: Criterion } | null> {
  const call = await readCall(visit.tx, visit.params.callId ?? "");
  if (call?.state !== "draft") return null;
  const code = visit.params.criterion ?? "";
  if (code !== NEW) {
    const criterion = call.criteria.find((each) => each.code === code);
    return criterion ? { call, criterion } : null;
  }
  const kind = visit.form.text("kind") || visit.query.get("kind");
  return isKind(kind) ? { call, criterion: blankCriterion(kind) } : null;
}

const isKind = (kind: string | null): kind is CriterionKind =>
  (CRITERION_KINDS as readonly (string | null)[]).includes(kind);

const rulePath = (visit: StaffVisit, call: Call): string =>
  paths.callPart(visit.tx.actor.scheme.slug, call.id, "rule");

const path = paths.criterion(":scheme", ":callId", ":criterion");

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(criterionPage(visit, found.call, found.criterion, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const { call, criterion } = found;
      const typed = typedCriterion(visit.form, criterion, call.criteria);
      const isNew = visit.params.criterion === NEW;
      const criteria = isNew
        ? [...call.criteria, typed]
        : call.criteria.map((each) => (each.code === criterion.code ? typed : each));
      const saved = await changeDraft(visit.tx, call.id, { criteria });
      if (saved.ok) return redirect(rulePath(visit, call));
      const problems = saved.problems.map((problem) => atForm(problem, typed.code));
      return refusedPage(criterionPage(visit, call, criterion, problems));
    },
  },
  {
    method: "POST",
    path: paths.criterionMove(":scheme", ":callId", ":criterion"),
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const { call, criterion } = found;
      const from = call.criteria.indexOf(criterion);
      const to = visit.form.text("to") === "up" ? from - 1 : from + 1;
      const criteria = [...call.criteria];
      const other = criteria[to];
      if (other) {
        criteria[to] = criterion;
        criteria[from] = other;
        const saved = await changeDraft(visit.tx, call.id, { criteria });
        if (!saved.ok) return refusedPage(criterionPage(visit, call, criterion, saved.problems));
      }
      return redirect(rulePath(visit, call));
    },
  },
  {
    method: "POST",
    path: paths.criterionRemoval(":scheme", ":callId", ":criterion"),
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const { call, criterion } = found;
      const saved = await changeDraft(visit.tx, call.id, {
        criteria: call.criteria.filter((each) => each.code !== criterion.code),
        ties: call.ties.filter((tie) => tie !== criterion.code),
      });
      return saved.ok
        ? redirect(rulePath(visit, call))
        : refusedPage(criterionPage(visit, call, criterion, saved.problems));
    },
  },
];

/** The rule names its fields by criterion; the form of one criterion has no need to. */
function atForm(problem: Problem, code: string): Problem {
  const own = new RegExp(`^([a-z]+)-${code}(-\\d+)?$`).exec(problem.field ?? "");
  return own ? { ...problem, field: `${own[1]}${own[2] ?? ""}` } : problem;
}

/** Which of its many alike boxes a problem is about. */
const labelsOf = (words: Words, problems: readonly Problem[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    problems.flatMap(({ field = "" }) => {
      if (field.startsWith("name")) return [[field, words.t("calls.criterion-name")]];
      const [, what, at] = /^(words|score|label|points)-(\d+)/.exec(field) ?? [];
      if (at === undefined) return [];
      const line = what === "words" || what === "score" ? "calls.anchor" : "calls.table-line";
      return [[field, words.t(line, { number: Number(at) + 1 })]];
    }),
  );

function criterionPage(
  visit: StaffVisit,
  call: Call,
  criterion: Criterion,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const kind = kindOf(criterion);
  const isNew = visit.params.criterion === NEW;
  const title = isNew ? words.t(`calls.kind-${kind}`) : words.local(criterion.name);
  const address = (builder: typeof paths.criterion) =>
    builder(slug, call.id, isNew ? NEW : criterion.code);
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: rulePath(visit, call) }),
    body: html`${problemSummary(words, problems, {}, labelsOf(words, problems))}<h1 class="govuk-heading-l">${title}</h1>
${!isNew && html`<p class="govuk-body">${words.t(`calls.kind-${kind}`)}</p>`}
${form(
  {
    action: address(paths.criterion),
    key: newId(),
    keep: `criterion-${call.id}-${criterion.code}`,
  },
  isNew ? hidden("kind", kind) : null,
  criterionFields({ words, problems, form: visit.form, criterion }),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${rulePath(visit, call)}">${words.t("site.cancel")}</a>`,
  ),
)}
${!isNew && orderForms(words, call, criterion, address)}`,
  });
}

function orderForms(
  words: Words,
  call: Call,
  criterion: Criterion,
  address: (builder: typeof paths.criterion) => string,
): Html {
  const at = call.criteria.indexOf(criterion);
  const move = (to: "up" | "down", possible: boolean) =>
    possible
      ? form(
          { action: address(paths.criterionMove), key: newId() },
          hidden("to", to),
          button({ text: words.t(`calls.move-${to}`), kind: "secondary" }),
        )
      : null;
  return html`<div class="app-row-of-fields">${move("up", at > 0)}${move("down", at < call.criteria.length - 1)}${form(
    { action: address(paths.criterionRemoval), key: newId() },
    button({ text: words.t("calls.remove-criterion"), kind: "warning" }),
  )}</div>`;
}
