import { EARLIER_MOBILITY } from "../../stages/calls/call.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { checkboxes, html, input, radios } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown, typedNumber } from "./typed.ts";

/** Ages and the facts that let somebody apply. */
export const routes = partRoutes({
  name: "who",
  save: ({ tx, form }, call) => {
    const earlier = form.text("earlierMobility");
    return changeDraft(tx, call.id, {
      minimumAge: typedNumber(form, "minimumAge"),
      maximumAge:
        call.audience === "staff" && form.text("maximumAge") === ""
          ? call.maximumAge
          : typedNumber(form, "maximumAge"),
      who: {
        enrolled: form.all("enrolled").includes("yes"),
        graduateMonths:
          form.text("graduateMonths") === "" ? null : typedNumber(form, "graduateMonths"),
        earlierMobility: EARLIER_MOBILITY.find((each) => each === earlier) ?? "any",
      },
    });
  },
  body: ({ visit, call, typed, problems }) => {
    const words = wordsOf(visit);
    const sent = typed.names().length > 0;
    const number = (name: string, label: string, value: string | number, hint?: string) =>
      input({
        words,
        problems,
        name,
        label,
        ...(hint === undefined ? {} : { hint }),
        value: shown(typed, name, value),
        classes: "govuk-input--width-3",
        inputmode: "numeric",
      });
    return html`${number("minimumAge", words.t("calls.minimum-age"), call.minimumAge, words.t("calls.age-hint"))}
${number("maximumAge", words.t("calls.maximum-age"), call.maximumAge)}
${checkboxes({
  words,
  problems,
  name: "enrolled",
  legend: { text: words.t("calls.enrolled"), classes: "govuk-fieldset__legend--s" },
  items: [
    {
      value: "yes",
      text: words.t(`call-sheet.who-enrolled-${call.audience}`),
      checked: sent ? typed.all("enrolled").includes("yes") : call.who.enrolled,
    },
  ],
})}
${number("graduateMonths", words.t("calls.graduate-months"), call.who.graduateMonths ?? "", words.t("calls.graduate-hint"))}
${radios({
  words,
  problems,
  name: "earlierMobility",
  legend: { text: words.t("calls.earlier"), classes: "govuk-fieldset__legend--s" },
  value: shown(typed, "earlierMobility", call.who.earlierMobility),
  items: EARLIER_MOBILITY.map((value) => ({
    value,
    text: words.t(`call-sheet.who-earlier-${value}`),
  })),
})}`;
  },
  labels: ({ visit }) => {
    const words = wordsOf(visit);
    return {
      minimumAge: words.t("calls.minimum-age"),
      maximumAge: words.t("calls.maximum-age"),
      graduateMonths: words.t("calls.graduate-months"),
    };
  },
});
