import { SHARE_SIZE, shareCardSvg } from "../../documents/index.ts";
import { pngOf } from "../../platform/files/share-picture.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { type Answer, file, goneForGood, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import {
  type PublicStory,
  readPublicPicture,
  readPublicStory,
  type Told,
  toldTo,
} from "../../stages/stories/read-stories.ts";
import { dataBlock } from "../../ui/data-block.ts";
import { backLink, details, type Html, html, insetText } from "../../ui/index.ts";
import { fundingText } from "../../ui/layout/portal-page.ts";
import { firstWords, storyTitle, storyWords, toldNote } from "../../ui/story/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { storyFeeds } from "./stories.page.ts";

const WORDS_IN_SHORT = 30;

type Shown = { readonly scheme: Scheme; readonly story: PublicStory; readonly words: Words };

/** Not kept by anybody on the way: one who takes a story back has taken it back. */
const route = (
  path: (lang: string, scheme: string, storyId: string) => string,
  answer: (visit: PublicVisit, shown: Shown) => Promise<Answer> | Answer,
): PublicRoute => ({
  method: "GET",
  path: path(":lang", ":scheme", ":storyId"),
  access: "public",
  answer: async (visit) => {
    const scheme = await schemeOf(visit);
    if (scheme?.kind !== "running") return nothingHere;
    const words = await portalWords(visit);
    const story = await readPublicStory(visit.tx, visit.params.storyId ?? "");
    if (story === "gone") return gone(visit, words, scheme.slug);
    return story ? answer(visit, { scheme, story, words }) : nothingHere;
  },
});

export const routes: PublicRoute[] = [
  route(paths.story, storyPage),
  route(paths.storyPicture, (visit, { story }) => picture(visit, story, "jpeg")),
  route(paths.storyPictureSmall, (visit, { story }) => picture(visit, story, "small")),
  route(paths.storyShare, sharePicture),
];

/** Says that it is gone and nothing of what it was: neither who, nor why. */
async function gone(visit: PublicVisit, words: Words, slug: string): Promise<Answer> {
  const title = words.t("story.gone-title");
  return goneForGood(
    await portalShell(visit, {
      title,
      hideFromSearch: true,
      body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t("story.gone")}</p><p class="govuk-body"><a class="govuk-link" href="${paths.stories(words.locale, slug)}">${words.t("story.title")}</a></p>`,
    }),
  );
}

async function picture(
  visit: PublicVisit,
  story: PublicStory,
  size: "jpeg" | "small",
): Promise<Answer> {
  const body = await readPublicPicture(visit.tx, story.id, size);
  if (!body) return nothingHere;
  return file({ name: "picture.jpg", type: "image/jpeg", body, inline: true });
}

async function sharePicture(_: PublicVisit, { scheme, story, words }: Shown): Promise<Answer> {
  const { funding } = scheme.settings;
  const svg = shareCardSvg({
    lang: words.lang.slice(0, 2),
    programme: words.local(scheme.name),
    title: storyTitle(words, story),
    line: whoOf(words, story),
    funding: funding ? fundingText(words, funding) : null,
    emblem: funding?.emblem ?? false,
  });
  const body = await pngOf(svg, SHARE_SIZE);
  return file({ name: "share.png", type: "image/png", body, inline: true });
}

const whoOf = (words: Words, story: PublicStory): string =>
  [story.shownName, story.school, words.country(story.sendingCountry)]
    .filter((part) => part)
    .join(", ");

async function storyPage(visit: PublicVisit, { scheme, story, words }: Shown): Promise<Answer> {
  const { t } = words;
  const { slug } = scheme;
  const { locale } = visit;
  const told = toldTo(story, locale);
  const title = storyTitle(words, story);
  const short = firstWords(told.parts[0], WORDS_IN_SHORT);
  const whole = (path: string) => new URL(path, visit.site.publicUrl).href;
  const address = whole(paths.story(locale, slug, story.id));
  const share = whole(paths.storyShare(locale, slug, story.id));
  const shown = story.picture;
  return page(
    await portalShell(visit, {
      title: `${title} · ${story.shownName}`,
      about: short,
      data: html`${storyFeeds(words, slug)}<meta property="og:type" content="article"><meta property="og:title" content="${title} · ${story.shownName}"><meta property="og:description" content="${short}"><meta property="og:url" content="${address}"><meta property="og:site_name" content="${words.local(scheme.name)}"><meta property="og:image" content="${share}"><meta property="og:image:width" content="${SHARE_SIZE.width}"><meta property="og:image:height" content="${SHARE_SIZE.height}"><meta property="og:image:alt" content="${title}"><meta name="twitter:card" content="summary_large_image">${dataBlock(
        {
          "@context": "https://schema.org",
          "@type": "Article",
          headline: title,
          author: { "@type": "Person", name: story.shownName },
          datePublished: story.publishedAt.toISOString(),
          inLanguage: localeFacts(told.language).htmlLang,
          image: share,
          url: address,
        },
      )}`,
      before: backLink({ words, href: paths.stories(locale, slug), text: t("story.title") }),
      body: html`<article><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l"><span lang="">${story.shownName}</span>${story.school && html`, <span lang="">${story.school}</span>`}, ${words.country(story.sendingCountry)}</p>
${story.invented && insetText({ text: t("story.invented") })}
${shown && html`<p class="govuk-body"><img class="app-picture" src="${paths.storyPicture(locale, slug, story.id)}" alt="${shown.alt}" width="${shown.width}" height="${shown.height}"></p>`}
<p class="govuk-hint">${toldNote(words, told, story)}</p>
${storyWords(words, told)}
${ownWords(words, story, told)}
<p class="govuk-body-s">${t("story.published", { day: words.day(story.publishedAt) })}</p></article>
${shareStory(words, `${title} · ${story.shownName}`, address)}`,
    }),
  );
}

/** Under a translation, what was really said. */
function ownWords(words: Words, story: PublicStory, told: Told): Html | false {
  if (told.how !== "human" && told.how !== "machine") return false;
  return details({
    summary: words.t("story.own-words", { language: words.language(story.language) }),
    text: storyWords(words, story),
  });
}

/** Links that open a program on the phone with a text in it; nothing of those programs is loaded. */
function shareStory(words: Words, title: string, address: string): Html {
  const { t } = words;
  const sent = encodeURIComponent(`${title} ${address}`);
  return html`<h2 class="govuk-heading-m">${t("front.share")}</h2><p class="govuk-body" id="share-text">${title} ${address}</p>
<ul class="app-choices"><li><a class="govuk-link" href="viber://forward?text=${sent}">${t("front.share-viber")}</a></li><li><a class="govuk-link" href="https://wa.me/?text=${sent}" rel="noreferrer">${t("front.share-whatsapp")}</a></li></ul>
<button type="button" class="govuk-button govuk-button--secondary" data-copy="share-text" data-copied="${t("site.copied")}" hidden>${t("front.share-copy")}</button>`;
}
