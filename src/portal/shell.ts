import { LOCALES, localeFacts, type Words } from "../platform/i18n/index.ts";
import type { ApplicantVisit, LearnerVisit, PublicVisit } from "../platform/web/route.ts";
import { readScheme } from "../stages/schemes/read-scheme.ts";
import { readerWords } from "../stages/schemes/reader-words.ts";
import type { Scheme } from "../stages/schemes/scheme.ts";
import { type Html, html } from "../ui/html.ts";
import { portalPage } from "../ui/layout/portal-page.ts";
import { paths } from "./paths.ts";

type PortalVisit = PublicVisit | LearnerVisit | ApplicantVisit;

/** Frame, words and page ask for the scheme one after another; one look a request is enough. */
const schemes = new WeakMap<object, Promise<Scheme | null>>();

/** The scheme of a request, or null at the front door of all of them. */
export function schemeOf({ tx }: PortalVisit): Promise<Scheme | null> {
  if (!tx.actor.schemeId) return Promise.resolve(null);
  const known = schemes.get(tx);
  if (known) return known;
  const read = readScheme(tx);
  schemes.set(tx, read);
  return read;
}

/** Words with the scheme's wording of territories; outside a scheme, the usual one. */
export async function portalWords(
  visit: PortalVisit,
  audience: "learners" | "staff" = "learners",
): Promise<Words> {
  const whom = audience === "staff" ? "staff" : "learner";
  return readerWords((await schemeOf(visit))?.settings, "public", visit.locale, whom);
}

/** Every public page: language links, funding line, the check and help in the same place. */
export async function portalShell(
  visit: PortalVisit,
  page: {
    readonly title: string;
    readonly body: Html;
    readonly before?: Html;
    readonly error?: boolean;
    readonly wide?: boolean;
    readonly scripts?: readonly string[];
    readonly hideFromSearch?: boolean;
    /** One sentence for lists of search results. */
    readonly about?: string;
    /** Facts for programs that read pages. */
    readonly data?: Html;
    /** What only this page has in its head, also where it is nobody else's business. */
    readonly head?: Html;
  },
): Promise<Html> {
  const scheme = await schemeOf(visit);
  const words = readerWords(scheme?.settings, "public", visit.locale);
  const hidden = page.hideFromSearch ?? visit.tx.actor.kind !== "anonymous";
  const running = scheme?.kind === "running" ? scheme : null;
  return portalPage({
    words,
    title: page.title,
    path: `${visit.path.slice(visit.locale.length + 1)}${queryOf(visit)}`,
    schemeName: scheme ? words.local(scheme.name) : undefined,
    funding: scheme?.settings.funding ?? null,
    demoBar: visit.above,
    before: page.before,
    body: page.body,
    hasProblems: page.error,
    wide: page.wide,
    scripts: page.scripts,
    hideFromSearch: hidden,
    check: running ? paths.check(visit.locale, running.slug) : paths.checkAny(visit.locale),
    // Somebody in the middle of a form has the way to help and to the check, and nothing to weigh it down.
    links: running && !hidden ? pagesOfScheme(words, running) : [],
    head: hidden
      ? page.head
      : html`${page.about !== undefined && html`<meta name="description" content="${page.about}">`}${sameInOtherLanguages(visit)}${running && feedsOf(words, running)}${page.data}`,
  });
}

/** What was chosen stays chosen in another language; it stands in the address and nowhere else. */
const queryOf = (visit: PortalVisit): string =>
  visit.tx.actor.kind === "anonymous" && visit.query.size > 0 ? `?${visit.query}` : "";

const pagesOfScheme = (words: Words, { slug }: Scheme) => [
  { text: words.t("front.calls"), href: paths.calls(words.locale, slug) },
  { text: words.t("front.cities"), href: paths.cities(words.locale, slug) },
  { text: words.t("events.title"), href: paths.events(words.locale, slug) },
  { text: words.t("country-sheet.title"), href: paths.countries(words.locale, slug) },
  { text: words.t("opportunity.title"), href: paths.opportunities(words.locale, slug) },
  { text: words.t("home.how"), href: paths.howOf(words.locale, slug) },
  { text: words.t("front.schools"), href: paths.forSchools(words.locale, slug) },
  { text: words.t("front.companies"), href: paths.forCompanies(words.locale, slug) },
  { text: words.t("library.title"), href: paths.library(words.locale, slug) },
  { text: words.t("story.title"), href: paths.stories(words.locale, slug) },
  { text: words.t("news.title"), href: paths.news(words.locale, slug) },
  { text: words.t("growth.network-title"), href: paths.network(words.locale, slug) },
  { text: words.t("front.open-data"), href: paths.openData(words.locale, slug) },
];

/** One page in several languages is one page: search engines are told, and show the reader's own. */
function sameInOtherLanguages({ site, path, locale }: PortalVisit): Html {
  const rest = path.slice(locale.length + 1);
  return html`<link rel="canonical" href="${site.publicUrl}${path}">${LOCALES.map(
    (each) =>
      html`<link rel="alternate" hreflang="${localeFacts(each).htmlLang}" href="${site.publicUrl}/${each}${rest}">`,
  )}<link rel="alternate" hreflang="x-default" href="${site.publicUrl}/en${rest}">`;
}

function feedsOf(words: Words, { slug }: Scheme): Html {
  const title = words.t("front.calls");
  return html`<link rel="alternate" type="application/feed+json" title="${title}" href="${paths.callsJson(words.locale, slug)}"><link rel="alternate" type="application/atom+xml" title="${title}" href="${paths.callsAtom(words.locale, slug)}">`;
}
