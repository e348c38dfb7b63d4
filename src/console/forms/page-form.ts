import type { Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type {
  Condition,
  FormDefinition,
  FormPage,
} from "../../stages/applications/application.forms.ts";
import { answersTo, deciding } from "../../stages/applications/form-parts.ts";
import { checkboxes, type Html, html, input } from "../../ui/index.ts";
import { shown, textsInput, typedNumber, typedTexts } from "../calls/typed.ts";
import { fieldName, valueWords } from "./form-parts.ts";

const LONGEST_TITLE = 120;
const OLDEST = 99;
/** A question and one of its answers in one box; neither has this sign in its code. */
const JOINT = ":";

/** The page as its form describes it, its questions as they are. */
export function typedPage(
  typed: Form,
  definition: FormDefinition,
  was: FormPage,
): Result<FormPage> {
  const problems: Problem[] = [];
  const title = typedTexts(typed, "title");
  for (const [locale, text] of Object.entries(title)) {
    if (text.length > LONGEST_TITLE) {
      const field = locale === "en" ? "title" : `title-${locale}`;
      problems.push({ code: "too-long", params: { max: LONGEST_TITLE }, field });
    }
  }
  if (Object.keys(title).length > 0 && !title.en)
    problems.push({ code: "required", field: "title" });
  const age = (name: "ageFrom" | "ageBelow"): number | undefined => {
    if (typed.text(name) === "") return undefined;
    const years = typedNumber(typed, name);
    if (Number.isNaN(years)) problems.push({ code: "not-whole", field: name });
    else if (years < 1) problems.push({ code: "too-small", params: { min: 1 }, field: name });
    else if (years > OLDEST)
      problems.push({ code: "too-big", params: { max: OLDEST }, field: name });
    return years;
  };
  const ageFrom = age("ageFrom");
  const ageBelow = age("ageBelow");
  if (ageFrom !== undefined && ageBelow !== undefined && ageFrom >= ageBelow) {
    problems.push({ code: "form-age-of-nobody", field: "ageFrom" });
  }
  const answer = typedAnswer(typed, definition, was, problems);
  if (problems.length > 0) return refuse(...problems);
  const when: Condition = {
    ...(was.when?.audience !== undefined && { audience: was.when.audience }),
    ...(ageFrom !== undefined && { ageFrom }),
    ...(ageBelow !== undefined && { ageBelow }),
    ...(answer && { answer }),
  };
  return ok({
    code: was.code,
    ...(title.en && { title }),
    ...(Object.keys(when).length > 0 && { when }),
    fields: was.fields,
  });
}

/** Answers of one earlier question; those that are not asked before this page are refused. */
function typedAnswer(
  typed: Form,
  definition: FormDefinition,
  was: FormPage,
  problems: Problem[],
): Condition["answer"] {
  const chosen = [...new Set(typed.all("answer"))].map((value) => {
    const [field = "", answer = ""] = value.split(JOINT);
    return { field, answer };
  });
  const [first] = chosen;
  if (!first) return undefined;
  if (chosen.some(({ field }) => field !== first.field)) {
    problems.push({ code: "form-one-question", field: "answer" });
  }
  const before = deciding(definition, was.code);
  const isKnown = chosen.every(({ field, answer }) => {
    const asked = before.find((each) => each.code === field);
    return asked !== undefined && answersTo(asked).includes(answer);
  });
  if (!isKnown) problems.push({ code: "form-condition-unknown", field: "answer" });
  return { field: first.field, is: chosen.map(({ answer }) => answer) };
}

/** Its title in every language, and who is asked it. */
export function pageBoxes(of: {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly typed: Form;
  readonly definition: FormDefinition;
  readonly page: FormPage;
}): Html {
  const { words, problems, typed, definition, page } = of;
  const { when } = page;
  const years = (name: "ageFrom" | "ageBelow") =>
    input({
      words,
      problems,
      name,
      label: words.t(`forms.${name === "ageFrom" ? "age-from" : "age-below"}`),
      value: shown(typed, name, when?.[name] ?? ""),
      inputmode: "numeric",
      autocomplete: "off",
      classes: "govuk-input--width-2",
    });
  const saved = when?.answer?.is.map((value) => `${when.answer?.field}${JOINT}${value}`) ?? [];
  const before = deciding(definition, page.code);
  return html`${textsInput({
    words,
    problems,
    form: typed,
    name: "title",
    label: words.t("forms.page-title"),
    hint: words.t("forms.page-title-hint"),
    saved: page.title ?? {},
  })}<h3 class="govuk-heading-s">${words.t("forms.who-is-asked")}</h3>
<p class="govuk-hint">${words.t("forms.who-hint")}</p>
<div class="app-row-of-fields">${years("ageFrom")}${years("ageBelow")}</div>${
    before.length === 0
      ? html`<p class="govuk-hint">${words.t("forms.no-earlier-answer")}</p>`
      : checkboxes({
          words,
          problems,
          name: "answer",
          classes: "govuk-checkboxes--small",
          legend: { text: words.t("forms.after-answer"), classes: "govuk-fieldset__legend--s" },
          values: typed.names().length > 0 ? typed.all("answer") : saved,
          items: before.flatMap((field) =>
            answersTo(field).map((value) => ({
              value: `${field.code}${JOINT}${value}`,
              text: words.t("forms.question-answer", {
                question: fieldName(words, field),
                answer: valueWords(words, field, value),
              }),
            })),
          ),
        })
  }`;
}
