import type { Words } from "../../platform/i18n/index.ts";
import type { EventRegistration, SchemeEvent } from "../../stages/events/event.ts";
import { type Html, html, table } from "../../ui/index.ts";
import { registrationTag } from "./state.ts";

/** The id of the first box, where a summary leads that asks to choose somebody. */
export const chosenAt = ([first]: readonly EventRegistration[]): string =>
  first ? `choose-${first.id}` : "ids";

/**
 * Everybody of an event, a row each.
 * @param chosen ids whose boxes are ticked; null where nobody is to be chosen
 */
export function peopleRows(
  words: Words,
  event: SchemeEvent,
  people: readonly EventRegistration[],
  chosen: readonly string[] | null,
): Html {
  const { t } = words;
  const choose = chosen !== null;
  const box = ({ id, name }: EventRegistration) =>
    html`<div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="choose-${id}" name="ids" type="checkbox" value="${id}"${chosen?.includes(id) && html` checked`}><label class="govuk-label govuk-checkboxes__label" for="choose-${id}"><span class="govuk-visually-hidden">${t("events.choose", { name })}</span></label></div></div>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: !choose,
    caption: t("events.people-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      ...(choose
        ? [{ text: html`<span class="govuk-visually-hidden">${t("site.choose")}</span>` }]
        : []),
      t("events.col-name"),
      t("events.col-organisation"),
      t("events.col-contact"),
      ...(event.mode === "blended" ? [t("events.col-mode")] : []),
      t("events.col-state"),
      t("events.own-ticket"),
      t("events.col-since"),
    ],
    rows: people.map((one) => [
      ...(choose ? [box(one)] : []),
      one.name,
      one.organisation,
      one.email ?? one.phone ?? "",
      ...(event.mode === "blended" ? [t(`events.mode-${one.mode}`)] : []),
      registrationTag(words, one.state),
      one.ticketCode,
      words.dayTime(one.createdAt),
    ]),
  });
}
