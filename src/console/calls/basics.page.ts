import { changeDraft } from "../../stages/calls/change-draft.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { html, radios } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown, textsInput, typedTexts } from "./typed.ts";

/** Which line, what it is called, what it is about. */
export const routes = partRoutes({
  name: "basics",
  save: (visit, call) =>
    changeDraft(visit.tx, call.id, {
      lineId: visit.form.text("lineId"),
      title: typedTexts(visit.form, "title"),
      about: typedTexts(visit.form, "about"),
    }),
  body: async ({ visit, call, typed, problems }) => {
    const words = wordsOf(visit);
    const lines = (await readScheme(visit.tx))?.lines ?? [];
    const common = { words, problems, form: typed };
    return html`${radios({
      words,
      problems,
      name: "lineId",
      legend: { text: words.t("calls.line"), classes: "govuk-fieldset__legend--s" },
      hint: words.t("calls.line-hint"),
      value: shown(typed, "lineId", call.lineId),
      items: lines.map((line) => ({
        value: line.id,
        text: words.local(line.name),
        hint: words.t(`calls.audience-${line.audience}`),
      })),
    })}
${textsInput({ ...common, name: "title", label: words.t("calls.title-field"), saved: call.title })}
${textsInput({
  ...common,
  name: "about",
  label: words.t("calls.about-field"),
  hint: words.t("calls.about-hint"),
  saved: call.about,
  long: true,
})}`;
  },
  labels: ({ visit }) => {
    const words = wordsOf(visit);
    return { title: words.t("calls.title-field"), about: words.t("calls.about-field") };
  },
});
