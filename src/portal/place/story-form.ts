import { LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { OwnStory } from "../../stages/stories/own-story.ts";
import { FEWEST_WORDS, MOST_WORDS, PROMPTS } from "../../stages/stories/story.ts";
import { button, form, type Html, html, input, select, textarea } from "../../ui/index.ts";
import { pictureField } from "../../ui/story/index.ts";
import { paths } from "../paths.ts";
import { consentBoxes, consentLabels } from "../stories/consent-parts.ts";

/** Where each problem of the form leads, by the words over its box. */
export const storyLabels = (words: Words) => ({
  ...Object.fromEntries(PROMPTS.map((name) => [name, words.t(`story.prompt-${name}`)])),
  shownName: words.t("story.shown-name"),
  language: words.t("story.language"),
  picture: words.t("story.picture"),
  alt: words.t("story.alt"),
  ...consentLabels(words, "person"),
});

/** Three questions, a picture if there is one, and the yes to publication. */
export function storyForm(
  words: Words,
  visit: LearnerVisit,
  own: OwnStory,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: sent, locale } = visit;
  const isSent = sent.has("shownName");
  const kept = (name: string, before: string) => (isSent ? sent.text(name) : before);
  const { story } = own;
  return form(
    {
      action: paths.placeStory(locale, visit.params.scheme ?? ""),
      key: newId(),
      multipart: true,
    },
    html`<input type="hidden" name="do" value="send"><p class="govuk-body">${t("story.words-hint", { min: FEWEST_WORDS, max: MOST_WORDS })}</p>`,
    ...PROMPTS.map((name, at) =>
      textarea({
        words,
        problems,
        name,
        label: { text: t(`story.prompt-${name}`), classes: "govuk-label--s" },
        rows: 6,
        value: kept(name, story?.parts[at] ?? ""),
      }),
    ),
    select({
      words,
      problems,
      name: "language",
      label: t("story.language"),
      value: kept("language", story?.language ?? locale),
      items: LOCALES.map((each) => ({ value: each, text: localeFacts(each).ownName })),
    }),
    input({
      words,
      problems,
      name: "shownName",
      label: t("story.shown-name"),
      hint: t("story.shown-name-hint"),
      value: kept("shownName", story?.shownName ?? own.stay.givenNames),
      classes: "govuk-input--width-20",
      spellcheck: false,
    }),
    pictureField(words, { problems, hasOne: !!story?.picture }),
    input({
      words,
      problems,
      name: "alt",
      label: t("story.alt"),
      hint: t("story.alt-hint"),
      value: kept("alt", story?.picture?.alt ?? ""),
    }),
    html`<h2 class="govuk-heading-m">${t("story-consent.own-title")}</h2><p class="govuk-body">${t("story-consent.own")}</p><ul class="govuk-list govuk-list--bullet"><li>${t("story-consent.where")}</li><li>${t("story-consent.translated")}</li><li>${t("story-consent.apart")}</li><li>${t("story-consent.free")}</li><li>${t("story-consent.copies")}</li></ul>${own.guardianNeeded && html`<p class="govuk-body">${t("story.own-minor")}</p>`}`,
    consentBoxes(words, {
      problems,
      party: "person",
      years: sent.text("years"),
      typedName: sent.text("typedName"),
    }),
    button({ text: t("story.own-send"), preventDoubleClick: true }),
  );
}
