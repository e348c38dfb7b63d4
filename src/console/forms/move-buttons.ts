import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { button, form, type Html, hidden, html } from "../../ui/index.ts";

/** Up, down and out as buttons: they work with a keyboard, a thumb and without scripts. */
export function moveButtons(
  words: Words,
  of: {
    readonly action: string;
    readonly page: string;
    readonly field?: string;
    /** Heard with each button, so that it is clear what moves. */
    readonly name: string;
    readonly canGoUp: boolean;
    readonly canGoDown: boolean;
    /** Nothing that somebody wrote is lost with it. */
    readonly canGoOut: boolean;
  },
): Html {
  const act = (to: "up" | "down" | "out", text: string) =>
    form(
      { action: of.action, key: newId() },
      hidden("page", of.page),
      of.field === undefined ? null : hidden("field", of.field),
      hidden("to", to),
      button({
        text: html`${text}<span class="govuk-visually-hidden">: ${of.name}</span>`,
        kind: "secondary",
        classes: "govuk-!-margin-bottom-2",
      }),
    );
  return html`<div class="app-row-of-fields">${of.canGoUp && act("up", words.t("calls.move-up"))}${
    of.canGoDown && act("down", words.t("calls.move-down"))
  }${of.canGoOut && act("out", words.t("forms.take-out"))}</div>`;
}
