import type { Words } from "../platform/i18n/index.ts";
import { type Answer, file } from "../platform/web/answer.ts";
import { html } from "../ui/index.ts";

export type FeedItem = {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** How it begins. The whole stays on the page, from which it can be taken away. */
  readonly text: string;
  readonly lang: string;
  readonly at: Date;
  /** The last change; the entry is as old as it was shown where nothing is said. */
  readonly changedAt?: Date;
  /** Somebody else's page that the entry is about. */
  readonly link?: string;
  readonly tags: readonly string[];
  /** For programs that make lists of their own; in JSON alone, under `_kalfa`. */
  readonly facts?: Readonly<Record<string, unknown>>;
};
export type Feed = {
  readonly words: Words;
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly programme: string;
  readonly home: string;
  readonly self: string;
  readonly items: readonly FeedItem[];
};

/** JSON Feed 1.1. */
export const jsonFeed = (feed: Feed): Answer =>
  file({
    name: `${feed.name}.json`,
    type: "application/feed+json; charset=utf-8",
    inline: true,
    body: JSON.stringify(
      {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        home_page_url: feed.home,
        feed_url: feed.self,
        description: feed.about,
        language: feed.words.lang,
        items: feed.items.map((item) => ({
          id: `urn:uuid:${item.id}`,
          url: item.href,
          external_url: item.link,
          title: item.title,
          content_text: item.text,
          date_published: item.at.toISOString(),
          date_modified: item.changedAt?.toISOString(),
          language: item.lang,
          tags: item.tags,
          _kalfa: item.facts,
        })),
      },
      null,
      1,
    ),
  });

/** No XML may hold these, however they are written. */
const forXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

export function atomFeed(feed: Feed): Answer {
  // As new as its newest entry; an empty one as old as the format allows.
  const updated = feed.items
    .map(({ at, changedAt = at }) => changedAt.toISOString())
    .sort()
    .at(-1);
  const body = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.words.lang}">
<id>${feed.self}</id>
<title>${forXml(feed.title)}</title>
<subtitle>${forXml(feed.about)}</subtitle>
<updated>${updated ?? "2000-01-01T00:00:00.000Z"}</updated>
<link rel="self" type="application/atom+xml" href="${feed.self}"/>
<link rel="alternate" type="text/html" href="${feed.home}"/>
<author><name>${forXml(feed.programme)}</name></author>
${feed.items.map(
  (item) =>
    html`<entry xml:lang="${item.lang}"><id>urn:uuid:${item.id}</id><title>${forXml(item.title)}</title><updated>${(item.changedAt ?? item.at).toISOString()}</updated><published>${item.at.toISOString()}</published><link rel="alternate" type="text/html" href="${item.href}"/>${item.link !== undefined && html`<link rel="related" href="${item.link}"/>`}${item.tags.map((tag) => html`<category term="${tag}"/>`)}<summary type="text">${forXml(item.text)}</summary></entry>
`,
)}</feed>
`;
  return file({
    name: `${feed.name}.atom`,
    type: "application/atom+xml; charset=utf-8",
    inline: true,
    body: String(body),
  });
}
