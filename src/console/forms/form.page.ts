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
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { type FormPage, pagesOf } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import {
  changeForm,
  copyForm,
  discardForm,
  formProblems,
  freezeForm,
  type KeptForm,
  readForm,
} from "../../stages/applications/change-form.ts";
import { isMove, moveField, movePage, pageByCode } from "../../stages/applications/form-parts.ts";
import { atField, atPage } from "../../stages/applications/form-problems.ts";
import {
  breadcrumbs,
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
  warningText,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import {
  budgetMeter,
  conditionWords,
  fieldName,
  formName,
  formStateTag,
  kindOf,
  labelsOf,
  pageName,
} from "./form-parts.ts";
import { moveButtons } from "./move-buttons.ts";

const NOTES = ["begun", "saved", "moved", "out", "frozen"] as const;

/** Something done with a version as a whole, refused on its own page. */
const act = (
  name: string,
  run: (visit: StaffVisit, id: string) => Promise<Result<string>>,
): Route => ({
  method: "POST",
  path: paths.formAct(":scheme", ":formId", name),
  access: "staff",
  allow: can.changeForms,
  answer: async (visit): Promise<Answer> => {
    const id = visit.params.formId ?? "";
    const done = await run(visit, id);
    if (done.ok) return redirect(done.value);
    const shown = await readForm(visit.tx, id);
    if (!shown || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
    return refusedPage(formPage(visit, shown, done.problems));
  },
});

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.form(":scheme", ":formId"),
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => {
      const found = await readForm(visit.tx, visit.params.formId ?? "");
      return found ? page(formPage(visit, found, [])) : nothingHere;
    },
  },
  act("copy", async (visit, id) => {
    const made = await copyForm(visit.tx, id);
    return made.ok ? ok(`${paths.form(slugOf(visit), made.value)}?begun`) : made;
  }),
  act("freeze", async (visit, id) => {
    const done = await freezeForm(visit.tx, id);
    return done.ok ? ok(`${paths.form(slugOf(visit), id)}?frozen`) : done;
  }),
  act("removal", async (visit, id) => {
    const done = await discardForm(visit.tx, id);
    return done.ok ? ok(`${paths.forms(slugOf(visit))}?thrown`) : done;
  }),
  act("moves", moved),
];

const slugOf = (visit: StaffVisit): string => visit.tx.actor.scheme.slug;

/** A page or, on its page, a question: up, down or out. */
async function moved(visit: StaffVisit, id: string): Promise<Result<string>> {
  const [code, field, to] = ["page", "field", "to"].map((name) => visit.form.text(name)) as [
    string,
    string,
    string,
  ];
  const done = await changeForm(visit.tx, id, field || code, ({ definition }) => {
    const found = pageByCode(definition, code);
    if (!isMove(to)) return refuse({ code: "not-a-choice" });
    if (!found) return refuse({ code: "changed-meanwhile" });
    if (field === "") return ok(movePage(definition, code, to));
    return found.fields.some((each) => each.code === field)
      ? ok(moveField(definition, code, field, to))
      : refuse({ code: "changed-meanwhile" });
  });
  if (!done.ok) return done;
  const whole = paths.form(slugOf(visit), id);
  if (field === "") return ok(`${whole}?${to === "out" ? "out" : "moved"}`);
  return ok(`${paths.formPage(slugOf(visit), id, code)}?moved`);
}

function formPage(visit: StaffVisit, shown: KeptForm, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const slug = slugOf(visit);
  const title = formName(words, shown);
  const note = NOTES.find((each) => visit.query.has(each));
  const pages = pagesOf(shown.definition);
  const [first] = pages;
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("calls.title"), href: paths.calls(slug) },
        { text: words.t("forms.title"), href: paths.forms(slug) },
        { text: title },
      ],
    }),
    body: html`${problemSummary(words, problems, targetsOf(problems), labelsOf(words, shown))}${
      note && notificationBanner({ words, type: "success", text: words.t(`forms.note-${note}`) })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${formStateTag(words, shown.state)} ${words.t(`forms.says-${shown.state}`)}${
      shown.copiedFrom !== null &&
      html` ${words.t("forms.copied-from", { version: shown.copiedFrom })}`
    }</p>
${first && html`<p class="govuk-body"><a class="govuk-link" href="${paths.formPreview(slug, shown.id, first.code)}">${words.t("forms.preview")}</a></p>`}
${budgetMeter(words, shown)}
<ol id="pages" class="govuk-list govuk-list--number govuk-list--spaced">${pages.map((each, at) =>
      pageRow(words, slug, shown, each, {
        isFirst: at === 0,
        isLast: at === pages.length - 1,
      }),
    )}</ol>
${
  shown.state === "draft"
    ? // What a refusal has just said at the top is not said again.
      draftActs(words, slug, shown, problems.length > 0 ? [] : formProblems(shown.definition))
    : frozenActs(words, slug, shown)
}`,
  });
}

function pageRow(
  words: Words,
  slug: string,
  shown: KeptForm,
  each: FormPage,
  at: { readonly isFirst: boolean; readonly isLast: boolean },
): Html {
  const name = pageName(words, each);
  const when = conditionWords(words, shown.definition, each);
  const isDraft = shown.state === "draft";
  const href = isDraft
    ? paths.formPage(slug, shown.id, each.code)
    : paths.formPreview(slug, shown.id, each.code);
  return html`<li id="${atPage(each.code)}"><a class="govuk-link govuk-!-font-weight-bold" href="${href}">${name}</a>${
    when !== null &&
    html`<br><span class="govuk-hint">${words.t("forms.only-when", { when })}</span>`
  }<ul class="govuk-list">${each.fields.map(
    (field) =>
      html`<li id="${atField(field.code)}">${fieldName(words, field) !== name && html`${fieldName(words, field)} `}<span class="govuk-hint">${kindOf(words, field)}${!field.required && html` · ${words.t("forms.may-be-empty")}`}</span></li>`,
  )}</ul>${
    isDraft &&
    moveButtons(words, {
      action: paths.formAct(slug, shown.id, "moves"),
      page: each.code,
      name,
      canGoUp: !at.isFirst,
      canGoDown: !at.isLast,
      canGoOut: false,
    })
  }</li>`;
}

/** What is missing altogether has no place of its own: it is put in by a page. */
const targetsOf = (problems: readonly Problem[]): Record<string, string> =>
  Object.fromEntries(
    problems.flatMap(({ code, field }) =>
      code === "form-kind-missing" && field !== undefined ? [[field, "pages"]] : [],
    ),
  );

/** All that is left to do, and then the step that cannot be taken back. */
function draftActs(words: Words, slug: string, shown: KeptForm, missing: readonly Problem[]): Html {
  const labels = labelsOf(words, shown);
  return html`${button({ text: words.t("forms.add-page"), kind: "secondary", href: paths.formPage(slug, shown.id, "new") })}
<h2 class="govuk-heading-m">${words.t("forms.freeze-title")}</h2>
${
  missing.length > 0 &&
  html`<p class="govuk-body">${words.t("forms.left-to-do", { count: missing.length })}</p><ul class="govuk-list govuk-list--bullet">${missing.map(
    (problem) => {
      const label = labels[problem.field ?? ""];
      const said = words.problem(problem);
      return html`<li>${label === undefined ? said : words.t("site.problem-at", { field: label, problem: said })}</li>`;
    },
  )}</ul>`
}
${warningText({ words, text: words.t("forms.freeze-warning") })}
${form(
  { action: paths.formAct(slug, shown.id, "freeze"), key: newId() },
  button({ text: words.t("forms.freeze"), preventDoubleClick: true }),
)}
${details({
  summary: words.t("forms.throw-away"),
  text: form(
    { action: paths.formAct(slug, shown.id, "removal"), key: newId() },
    html`<p class="govuk-body">${words.t("forms.throw-away-what")}</p>`,
    button({ text: words.t("forms.throw-away"), kind: "warning" }),
  ),
})}`;
}

const frozenActs = (words: Words, slug: string, shown: KeptForm): Html =>
  html`${insetText({ text: words.t("forms.frozen-change") })}${form(
    { action: paths.formAct(slug, shown.id, "copy"), key: newId() },
    button({ text: words.t("forms.copy"), kind: "secondary", preventDoubleClick: true }),
  )}`;
