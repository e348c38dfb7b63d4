import type { Words } from "../../platform/i18n/index.ts";
import type { ApplicantVisit, PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { FormField, FormPage } from "../../stages/applications/application.forms.ts";
import type { Draft } from "../../stages/applications/draft.ts";
import { questionDrawing } from "../../stages/applications/question-drawing.ts";
import { boxNames } from "../../ui/application-form/index.ts";
import { type Html, html } from "../../ui/html.ts";
import { form } from "../../ui/index.ts";
import { paths } from "../paths.ts";

export const slugOf = (visit: ApplicantVisit | PublicVisit) => visit.params.scheme ?? "";

/** Under the button of every question: the code to come back with, and when it was last saved. */
export function savedLine(words: Words, draft: Draft): Html {
  return html`<p class="govuk-body-s">${words.t("apply.code")} <strong class="app-code" lang="">${draft.code}</strong> <span>${words.t("apply.saved", { time: words.time(draft.savedAt) })}</span></p>`;
}

/** The way out for a phone that is not one's own. */
export const leaveLink = (visit: ApplicantVisit, words: Words): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.applyLeave(visit.locale, slugOf(visit))}">${words.t("apply.not-my-phone")}</a></p>`;

/** Element of a field whose id is not its name: a date starts at its day. */
export const targetsOf = (page: FormPage): Record<string, string> =>
  Object.fromEntries(
    page.fields
      .filter((field: FormField) => field.kind === "birth-date")
      .map((field) => [field.code, `${field.code}-day`]),
  );

/** What its boxes are called in the list of problems above them. */
export const namesOf = (words: Words, page: FormPage): Record<string, string> =>
  boxNames({ ...questionDrawing(words), alone: page.fields.length === 1 }, page.fields);

/** Refusals that are not about a box: they say what happened, and go to no field. */
export const CLOSED: ReadonlySet<string> = new Set(["call-closed", "call-not-open-yet"]);

export const isClosed = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => CLOSED.has(problem.code));

/**
 * A form that survives a dead line: with scripts it is kept on the phone while it is typed (but for
 * what is private), sent again by itself and says so; without them it is a form.
 */
export function answerForm(
  words: Words,
  props: {
    readonly action: string;
    /** Names what is kept on the phone; "" keeps nothing. */
    readonly name: string;
    readonly isPrivate?: boolean;
    readonly key?: string;
    readonly keep?: string;
  },
  ...body: readonly (Html | null)[]
): Html {
  return form(
    {
      action: props.action,
      key: props.key,
      keep: props.keep,
      attributes: { "data-answer": props.name, "data-private": props.isPrivate ? "" : undefined },
    },
    ...body,
    html`<div class="govuk-inset-text" id="not-sent" role="alert" hidden>${words.t("apply.not-sent")}</div>`,
  );
}
