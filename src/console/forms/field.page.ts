import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { notFound, ok, type Problem, refuse } from "../../shared/result.ts";
import {
  type FormField,
  type FormPage,
  fieldsOf,
  pagesOf,
} from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { changeForm, type KeptForm, readForm } from "../../stages/applications/change-form.ts";
import {
  freeCode,
  isCustomKind,
  isStandard,
  leftOut,
  pageByCode,
  putField,
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
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { fieldBoxes, typedField } from "./field-form.ts";
import { budgetMeter, fieldName, kindOf, pageName } from "./form-parts.ts";

const NEW = "new";

type Asked = { readonly shown: KeptForm; readonly on: FormPage; readonly field: FormField | null };

/** The office's own question that the address names, or a new one of the kind asked for. */
async function asked(visit: StaffVisit): Promise<Asked | null> {
  const shown = await readForm(visit.tx, visit.params.formId ?? "");
  if (shown?.state !== "draft") return null;
  const on = pageByCode(shown.definition, visit.params.page ?? "");
  if (!on) return null;
  const code = visit.params.field ?? "";
  if (code !== NEW) {
    const field = on.fields.find((each) => each.code === code);
    return field && !isStandard(field) ? { shown, on, field } : null;
  }
  const kind = visit.form.text("kind") || (visit.query.get("kind") ?? "");
  const blank: FormField | null = isCustomKind(kind)
    ? { code: NEW, kind, required: true, label: {} }
    : null;
  return { shown, on, field: blank };
}

const path = paths.formField(":scheme", ":formId", ":page", ":field");

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => {
      const found = await asked(visit);
      return found?.field ? page(fieldPage(visit, found, found.field, [])) : nothingHere;
    },
  },
  { method: "POST", path, access: "staff", allow: can.changeForms, answer: save },
];

const onPage = (visit: StaffVisit, { shown, on }: Asked): string =>
  paths.formPage(visit.tx.actor.scheme.slug, shown.id, on.code);

async function save(visit: StaffVisit): Promise<Answer> {
  const found = await asked(visit);
  if (!found) return nothingHere;
  const { shown, on, field } = found;
  const standard = visit.form.text("standard");
  if (!field && standard === "") return nothingHere;
  const done = await changeForm(visit.tx, shown.id, field?.code ?? standard, (kept) => {
    const { definition } = kept;
    if (!pageByCode(definition, on.code)) return refuse({ code: "changed-meanwhile" });
    if (!field) {
      const left = leftOut(definition, kept.audience).find((each) => each.code === standard);
      return left ? ok(putField(definition, on.code, left)) : notFound;
    }
    const taken = fieldsOf(pagesOf(definition)).map((each) => each.code);
    const typed = typedField(visit.form, field);
    if (!typed.ok) return typed;
    const code = field.code === NEW ? freeCode("own", taken) : field.code;
    if (field.code !== NEW && !taken.includes(code)) return refuse({ code: "changed-meanwhile" });
    return ok(putField(definition, on.code, { ...typed.value, code }));
  });
  if (done.ok) return redirect(`${onPage(visit, found)}?saved`);
  if (!field) return nothingHere;
  return refusedPage(fieldPage(visit, found, field, done.problems));
}

function fieldPage(
  visit: StaffVisit,
  found: Asked,
  field: FormField,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { shown, on } = found;
  const isNew = field.code === NEW;
  const title = isNew ? words.t("forms.new-question") : fieldName(words, field);
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: onPage(visit, found), text: pageName(words, on) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${kindOf(words, field)}</p>
${budgetMeter(words, shown)}
${form(
  {
    action: paths.formField(slug, shown.id, on.code, field.code),
    key: newId(),
    keep: `form-field-${shown.id}-${field.code}`,
  },
  isNew ? hidden("kind", field.kind) : null,
  fieldBoxes({ words, problems, typed: visit.form, field }),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${onPage(visit, found)}">${words.t("site.cancel")}</a>`,
  ),
)}
${
  !isNew &&
  details({
    summary: words.t("forms.remove-question"),
    text: form(
      { action: paths.formAct(slug, shown.id, "moves"), key: newId() },
      hidden("page", on.code),
      hidden("field", field.code),
      hidden("to", "out"),
      html`<p class="govuk-body">${words.t("forms.remove-question-what")}</p>`,
      button({ text: words.t("forms.remove-question"), kind: "warning" }),
    ),
  })
}`,
  });
}
