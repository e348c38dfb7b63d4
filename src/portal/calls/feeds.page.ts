import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { type CallSheet, countriesOf, seatsOfSheet } from "../../stages/calls/call-sheet.ts";
import { readOpenCalls } from "../../stages/calls/read-call-sheet.ts";
import { atomFeed, type Feed, type FeedItem, jsonFeed } from "../feed.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";
import { timeLeft } from "./standing.ts";

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
    const calls = await readOpenCalls(visit.tx);
    const words = await portalWords(visit);
    const { slug } = scheme;
    const whole = (to: string) => `${visit.site.publicUrl}${to}`;
    return write({
      words,
      name: "calls",
      title: words.t("front.feed-title", { scheme: words.local(scheme.name) }),
      about: words.t("front.calls-about"),
      programme: words.local(scheme.name),
      home: whole(paths.calls(words.locale, slug)),
      self: whole(path(words.locale, slug)),
      items: calls.map((call) => ({
        ...itemOf(words, call, visit.tx.now),
        href: whole(paths.call(words.locale, slug, String(call.number))),
      })),
    });
  },
});

export const routes: Route[] = [route(paths.callsJson, jsonFeed), route(paths.callsAtom, atomFeed)];

const itemOf = (words: Words, call: CallSheet, now: Date): Omit<FeedItem, "href"> => ({
  id: call.id,
  title: words.local(call.title),
  text: inShort(words, call, now),
  lang: words.lang,
  at: call.opensAt,
  tags: [call.lineCode, ...countriesOf(call)],
  facts: {
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
});

/** One paragraph that stands for itself in a list of news. */
function inShort(words: Words, call: CallSheet, now: Date): string {
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
