/** Every route asked by every role for every kind of id, against the table written by hand. */
import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { expect, test } from "vitest";
import { agreementThing } from "./agreement-things.ts";
import { attendanceThing } from "./attendance-things.ts";
import { eventThing } from "./event-things.ts";
import { hostingThing } from "./hosting-things.ts";
import { NOT_PAGES, ROLES, type Role, type Row, TABLE } from "./policy-table.ts";
import { securitySite } from "./site.ts";
import { storyThing } from "./story-things.ts";

const site = await securitySite();
// Letters that wait some minutes would go out in the middle, and look as if a request had sent them.
await site.db.sql(
  "update graphile_worker._private_jobs set run_at = run_at + interval '1 day' where locked_at is null",
);
const { things, cookies } = site;

/** Hundreds of requests each; the machine may be busy. */
const SLOW = { timeout: 120_000 };

const methodOf = (row: Row) => row.route.split(" ")[0] as "GET" | "POST";
const pathOf = (row: Row) => row.route.split(" ")[1]!;
const isConsole = (row: Row) => pathOf(row).startsWith("/console/:scheme");

/** Which thing a parameter of an address stands for. */
function thingOf(row: Row, name: string): string {
  const path = pathOf(row);
  const ofHosts = hostingThing(things, path, name);
  if (ofHosts !== undefined) return ofHosts;
  if (name === "flowId" && path.includes("/group")) return things.groupFlowId;
  const ofEvents = eventThing(things, path, name) ?? attendanceThing(things, path, name);
  if (ofEvents !== undefined) return ofEvents;
  const ofStories = storyThing(things, path, name);
  if (ofStories !== undefined) return ofStories;
  const ofAgreements = agreementThing(things, path, name);
  if (ofAgreements !== undefined) return ofAgreements;
  if (name === "callId" && row.of === "preparing") return things.preparing.callId;
  if (name === "runId") return things[row.of === "published" ? "published" : "draft"];
  if (name === "id") return path.includes("outbox") ? things.mail : things.check;
  if (name === "applicationId" && path.includes("/runs/")) return things.inDraft;
  if (/\/(selection|assessment|lists)\//.test(path)) {
    if (name === "callId") return things.selectionCall;
    if (name === "applicationId") return things.selectionCase;
    if (name === "file") return "list.csv";
  }
  if (name === "callId" && path.includes("/offers")) return things.call2;
  if (name === "callId" && path.includes("/school/")) return things.openCall;
  return things[
    name as Exclude<
      keyof typeof things,
      "preparing" | "hosting" | "agreements" | "events" | "attendance"
    >
  ];
}

const PARAMETER = /:([a-zA-Z]+)/g;
const filled = (row: Row, other: Readonly<Record<string, string>> = {}): string =>
  pathOf(row).replace(PARAMETER, (_, name: string) => other[name] ?? thingOf(row, name));
/** Parameters of a row that name one thing of a scheme. */
const idsOf = (row: Row): string[] =>
  [...pathOf(row).matchAll(PARAMETER)].map(([, name]) => name!).filter((n) => /id$/i.test(n));

const gets = TABLE.filter((row) => methodOf(row) === "GET");
const posts = TABLE.filter((row) => methodOf(row) === "POST");

/** What somebody gets who is not let in. */
function refusalOf(row: Row, role: Role): number {
  const path = pathOf(row);
  if (path === "/console") return 303;
  if (path.includes("/place/") || path.includes("/apply/")) return 303;
  const signedIn = !["nobody", "learner", "applicant", "outsider"].includes(role);
  return isConsole(row) && methodOf(row) === "GET" && !signedIn ? 303 : 404;
}

/** The router's tree, read back as whole paths. */
function routerTable(): string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of site.app.printRoutes().split("\n")) {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) continue;
    const depth = match[1]!.length / 4;
    above.length = depth;
    above.push(match[2]!);
    for (const method of match[3]?.split(", ") ?? []) {
      if (method !== "HEAD") found.push(`${method} ${above.join("")}`);
    }
  }
  return found;
}

test("the table has a row for every route, and a route for every row", () => {
  const named = [...new Set(TABLE.map((row) => row.route as string))];
  const declared = site.pages.map((page) => `${page.method} ${page.path}`);
  expect(declared.sort()).toEqual([...named].sort());
  // The router answers with and without a slash at the end, and keeps the shorter.
  const kept = named.map((route) => route.replace(/(?<=.{6})\/$/, ""));
  expect(routerTable().sort()).toEqual([...kept, ...NOT_PAGES].sort());
});

/** What a page must never lack or hold, whoever asks for it. */
function bareIn(reply: LightMyRequestResponse): string[] {
  const policy = String(reply.headers["content-security-policy"] ?? "");
  const isPage = String(reply.headers["content-type"] ?? "").startsWith("text/html");
  const found: readonly (readonly [boolean, string])[] = [
    [!policy.includes("default-src 'none'") || /unsafe-|\*/.test(policy), `policy "${policy}"`],
    [reply.headers["x-content-type-options"] !== "nosniff", "its type may be guessed"],
    [reply.headers["x-powered-by"] !== undefined, "says what it runs on"],
    [reply.statusCode === 200 && reply.headers["cache-control"] !== "no-store", "may be cached"],
    [
      // Facts for programs that read pages run nowhere: that block is data by its type.
      isPage && /<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)/.test(reply.body),
      "a script in the page",
    ],
    [isPage && /<[^>]+\s(style|on[a-z]+)=/.test(reply.body), "a style or handler in a tag"],
    [
      [reply.headers["set-cookie"] ?? []]
        .flat()
        .some((one) => !/HttpOnly.*SameSite=Lax/i.test(one)),
      "a cookie that a script reads or another site sends",
    ],
  ];
  return found.flatMap(([bad, what]) => (bad ? [what] : []));
}

test("a GET answers each role as the table says and changes nothing", SLOW, async () => {
  const before = await site.everything();
  const wrong: string[] = [];
  for (const row of gets) {
    for (const role of ROLES) {
      const reply = await site.get(filled(row), cookies[role]);
      const expected = row.who.includes(role) ? (row.answers ?? 200) : refusalOf(row, role);
      wrong.push(...bareIn(reply).map((what) => `${row.route} ${role}: ${what}`));
      if (reply.statusCode !== expected)
        wrong.push(`${row.route} (${row.of ?? ""}) ${role}: ${reply.statusCode}, not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await site.everything()).toBe(before);
});

const GARBAGE = ["nothing", "%00", "'%20or%20true--", "%E0%A4%A", "..%2F..%2Fetc", "a".repeat(90)];

test(
  "an id of nobody, of another scheme or of no meaning is the same page of nothing",
  SLOW,
  async () => {
    const nothing = (await site.get(`/console/${things.scheme}/no-such-page`, cookies.coordinator))
      .body;
    const wrong: string[] = [];
    const is404 = (what: string, reply: { statusCode: number; body: string }) => {
      if (reply.statusCode !== 404) wrong.push(`${what}: ${reply.statusCode}`);
      else if (reply.body !== nothing) wrong.push(`${what}: another page of nothing`);
    };
    for (const row of gets) {
      if (row.who.length === 0) continue;
      const role = row.who.includes("coordinator") ? "coordinator" : row.who[0]!;
      for (const name of idsOf(row)) {
        for (const id of [randomUUID(), ...GARBAGE.slice(0, 3)]) {
          is404(
            `${row.route} ${name}=${id}`,
            await site.get(filled(row, { [name]: id }), cookies[role]),
          );
        }
        // "not yours" is the same page as "not there".
        if (!row.who.includes("neighbour") && refusalOf(row, "neighbour") === 404)
          is404(`${row.route} neighbour`, await site.get(filled(row), cookies.neighbour));
      }
      if (
        idsOf(row).length > 0 &&
        row.who.length < ROLES.length &&
        refusalOf(row, "outsider") === 404
      ) {
        const abroad = filled(row, { scheme: site.small.slug });
        is404(`${row.route} of another scheme`, await site.get(abroad, cookies.outsider));
      }
      const { statusCode } = await site.get(
        `${filled(row)}?q=%00&page=%00&sort=%00&text=%00&to=%00&country=%00&trade=%00`,
        cookies[role],
      );
      if (statusCode >= 500) wrong.push(`${row.route} with NUL in its query: ${statusCode}`);
      // Whatever stands in an address, it is never the program's fault.
      for (const [, name] of pathOf(row).matchAll(PARAMETER)) {
        for (const text of GARBAGE) {
          const { statusCode } = await site.get(filled(row, { [name!]: text }), cookies[role]);
          if (statusCode >= 500) wrong.push(`${row.route} ${name}=${text}: ${statusCode}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);

test(
  "no page, list, search or file shows a country partner anybody of another country",
  SLOW,
  async () => {
    const others = await site.db.sql<{ ids: string[]; names: string }>(
      `select array[p.id, a.id] || array(select o.id from offers o where o.application_id = a.id)
       || array(select k.id from check_requests k where k.application_id = a.id) as ids,
       p.family_name || '\n' || p.given_names as names
     from applications a join persons p on p.id = a.person_id where a.sending_country <> 'RS'`,
    );
    const own = await site.db.sql<{ names: string }>(
      "select family_name || '\n' || given_names as names from persons where country = 'RS'",
    );
    const ids = new Set(others.flatMap((row) => row.ids));
    const ownNames = new Set(own.map((row) => row.names));
    const names = [...new Set(others.map((row) => row.names))]
      .filter((each) => !ownNames.has(each))
      .map((each) => each.split("\n") as [string, string]);
    const shownIn = (body: string): string[] => [
      ...new Set((body.match(/[0-9a-f-]{36}/g) ?? []).filter((id) => ids.has(id))),
      ...body
        .split(/\r?\n|<\/tr>/)
        .flatMap((line) =>
          names.filter(([family, given]) => line.includes(family) && line.includes(given)),
        )
        .map((each) => each.join(" ")),
    ];
    // The demo's bar, which tells everybody the codes of invented learners, is no page of this scheme.
    const withoutBar = (body: string) => /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body;
    const [family] = names[0]!;
    const asks = [
      "",
      "?country=AL",
      `?q=${encodeURIComponent(family)}`,
      "?show=all",
      "?country=AL&show=all&text=a&state=offered&page=2",
    ];
    const wrong: string[] = [];
    let seenByCoordinator = 0;
    for (const row of gets.filter(isConsole)) {
      for (const ask of asks) {
        const url = `${filled(row)}${ask}`;
        const leaked = shownIn(withoutBar((await site.get(url, cookies.neighbour)).body));
        if (leaked.length > 0) wrong.push(`${url}: ${leaked.slice(0, 3).join(", ")}`);
      }
      const whole = withoutBar((await site.get(filled(row), cookies.coordinator)).body);
      seenByCoordinator += shownIn(whole).length > 0 ? 1 : 0;
    }
    expect(wrong).toEqual([]);
    // The same eyes find them on the coordinator's pages, so they do see.
    expect(seenByCoordinator).toBeGreaterThan(8);
  },
);

test("a POST of somebody who may not changes nothing and says nothing", SLOW, async () => {
  const before = await site.everything();
  const wrong: string[] = [];
  const refused = (what: string, status: number, expected: number) => {
    if (status !== expected) wrong.push(`${what}: ${status}, not ${expected}`);
  };
  for (const row of posts) {
    for (const role of ROLES.filter((role) => !row.who.includes(role))) {
      const reply = await site.post(filled(row), { _key: randomUUID() }, cookies[role]);
      refused(`${row.route} ${role}`, reply.statusCode, refusalOf(row, role));
    }
    for (const name of isConsole(row) ? idsOf(row) : []) {
      for (const id of [randomUUID(), ...GARBAGE.slice(0, 2)]) {
        const url = filled(row, { [name]: id });
        const reply = await site.post(
          url,
          { _key: randomUUID(), purpose: "to see" },
          cookies.coordinator,
        );
        refused(`${row.route} ${name}=${id}`, reply.statusCode, 404);
      }
      const abroad = filled(row, { scheme: site.small.slug });
      const reply = await site.post(abroad, { _key: randomUUID() }, cookies.outsider);
      refused(`${row.route} of another scheme`, reply.statusCode, 404);
    }
  }
  expect(wrong).toEqual([]);
  expect(await site.everything()).toBe(before);
});

test("a POST without a key, or sent from somebody else's page, is refused", async () => {
  const before = await site.everything();
  const wrong: string[] = [];
  for (const row of posts) {
    const role = row.who.includes("coordinator") ? "coordinator" : row.who[0]!;
    const repeatable = site.pages.some(
      (page) => `${page.method} ${page.path}` === row.route && page.repeatable === true,
    );
    if (!repeatable) {
      for (const _key of ["", "1", "not-a-uuid"]) {
        const { statusCode } = await site.post(filled(row), _key ? { _key } : {}, cookies[role]);
        if (statusCode !== 422) wrong.push(`${row.route} with key "${_key}": ${statusCode}`);
      }
    }
    // A mail program takes its reader off a list from no page at all; the secret is the right.
    if (row.route === "POST /:lang/:scheme/newsletter/leave/:secret") continue;
    const strangers = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://elsewhere.example" },
      { origin: "null" },
      {},
    ];
    for (const headers of strangers) {
      const form = { _key: randomUUID() };
      const { statusCode } = await site.post(filled(row), form, cookies[role], headers as never);
      if (statusCode !== 409) wrong.push(`${row.route} ${JSON.stringify(headers)}: ${statusCode}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await site.everything()).toBe(before);
});

test("the demo's seats are given to a browser on this machine alone", async () => {
  const url = filled(TABLE.find((row) => row.route === "POST /demo/:scheme/:role")!);
  const ask = (from: { remoteAddress?: string; headers?: Record<string, string> }) =>
    site.app.inject({
      method: "POST",
      url,
      ...from,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        ...from.headers,
      },
      payload: "",
    });
  const near = await ask({});
  expect(near.statusCode).toBe(303);
  expect(bareIn(near)).toEqual([]);
  for (const from of [
    { remoteAddress: "192.0.2.1" },
    { remoteAddress: "192.0.2.1", headers: { "x-forwarded-for": "127.0.0.1" } },
    { headers: { "x-forwarded-for": "192.0.2.1" } },
    { headers: { "x-forwarded-for": "127.0.0.1, 192.0.2.1" } },
    { headers: { host: "rebound.example" } },
    { headers: { host: "localhost.example" } },
  ]) {
    const reply = await ask(from);
    expect([from, reply.statusCode, reply.headers["set-cookie"]]).toEqual([from, 404, undefined]);
  }
  const past = await site.post("/demo/intervet-wb/coordinator", {});
  expect(past.statusCode).toBe(404);
});
