import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import type { OfferState } from "../../stages/mobilities/offer.ts";
import { type Html, html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<OfferState, TagColour>> = {
  offered: "yellow",
  wished: "orange",
  accepted: "green",
  declined: "grey",
  lapsed: "grey",
};

export const stateWords = (words: Words, state: OfferState): string =>
  words.t(`offers.state-${state}` as MessageKey);

/** The state, and that its time is over where nobody has answered. */
export const stateTag = (
  words: Words,
  offer: { readonly state: OfferState; readonly answerBy: Date },
  now: Date,
): Html =>
  html`${tag({ text: stateWords(words, offer.state), colour: COLOURS[offer.state] })}${
    offer.state === "offered" &&
    offer.answerBy < now &&
    html` ${tag({ text: words.t("offers.overdue"), colour: "red" })}`
  }`;

/** Who signed the paper, and when. */
export const consentThere = (
  words: Words,
  consent: { readonly guardianName: string; readonly givenOn: string },
): Html =>
  html`<p class="govuk-body">${words.t("consents.there", { name: consent.guardianName, day: words.day(day(consent.givenOn)) })}</p>`;
