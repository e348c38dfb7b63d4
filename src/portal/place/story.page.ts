import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerVisit, Route } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  type OwnStory,
  readOwnStory,
  sendOwnStory,
  takeOwnBack,
} from "../../stages/stories/own-story.ts";
import { readHeldPicture } from "../../stages/stories/read-stories.ts";
import { nextStory, standingOf } from "../../stages/stories/story.rules.ts";
import { PROMPTS, type Story } from "../../stages/stories/story.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { untilDay, whatIsShown } from "../stories/consent-parts.ts";
import { contactLine } from "./contact.ts";
import { storyForm, storyLabels } from "./story-form.ts";

/** As much as a telephone's picture, and the form around it. */
const LIMIT = 16 * 1024 * 1024;
const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";
const here = (visit: LearnerVisit) => paths.placeStory(visit.locale, slugOf(visit));

/** A learner may still write: nothing sent yet, or not decided, or sent back. */
const mayWrite = (story: Story | null): boolean =>
  story === null || story.state === "submitted" || story.state === "returned";

async function show(
  visit: LearnerVisit,
  own: OwnStory,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await schemeOf(visit);
  const { story } = own;
  const title = t("story.own-title");
  const writes = story === null || visit.query.has("write") || visit.form.text("do") === "send";
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems, {}, storyLabels(words))}<h1 class="govuk-heading-l">${title}</h1>
${story && standing(visit, words, story)}
${mayWrite(story) && writes ? html`${story === null && html`<p class="govuk-body">${t("story.own-lead", { city: own.stay.city })}</p>`}${storyForm(words, visit, own, problems)}` : story && (await whole(words, visit, story))}
${contactLine(words, scheme?.settings.contact)}`,
  });
}

/** Where the story is, what is still missing, and the one press that takes it away. */
function standing(visit: LearnerVisit, words: Words, story: Story): Html {
  const { t } = words;
  const today = wallTimeOf(visit.tx.now).day;
  const until = untilDay(words, story, "person");
  const own = standingOf(story, story.consents, "person", today);
  const canTakeBack = nextStory(story.state, "withdraw").ok;
  return html`${insetText({ text: t(`story.own-${story.state}`) })}
${story.state === "returned" && story.stateNote && html`<p class="govuk-body"><strong>${story.stateNote}</strong></p>`}
${canTakeBack && until && own === "stands" && html`<p class="govuk-body">${t("story.own-until", { day: until })}</p>`}
${canTakeBack && own !== "stands" && html`<p class="govuk-body"><strong>${t(`story.own-consent-${own === "other-words" ? "other-words" : "ended"}`)}</strong></p>`}
${canTakeBack && story.guardianNeeded && guardianPart(words, story, today)}
${canTakeBack && html`<h2 class="govuk-heading-m">${t("story-consent.withdraw-title")}</h2><p class="govuk-body">${t("story.own-withdraw-about")}</p>${form({ action: here(visit), key: newId() }, hidden("do", "withdraw"), button({ text: t("story.own-withdraw"), kind: "warning", preventDoubleClick: true }))}`}
${mayWrite(story) && html`<p class="govuk-body"><a class="govuk-link" href="${here(visit)}?write">${t("story.own-change")}</a></p>`}`;
}

/** A parent's yes is a parent's: the office asks, and a learner never holds the address. */
function guardianPart(words: Words, story: Story, today: string): Html {
  const { t } = words;
  if (standingOf(story, story.consents, "guardian", today) === "stands") {
    return html`<p class="govuk-body">${t("story.own-guardian-given")}</p>`;
  }
  return html`<h2 class="govuk-heading-m">${t("story.own-guardian-title")}</h2><p class="govuk-body">${t("story.own-guardian")}</p>`;
}

/** The small picture comes in the page: nobody else can ask for it. */
async function whole(words: Words, visit: LearnerVisit, story: Story): Promise<Html | false> {
  if (!nextStory(story.state, "withdraw").ok) return false;
  const picture = await readHeldPicture(visit.tx, story, "small");
  const href = picture ? `data:image/jpeg;base64,${picture.toString("base64")}` : "";
  return whatIsShown(words, story, href);
}

/** Nobody is asked to tell of what has not happened. */
async function notYet(visit: LearnerVisit): Promise<Html> {
  const words = await portalWords(visit);
  const title = words.t("story.own-title");
  return portalShell(visit, {
    title,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t("story.own-not-yet")}</p>`,
  });
}

function act(visit: LearnerVisit): Promise<Result<unknown>> | null {
  const { form: sent, tx, locale } = visit;
  switch (sent.text("do")) {
    case "send":
      return sendOwnStory(tx, {
        parts: [sent.text(PROMPTS[0]), sent.text(PROMPTS[1]), sent.text(PROMPTS[2])],
        shownName: sent.text("shownName"),
        language: sent.text("language"),
        picture: {
          bytes: pictureOf(visit),
          alt: sent.text("alt"),
          remove: sent.text("remove") === "yes",
        },
        typedName: sent.text("typedName"),
        years: sent.text("years"),
        locale,
      });
    case "withdraw":
      return takeOwnBack(tx);
    default:
      return null;
  }
}

/** A browser sends an empty file where none was chosen. */
const pictureOf = ({ form: sent }: LearnerVisit): Buffer | null => {
  const bytes = sent.file("picture")?.bytes;
  return bytes && bytes.length > 0 ? bytes : null;
};

async function answer(visit: LearnerVisit): Promise<Answer> {
  const own = await readOwnStory(visit.tx);
  const done = own && (await act(visit));
  if (!own || !done) return nothingHere;
  if (done.ok) return redirect(here(visit));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, own, done.problems));
}

/** On the page of the own place, once the stay is over. */
export async function storyPart(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const own = await readOwnStory(visit.tx);
  if (!own || own.story?.state === "erased") return null;
  const { t } = words;
  const say = own.story ? `story.own-${own.story.state}` : "story.own-ask";
  return html`<h2 class="govuk-heading-m">${t("story.own-title")}</h2><p class="govuk-body">${t(say as "story.own-ask")}</p><p class="govuk-body"><a class="govuk-link" href="${here(visit)}">${t(own.story ? "story.own-open" : "story.own-begin")}</a></p>`;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "learner",
    path: paths.placeStory(":lang", ":scheme"),
    answer: async (visit) => {
      const own = await readOwnStory(visit.tx);
      return page(own ? await show(visit, own) : await notYet(visit));
    },
  },
  {
    method: "POST",
    access: "learner",
    limit: LIMIT,
    path: paths.placeStory(":lang", ":scheme"),
    answer,
  },
];
