import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { PublicOpportunity } from "../../stages/opportunities/opportunity.ts";
import { fitting, readShownOpportunities } from "../../stages/opportunities/read-opportunities.ts";
import { audienceWords, deadlineWords } from "../../ui/opportunity/index.ts";
import { atomFeed, type Feed, type FeedItem, jsonFeed } from "../feed.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";

const route = (
  path: (lang: string, scheme: string) => string,
  write: (feed: Feed) => Answer,
): Route => ({
  method: "GET",
  path: path(":lang", ":scheme"),
  access: "public",
  shared: true,
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    if (scheme?.kind !== "running") return nothingHere;
    const shown = await readShownOpportunities(visit.tx);
    const all = fitting(shown, { country: "", audience: "", line: "" }).sort(
      (a, b) => b.changedAt.getTime() - a.changedAt.getTime(),
    );
    const words = await portalWords(visit);
    const { slug } = scheme;
    const whole = (to: string) => `${visit.site.publicUrl}${to}`;
    return write({
      words,
      name: "opportunities",
      title: words.t("opportunity.feed-title", { scheme: words.local(scheme.name) }),
      about: words.t("opportunity.about"),
      programme: words.local(scheme.name),
      home: whole(paths.opportunities(words.locale, slug)),
      self: whole(path(words.locale, slug)),
      items: all.map((of) =>
        itemOf(words, of, whole(paths.opportunity(words.locale, slug, of.id))),
      ),
    });
  },
});

export const routes: Route[] = [
  route(paths.opportunitiesJson, jsonFeed),
  route(paths.opportunitiesAtom, atomFeed),
];

const itemOf = (words: Words, of: PublicOpportunity, href: string): FeedItem => ({
  id: of.id,
  href,
  link: of.link,
  title: words.local(of.title),
  // One paragraph that stands for itself in a list of news.
  text: [
    deadlineWords(words, of),
    audienceWords(words, of.audience),
    words.countries(of.countries),
    of.organiser,
    words.local(of.about),
    of.link,
  ].join("\n"),
  lang: words.lang,
  at: of.proposedAt,
  changedAt: of.changedAt,
  tags: [...of.audience, ...of.countries],
  facts: {
    organiser: of.organiser,
    deadline: of.deadline,
    line: of.lineCode,
    source: of.source,
    checked_on: of.checkedOn,
    shown_until: of.endsOn,
  },
});
