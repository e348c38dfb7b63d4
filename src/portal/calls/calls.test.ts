import ICAL from "ical.js";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { day } from "../../shared/day.ts";
import { addFlow } from "../../stages/calls/add-flow.ts";
import { createCall } from "../../stages/calls/create-call.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { setOwners } from "../../stages/calls/set-owners.ts";
import { routes as call } from "./call.page.ts";
import { routes as calls } from "./calls.page.ts";
import { routes as dates } from "./dates.page.ts";
import { routes as feeds } from "./feeds.page.ts";
import { routes as poster } from "./poster.page.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const SITE = "https://kalfa.example";
const server = await testServer(db, [...calls, ...call, ...dates, ...feeds, ...poster], {
  clock,
  publicUrl: SITE,
});
const s = await smallScheme(db.database);
const staff = <T>(work: Parameters<typeof db.database.withTx<T, typeof s.coordinator>>[1]) =>
  db.database.withTx(s.coordinator, work);
const LIST = "/en/small/calls";

/** Another call of the line, open at once. */
const another = (number: number) =>
  staff(async (tx) => {
    const id = must(
      await createCall(tx, {
        lineId: s.oneMonth,
        number,
        title: { en: `Autumn ${number}`, "sr-Cyrl": `Јесен ${number}` },
        opensAt: new Date("2026-12-01T08:00:00Z"),
        closesAt: new Date("2027-01-15T19:00:00Z"),
        decideBy: day("2027-02-01"),
        answerBy: new Date("2027-02-12T19:00:00Z"),
        minimumAge: 18,
        maximumAge: 20,
        criteria: [{ code: "grades", name: { en: "Grades" }, maximum: 100 }],
      }),
    );
    must(
      await addFlow(tx, {
        callId: id,
        code: `AL-LYO-${number}`,
        sendingCountry: "AL",
        hostingOrganisationId: s.hosts.maribor,
        city: "Lyon",
        country: "FR",
        starts: day("2027-09-01"),
        ends: day("2027-09-28"),
        minimum: 0,
        leader: null,
        places: [{ trade: "hospitality", seats: 4 }],
      }),
    );
    const owner = { country: "AL", name: "Test Owner", phone: "+355 4 000 0000", email: null };
    must(await setOwners(tx, id, [owner]));
    must(await openCall(tx, id));
    return id;
  });

test("nothing open is said as it is, and a draft has no page, no dates and no poster", async () => {
  const list = await server.get(LIST);
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain("No call is open now.");
  for (const path of ["/1", "/1/dates.ics", "/1/poster", "/99", "/x", "/1;"]) {
    expect((await server.get(`${LIST}${path}`)).statusCode, path).toBe(404);
  }
});

test("an open call says for whom, where to, when and how long still", async () => {
  await staff(async (tx) => must(await openCall(tx, s.callId)));
  const list = await server.get(LIST);
  expect(list.body).toContain("1 call found");
  expect(list.body).toContain('href="/en/small/calls/1"');
  expect(list.body).toContain("61 days left.");
  expect(list.body).toContain("Learners aged 16 to 20");
  expect(list.body).toContain("Albania and Serbia");
  expect(list.body).toContain("Bologna and Maribor (7 places)");
  // The person to call is named once it is known whose reader it is.
  expect(list.body).not.toContain("Test Owner of AL");
  const albania = await server.get(`${LIST}?country=AL`);
  expect(albania.body).toContain("Open calls: Albania");
  expect(albania.body).toContain("Bologna and Maribor (5 places)");
  expect(albania.body).toContain("Test Owner of AL");
  expect(albania.body).toContain('href="/en/small/calls/1?country=AL"');
  // The same choice in another language: it stands in the address and nowhere else.
  expect(albania.body).toContain('href="/sq/small/calls?country=AL"');
});

test.each([
  ["country=RS", 1],
  ["country=RS&city=Maribor", 0],
  ["city=Maribor", 1],
  ["month=2027-07", 1],
  ["month=2031-01", 0],
  ["age=15", 0],
  ["age=16", 1],
  ["line=one-month", 1],
  ["line=meetings", 0],
  // A place of every trade takes this one too.
  ["trade=carpentry", 1],
  ["country=&line=&trade=&city=&month=&age=", 1],
])("the filter %s finds %i", async (query, found) => {
  const reply = await server.get(`${LIST}?${query}`);
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain(found === 1 ? "1 call found" : "No call found");
  if (found === 0) expect(reply.body).toContain("Without these choices there is 1 open call");
});

test("what nobody can have chosen is said at its field, and stays to be corrected", async () => {
  const reply = await server.get(
    `${LIST}?country=XX&line=none&trade=king&month=July&age=<b>&city=Atlantis`,
  );
  expect(reply.statusCode).toBe(422);
  for (const field of ["country", "line", "trade", "month", "age"]) {
    expect(reply.body, field).toContain(`href="#${field}"`);
  }
  expect(reply.body).toContain("<title>Error:");
  expect(reply.body).toContain('value="&lt;b&gt;"');
  expect(reply.body).not.toContain("<b>");
  expect(reply.body).toContain("Atlantis");
  for (const [age, words] of [
    ["9", "at least 10"],
    ["100", "at most 99"],
  ]) {
    expect((await server.get(`${LIST}?age=${age}`)).body).toContain(words);
  }
});

test("the page of a call holds all that it promises, and the way to apply", async () => {
  const [row] = await db.sql<{ code: string }>("select public_code as code from calls");
  const page = await server.get("/en/small/calls/1");
  for (const shown of [
    `href="/en/small/apply/${row?.code}"`,
    `href="/en/small/check?code=${row?.code}"`,
    "9 questions",
    "(only under 18)",
    "How points are given",
    "Albania</h3>",
    "Serbia</h3>",
    'href="viber://forward?text=Summer%202027',
    'href="https://wa.me/?text=',
    'data-copy="share-text"',
    `<link rel="canonical" href="${SITE}/en/small/calls/1">`,
    `hreflang="sr-Cyrl" href="${SITE}/sr-Cyrl/small/calls/1"`,
    `hreflang="x-default" href="${SITE}/en/small/calls/1"`,
  ]) {
    expect(page.body, shown).toContain(shown);
  }
  const serbia = await server.get("/en/small/calls/1?country=RS");
  expect(serbia.body).not.toContain("Albania</h3>");
  expect(serbia.body).not.toContain("Test Owner of AL");
  // A country that the call is not for changes nothing.
  expect((await server.get("/en/small/calls/1?country=MK")).body).toContain("Albania</h3>");
});

test("programs that read pages find the call's facts as data", async () => {
  const { body } = await server.get("/en/small/calls/1");
  const [, data = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    "@context": "https://schema.org",
    "@type": "EducationalOccupationalProgram",
    name: "Summer 2027",
    url: `${SITE}/en/small/calls/1`,
    applicationDeadline: "2027-02-01T19:00:00.000Z",
    startDate: "2027-07-01",
    endDate: "2027-07-28",
    timeToComplete: "P28D",
    maximumEnrollment: 7,
  });
});

test("the dates go into a calendar, read by a program that is not ours", async () => {
  const reply = await server.get("/sr-Cyrl/small/calls/1/dates.ics");
  expect(reply.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  const events = new ICAL.Component(ICAL.parse(reply.body))
    .getAllSubcomponents("vevent")
    .map((event) => new ICAL.Event(event));
  expect(events.map((event) => event.startDate.toString())).toEqual([
    "2026-12-01T08:00:00Z",
    "2027-02-01T19:00:00Z",
    "2027-03-01",
    "2027-03-12T19:00:00Z",
    "2027-07-01",
  ]);
  expect(events[4]?.endDate.toString()).toBe("2027-07-29");
  expect(new Set(events.map((event) => event.uid)).size).toBe(5);
  expect(events[1]?.summary).toBe("Summer 2027: Затвара се");
});

test("the feeds name each open call with what a list of calls needs", async () => {
  const json = await server.get("/en/small/calls.json");
  expect(json.headers["content-type"]).toBe("application/feed+json; charset=utf-8");
  const feed = JSON.parse(json.body);
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    home_page_url: `${SITE}/en/small/calls`,
    feed_url: `${SITE}/en/small/calls.json`,
    language: "en",
  });
  expect(feed.items).toHaveLength(1);
  expect(feed.items[0]).toMatchObject({
    id: `urn:uuid:${s.callId}`,
    url: `${SITE}/en/small/calls/1`,
    date_published: "2026-12-01T08:00:00.000Z",
    tags: ["one-month", "AL", "RS"],
    _kalfa: { places: 7, minimum_age: 16, closes_at: "2027-02-01T19:00:00.000Z" },
  });
  expect(typeof feed.items[0].content_text).toBe("string");
  const atom = await server.get("/en/small/calls.atom");
  // The database's own parser: whatever is not well-formed XML is an error there.
  const [read] = await db.sql<{ titles: string[]; links: string[]; updated: string }>(
    `select xpath('//a:entry/a:title/text()', x, n)::text[] as titles,
       xpath('//a:entry/a:link/@href', x, n)::text[] as links,
       (xpath('/a:feed/a:updated/text()', x, n))[1]::text as updated
     from (select $1::xml as x, array[array['a', 'http://www.w3.org/2005/Atom']] as n) f`,
    [atom.body.replace(/^<\?xml[^>]*\?>/, "")],
  );
  expect(read).toEqual({
    titles: ["Summer 2027"],
    links: [`${SITE}/en/small/calls/1`],
    updated: "2026-12-01T08:00:00.000Z",
  });
});

test("a poster leads to the check, with the code of the call and the reader's country", async () => {
  const reply = await server.get("/en/small/calls/1/poster?country=AL");
  expect(reply.body).toContain('class="app-qr"');
  expect(reply.body).toContain("We never ask for money.");
  expect(reply.body).toContain("Test Owner of AL");
  expect(reply.body).toContain("kalfa.example/en/small/check");
  expect(reply.body).toContain('name="robots" content="noindex"');
});

test("three calls cost as many questions to the database as one", async () => {
  const count = (path: string) => queriesDuring(() => server.get(path));
  // Another query is another page, so that nothing comes from memory.
  const one = await count(`${LIST}?age=17`);
  await another(2);
  await another(3);
  const list = await server.get(LIST);
  expect(list.body).toContain("3 calls found");
  // The next to close stands first.
  expect(list.body.indexOf("Autumn 2")).toBeLessThan(list.body.indexOf("Summer 2027"));
  expect((await server.get(`${LIST}?trade=carpentry`)).body).toContain("1 call found");
  expect(await count(`${LIST}?age=18`)).toBe(one);
  expect(one).toBe(5);
  expect(await count("/en/small/calls/2?country=AL")).toBe(6);
  expect(await count("/en/small/calls.json?new")).toBe(4);
});

test("everybody's answer is kept for a minute, made once, and given again only when it changed", async () => {
  const first = await server.get(LIST);
  expect(first.headers["cache-control"]).toBe("public, max-age=60");
  expect(first.headers["set-cookie"]).toBeUndefined();
  const etag = String(first.headers.etag);
  const again = (tag: string) =>
    server.app.inject({ method: "GET", url: LIST, headers: { "if-none-match": tag } });
  const known = await again(`"other", ${etag}`);
  expect([known.statusCode, known.body]).toEqual([304, ""]);
  // From memory: only the transaction's own begin and end are asked of the database. Whatever
  // anybody commits on the same server makes a new page, so one look in ten is enough.
  const costs: number[] = [];
  for (let look = 0; look < 10; look += 1) {
    costs.push(await queriesDuring(() => server.get(LIST)));
  }
  expect(Math.min(...costs)).toBe(2);
  await another(4);
  const changed = await again(etag);
  expect(changed.statusCode).toBe(200);
  expect(changed.body).toContain("4 calls found");
});

test("a call past its deadline has no way to apply any more", async () => {
  moment = new Date("2027-02-02T10:00:00Z");
  const page = await server.get("/en/small/calls/2");
  expect(page.body).not.toContain("/apply/");
  expect(page.body).toContain("Closed. Places are decided by");
  expect((await server.get(LIST)).body).toContain("No call is open now.");
  expect((await server.get(LIST)).body).toContain("Earlier calls");
  expect((await server.get(LIST)).body).toContain("The last one was “Summer 2027”.");
});
