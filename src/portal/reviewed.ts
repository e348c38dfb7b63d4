import { isLocale, localeFacts } from "../platform/i18n/index.ts";
import { nothingHere, page } from "../platform/web/answer.ts";
import type {
  LearnerRoute,
  LearnerVisit,
  PublicRoute,
  PublicVisit,
} from "../platform/web/route.ts";
import type { ShownTexts, TextGroup } from "../stages/schemes/text-review.rules.ts";
import { readShownAnywhere, readShownTexts } from "../stages/schemes/text-review.ts";
import { type Html, html } from "../ui/html.ts";
import { portalShell, portalWords, schemeOf } from "./shell.ts";

/**
 * A page of texts that somebody's decision stands on: shown in a language only once a named person
 * has read them there. Until then the reader chooses one of the languages in which somebody has.
 * Nobody is sent to another language without being asked: a text half understood is worse than one
 * more tap.
 */
export const reviewed = <R extends LearnerRoute | PublicRoute>(group: TextGroup, route: R): R =>
  unless(route, async (visit) => {
    const scheme = await schemeOf(visit);
    const { locale, tx } = visit;
    return scheme && readShownTexts(tx, group, { locale, invented: scheme.invented });
  });

/** The same for a page that stands in front of every programme and belongs to none. */
export const reviewedAnywhere = (group: TextGroup, route: PublicRoute): PublicRoute =>
  unless(route, ({ tx, locale }) => readShownAnywhere(tx, group, locale));

function unless<R extends LearnerRoute | PublicRoute>(
  route: R,
  shownTo: (visit: LearnerVisit & PublicVisit) => Promise<ShownTexts | null>,
): R {
  const answer = async (visit: LearnerVisit & PublicVisit) => {
    const shown = await shownTo(visit);
    if (!shown) return nothingHere;
    if (shown.kind === "choose") return page(await choice(visit, shown.from));
    if (!shown.marked) return route.answer(visit as never);
    const note = html`${visit.above}${mark(visit)}`;
    return route.answer({ ...visit, above: note } as never);
  };
  return { ...route, answer } as unknown as R;
}

const mark = (visit: LearnerVisit | PublicVisit): Html =>
  html`<aside class="govuk-width-container app-unreviewed" aria-label="${visit.words.t("site.important")}"><p class="govuk-body-s">${visit.words.t("site.unreviewed")}</p></aside>`;

async function choice(visit: LearnerVisit | PublicVisit, from: readonly string[]): Promise<Html> {
  const words = await portalWords(visit);
  const title = words.t("site.choose-language");
  // What was asked stays asked: a code from a poster stands in the query.
  const query = visit.query.size > 0 ? `?${visit.query}` : "";
  const rest = `${visit.path.slice(visit.locale.length + 1)}${query}`;
  const links = from.filter(isLocale).map((locale) => {
    const { ownName, htmlLang } = localeFacts(locale);
    return html`<li><a class="govuk-link app-choice-language" href="/${locale}${rest}" hreflang="${htmlLang}" lang="${htmlLang}">${ownName}</a></li>`;
  });
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("site.not-yet-reviewed", { language: localeFacts(visit.locale).ownName })}</p>
<ul class="govuk-list govuk-list--spaced">${links}</ul>`;
  return portalShell(visit, { title, body, hideFromSearch: true });
}
