import type { Words } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { CONSENT_YEARS, type Party, type Story } from "../../stages/stories/story.ts";
import { type Html, html, input, radios } from "../../ui/index.ts";
import { storyTitle, storyWords } from "../../ui/story/index.ts";

/** The two boxes of a consent: until when, and by whom. */
export function consentBoxes(
  words: Words,
  from: {
    readonly problems: readonly Problem[];
    readonly years: string;
    readonly typedName: string;
    readonly party: Party;
  },
): Html {
  const { t } = words;
  const { problems } = from;
  return html`${radios({
    words,
    problems,
    name: "years",
    legend: { text: t("story-consent.years"), classes: "govuk-fieldset__legend--s" },
    value: from.years,
    items: CONSENT_YEARS.map((years) => ({
      value: String(years),
      text: t("story-consent.years-count", { count: years }),
    })),
  })}${input({
    words,
    problems,
    name: "typedName",
    label: { text: t(`story-consent.name-${from.party}`), classes: "govuk-label--s" },
    hint: t(`story-consent.name-hint-${from.party}`),
    value: from.typedName,
    autocomplete: "name",
    spellcheck: false,
  })}`;
}

export const consentLabels = (words: Words, party: Party) => ({
  years: words.t("story-consent.years"),
  typedName: words.t(`story-consent.name-${party}`),
});

/** What would stand on the page, whole: nobody agrees to what they have not seen. */
export const whatIsShown = (words: Words, story: Story, pictureHref: string): Html =>
  html`<div class="app-card"><h2 class="govuk-heading-m">${storyTitle(words, story)}</h2><p class="govuk-body"><span lang="">${story.shownName}</span>${story.school && html`, <span lang="">${story.school}</span>`}, ${words.country(story.sendingCountry)}</p>
${story.picture && html`<p class="govuk-body"><img class="app-picture" src="${pictureHref}" alt="${story.picture.alt}" width="${story.picture.width}" height="${story.picture.height}"></p>`}
${storyWords(words, story)}</div>`;

/** Until when it counts, by the consent that ends first or by one party's own. */
export const untilDay = (words: Words, story: Story, party: Party): string | null => {
  const own = story.consents
    .filter((one) => one.party === party && one.withdrawnAt === null)
    .at(-1);
  return own ? words.day(day(own.endsOn)) : null;
};
