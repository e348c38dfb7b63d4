import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Call } from "../../stages/calls/call.ts";
import { type Html, html } from "../../ui/index.ts";

/** A refusal may name a criterion by its code; people read its name. */
export const spelled = (words: Words, call: Call, problem: Problem): Problem => {
  const criterion = call.criteria.find((one) => one.code === problem.params?.criterion);
  return criterion
    ? { ...problem, params: { ...problem.params, criterion: words.local(criterion.name) } }
    : problem;
};

/** What still stands in the way, a line each. */
export const missingLines = (
  words: Words,
  call: Call,
  problems: readonly Problem[],
): Html | null =>
  problems.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--bullet">${problems.map((problem) => html`<li>${words.problem(spelled(words, call, problem))}</li>`)}</ul>`;
