/** Stories and news of the demo's world, a reader of the newsletter, and every form about them. */

import { mark } from "../../src/platform/vault.ts";
import { askToSubscribe, confirmSubscription } from "../../src/stages/stories/subscribe.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import { TOLD } from "../support/story.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export type StoryThings = {
  readonly storyId: string;
  readonly storySecret: string;
  readonly newsId: string;
  readonly newsletterId: string;
  readonly confirmSecret: string;
  readonly leaveSecret: string;
};

const secretOf = (kind: string, id: string) => mark(`${kind}/${id}`).slice(0, 32);

/** The published story of Albania with its picture, and somebody on the list. */
export async function preparedStories(db: TestDatabase, schemeId: string): Promise<StoryThings> {
  const one = async (text: string, ...values: unknown[]) => {
    const [row] = await db.sql<{ id: string }>(text, values);
    if (!row) throw new Error(`nothing found: ${text}`);
    return row.id;
  };
  const reader = { kind: "anonymous", schemeId } as const;
  await db.database.withTx(reader, async (tx) =>
    must(
      await askToSubscribe(tx, {
        email: "reader@example.org",
        locale: "sq",
        client: "prepared",
        publicUrl: "http://localhost",
      }),
    ),
  );
  const subscriber = await one(
    "select id from newsletter_subscribers where scheme_id = $1",
    schemeId,
  );
  const confirmSecret = secretOf("newsletter-confirm", subscriber);
  await db.database.withTx(reader, (tx) => confirmSubscription(tx, confirmSecret));
  const storyId = await one(
    `select s.id from stories s join story_pictures p on p.story_id = s.id
     where s.scheme_id = $1 and s.sending_country = 'AL' and s.state = 'published'`,
    schemeId,
  );
  const link = await one(
    "select id from story_links where story_id = $1 and ended_at is null order by party limit 1",
    storyId,
  );
  return {
    storyId,
    storySecret: secretOf("story", link),
    newsId: await one(
      "select id from news_posts where scheme_id = $1 and state = 'published' limit 1",
      schemeId,
    ),
    newsletterId: await one("select id from newsletters where scheme_id = $1 limit 1", schemeId),
    confirmSecret,
    leaveSecret: secretOf("newsletter-leave", subscriber),
  };
}

/** Which secret stands in an address about stories or the newsletter. */
export function storyThing(things: StoryThings, path: string, name: string): string | undefined {
  if (name !== "secret") return undefined;
  if (path.includes("/story-consent/")) return things.storySecret;
  if (path.includes("/newsletter/confirm/")) return things.confirmSecret;
  return path.includes("/newsletter/leave/") ? things.leaveSecret : undefined;
}

export async function sendStoryForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme, db } = site;
  const { coordinator, partner } = cookies;
  const root = `/console/${scheme.slug}`;
  const of = "POST /console/:scheme";
  const [did, surprised, tell] = TOLD;
  const words = { did, surprised, tell, language: "en", shownName: "Arta" };

  const story = await send(`${of}/stories/new`, `${root}/stories/new`, partner, {
    ...words,
    sendingCountry: "AL",
    organisationId: "",
    country: "IT",
    city: "Bologna",
    trade: "hospitality",
  });
  const one = `${of}/stories/:storyId`;
  await send(`${one}/words`, `${story}/words`, partner, {
    ...words,
    shownName: "Arta H.",
    sendingCountry: "AL",
    organisationId: "",
    country: "IT",
    city: "Bologna",
  });
  await send(`${one}/consents`, `${story}/consents`, partner, {
    party: "person",
    language: "sq",
    email: "arta@example.org",
  });
  const id = story.split("/").at(-1) ?? "";
  const link = await oneValue(
    site,
    "select id as value from story_links where story_id = $1 and ended_at is null",
    id,
  );
  const hash = await oneValue(site, "select content_hash as value from stories where id = $1", id);
  await send(
    "POST /:lang/:scheme/story-consent/:secret",
    `/en/${scheme.slug}/story-consent/${secretOf("story", link)}`,
    {},
    { do: "give", of: hash, years: "1", typedName: "Arta Hoxha" },
  );
  await send(`${one}/decision`, `${story}/decision`, partner, { decision: "publish" });
  const translated = {
    language: "sq",
    madeBy: "human",
    did: "Një.",
    surprised: "Dy.",
    tell: "Tri.",
  };
  await send(`${one}/translations`, `${story}/translations`, partner, translated);
  await send(`${one}/translations/removal`, `${story}/translations/removal`, partner, {
    language: "sq",
  });
  await send(`${one}/withdrawal`, `${story}/withdrawal`, partner, { party: "person" });

  const post = { language: "en", title: "Written", body: "By a form." };
  const news = await send(`${of}/news/new`, `${root}/news/new`, coordinator, post);
  await send(`${of}/news/:newsId`, news, coordinator, { ...post, body: "By two forms." });
  await send(`${of}/news/:newsId/decision`, `${news}/decision`, coordinator, {
    decision: "publish",
  });
  const items = news.split("/").at(-1) ?? "";
  const letter = { language: "en", subject: "Written", intro: "", items };
  const newsletter = (
    await send(`${of}/newsletters/new`, `${root}/newsletters/new`, coordinator, letter)
  ).split("?")[0]!;
  await send(`${of}/newsletters/:newsletterId`, newsletter, coordinator, {
    ...letter,
    intro: "A few words.",
  });
  await send(`${of}/newsletters/:newsletterId/sending`, `${newsletter}/sending`, coordinator, {});
  await send(
    "POST /:lang/:scheme/newsletter",
    `/en/${scheme.slug}/newsletter`,
    {},
    { email: "another@example.org" },
  );

  // Somebody of a call comes home and tells.
  const [home] = await db.sql<{ application: string }>(
    `update mobilities m set state = 'finished' from offers o
     where m.id = (select x.id from mobilities x where x.scheme_id = $1 and x.offer_id is not null
         and x.sending_country = 'AL' order by x.reference limit 1) and o.id = m.offer_id
     returning o.application_id as application`,
    [scheme.id],
  );
  if (!home) throw new Error("nobody of Albania has a stay from a call");
  await send(
    "POST /:lang/:scheme/place/story",
    `/en/${scheme.slug}/place/story`,
    site.learnerOf(home.application),
    { ...words, do: "send", years: "1", typedName: "Arta Hoxha" },
  );
}
