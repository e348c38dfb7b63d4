import { isLocale, localeFacts } from "../platform/i18n/index.ts";
import { nothingHere, page } from "../platform/web/answer.ts";
import type {
  LearnerRoute,
  LearnerVisit,
  PublicRoute,
  PublicVisit,
} from "../platform/web/route.ts";
import type { TextGroup } from "../stages/schemes/text-review.rules.ts";
import { readShownTexts } from "../stages/schemes/text-review.ts";
import { type Html, html } from "../ui/html.ts";
import { portalShell, portalWords, schemeOf } from "./shell.ts";

/**
 * A page of texts that somebody's decision stands on: shown in a language only once a named person
 * has read them there. Until then the reader chooses one of the languages in which somebody has.
 * Nobody is sent to another language without being asked: a text half understood is worse than one
 * more tap.
 */
export function reviewed<R extends LearnerRoute | PublicRoute>(group: TextGroup, route: R): R {
  const answer = async (visit: LearnerVisit & PublicVisit) => {
    const scheme = await schemeOf(visit);
    if (!scheme) return nothingHere;
    const { locale } = visit;
    const shown = await readShownTexts(visit.tx, group, { locale, invented: scheme.invented });
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
