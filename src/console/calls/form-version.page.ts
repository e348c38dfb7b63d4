import { can } from "../../stages/applications/application.policy.ts";
import { chooseForm } from "../../stages/calls/change-draft.ts";
import { listForms } from "../../stages/calls/open-call.ts";
import { html, insetText, radios } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown } from "./typed.ts";

/** Which finished version of the questions applicants will answer. */
export const routes = partRoutes({
  name: "form",
  save: ({ tx, form }, call) => chooseForm(tx, call.id, form.text("formVersionId")),
  body: async ({ visit, call, typed, problems }) => {
    const words = wordsOf(visit);
    const forms = await listForms(visit.tx, call.audience);
    if (forms.length === 0) return insetText({ text: words.t("calls.no-form") });
    return html`${radios({
      words,
      problems,
      name: "formVersionId",
      legend: { text: words.t("calls.form-version"), classes: "govuk-fieldset__legend--s" },
      value: shown(typed, "formVersionId", call.formVersionId ?? forms[0]?.id ?? ""),
      items: forms.map((form, at) => ({
        value: form.id,
        text: words.t("calls.form-number", { version: form.version }),
        hint: html`${form.frozenAt && words.day(form.frozenAt)}${at === 0 && html` · ${words.t("calls.form-newest")}`}`,
      })),
    })}`;
  },
  after: ({ visit }) =>
    html`${
      can.changeForms(visit.tx.actor) &&
      html`<p class="govuk-body"><a class="govuk-link" href="${paths.forms(visit.tx.actor.scheme.slug)}">${wordsOf(visit).t("forms.to-forms")}</a></p>`
    }`,
});
