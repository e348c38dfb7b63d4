import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase } from "../../../tests/support/run.ts";
import { learnerVisitor, testServer } from "../../../tests/support/server.ts";
import { photo, storyScene, TOLD, TELLING as telling } from "../../../tests/support/story.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { routes as consoleRoutes } from "../../console/stories/index.ts";
import { mark, openVault } from "../../platform/vault.ts";
import { forgetWithdrawn } from "../../stages/stories/forget-withdrawn.ts";
import { routes } from "../index.ts";

openVault("a data key of the tests only, long enough");
const { db, call } = await closedCallDatabase();
const scene = await storyScene(db, call);
const server = await testServer(db, [...routes, ...consoleRoutes], {
  clock: call.clock,
  publicUrl: "https://kalfa.example",
});
const { slug } = call.scheme;
const minor = learnerVisitor(call.scheme, scene.minor.application, call.clock.now());
const adult = learnerVisitor(call.scheme, scene.adult.application, call.clock.now());
const own = `/en/${slug}/place/story`;
const list = `/en/${slug}/stories`;
const office = `/console/${slug}/stories`;
const picture = await photo();
const send = (as: typeof minor, fields: Record<string, string>, bytes?: Buffer) =>
  server.app.inject({
    method: "POST",
    url: own,
    cookies: as.cookies,
    ...uploadOf(
      "picture",
      bytes ? [{ name: "me.jpg", type: "image/jpeg", bytes }] : [],
      randomUUID(),
      fields,
    ),
  });
const decide = (id: string, decision: string) =>
  server.post(`${office}/${id}/decision`, { decision }, scene.partner);
const storyOf = async (mobility: string) =>
  (
    await db.sql<{ id: string; state: string }>(
      "select id, state from stories where mobility_id = $1",
      [mobility],
    )
  )[0]!;
const linkIn = (body: string): string =>
  /https:\/\/kalfa\.example(\/[\w-]+\/[\w-]+\/story-consent\/[0-9a-f]{32})/.exec(body)?.[1] ?? "";
/** Everything public in which a story could stand. */
const everywhere = async (id: string) =>
  Promise.all(
    [
      list,
      `${list}.json`,
      `${list}.atom`,
      `${list}/${id}`,
      `${list}/${id}/picture`,
      `${list}/${id}/picture-small`,
      `${list}/${id}/share-picture`,
    ].map((url) => server.get(url)),
  );

test("what is missing or too short is named, and nothing typed is lost", async () => {
  const reply = await send(minor, { ...telling, tell: "Go.", typedName: "", years: "" }, picture);
  expect(reply.statusCode).toBe(422);
  for (const field of ["did", "typedName", "years", "alt"]) {
    expect(reply.body).toContain(`href="#${field}`);
  }
  expect(reply.body).toContain("I mended &lt;b&gt;brakes&lt;/b&gt; &amp; lamps.");
  expect(await db.sql("select 1 from stories")).toEqual([]);
});

test("a minor tells with a picture; it is small, without the camera's notes, and nobody sees it yet", async () => {
  const reply = await send(minor, { ...telling, alt: "Me at the bench" }, picture);
  expect([reply.statusCode, reply.headers.location]).toEqual([303, own]);
  const { id, state } = await storyOf(scene.minor.mobility);
  expect(state).toBe("submitted");
  const kept = await db.sql<{ jpeg: Buffer; small: Buffer }>(
    "select jpeg, small from story_pictures where story_id = $1",
    [id],
  );
  const { jpeg, small } = kept[0]!;
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: "jpeg" });
  expect(jpeg.length).toBeLessThanOrEqual(60 * 1024);
  expect(small.length).toBeLessThanOrEqual(20 * 1024);
  expect(picture.includes("secret-of-the-camera")).toBe(true);
  for (const each of [jpeg, small]) expect(each.includes("secret-of-the-camera")).toBe(false);
  expect((await server.get(own, minor)).body).toContain(small.toString("base64"));
  expect((await server.get(own, adult)).body).not.toContain("data:image/jpeg");
  for (const page of await everywhere(id)) {
    expect([page.statusCode, page.body.includes("Arta")]).toEqual([page.statusCode, false]);
  }
  expect((await server.get(`${list}/${id}`)).statusCode).toBe(404);
});

test("the office publishes a minor's story only once both have agreed to the very words", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  const early = await decide(id, "publish");
  expect(early.statusCode).toBe(422);
  expect(early.body).toContain("A parent or guardian has not agreed");
  const ask = { party: "guardian", language: "en", email: "" };
  await server.post(`${office}/${id}/consents`, ask, scene.partner);
  const link = linkIn((await server.get(`${office}/${id}`, scene.partner)).body);
  const before = await db.sql("select * from event_log order by id");
  const asked = await server.get(link);
  expect(asked.body).toContain("I mended &lt;b&gt;brakes&lt;/b&gt;");
  expect((await server.get(`${link}/picture`)).statusCode).toBe(200);
  expect(await db.sql("select * from event_log order by id")).toEqual(before);
  const of = /name="of" value="([0-9a-f]{64})"/.exec(asked.body)?.[1] ?? "";
  const give = { do: "give", of, years: "2", typedName: "Drita Hoxha" };
  // What was read is not what stands there any more: nobody agrees to words they have not seen.
  const stale = await server.post(link, { ...give, of: "0".repeat(64) });
  expect(stale.statusCode).toBe(422);
  expect((await server.post(link, { ...give, typedName: "" })).statusCode).toBe(422);
  expect((await server.post(link, give)).statusCode).toBe(303);
  expect((await decide(id, "publish")).statusCode).toBe(303);
  const page = await server.get(`${list}/${id}`);
  expect(page.statusCode).toBe(200);
  expect(page.headers["cache-control"]).toBe("no-store");
  expect(page.body).toContain('property="og:image" content="https://kalfa.example/en/');
  expect(page.body).not.toMatch(/(?:src|href)="https?:\/\/(?!kalfa\.example|wa\.me)/);
  expect(page.body).not.toMatch(/Hoxha|birth|told-1/);
  const share = await server.get(`${list}/${id}/share-picture`);
  const drawn = await sharp(share.rawPayload).metadata();
  expect(drawn).toMatchObject({ format: "png", width: 1200, height: 630 });
});

test("lists and feeds lead to it, by school and trade, with 1 and with 2 stories in as many questions", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  const one = await queriesDuring(() => server.get(list));
  expect((await send(adult, { ...telling, shownName: "Ben" })).statusCode).toBe(303);
  const second = await storyOf(scene.adult.mobility);
  expect((await decide(second.id, "publish")).statusCode).toBe(303);
  expect(await queriesDuring(() => server.get(list))).toBe(one);
  const page = await server.get(list);
  expect(page.body).toContain(`${list}/${id}`);
  expect(page.body).toContain(`${list}/${second.id}`);
  const feed = (await server.get(`${list}.json`)).json();
  expect(feed.feed_url).toBe(`https://kalfa.example${list}.json`);
  expect(feed.items.map((item: { url: string }) => item.url).sort()).toEqual(
    [id, second.id].map((each) => `https://kalfa.example${list}/${each}`).sort(),
  );
  const atom = (await server.get(`${list}.atom`)).body;
  expect(atom).toContain(
    `<link rel="self" type="application/atom+xml" href="https://kalfa.example${list}.atom"/>`,
  );
  expect(atom).toContain("I mended &lt;b&gt;brakes&lt;/b&gt; &amp; lamps.");
  await db.sql("update stories set trade = 'hospitality' where id = $1", [second.id]);
  const [school] = await db.sql<{ id: string }>(
    "select organisation_id as id from stories where id = $1",
    [second.id],
  );
  const filtered = (query: string) => server.get(`${list}?${query}`);
  const ofTrade = (await filtered("trade=hospitality")).body;
  expect([ofTrade.includes(id), ofTrade.includes(second.id)]).toEqual([false, true]);
  expect((await filtered(`school=${school?.id}`)).body).toContain(`${list}/${second.id}`);
  expect((await filtered("school=nonsense")).body).not.toContain(`${list}/${second.id}`);
});

test("translations are marked as made by a person or a machine, and go with the words they are of", async () => {
  const { id } = await storyOf(scene.adult.mobility);
  const words = { did: "Një e dy tri.", surprised: "Katër.", tell: "Pesë." };
  const translate = (language: string, madeBy: string) =>
    server.post(`${office}/${id}/translations`, { ...words, language, madeBy }, scene.partner);
  expect((await translate("en", "human")).statusCode).toBe(422);
  expect((await translate("sq", "")).statusCode).toBe(422);
  expect((await translate("sq", "machine")).statusCode).toBe(303);
  expect((await translate("sr-Cyrl", "human")).statusCode).toBe(303);
  const machine = await server.get(`/sq/${slug}/stories/${id}`);
  expect(machine.body).toContain("Përkthyer nga një makinë");
  expect(machine.body).toContain("Një e dy tri.");
  expect(machine.body).toContain("I mended");
  expect((await server.get(`/sr-Latn/${slug}/stories/${id}`)).body).toContain("Preveo čovek");
  expect((await server.get(`/mk/${slug}/stories/${id}`)).body).toContain("Никој сè уште");
  // Beside a beginning in lists, feeds and letters it stands as well.
  expect((await server.get(`/sq/${slug}/stories`)).body).toContain("Përkthyer nga një makinë");
  expect((await server.get(`/sq/${slug}/stories.atom`)).body).toContain("Përkthyer nga një makinë");
  expect((await server.get(`/mk/${slug}/stories`)).body).toContain("Никој сè уште");
});

test("another country's office sees nothing of it, the auditor only reads, a learner not even the list", async () => {
  const { id } = await storyOf(scene.adult.mobility);
  expect((await server.get(`${office}/${id}`, scene.neighbour)).statusCode).toBe(404);
  expect((await server.get(office, scene.neighbour)).body).not.toContain(id);
  expect((await server.get(`${office}/${id}/picture`, scene.neighbour)).statusCode).toBe(404);
  expect((await server.get(`${office}/${id}`, scene.auditor)).statusCode).toBe(200);
  const decided = { decision: "take-down" };
  for (const who of [scene.neighbour, scene.auditor]) {
    const reply = await server.post(`${office}/${id}/decision`, decided, who);
    expect(reply.statusCode).toBe(404);
  }
});

test("one press by a parent's address and it is gone from everywhere at once, with nothing said of it", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  await server.post(
    `/console/${slug}/news/new`,
    { language: "en", title: "A new call", body: "Opens in May." },
    scene.coordinator,
  );
  const made = await server.post(
    `/console/${slug}/newsletters/new`,
    { language: "en", subject: "Spring", intro: "", items: [id] },
    scene.coordinator,
  );
  const letter = made.headers.location ?? "";
  expect((await server.get(letter, scene.coordinator)).body).toContain("· Arta</a>");
  const [row] = await db.sql<{ id: string }>(
    "select id from story_links where story_id = $1 and party = 'guardian'",
    [id],
  );
  const link = `/en/${slug}/story-consent/${mark(`story/${row?.id}`).slice(0, 32)}`;
  expect((await server.get(link)).body).toContain("Take it back");
  for (const page of (await everywhere(id)).slice(3)) expect(page.statusCode).toBe(200);
  expect((await server.post(link, { do: "withdraw" })).statusCode).toBe(303);
  const pages = await everywhere(id);
  expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 410, 410, 410, 410]);
  for (const page of pages) expect(page.body).not.toMatch(/Arta|told-1/);
  expect((await server.get(link)).body).not.toMatch(/Arta|mended/);
  expect((await server.get(`${link}/picture`)).statusCode).toBe(404);
  const after = await server.get(letter, scene.coordinator);
  expect(after.body).not.toContain("Arta");
  expect(after.body).toContain("not shown any more");
  // A second press, or a late one with another page open, changes nothing.
  expect((await server.post(link, { do: "withdraw" })).statusCode).toBe(303);
  const read = await server.get(`${office}/${id}`, scene.coordinator);
  expect(read.body).not.toContain("mended");
});

test("a month after it was taken back words, name and picture are erased by themselves", async () => {
  const { id } = await storyOf(scene.minor.mobility);
  const actor = { kind: "system", schemeId: call.scheme.id } as const;
  const night = () => db.database.withTx(actor, forgetWithdrawn);
  await night();
  expect((await storyOf(scene.minor.mobility)).state).toBe("withdrawn");
  const now = call.clock.now();
  call.clock.moveTo(new Date(now.getTime() + 31 * 86_400_000).toISOString());
  await night();
  call.clock.moveTo(now.toISOString());
  const [left] = await db.sql(
    `select s.state, s.shown_name, s.parts, (select count(*) from story_pictures p where p.story_id = s.id) as pictures,
       (select string_agg(typed_name, '') from story_consents c where c.story_id = s.id) as names
     from stories s where id = $1`,
    [id],
  );
  expect(left).toEqual({
    state: "erased",
    shown_name: "",
    parts: ["", "", ""],
    pictures: 0,
    names: "",
  });
});

test("a story goes by itself on the day after its consent ends, and the office is told a month before", async () => {
  const { id } = await storyOf(scene.adult.mobility);
  const warned = async () =>
    (await server.get(office, scene.coordinator)).body.includes("Consents that end soon");
  const at = (moment: string) => call.clock.moveTo(moment);
  const now = call.clock.now().toISOString();
  expect(await warned()).toBe(false);
  at("2028-02-20T08:00:00Z");
  expect(await warned()).toBe(true);
  at("2028-03-11T12:00:00Z");
  expect((await server.get(`${list}/${id}`)).statusCode).toBe(200);
  at("2028-03-12T12:00:00Z");
  const pages = await everywhere(id);
  expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 410, 410, 410, 410]);
  for (const page of pages) expect(page.body).not.toContain("Ben");
  expect((await storyOf(scene.adult.mobility)).state).toBe("published");
  at(now);
});

test("whoever told takes it back by the own page; words changed by the office ask for consent anew", async () => {
  const { id } = await storyOf(scene.adult.mobility);
  const edit = () =>
    server.post(
      `${office}/${id}/words`,
      { shownName: "Benny", language: "en", did: TOLD[0], surprised: TOLD[1], tell: TOLD[2] },
      scene.partner,
    );
  expect((await edit()).statusCode).toBe(422);
  expect((await decide(id, "take-down")).statusCode).toBe(303);
  expect((await server.get(`${list}/${id}`)).statusCode).toBe(410);
  expect((await edit()).statusCode).toBe(303);
  expect((await decide(id, "publish")).statusCode).toBe(422);
  expect((await server.get(own, adult)).body).toContain("changed after you agreed");
  expect(
    (await send(adult, { ...telling, shownName: "Benny", typedName: "Ben Hoxha" })).statusCode,
  ).toBe(303);
  expect((await decide(id, "publish")).statusCode).toBe(303);
  expect((await server.get(`${list}/${id}`)).statusCode).toBe(200);
  expect((await server.post(own, { do: "withdraw" }, adult)).statusCode).toBe(303);
  expect((await server.get(`${list}/${id}`)).statusCode).toBe(410);
  expect((await storyOf(scene.adult.mobility)).state).toBe("withdrawn");
  expect(server.errors).toEqual([]);
});
