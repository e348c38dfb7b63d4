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
import { ok, type Problem, refuse } from "../../shared/result.ts";
import { type FormPage, pagesOf } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { changeForm, type KeptForm, readForm } from "../../stages/applications/change-form.ts";
import {
  addPage,
  CUSTOM_KINDS,
  freeCode,
  isStandard,
  leftOut,
  pageByCode,
  putPage,
} from "../../stages/applications/form-parts.ts";
import {
  backLink,
  button,
  buttonGroup,
  details,
  form,
  type Html,
  hidden,
  html,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { budgetMeter, fieldName, formName, kindOf, pageName } from "./form-parts.ts";
import { moveButtons } from "./move-buttons.ts";
import { pageBoxes, typedPage } from "./page-form.ts";

const NEW = "new";
const BLANK: FormPage = { code: NEW, fields: [] };

/** The page of the form that the address names; a version that is finished has none to change. */
async function asked(visit: StaffVisit): Promise<{ shown: KeptForm; of: FormPage } | null> {
  const shown = await readForm(visit.tx, visit.params.formId ?? "");
  if (shown?.state !== "draft") return null;
  const code = visit.params.page ?? "";
  const of = code === NEW ? BLANK : pageByCode(shown.definition, code);
  return of ? { shown, of } : null;
}

const path = paths.formPage(":scheme", ":formId", ":page");

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(pagePage(visit, found.shown, found.of, [])) : nothingHere;
    },
  },
  { method: "POST", path, access: "staff", allow: can.changeForms, answer: save },
];

async function save(visit: StaffVisit): Promise<Answer> {
  const found = await asked(visit);
  if (!found) return nothingHere;
  const { shown, of } = found;
  const isNew = of.code === NEW;
  let { code } = of;
  const done = await changeForm(visit.tx, shown.id, code, ({ definition }) => {
    const was = isNew ? BLANK : pageByCode(definition, of.code);
    if (!was) return refuse({ code: "changed-meanwhile" });
    const typed = typedPage(visit.form, definition, was);
    if (!typed.ok) return typed;
    if (!isNew) return ok(putPage(definition, typed.value));
    code = freeCode(
      "page",
      pagesOf(definition).map((each) => each.code),
    );
    return ok(addPage(definition, { ...typed.value, code }));
  });
  if (!done.ok) return refusedPage(pagePage(visit, shown, of, done.problems));
  return redirect(`${paths.formPage(visit.tx.actor.scheme.slug, shown.id, code)}?saved`);
}

const NOTES = ["saved", "moved"] as const;

function pagePage(
  visit: StaffVisit,
  shown: KeptForm,
  of: FormPage,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const isNew = of.code === NEW;
  const title = isNew ? words.t("forms.new-page") : pageName(words, of);
  const whole = paths.form(slug, shown.id);
  const note = NOTES.find((each) => visit.query.has(each));
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: whole, text: words.t("forms.back-to-form") }),
    body: html`${problemSummary(words, problems)}${
      note && notificationBanner({ words, type: "success", text: words.t(`forms.note-${note}`) })
    }<h1 class="govuk-heading-l"><span class="govuk-caption-l">${formName(words, shown)}</span> ${title}</h1>
${budgetMeter(words, shown)}
${!isNew && questionsOf(words, slug, shown, of)}
${form(
  {
    action: paths.formPage(slug, shown.id, of.code),
    key: newId(),
    keep: `form-page-${shown.id}-${of.code}`,
  },
  html`<h2 class="govuk-heading-m">${words.t("forms.page-itself")}</h2>`,
  pageBoxes({ words, problems, typed: visit.form, definition: shown.definition, page: of }),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${whole}">${words.t("site.cancel")}</a>`,
  ),
)}
${
  !isNew &&
  details({
    summary: words.t("forms.remove-page"),
    text: form(
      { action: paths.formAct(slug, shown.id, "moves"), key: newId() },
      hidden("page", of.code),
      hidden("to", "out"),
      html`<p class="govuk-body">${words.t("forms.remove-page-what")}</p>`,
      button({ text: words.t("forms.remove-page"), kind: "warning" }),
    ),
  })
}`,
  });
}

/** What is asked on it, in order, and what else could be. */
function questionsOf(words: Words, slug: string, shown: KeptForm, of: FormPage): Html {
  const pages = pagesOf(shown.definition);
  const at = pages.indexOf(of);
  const last = of.fields.length - 1;
  const others = leftOut(shown.definition, shown.audience);
  const address = paths.formField(slug, shown.id, of.code, NEW);
  return html`<h2 class="govuk-heading-m">${words.t("forms.questions")}</h2>
${of.fields.length === 0 && html`<p class="govuk-body">${words.t("forms.no-question")}</p>`}
<ol class="govuk-list govuk-list--number govuk-list--spaced">${of.fields.map((field, place) => {
    const name = fieldName(words, field);
    return html`<li>${
      isStandard(field)
        ? name
        : html`<a class="govuk-link" href="${paths.formField(slug, shown.id, of.code, field.code)}">${name}</a>`
    } <span class="govuk-hint">${kindOf(words, field)}</span>${moveButtons(words, {
      action: paths.formAct(slug, shown.id, "moves"),
      page: of.code,
      field: field.code,
      name,
      canGoUp: place > 0 || at > 0,
      canGoDown: place < last || at < pages.length - 1,
      canGoOut: isStandard(field),
    })}</li>`;
  })}</ol>
<h3 class="govuk-heading-s">${words.t("forms.add-question")}</h3>
<ul class="app-choices">${CUSTOM_KINDS.map(
    (kind) =>
      html`<li><a class="govuk-link" href="${address}?kind=${kind}">${words.t(`forms.kind-${kind}`)}</a></li>`,
  )}</ul>
${
  others.length > 0 &&
  html`<p class="govuk-body">${words.t("forms.standard-left-out")}</p>${others.map((field) =>
    form(
      { action: address, key: newId() },
      hidden("standard", field.code),
      button({ text: fieldName(words, field), kind: "secondary" }),
    ),
  )}`
}`;
}
