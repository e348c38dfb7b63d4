import { isLocale, LOCALES, localeFacts } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/calls/call.policy.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { callName, callSheet } from "../../ui/call-sheet/index.ts";
import { attributes, backLink, type Html, html, insetText, portalPage } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const sheetOf = (visit: StaffVisit) => readCallSheet(visit.tx, visit.params.callId ?? "");

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.callPart(":scheme", ":callId", "preview"),
    access: "staff",
    allow: can.seeCalls,
    answer: async (visit) => {
      const sheet = await sheetOf(visit);
      return sheet ? page(framed(visit, sheet)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.callPart(":scheme", ":callId", "preview-page"),
    access: "staff",
    allow: can.seeCalls,
    answer: async (visit) => {
      const sheet = await sheetOf(visit);
      return sheet ? page(whole(visit, sheet)) : nothingHere;
    },
  },
];

/** In the language asked for; the reader's own to begin with. */
const shownWords = (visit: StaffVisit) => {
  const lang = visit.query.get("lang") ?? "";
  return readerWords(
    visit.tx.actor.scheme.settings,
    "public",
    isLocale(lang) ? lang : visit.locale,
  );
};

/** The call in a frame as wide as a cheap phone, in each language. */
function framed(visit: StaffVisit, sheet: CallSheet): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const inside = shownWords(visit);
  const here = paths.callPart(slug, sheet.id, "preview");
  const alone = `${paths.callPart(slug, sheet.id, "preview-page")}?lang=${inside.locale}`;
  return consoleShell(visit, {
    title: words.t("calls.preview"),
    section: "calls",
    before: backLink({
      words,
      href: paths.call(slug, sheet.id),
      text: words.t("calls.back-to-call"),
    }),
    body: html`<h1 class="govuk-heading-l"><span class="govuk-caption-l">${callName(words, sheet)}</span> ${words.t("calls.preview")}</h1>
<p class="govuk-body">${words.t("calls.preview-intro")} <a class="govuk-link" href="${alone}">${words.t("calls.preview-alone")}</a></p>
<ul class="app-choices">${LOCALES.map((locale) => {
      const { ownName, htmlLang } = localeFacts(locale);
      const lang = attributes({ lang: htmlLang });
      return locale === inside.locale
        ? html`<li><strong aria-current="true"${lang}>${ownName}</strong></li>`
        : html`<li><a class="govuk-link" href="${here}?lang=${locale}"${lang}>${ownName}</a></li>`;
    })}</ul>
<div class="app-phone" lang="${inside.lang}" tabindex="0" role="region" aria-label="${words.t("calls.preview")}">${callSheet(inside, sheet, true)}${
      // The page around it looks for its own language's star.
      inside.locale !== words.locale &&
      inside.country("XK").endsWith("*") &&
      html`<p class="app-footnote">${inside.territoryFootnote()}</p>`
    }</div>`,
  });
}

/** The call in the public page's own frame, to be looked at on a real phone. */
function whole(visit: StaffVisit, sheet: CallSheet): Html {
  const inside = shownWords(visit);
  const { settings, name } = visit.tx.actor.scheme;
  return portalPage({
    words: inside,
    title: callName(inside, sheet),
    path: "/",
    locales: [inside.locale],
    funding: settings.funding ?? null,
    schemeName: inside.local(name),
    hideFromSearch: true,
    body: html`${insetText({ text: inside.t("calls.preview-note") })}${callSheet(inside, sheet)}`,
  });
}
