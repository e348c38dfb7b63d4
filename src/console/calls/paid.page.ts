import type { Form } from "../../platform/web/form.ts";
import type { Call, PaidLine } from "../../stages/calls/call.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { fieldset, html, radios } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown, textsInput, typedTexts } from "./typed.ts";

/** Empty lines for more; a line is taken away by emptying it. */
const SPARE = 2;

const linesShown = (call: Call, form: Form): number => {
  let typed = 0;
  while (form.has(`paid-${typed}`)) typed += 1;
  return typed || call.paid.length + SPARE;
};

function typedLines(form: Form): PaidLine[] {
  const lines: PaidLine[] = [];
  for (let at = 0; form.has(`paid-${at}`) && at < 100; at += 1) {
    const text = typedTexts(form, `paid-${at}`);
    const paid = form.text(`is-${at}`) !== "no";
    if (Object.keys(text).length > 0) lines.push({ paid, text });
  }
  return lines;
}

/** What is paid and what is not, line by line. */
export const routes = partRoutes({
  name: "paid",
  save: ({ tx, form }, call) => changeDraft(tx, call.id, { paid: typedLines(form) }),
  body: ({ visit, call, typed, problems }) => {
    const words = wordsOf(visit);
    const rows = Array.from({ length: linesShown(call, typed) }, (_, at) => at);
    return html`${rows.map((at) => {
      const saved = call.paid[at];
      return fieldset(
        {
          legend: {
            text: saved
              ? words.t("calls.paid-line", { number: at + 1 })
              : words.t("calls.paid-more", { number: at + 1 }),
            classes: "govuk-fieldset__legend--s",
          },
          classes: "app-set",
        },
        html`${textsInput({
          words,
          problems,
          form: typed,
          name: `paid-${at}`,
          label: words.t("calls.paid-text"),
          saved: saved?.text ?? {},
        })}${radios({
          words,
          name: `is-${at}`,
          legend: { text: words.t("calls.paid-is"), classes: "govuk-visually-hidden" },
          classes: "govuk-radios--inline govuk-radios--small",
          value: shown(typed, `is-${at}`, saved?.paid === false ? "no" : "yes"),
          items: [
            { value: "yes", text: words.t("call-sheet.paid-yes") },
            { value: "no", text: words.t("call-sheet.paid-no") },
          ],
        })}`,
      );
    })}`;
  },
});
