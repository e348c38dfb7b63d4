import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { storyPath } from "../../stages/stories/addresses.ts";
import { DECISIONS, decideStory } from "../../stages/stories/moderate-story.ts";
import {
  askForConsent,
  readStoryLinks,
  withdrawAsTold,
} from "../../stages/stories/publication-consent.ts";
import { readOfficePicture, readStory } from "../../stages/stories/read-stories.ts";
import { can } from "../../stages/stories/story.policy.ts";
import { actionsOf, withoutConsent } from "../../stages/stories/story.rules.ts";
import type { Story } from "../../stages/stories/story.ts";
import {
  readTranslations,
  removeTranslation,
  translateStory,
} from "../../stages/stories/translate-story.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { storyTitle, storyWords } from "../../ui/story/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { stateTag } from "./parts.ts";
import { consentsIn } from "./stories.page.ts";
import { consentParts, socialText, translationParts } from "./story-parts.ts";
import { storyPaths } from "./story-paths.ts";

const asked = (visit: StaffVisit) => readStory(visit.tx, visit.params.storyId ?? "");

async function show(
  visit: StaffVisit,
  story: Story,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { day: today } = wallTimeOf(visit.tx.now);
  const mayAct = can.workOnStory(visit.tx.actor, story.sendingCountry);
  const links = mayAct ? await readStoryLinks(visit.tx, story) : [];
  const translations = await readTranslations(visit.tx, story.id);
  const isLive = story.state !== "withdrawn" && story.state !== "erased";
  const title = storyTitle(words, story);
  const isShown = story.state === "published" && withoutConsent(story, today).length === 0;
  const inTranslation = visit.form.has("madeBy") || visit.path.endsWith("/translations");
  return consoleShell(visit, {
    title: `${title} · ${story.shownName}`,
    section: "stories",
    error: problems.length > 0,
    before: backLink({ words, href: storyPaths.list(slug), text: t("story.title") }),
    body: html`${problemSummary(words, problems, {}, labels(words))}<span class="govuk-caption-l"><span lang="">${story.shownName}</span>${story.school && html`, <span lang="">${story.school}</span>`}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${stateTag(words, story.state)} ${consentsIn(words, story, today)}</p>
${story.state === "published" && !isShown && insetText({ text: t("story.not-shown") })}
${isShown && html`<p class="govuk-body"><a class="govuk-link" href="${storyPath(visit.locale, slug, story.id)}">${t("story.see-page")}</a></p>`}
${story.stateNote && html`<p class="govuk-body">${t("story.note-was")} ${story.stateNote}</p>`}
${
  isLive
    ? html`<div class="app-card">${story.picture && html`<div class="app-paper__picture"><img src="${storyPaths.picture(slug, story.id)}" alt="${story.picture.alt}" width="${story.picture.width}" height="${story.picture.height}"></div><p class="govuk-hint">${story.picture.alt}</p>`}${storyWords(words, story)}</div>`
    : html`<p class="govuk-body">${t("story.hidden")}</p>`
}
${mayAct && decisions(visit, words, story, problems)}
${isLive && consentParts(visit, words, story, links, today, mayAct)}
${isLive && translationParts(visit, words, story, translations, mayAct, inTranslation ? problems : [])}
${isShown && socialText(visit, words, story)}`,
  });
}

const labels = (words: Words) => ({
  note: words.t("story.note"),
  language: words.t("story.ask-language"),
  madeBy: words.t("story.made-by"),
  email: words.t("story.ask-email"),
  did: words.t("story.prompt-did"),
  surprised: words.t("story.prompt-surprised"),
  tell: words.t("story.prompt-tell"),
});

/** What can be decided in this state, from the same table as the rule. */
function decisions(
  visit: StaffVisit,
  words: Words,
  story: Story,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const possible = actionsOf(story.state);
  return html`<h2 class="govuk-heading-m">${t("story.decide")}</h2>${
    possible.includes("write") &&
    html`<p class="govuk-body"><a class="govuk-link" href="${storyPaths.words(slug, story.id)}">${t("story.change")}</a></p>`
  }${DECISIONS.filter((decision) => possible.includes(decision)).map((decision) =>
    form(
      { action: storyPaths.decision(slug, story.id), key: newId() },
      hidden("decision", decision),
      decision === "publish" ? hidden("of", story.contentHash) : null,
      decision === "return"
        ? textarea({
            words,
            problems: problems.filter(({ field }) => field === "note"),
            name: "note",
            label: t("story.note"),
            rows: 2,
            value: visit.form.text("note"),
          })
        : null,
      button({
        text: t(`story.do-${decision}`),
        ...(decision === "publish"
          ? {}
          : { kind: decision === "erase" ? ("warning" as const) : ("secondary" as const) }),
        preventDoubleClick: true,
      }),
    ),
  )}`;
}

async function done(
  visit: StaffVisit,
  work: (story: Story) => Promise<Result<unknown>>,
): Promise<Answer> {
  const story = await asked(visit);
  if (!story) return nothingHere;
  const result = await work(story);
  if (result.ok) return redirect(storyPaths.story(visit.tx.actor.scheme.slug, story.id));
  if (result.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, story, result.problems));
}

/** Which words stood on the page that was answered. */
const ofRead = ({ form: sent }: StaffVisit): { readonly of?: string } =>
  sent.has("of") ? { of: sent.text("of") } : {};

const post = (path: string, answer: StaffRoute["answer"]): StaffRoute => ({
  method: "POST",
  path,
  access: "staff",
  allow: can.workOnStories,
  answer,
});

export const routes: StaffRoute[] = [
  {
    method: "GET",
    path: storyPaths.story(":scheme", ":storyId"),
    access: "staff",
    allow: can.seeStories,
    answer: async (visit) => {
      const story = await asked(visit);
      return story ? page(await show(visit, story)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: storyPaths.picture(":scheme", ":storyId"),
    access: "staff",
    allow: can.seeStories,
    answer: async (visit) => {
      const body = await readOfficePicture(visit.tx, visit.params.storyId ?? "");
      if (!body) return nothingHere;
      return file({ name: "picture.jpg", type: "image/jpeg", body, inline: true });
    },
  },
  post(storyPaths.decision(":scheme", ":storyId"), (visit) =>
    done(visit, ({ id }) =>
      decideStory(visit.tx, id, {
        decision: visit.form.text("decision"),
        note: visit.form.text("note"),
        ...ofRead(visit),
      }),
    ),
  ),
  post(storyPaths.asking(":scheme", ":storyId"), (visit) =>
    done(visit, ({ id }) =>
      askForConsent(visit.tx, id, {
        party: visit.form.text("party"),
        language: visit.form.text("language"),
        email: visit.form.text("email"),
        publicUrl: visit.site.publicUrl,
      }),
    ),
  ),
  post(storyPaths.withdrawal(":scheme", ":storyId"), (visit) =>
    done(visit, ({ id }) => withdrawAsTold(visit.tx, id, visit.form.text("party"))),
  ),
  post(storyPaths.translations(":scheme", ":storyId"), (visit) =>
    done(visit, ({ id }) =>
      translateStory(visit.tx, id, {
        language: visit.form.text("language"),
        madeBy: visit.form.text("madeBy"),
        parts: [visit.form.text("did"), visit.form.text("surprised"), visit.form.text("tell")],
        ...ofRead(visit),
      }),
    ),
  ),
  post(storyPaths.translationRemoval(":scheme", ":storyId"), (visit) =>
    done(visit, ({ id }) => removeTranslation(visit.tx, id, visit.form.text("language"))),
  ),
];
