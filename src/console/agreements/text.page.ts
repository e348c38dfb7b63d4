import { isHostLocale, isLocale, localeFacts, type Words } from "../../platform/i18n/index.ts";
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
import { dayText } from "../../shared/typed-day.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import { changeText } from "../../stages/agreements/change-text.ts";
import {
  ACTIVITIES,
  DOCUMENTS,
  isList,
  MODES,
  YES_NO,
} from "../../stages/agreements/fields.rules.ts";
import { type AgreementPage, readAgreement } from "../../stages/agreements/read-agreements.ts";
import { choiceLabel, fieldLabel, sectionLabel } from "../../stages/agreements/shown-text.ts";
import {
  linesOf,
  type TemplateField,
  type TemplateSection,
  templateOf,
} from "../../stages/agreements/template.ts";
import { saidText } from "../../ui/agreement/index.ts";
import {
  backLink,
  button,
  checkboxes,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  problemSummary,
  select,
  textarea,
} from "../../ui/index.ts";
import { boxesOf } from "../mobilities/acts.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  activity: ACTIVITIES,
  mode: MODES,
  "yes-no": YES_NO,
};

/** Whoever writes reads what each field is in an own language; the paper says it in those it is in. */
const inReadersLanguage = <Of extends AgreementPage["agreement"]>(words: Words, of: Of): Of => ({
  ...of,
  languages: [words.locale],
});

const ownNameOf = (language: string): string =>
  isLocale(language) || isHostLocale(language) ? localeFacts(language).ownName : language;

/** Every field of the text, prefilled; what was sent stays valid until the change is sent. */
async function show(
  visit: StaffVisit,
  found: AgreementPage,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { agreement } = found;
  const template = templateOf(agreement);
  const names = Object.fromEntries(
    template.sections.flatMap((section) =>
      section.fields.map((field) => {
        const path = `${section.code}.${field.code}`;
        return [path, saidText(fieldLabel(inReadersLanguage(words, agreement), path))];
      }),
    ),
  );
  const title = t(agreement.version > 0 ? "agreements.propose" : "agreements.edit");
  const body = html`${problemSummary(words, problems, dayBoxes(template), names)}<span class="govuk-caption-l">${found.person}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("agreements.written-in", { languages: agreement.languages.map(ownNameOf).join(", ") })}</p>
${agreement.version > 0 && insetText({ text: t("agreements.propose-lead") })}
${form(
  { action: paths.agreementPart(slug, agreement.id, "text"), key: newId(), classes: "app-text" },
  ...template.sections
    .filter(({ fields }) => fields.length > 0)
    .map((section) => sectionPart(visit, words, found, section, problems)),
  button({ text: t("agreements.save"), preventDoubleClick: true }),
)}`;
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body,
    before: backLink({ words, href: paths.agreement(slug, agreement.id), text: agreement.code }),
    error: problems.length > 0,
  });
}

/** Where the mistake of a day is: at the first of its three boxes. */
const dayBoxes = ({ sections }: { readonly sections: readonly TemplateSection[] }) =>
  Object.fromEntries(
    sections.flatMap(({ code, fields }) =>
      fields
        .filter(({ kind }) => kind === "day")
        .map((field) => [`${code}.${field.code}`, `${code}.${field.code}-day`]),
    ),
  );

function sectionPart(
  visit: StaffVisit,
  words: Words,
  { agreement }: AgreementPage,
  section: TemplateSection,
  problems: readonly Problem[],
): Html {
  const typed = visit.form.names().length > 0;
  const spoken = inReadersLanguage(words, agreement);
  return html`<h2 class="govuk-heading-m">${saidText(sectionLabel(spoken, section.code))}</h2>${section.fields.map(
    (field) => {
      const path = `${section.code}.${field.code}`;
      const lines = typed ? visit.form.all(path) : linesOf(agreement.content, path);
      const label = saidText(fieldLabel(spoken, path));
      if (field.kind === "documents") {
        // Without the empty one a form in which nothing is ticked would leave what was there.
        return html`${hidden(path, "")}${checkboxes({
          words,
          name: path,
          fieldset: { legend: { text: label } },
          values: lines,
          problems,
          items: DOCUMENTS.map((one) => ({
            value: one,
            text: saidText(choiceLabel(spoken, "documents", one)),
          })),
        })}`;
      }
      if (field.kind === "day") {
        const [year = "", month = "", date = ""] = (lines[0] ?? "").split("-");
        return dateInput({
          words,
          name: path,
          legend: { text: label, classes: "govuk-fieldset__legend--s" },
          problems,
          values: typed
            ? boxesOf(visit.form, path)
            : { day: date.replace(/^0/, ""), month: month.replace(/^0/, ""), year },
        });
      }
      return fieldPart(words, { path, field, label, value: lines.join("\n"), problems });
    },
  )}`;
}

function fieldPart(
  words: Words,
  from: {
    readonly path: string;
    readonly field: TemplateField;
    readonly label: string;
    readonly value: string;
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { path, field, label, value, problems } = from;
  const choices = CHOICES[field.kind];
  if (choices) {
    return select({
      words,
      name: path,
      label,
      value,
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...choices.map((one) => ({ value: one, text: t(`agreements.choice-${one}` as never) })),
      ],
    });
  }
  if (isList(field.kind) || field.kind === "text") {
    const hints = {
      outcomes: t("agreements.hint-outcomes"),
      supports: t("agreements.hint-supports"),
      lines: t("agreements.hint-lines"),
    } as const;
    const hint = hints[field.kind as keyof typeof hints];
    return textarea({
      words,
      name: path,
      label,
      ...(hint ? { hint } : {}),
      value,
      rows: isList(field.kind) ? 4 : 3,
      problems,
    });
  }
  return input({
    words,
    name: path,
    label,
    value,
    spellcheck: false,
    problems,
    ...(field.kind === "number" ? { classes: "govuk-input--width-10" } : {}),
  });
}

async function keep(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.agreementId ?? "";
  const { form: sent } = visit;
  const done = await changeText(visit.tx, id, (path) =>
    sent.has(`${path}-year`)
      ? [dayText(boxesOf(sent, path))]
      : sent.has(path)
        ? sent.all(path)
        : undefined,
  );
  if (done.ok) return redirect(paths.agreement(visit.tx.actor.scheme.slug, id));
  const found = await readAgreement(visit.tx, id);
  if (!found || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: paths.agreementPart(":scheme", ":agreementId", "text"),
    answer: async (visit) => {
      const found = await readAgreement(visit.tx, visit.params.agreementId ?? "");
      return found && can.workOn(visit.tx.actor, found.agreement.sendingCountry)
        ? page(await show(visit, found))
        : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: paths.agreementPart(":scheme", ":agreementId", "text"),
    answer: keep,
  },
];
