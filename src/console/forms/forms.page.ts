import { newId } from "../../platform/random.ts";
import { page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { FORM_AUDIENCES, type FormAudience } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { type KeptForm, readForms } from "../../stages/applications/change-form.ts";
import { ensureStandardForms } from "../../stages/applications/standard-forms.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  notificationBanner,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { formStateTag } from "./form-parts.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.forms(":scheme"),
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    // A programme older than its forms takes over the standard ones.
    method: "POST",
    path: paths.forms(":scheme"),
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => {
      await ensureStandardForms(visit.tx);
      return redirect(paths.forms(visit.tx.actor.scheme.slug));
    },
  },
];

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const forms = await readForms(visit.tx);
  const title = words.t("forms.title");
  return consoleShell(visit, {
    title,
    section: "calls",
    before: breadcrumbs({
      words,
      items: [{ text: words.t("calls.title"), href: paths.calls(slug) }, { text: title }],
    }),
    body: html`${
      visit.query.has("thrown") &&
      notificationBanner({ words, type: "success", text: words.t("forms.note-thrown") })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("forms.lead")}</p>
${
  forms.length === 0
    ? form(
        { action: paths.forms(slug), key: newId() },
        html`<p class="govuk-body">${words.t("forms.none")}</p>`,
        button({ text: words.t("forms.take-standard") }),
      )
    : FORM_AUDIENCES.map((audience) =>
        ofAudience(
          visit,
          audience,
          forms.filter((each) => each.audience === audience),
        ),
      )
}`,
  });
}

function ofAudience(visit: StaffVisit, audience: FormAudience, forms: readonly KeptForm[]): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const begun = forms.find((each) => each.state === "draft");
  const title = words.t(`forms.audience-${audience}`);
  return html`<h2 class="govuk-heading-m">${title}</h2>
${begun && html`<p class="govuk-body">${words.t("forms.one-at-a-time")}</p>`}
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: title,
  captionClasses: "govuk-visually-hidden",
  head: [
    words.t("forms.version"),
    words.t("forms.state"),
    words.t("forms.asked-in"),
    words.t("forms.changed"),
    words.t("forms.act"),
  ],
  rows: forms.map((each) => [
    html`<a class="govuk-link" href="${paths.form(slug, each.id)}">${words.t("forms.version-number", { version: each.version })}</a>`,
    formStateTag(words, each.state),
    each.calls.length === 0
      ? words.t("forms.no-call")
      : html`${each.calls.map(
          (call, at) =>
            html`${at > 0 && html`<br>`}<a class="govuk-link" href="${paths.call(slug, call.id)}">${words.t("applicants.call-name", { number: call.number, title: words.local(call.title) })}</a>`,
        )}`,
    html`${words.day(each.frozenAt ?? each.createdAt)}${each.changedBy && html` · <span lang="">${each.changedBy}</span>`}`,
    begun
      ? ""
      : form(
          { action: paths.formAct(slug, each.id, "copy"), key: newId() },
          button({
            text: html`${words.t("forms.copy")}<span class="govuk-visually-hidden"> (${words.t("forms.version-number", { version: each.version })})</span>`,
            kind: "secondary",
            preventDoubleClick: true,
            classes: "govuk-!-margin-bottom-0",
          }),
        ),
  ]),
})}`;
}
