import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { consentPath, storyPath } from "../../stages/stories/addresses.ts";
import type { StoryLink } from "../../stages/stories/publication-consent.ts";
import { partiesOf, standingOf } from "../../stages/stories/story.rules.ts";
import { type Party, PROMPTS, type Story, type Translation } from "../../stages/stories/story.ts";
import {
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  radios,
  select,
  textarea,
} from "../../ui/index.ts";
import { storyTitle, storyWords } from "../../ui/story/index.ts";
import { copyText, languageItems } from "./parts.ts";
import { storyPaths } from "./story-paths.ts";

export type StoryLinks = readonly (StoryLink & { readonly secret: string })[];

/** How each consent stands, the address to say yes at, and what to do when somebody rings. */
export function consentParts(
  visit: StaffVisit,
  words: Words,
  story: Story,
  links: StoryLinks,
  today: string,
  mayAct: boolean,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return html`<h2 class="govuk-heading-m">${t("story.consents")}</h2><p class="govuk-body">${t("story.consents-about")}</p>${partiesOf(
    story,
  ).map((party) => {
    const standing = standingOf(story, story.consents, party, today);
    const own = story.consents.filter((one) => one.party === party);
    const last = own.find((one) => one.withdrawnAt === null) ?? own.at(-1);
    const link = links.find((one) => one.party === party);
    const says = t(`story.consent-${standing}`, {
      name: last?.typedName ?? "",
      day: last ? words.shortDay(day(last.endsOn)) : "",
    });
    return html`<h3 class="govuk-heading-s">${t(`story.party-${party}-title`)}</h3><p class="govuk-body">${says}</p>${
      mayAct &&
      html`${party === "guardian" && html`<p class="govuk-body">${t("story.guardian-only")}</p>`}${link && copyText(words, `text-${party}`, textTo(visit, party, story, link))}${asking(visit, words, story, party, link !== undefined)}${
        standing === "stands" &&
        form(
          { action: storyPaths.withdrawal(slug, story.id), key: newId() },
          hidden("party", party),
          button({
            text: t(`story.told-withdrawal-${party}`),
            kind: "warning",
            preventDoubleClick: true,
          }),
        )
      }`
    }`;
  })}`;
}

function textTo(visit: StaffVisit, party: Party, story: Story, link: StoryLinks[number]): string {
  const words = readerWords(visit.tx.actor.scheme.settings, "public", link.language);
  const { slug } = visit.tx.actor.scheme;
  const address = new URL(consentPath(link.language, slug, link.secret), visit.site.publicUrl).href;
  return words.t(`story-consent.text-${party}`, { name: story.shownName, link: address });
}

function asking(visit: StaffVisit, words: Words, story: Story, party: Party, again: boolean): Html {
  const { t } = words;
  return details({
    summary: t(again ? "story.ask-anew" : "story.ask"),
    text: form(
      { action: storyPaths.asking(visit.tx.actor.scheme.slug, story.id), key: newId() },
      hidden("party", party),
      select({
        words,
        id: `language-${party}`,
        name: "language",
        label: t("story.ask-language"),
        value: story.language,
        items: languageItems,
      }),
      input({
        words,
        id: `email-${party}`,
        name: "email",
        label: t("story.ask-email"),
        hint: t(party === "guardian" ? "story.ask-email-hint-guardian" : "story.ask-email-hint"),
        type: "email",
        autocomplete: "off",
        spellcheck: false,
      }),
      button({ text: t("story.ask-make"), kind: "secondary", preventDoubleClick: true }),
    ),
  });
}

/** Translations there are, each marked, and the form for one more. */
export function translationParts(
  visit: StaffVisit,
  words: Words,
  story: Story,
  translations: readonly Translation[],
  mayAct: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { form: sent } = visit;
  const isOpen = problems.length > 0;
  return html`<h2 class="govuk-heading-m" id="translations">${t("story.translations")}</h2>${translations.map(
    (one) =>
      html`${details({
        summary: `${words.language(one.language)}: ${t(`story.made-by-${one.madeBy}`)}${one.current ? "" : `, ${t("story.translation-old")}`}`,
        text: storyWords(words, one),
      })}${
        mayAct &&
        form(
          { action: storyPaths.translationRemoval(slug, story.id), key: newId() },
          hidden("language", one.language),
          button({
            text: t("story.translation-remove", { language: words.language(one.language) }),
            kind: "secondary",
          }),
        )
      }`,
  )}${
    mayAct &&
    details({
      open: isOpen,
      summary: t("story.translate"),
      text: form(
        { action: storyPaths.translations(slug, story.id), key: newId() },
        hidden("of", story.contentHash),
        select({
          words,
          problems,
          name: "language",
          label: t("story.ask-language"),
          value: sent.text("language"),
          items: languageItems.filter(({ value }) => value !== story.language),
        }),
        radios({
          words,
          problems,
          name: "madeBy",
          legend: t("story.made-by"),
          value: sent.text("madeBy"),
          items: [
            { value: "human", text: t("story.made-by-human") },
            { value: "machine", text: t("story.made-by-machine") },
          ],
        }),
        ...PROMPTS.map((name) =>
          textarea({
            words,
            problems,
            name,
            label: t(`story.prompt-${name}`),
            rows: 5,
            value: sent.text(name),
          }),
        ),
        button({ text: t("site.save"), preventDoubleClick: true }),
      ),
    })
  }`;
}

/** What the office pastes into its own pages elsewhere: nothing of those is loaded here. */
export function socialText(visit: StaffVisit, words: Words, story: Story): Html {
  const { slug } = visit.tx.actor.scheme;
  const address = new URL(storyPath(visit.locale, slug, story.id), visit.site.publicUrl).href;
  const text = `${storyTitle(words, story)} · ${story.shownName}\n${address}`;
  return html`<h2 class="govuk-heading-m">${words.t("story.social")}</h2><p class="govuk-body">${words.t("story.social-about")}</p>${copyText(words, "social-text", text)}`;
}
