import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { PublicOpportunity } from "../../stages/opportunities/opportunity.ts";
import { fitting, readShownOpportunities } from "../../stages/opportunities/read-opportunities.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { html } from "../../ui/index.ts";
import { audienceWords, deadlineWords } from "../../ui/opportunity/index.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";

type Feed = {
  readonly words: Words;
  readonly scheme: Scheme;
  readonly all: readonly PublicOpportunity[];
  readonly site: string;
};

const route = (path: string, write: (feed: Feed) => Answer): Route => ({
  method: "GET",
  path,
  access: "public",
  shared: true,
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    if (scheme?.kind !== "running") return nothingHere;
    const shown = await readShownOpportunities(visit.tx);
    const all = fitting(shown, { country: "", audience: "", line: "" }).sort(
      (a, b) => b.changedAt.getTime() - a.changedAt.getTime(),
    );
    return write({ words: await portalWords(visit), scheme, all, site: visit.site.publicUrl });
  },
});

export const routes: Route[] = [
  route(paths.opportunitiesJson(":lang", ":scheme"), jsonFeed),
  route(paths.opportunitiesAtom(":lang", ":scheme"), atomFeed),
];

const addressOf = ({ words, scheme, site }: Feed, of: PublicOpportunity): string =>
  `${site}${paths.opportunity(words.locale, scheme.slug, of.id)}`;

const titleOf = ({ words, scheme }: Feed): string =>
  words.t("opportunity.feed-title", { scheme: words.local(scheme.name) });

/** One paragraph that stands for itself in a list of news. */
const inShort = ({ words }: Feed, of: PublicOpportunity): string =>
  [
    deadlineWords(words, of),
    audienceWords(words, of.audience),
    words.countries(of.countries),
    of.organiser,
    words.local(of.about),
    of.link,
  ].join("\n");

function jsonFeed(feed: Feed): Answer {
  const { words, scheme, site } = feed;
  const body = {
    version: "https://jsonfeed.org/version/1.1",
    title: titleOf(feed),
    home_page_url: `${site}${paths.opportunities(words.locale, scheme.slug)}`,
    feed_url: `${site}${paths.opportunitiesJson(words.locale, scheme.slug)}`,
    description: words.t("opportunity.about"),
    language: words.lang,
    items: feed.all.map((of) => ({
      id: `urn:uuid:${of.id}`,
      url: addressOf(feed, of),
      external_url: of.link,
      title: words.local(of.title),
      content_text: inShort(feed, of),
      date_published: of.proposedAt.toISOString(),
      date_modified: of.changedAt.toISOString(),
      language: words.lang,
      tags: [...of.audience, ...of.countries],
      _kalfa: {
        organiser: of.organiser,
        deadline: of.deadline,
        line: of.lineCode,
        source: of.source,
        checked_on: of.checkedOn,
        shown_until: of.endsOn,
      },
    })),
  };
  return file({
    name: "opportunities.json",
    type: "application/feed+json; charset=utf-8",
    body: JSON.stringify(body, null, 1),
    inline: true,
  });
}

/** No XML may hold these, however they are written. */
const forXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

function atomFeed(feed: Feed): Answer {
  const { words, scheme, site, all } = feed;
  const self = `${site}${paths.opportunitiesAtom(words.locale, scheme.slug)}`;
  const body = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.lang}">
<id>${self}</id>
<title>${forXml(titleOf(feed))}</title>
<updated>${all[0]?.changedAt.toISOString() ?? "2000-01-01T00:00:00.000Z"}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${site}${paths.opportunities(words.locale, scheme.slug)}"/>
<author><name>${forXml(words.local(scheme.name))}</name></author>
${all.map(
  (of) =>
    html`<entry><id>urn:uuid:${of.id}</id><title>${forXml(words.local(of.title))}</title><updated>${of.changedAt.toISOString()}</updated><published>${of.proposedAt.toISOString()}</published><link rel="alternate" type="text/html" href="${addressOf(feed, of)}"/><link rel="related" href="${of.link}"/><summary type="text">${forXml(inShort(feed, of))}</summary></entry>
`,
)}</feed>
`;
  return file({
    name: "opportunities.atom",
    type: "application/atom+xml; charset=utf-8",
    body: String(body),
    inline: true,
  });
}
