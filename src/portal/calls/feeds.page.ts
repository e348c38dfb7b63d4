import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { type CallSheet, countriesOf, seatsOfSheet } from "../../stages/calls/call-sheet.ts";
import { readOpenCalls } from "../../stages/calls/read-call-sheet.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";
import { timeLeft } from "./standing.ts";

type Feed = {
  readonly words: Words;
  readonly scheme: Scheme;
  readonly calls: readonly CallSheet[];
  readonly site: string;
  readonly now: Date;
};

const route = (path: string, write: (feed: Feed) => Answer): Route => ({
  method: "GET",
  path,
  access: "public",
  shared: true,
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    if (scheme?.kind !== "running") return nothingHere;
    const calls = await readOpenCalls(visit.tx);
    const words = await portalWords(visit);
    return write({ words, scheme, calls, site: visit.site.publicUrl, now: visit.tx.now });
  },
});

export const routes: Route[] = [
  route(paths.callsJson(":lang", ":scheme"), jsonFeed),
  route(paths.callsAtom(":lang", ":scheme"), atomFeed),
];

const addressOf = ({ words, scheme, site }: Feed, call: CallSheet): string =>
  `${site}${paths.call(words.locale, scheme.slug, String(call.number))}`;

/** One paragraph that stands for itself in a list of news. */
function inShort({ words, now }: Feed, call: CallSheet): string {
  const cities = [...new Set(call.flows.map((flow) => flow.city))].sort(words.compare);
  return [
    timeLeft(words, call, now),
    `${words.countries(countriesOf(call))} → ${words.list(cities)}`,
    words.t("site.places", { count: seatsOfSheet(call) }),
    words.local(call.about),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

const titleOf = ({ words, scheme }: Feed): string =>
  words.t("front.feed-title", { scheme: words.local(scheme.name) });

/** JSON Feed 1.1; what stands under `_kalfa` is for programs that make lists of their own. */
function jsonFeed(feed: Feed): Answer {
  const { words, scheme, site } = feed;
  const body = {
    version: "https://jsonfeed.org/version/1.1",
    title: titleOf(feed),
    home_page_url: `${site}${paths.calls(words.locale, scheme.slug)}`,
    feed_url: `${site}${paths.callsJson(words.locale, scheme.slug)}`,
    description: words.t("front.calls-about"),
    language: words.lang,
    items: feed.calls.map((call) => ({
      id: `urn:uuid:${call.id}`,
      url: addressOf(feed, call),
      title: words.local(call.title),
      content_text: inShort(feed, call),
      date_published: call.opensAt.toISOString(),
      language: words.lang,
      tags: [call.lineCode, ...countriesOf(call)],
      _kalfa: {
        code: call.publicCode,
        line: call.lineCode,
        audience: call.audience,
        opens_at: call.opensAt.toISOString(),
        closes_at: call.closesAt.toISOString(),
        decide_by: call.decideBy,
        minimum_age: call.minimumAge,
        maximum_age: call.maximumAge,
        places: seatsOfSheet(call),
        flows: call.flows.map((flow) => ({
          from: flow.sendingCountry,
          city: flow.city,
          country: flow.country,
          host: flow.hostingOrganisation,
          starts: flow.starts,
          ends: flow.ends,
          places: flow.places.map(({ trade, seats }) => ({ trade, seats })),
        })),
      },
    })),
  };
  return file({
    name: "calls.json",
    type: "application/feed+json; charset=utf-8",
    body: JSON.stringify(body, null, 1),
    inline: true,
  });
}

/** No XML may hold these, however they are written. */
const forXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

function atomFeed(feed: Feed): Answer {
  const { words, scheme, site, calls } = feed;
  const self = `${site}${paths.callsAtom(words.locale, scheme.slug)}`;
  // A feed is as new as its newest entry; an empty one, as the programme itself.
  const updated = calls
    .map((call) => call.opensAt.toISOString())
    .sort()
    .at(-1);
  const body = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.lang}">
<id>${self}</id>
<title>${forXml(titleOf(feed))}</title>
<updated>${updated ?? "2000-01-01T00:00:00.000Z"}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${site}${paths.calls(words.locale, scheme.slug)}"/>
<author><name>${forXml(words.local(scheme.name))}</name></author>
${calls.map(
  (call) =>
    html`<entry><id>urn:uuid:${call.id}</id><title>${forXml(words.local(call.title))}</title><updated>${call.opensAt.toISOString()}</updated><published>${call.opensAt.toISOString()}</published><link rel="alternate" type="text/html" href="${addressOf(feed, call)}"/><category term="${call.lineCode}"/><summary type="text">${forXml(inShort(feed, call))}</summary></entry>
`,
)}</feed>
`;
  return file({
    name: "calls.atom",
    type: "application/atom+xml; charset=utf-8",
    body: String(body),
    inline: true,
  });
}
