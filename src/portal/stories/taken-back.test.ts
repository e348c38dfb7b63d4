import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { closedCallDatabase } from "../../../tests/support/run.ts";
import { learnerVisitor, testServer } from "../../../tests/support/server.ts";
import { storyScene, TELLING as telling } from "../../../tests/support/story.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { routes as consoleRoutes } from "../../console/stories/index.ts";
import { createLog } from "../../platform/log.ts";
import { mark, openVault } from "../../platform/vault.ts";
import { forgetWithdrawn } from "../../stages/stories/forget-withdrawn.ts";
import { sendMail } from "../../worker/send-mail.ts";
import { sendNewsletter } from "../../worker/send-newsletter.ts";
import { routes } from "../index.ts";

openVault("a data key of the tests only, long enough");
const { db, call } = await closedCallDatabase();
const scene = await storyScene(db, call);
const publicUrl = "https://kalfa.example";
const server = await testServer(db, [...routes, ...consoleRoutes], {
  clock: call.clock,
  publicUrl,
});
const { slug } = call.scheme;
const minor = learnerVisitor(call.scheme, scene.minor.application, call.clock.now());
const adult = learnerVisitor(call.scheme, scene.adult.application, call.clock.now());
const own = `/en/${slug}/place/story`;
const office = `/console/${slug}/stories`;
const actor = { kind: "system", schemeId: call.scheme.id } as const;
const context = {
  database: db.database,
  actor,
  clock: call.clock,
  log: createLog({ level: "fatal" }),
  attempt: 1,
  lastAttempt: true,
};
const night = () => db.database.withTx(actor, forgetWithdrawn);
const page = (id: string) => `/en/${slug}/stories/${id}`;
const send = (as: typeof minor, fields: Record<string, string>) =>
  server.app.inject({
    method: "POST",
    url: own,
    cookies: as.cookies,
    ...uploadOf("picture", [], randomUUID(), fields),
  });
const storyOf = async (mobility: string) =>
  (
    await db.sql<{ id: string; state: string; needed: boolean; name: string }>(
      `select id, state, guardian_needed as needed, shown_name as name from stories
       where mobility_id = $1`,
      [mobility],
    )
  )[0]!;
const minorsStay = scene.minor.mobility;
const born = (stay: string, birthDate: string) =>
  db.sql(
    "update persons set birth_date = $2 where id = (select person_id from mobilities where id = $1)",
    [stay, birthDate],
  );
const markOf = async (id: string) =>
  (
    await db.sql<{ hash: string }>("select content_hash as hash from stories where id = $1", [id])
  )[0]!.hash;
const decide = (id: string, decision: string, more: Record<string, string> = {}) =>
  server.post(`${office}/${id}/decision`, { decision, ...more }, scene.partner);
const ask = (id: string, party: string) => {
  call.clock.moveTo(new Date(call.clock.now().getTime() + 1000).toISOString());
  return server.post(
    `${office}/${id}/consents`,
    { party, language: "en", email: "" },
    scene.partner,
  );
};
/** Addresses of a party, the newest first. */
const addresses = async (id: string, party: string) =>
  (
    await db.sql<{ id: string }>(
      "select id from story_links where story_id = $1 and party = $2 order by made_at desc, id desc",
      [id, party],
    )
  ).map((row) => `/en/${slug}/story-consent/${mark(`story/${row.id}`).slice(0, 32)}`);
const give = async (id: string, address: string) =>
  server.post(address, {
    do: "give",
    of: await markOf(id),
    years: "2",
    typedName: "Drita Hoxha",
  });
const after = async (days: number, work: () => Promise<unknown>) => {
  const now = call.clock.now();
  call.clock.moveTo(new Date(now.getTime() + days * 86_400_000).toISOString());
  await work();
  call.clock.moveTo(now.toISOString());
};

test("what an office publishes is what it has read", async () => {
  await send(adult, { ...telling, shownName: "Ben" });
  const { id } = await storyOf(scene.adult.mobility);
  const read = (await server.get(`${office}/${id}`, scene.partner)).body;
  const of = /name="of" value="([0-9a-f]{64})"/.exec(read)?.[1] ?? "";
  await send(adult, { ...telling, shownName: "Another Ben" });
  const translation = { did: "Një.", surprised: "Dy.", tell: "Tri.", language: "sq" };
  const late = await server.post(
    `${office}/${id}/translations`,
    { ...translation, madeBy: "machine", of },
    scene.partner,
  );
  expect(late.statusCode).toBe(422);
  const stale = await decide(id, "publish", { of });
  expect(stale.statusCode).toBe(422);
  expect(stale.body).toContain("Another Ben");
  const now = /name="of" value="([0-9a-f]{64})"/.exec(stale.body)?.[1] ?? "";
  expect((await decide(id, "publish", { of: now })).statusCode).toBe(303);
});

test("whoever agreed by an address takes it back by that address, also after somebody asked again", async () => {
  await send(minor, telling);
  const { id } = await storyOf(scene.minor.mobility);
  await ask(id, "guardian");
  const [astray] = await addresses(id, "guardian");
  await ask(id, "guardian");
  const [held] = await addresses(id, "guardian");
  // A message that went astray opens nothing once there is another.
  expect((await server.get(astray!)).statusCode).toBe(404);
  expect((await give(id, held!)).statusCode).toBe(303);
  expect((await decide(id, "publish")).statusCode).toBe(303);
  await ask(id, "guardian");
  expect((await addresses(id, "guardian"))[0]).not.toBe(held);
  await after(100, async () => {
    expect((await server.get(held!)).body).toContain("Take it back");
    expect((await server.post(held!, { do: "withdraw" })).statusCode).toBe(303);
    expect((await server.get(page(id))).statusCode).toBe(410);
  });
  await decide(id, "ask-again");
});

test("whoever came of age speaks alone, and a parent's address is over", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  const [held] = await addresses(id, "guardian");
  await give(id, held!);
  await born(minorsStay, "2009-05-05");
  await ask(id, "person");
  const [mine] = await addresses(id, "person");
  expect((await give(id, mine!)).statusCode).toBe(303);
  expect(await storyOf(scene.minor.mobility)).toMatchObject({ needed: true });
  await after(365, async () => {
    expect((await give(id, mine!)).statusCode).toBe(303);
    expect(await storyOf(scene.minor.mobility)).toMatchObject({ needed: false });
    expect((await server.get(held!)).statusCode).toBe(404);
    expect((await decide(id, "publish")).statusCode).toBe(303);
    expect((await server.get(page(id))).statusCode).toBe(200);
  });
});

const reader = async (email: string) => {
  const id = randomUUID();
  const secret = mark(`newsletter-leave/${id}`).slice(0, 32);
  await db.sql(
    `insert into newsletter_subscribers (id, scheme_id, email, locale, confirm_hash, leave_hash, asked_at, confirmed_at)
     values ($1::uuid, $2, $3, 'en', $1::text, encode(sha256(convert_to($4, 'UTF8')), 'hex'), now(), now())`,
    [id, call.scheme.id, email, secret],
  );
  return `/en/${slug}/newsletter/leave/${secret}`;
};
const letters = () =>
  db.sql<{ id: string; to: string; body: string; html: string | null; state: string }>(
    `select id, to_address as to, body, html, state from mail_messages
     where template = 'news.mail-newsletter' order by to_address`,
  );

test("letters that wait lose what is taken back, and go without it; who leaves gets none", async () => {
  await reader("a@example.org");
  const leave = await reader("b@example.org");
  const { id } = await storyOf(scene.adult.mobility);
  const news = await server.post(
    `/console/${slug}/news/new`,
    { language: "en", title: "A new call", body: "Opens in May." },
    scene.coordinator,
  );
  const newsId = (news.headers.location ?? "").split("/").at(-1)!;
  await server.post(
    `/console/${slug}/news/${newsId}/decision`,
    { decision: "publish" },
    scene.coordinator,
  );
  const made = await server.post(
    `/console/${slug}/newsletters/new`,
    { language: "en", subject: "Spring", intro: "", items: [id, newsId] },
    scene.coordinator,
  );
  const letter = (made.headers.location ?? "").split("?")[0]!;
  await server.post(`${letter}/sending`, {}, scene.coordinator);
  const order = { newsletterId: letter.split("/").at(-1)!, publicUrl };
  await sendNewsletter(order, context);
  expect((await letters()).map(({ body }) => body.includes("I mended"))).toEqual([true, true]);
  expect((await server.post(leave)).statusCode).toBe(303);
  expect((await letters())[1]).toMatchObject({ state: "cancelled", body: "", html: null });
  expect((await server.post(own, { do: "withdraw" }, adult)).statusCode).toBe(303);
  const carried: string[] = [];
  const post = { send: async ({ body }: { body: string }) => void carried.push(body), close() {} };
  const [first] = await letters();
  await sendMail(post)({ messageId: first!.id }, context);
  expect(carried).toEqual([]);
  await sendNewsletter(order, context);
  await sendMail(post)({ messageId: first!.id }, context);
  expect(carried).toHaveLength(1);
  expect(carried[0]).toContain("A new call");
  expect(carried[0]).toContain("/newsletter/leave/");
  expect(carried[0]).not.toMatch(/mended|Ben/);
});

test("an address that a mail server does not know leaves the list by itself", async () => {
  const [news] = await db.sql<{ id: string }>("select id from news_posts");
  const made = await server.post(
    `/console/${slug}/newsletters/new`,
    { language: "en", subject: "Summer", intro: "", items: [news!.id] },
    scene.coordinator,
  );
  const letter = (made.headers.location ?? "").split("?")[0]!;
  await server.post(`${letter}/sending`, {}, scene.coordinator);
  await sendNewsletter({ newsletterId: letter.split("/").at(-1)!, publicUrl }, context);
  const waiting = (await letters()).find(({ state }) => state === "queued");
  const failing = (code: string, responseCode: number) => ({
    send: () => Promise.reject(Object.assign(new Error("no"), { code, responseCode })),
    close() {},
  });
  const readers = () => db.sql("select id from newsletter_subscribers");
  const try_ = (post: ReturnType<typeof failing>) =>
    sendMail(post)({ messageId: waiting!.id }, { ...context, lastAttempt: false });
  // A full mailbox or a server that is busy is no reason; one that does not exist is.
  await expect(try_(failing("EENVELOPE", 452))).rejects.toThrow("no");
  expect(await readers()).toHaveLength(1);
  await try_(failing("EENVELOPE", 550));
  expect(await readers()).toEqual([]);
  expect((await letters()).find(({ id }) => id === waiting!.id)).toMatchObject({
    state: "failed",
    body: "",
    html: null,
  });
});

test("nothing is kept of what nobody may show: not accepted, never agreed to, or long over", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  await db.sql("update stories set state = 'refused', state_since = $2 where id = $1", [
    id,
    call.clock.now(),
  ]);
  await after(29, night);
  expect((await storyOf(scene.minor.mobility)).state).toBe("refused");
  await after(31, night);
  expect(await storyOf(scene.minor.mobility)).toMatchObject({ state: "erased", name: "" });
});

test("a story whose consent ended stays a year for a new one, and is erased then", async () => {
  await db.sql(
    "delete from story_consents where story_id in (select id from stories where state = 'erased')",
  );
  await born(minorsStay, "2006-05-05");
  const fresh = await send(minor, { ...telling, years: "1" });
  expect(fresh.statusCode).toBe(303);
  const [told] = await db.sql<{ id: string }>("select id from stories where state = 'submitted'");
  expect((await decide(told!.id, "publish")).statusCode).toBe(303);
  const state = async () =>
    (await db.sql<{ state: string }>("select state from stories where id = $1", [told!.id]))[0]
      ?.state;
  await after(365 + 364, night);
  expect(await state()).toBe("published");
  await after(365 + 367, night);
  expect(await state()).toBe("erased");
});

test("a letter that waits past the end of a consent does not go with the story in it", async () => {
  await reader("late@example.org");
  await send(minor, { ...telling, years: "1" });
  const [told] = await db.sql<{ id: string }>("select id from stories where state = 'submitted'");
  expect((await decide(told!.id, "publish")).statusCode).toBe(303);
  const made = await server.post(
    `/console/${slug}/newsletters/new`,
    { language: "en", subject: "Autumn", intro: "", items: [told!.id] },
    scene.coordinator,
  );
  const letter = (made.headers.location ?? "").split("?")[0]!;
  await server.post(`${letter}/sending`, {}, scene.coordinator);
  const order = { newsletterId: letter.split("/").at(-1)!, publicUrl };
  await sendNewsletter(order, context);
  const late = async () => (await letters()).find(({ to }) => to === "late@example.org")!;
  expect(await late()).toMatchObject({ state: "queued", body: expect.stringContaining("mended") });
  const carried: string[] = [];
  const post = { send: async ({ body }: { body: string }) => void carried.push(body), close() {} };
  await after(367, async () => {
    await sendMail(post)({ messageId: (await late()).id }, context);
    expect((await late()).state).toBe("held");
    await sendNewsletter(order, context);
  });
  expect(carried).toEqual([]);
  expect(await late()).toMatchObject({ state: "cancelled", body: "" });
  expect(server.errors).toEqual([]);
});
