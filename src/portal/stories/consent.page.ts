import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  type ConsentVisit,
  giveByLink,
  openStoryLink,
  withdrawByLink,
} from "../../stages/stories/publication-consent.ts";
import { readHeldPicture } from "../../stages/stories/read-stories.ts";
import { nextStory, standingOf } from "../../stages/stories/story.rules.ts";
import { button, form, type Html, hidden, html, panel, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { consentBoxes, consentLabels, untilDay, whatIsShown } from "./consent-parts.ts";

const opened = (visit: PublicVisit) => openStoryLink(visit.tx, visit.params.secret ?? "");

/** Says that a link is over, or that the story was taken back, and nothing of what it was. */
async function over(visit: PublicVisit, what: "over" | "withdrawn"): Promise<Html> {
  const words = await portalWords(visit);
  const scheme = await schemeOf(visit);
  const title = words.t(`story-consent.${what}-title`);
  const body = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t(`story-consent.${what}`)}</p>${contactLine(words, scheme?.settings.contact, "adult")}`;
  return portalShell(visit, { title, body, hideFromSearch: true });
}

const isOpen = ({ story }: ConsentVisit): boolean => nextStory(story.state, "withdraw").ok;

async function show(
  visit: PublicVisit,
  { link, story }: ConsentVisit,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { party } = link;
  const scheme = await schemeOf(visit);
  const standing = standingOf(story, story.consents, party, wallTimeOf(visit.tx.now).day);
  const given = standing === "stands";
  const title = t(given ? "story-consent.given-title" : `story-consent.title-${party}`);
  const until = untilDay(words, story, party);
  const picture = paths.storyConsentPicture(
    visit.locale,
    scheme?.slug ?? "",
    visit.params.secret ?? "",
  );
  const withdraw = form(
    { action: visit.path, key: newId() },
    hidden("do", "withdraw"),
    button({
      text: t(given ? "story-consent.withdraw" : "story-consent.refuse"),
      kind: "warning",
      preventDoubleClick: true,
    }),
  );
  const body = given
    ? html`${panel({ title, text: t("story-consent.given", { day: until ?? "" }) })}
<p class="govuk-body">${t(story.state === "published" ? "story-consent.shown" : "story-consent.not-yet")}</p>
<h2 class="govuk-heading-m">${t("story-consent.withdraw-title")}</h2><p class="govuk-body">${t("story-consent.withdraw-about")}</p>${withdraw}
${whatIsShown(words, story, picture)}`
    : html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t(`story-consent.lead-${party}`, { name: story.shownName, programme: scheme ? words.local(scheme.name) : "" })}</p>
${(standing === "other-words" || standing === "ended") && html`<p class="govuk-body"><strong>${t(`story-consent.again-${standing}`)}</strong></p>`}
${whatIsShown(words, story, picture)}
<ul class="govuk-list govuk-list--bullet"><li>${t("story-consent.where")}</li><li>${t("story-consent.translated")}</li><li>${t("story-consent.apart")}</li><li>${t("story-consent.free")}</li><li>${t("story-consent.copies")}</li></ul>
${form(
  { action: visit.path, key: newId() },
  hidden("do", "give"),
  hidden("of", story.contentHash),
  consentBoxes(words, {
    problems,
    party,
    years: visit.form.text("years"),
    typedName: visit.form.text("typedName"),
  }),
  button({ text: t("story-consent.give"), preventDoubleClick: true }),
)}
<h2 class="govuk-heading-m">${t("story-consent.no-title")}</h2><p class="govuk-body">${t("story-consent.no")}</p>${withdraw}`;
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, {}, consentLabels(words, party))}${body}${contactLine(words, scheme?.settings.contact, "adult")}`,
  });
}

async function answer(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return gone(visit);
  const { form: sent, tx, locale } = visit;
  const done =
    sent.text("do") === "withdraw"
      ? await withdrawByLink(tx, found)
      : sent.text("do") === "give"
        ? await giveByLink(tx, found, {
            typedName: sent.text("typedName"),
            years: sent.text("years"),
            contentHash: sent.text("of"),
            locale,
          })
        : null;
  if (!done) return nothingHere;
  if (done.ok) return redirect(visit.path);
  if (!isOpen(found)) return redirect(visit.path);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

const gone = async (visit: PublicVisit): Promise<Answer> => ({
  ok: false,
  status: 404,
  html: await over(visit, "over"),
  problems: [],
});

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.storyConsent(":lang", ":scheme", ":secret"),
    access: "public",
    answer: async (visit) => {
      const found = await opened(visit);
      if (!found) return gone(visit);
      return page(isOpen(found) ? await show(visit, found) : await over(visit, "withdrawn"));
    },
  },
  {
    method: "POST",
    path: paths.storyConsent(":lang", ":scheme", ":secret"),
    access: "public",
    answer,
  },
  {
    method: "GET",
    path: paths.storyConsentPicture(":lang", ":scheme", ":secret"),
    access: "public",
    answer: async (visit) => {
      const found = await opened(visit);
      const body = found && isOpen(found) && (await readHeldPicture(visit.tx, found.story));
      if (!body) return nothingHere;
      return file({ name: "picture.jpg", type: "image/jpeg", body, inline: true });
    },
  },
];
