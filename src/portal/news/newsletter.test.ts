import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { type MailSink, startMailSink } from "../../../tests/support/smtp.ts";
import { TOLD } from "../../../tests/support/story.ts";
import { routes as consoleRoutes } from "../../console/stories/index.ts";
import { clockAt } from "../../platform/clock.ts";
import { createLog } from "../../platform/log.ts";
import { openPost, type Post } from "../../platform/mail/index.ts";
import { openVault } from "../../platform/vault.ts";
import { decideStory } from "../../stages/stories/moderate-story.ts";
import {
  askForConsent,
  giveByLink,
  openStoryLink,
} from "../../stages/stories/publication-consent.ts";
import { readStory } from "../../stages/stories/read-stories.ts";
import { forgetUnconfirmed } from "../../stages/stories/subscribe.ts";
import { writeStory } from "../../stages/stories/write-story.ts";
import { sendMail } from "../../worker/send-mail.ts";
import { sendNewsletter } from "../../worker/send-newsletter.ts";
import { routes } from "../index.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-05-03T08:00:00Z");
const db = await testDatabase({ clock });
const scheme = await smallScheme(db.database);
const { slug, schemeId, system } = scheme;
const server = await testServer(db, [...routes, ...consoleRoutes], {
  clock,
  publicUrl: "https://kalfa.example",
});
const anna = await signInAs(db, { id: schemeId, slug }, { role: "coordinator" });
const page = `/en/${slug}/newsletter`;
let sink: MailSink;
let post: Post;
beforeAll(async () => {
  sink = await startMailSink();
  post = openPost(sink.url, "Kalfa <office@kalfa.example>");
});
afterAll(async () => {
  post.close();
  await sink.close();
});

const letters = () =>
  db.sql<{
    id: string;
    to: string;
    subject: string;
    body: string;
    html: string | null;
    leave: string | null;
    state: string;
  }>(
    "select id, to_address as to, subject, body, html, leave_url as leave, state from mail_messages order by created_at, id",
  );
const readers = () =>
  db.sql<{ email: string; yes: boolean }>(
    "select email, confirmed_at is not null as yes from newsletter_subscribers order by email",
  );
const pathIn = (text: string, what: string): string =>
  new RegExp(`https://kalfa\\.example(/\\S*/newsletter/${what}/[0-9a-f]{32})`).exec(text)?.[1] ??
  "";
const context = {
  database: db.database,
  actor: system,
  clock,
  log: createLog({ level: "fatal" }),
  attempt: 1,
  lastAttempt: true,
};

test("the list is joined by two presses of one's own, and opening a link is none", async () => {
  for (const email of ["", "nobody", "a@b\r\nBcc: x@y.example"]) {
    expect((await server.post(page, { email })).statusCode).toBe(422);
  }
  const asked = await server.post(page, { email: "reader@example.org" });
  expect([asked.statusCode, asked.headers.location]).toEqual([303, `${page}?asked`]);
  // Nobody finds out here who is on the list, and nobody's mailbox is filled from here.
  const again = await server.post(page, { email: "Reader@example.org" });
  expect([again.statusCode, again.headers.location]).toEqual([303, `${page}?asked`]);
  const [letter, ...others] = await letters();
  expect(others).toEqual([]);
  const link = pathIn(letter?.body ?? "", "confirm");
  expect((await server.get(link)).body).toContain("Yes, I want the newsletter");
  expect(await readers()).toEqual([{ email: "reader@example.org", yes: false }]);
  expect((await server.app.inject({ method: "POST", url: link })).statusCode).toBe(409);
  expect((await server.post(link)).statusCode).toBe(303);
  expect((await server.post(link)).statusCode).toBe(303);
  expect(await readers()).toEqual([{ email: "reader@example.org", yes: true }]);
  expect((await server.get(link)).body).toContain("You are on the list");
  expect((await server.get(`${page}/confirm/${"0".repeat(32)}`)).statusCode).toBe(404);
});

test("whoever asks for many others is stopped, and who never said yes is forgotten after a week", async () => {
  const tries: number[] = [];
  for (let at = 0; at < 6; at += 1) {
    tries.push((await server.post(page, { email: `other${at}@example.org` })).statusCode);
  }
  expect(tries).toContain(429);
  await db.database.withTx(system, forgetUnconfirmed);
  expect((await readers()).length).toBeGreaterThan(1);
  clock.moveTo("2027-05-11T08:00:00Z");
  await db.database.withTx(system, forgetUnconfirmed);
  expect(await readers()).toEqual([{ email: "reader@example.org", yes: true }]);
});

async function shownStory(): Promise<string> {
  return db.database.withTx(scheme.coordinator, async (tx) => {
    const id = must(
      await writeStory(tx, {
        reference: "",
        sendingCountry: "AL",
        organisationId: "",
        trade: "car-mechanics",
        city: "Bologna",
        country: "IT",
        shownName: "Arta",
        language: "en",
        parts: TOLD,
        isMinor: false,
        picture: { bytes: null, alt: "", remove: false },
      }),
    );
    const asked = {
      party: "person",
      language: "en",
      email: "",
      publicUrl: "https://kalfa.example",
    };
    const visit = await openStoryLink(tx, must(await askForConsent(tx, id, asked)));
    const story = await readStory(tx, id);
    if (!visit || !story) throw new Error("a story that was just written is not there");
    const { contentHash } = story;
    must(
      await giveByLink(tx, visit, {
        typedName: "Arta Hoxha",
        years: "1",
        contentHash,
        locale: "en",
      }),
    );
    must(await decideStory(tx, id, { decision: "publish", note: "" }));
    return id;
  });
}

test("a newsletter goes out in two forms with one press to leave, which a mail program can make", async () => {
  const story = await shownStory();
  const made = await server.post(
    `/console/${slug}/news/new`,
    { language: "en", title: "Call <4>", body: "Opens." },
    anna,
  );
  const news = made.headers.location?.split("/").at(-1) ?? "";
  await server.post(`/console/${slug}/news/${news}/decision`, { decision: "publish" }, anna);
  const base = { language: "en", subject: "Spring", intro: "Two things." };
  const begun = await server.post(`/console/${slug}/newsletters/new`, base, anna);
  const letter = (begun.headers.location ?? "").split("?")[0]!;
  const empty = await server.post(`${letter}/sending`, {}, anna);
  expect(empty.statusCode).toBe(422);
  expect(empty.body).toContain("Choose at least one story");
  expect((await server.post(letter, { ...base, items: [story, news] }, anna)).statusCode).toBe(303);
  const preview = (await server.get(letter, anna)).body;
  expect(preview).toContain("Car mechanics · Bologna, Italy · Arta");
  expect(preview).toContain("Call &lt;4&gt;");
  expect((await server.post(`${letter}/sending`, {}, anna)).statusCode).toBe(303);
  expect((await server.post(letter, base, anna)).statusCode).toBe(422);
  const before = (await letters()).length;
  const order = { newsletterId: letter.split("/").at(-1)!, publicUrl: "https://kalfa.example" };
  await sendNewsletter(order, context);
  // Started twice, as after a crash: the letters are there once.
  await sendNewsletter(order, context);
  const [written, ...more] = (await letters()).slice(before);
  expect(more).toEqual([]);
  expect(written).toMatchObject({ to: "reader@example.org", subject: "Spring", state: "queued" });
  expect(written?.html).toContain("Call &lt;4&gt;");
  expect(written?.html).not.toMatch(/<img|<script|src=/);
  expect(written?.body).toContain("I mended <b>brakes</b> & lamps.");
  // How it begins and no more: a page can be taken away, a letter cannot.
  expect(written?.body).not.toContain("word57");

  await sendMail(post)({ messageId: written!.id }, context);
  const { source } = sink.received.at(-1)!;
  const leave = pathIn(written?.leave ?? "", "leave");
  expect(source.replace(/\r\n\s+/g, " ")).toContain(
    `List-Unsubscribe: <https://kalfa.example${leave}>`,
  );
  expect(source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(source).toContain("multipart/alternative");
  const sent = (await letters()).find(({ id }) => id === written?.id);
  expect(sent).toMatchObject({ state: "sent", html: null, leave: null, body: "" });

  expect((await server.get(leave)).body).toContain("No more newsletters");
  expect(await readers()).toHaveLength(1);
  // As RFC 8058 has it: no page, no cookie, no key, and no redirect as the answer.
  const pressed = await server.app.inject({
    method: "POST",
    url: leave,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "List-Unsubscribe=One-Click",
  });
  expect(pressed.statusCode).toBe(200);
  expect(await readers()).toEqual([]);
  expect((await server.post(leave)).statusCode).toBe(303);
  expect((await server.get(leave)).body).toContain("You are not on the list");
});

test("news stands on its page and in feeds in the reader's language, and leaves when it is taken down", async () => {
  const made = await server.post(
    `/console/${slug}/news/new`,
    { language: "sr-Cyrl", title: "Нови позив", body: "Отвара се." },
    anna,
  );
  const path = made.headers.location ?? "";
  const id = path.split("/").at(-1)!;
  const address = (lang: string) => `/${lang}/${slug}/news/${id}`;
  expect((await server.get(address("sr-Latn"))).statusCode).toBe(404);
  await server.post(`${path}/decision`, { decision: "publish" }, anna);
  expect((await server.get(address("sr-Latn"))).body).toContain("Novi poziv");
  const english = await server.get(address("en"));
  expect(english.body).toContain("Not translated yet");
  expect(english.body).toContain('lang="sr-Cyrl"');
  const feed = await server.get(`/sr-Cyrl/${slug}/news.atom`);
  expect(feed.body).toContain(
    `<link rel="self" type="application/atom+xml" href="https://kalfa.example/sr-Cyrl/${slug}/news.atom"/>`,
  );
  expect(feed.body).toContain("Нови позив");
  expect((await server.get(`/sr-Cyrl/${slug}/news.json`)).json().items).toHaveLength(2);
  // Whoever follows the feed is told of a change, and that it is the same thing.
  const item = async () =>
    (await server.get(`/sr-Cyrl/${slug}/news.json`))
      .json()
      .items.find((one: { id: string }) => one.id === `urn:uuid:${id}`);
  const before = await item();
  clock.moveTo("2027-05-12T08:00:00Z");
  const mended = { language: "sr-Cyrl", title: "Нови позив", body: "Отвара се у јуну." };
  expect((await server.post(path, mended, anna)).statusCode).toBe(303);
  expect(await item()).toMatchObject({
    date_published: before.date_published,
    date_modified: "2027-05-12T08:00:00.000Z",
  });
  expect((await server.get(`/sr-Cyrl/${slug}/news.atom`)).body).toContain(
    "<updated>2027-05-12T08:00:00.000Z</updated>",
  );
  await server.post(`${path}/decision`, { decision: "take-down" }, anna);
  expect((await server.get(address("sr-Latn"))).statusCode).toBe(404);
  expect((await server.get(`/sr-Cyrl/${slug}/news.atom`)).body).not.toContain("Нови позив");
  expect(server.errors).toEqual([]);
});
