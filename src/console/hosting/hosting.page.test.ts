import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { askHost } from "../../stages/hosting/ask-hosts.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { routes } from "./index.ts";

const scene = await hostingScene(9);
const { db, companies, stays, scheme, clock } = scene;
const server = await testServer(db, routes, { clock, publicUrl: PUBLIC });
const coordinator = await signInAs(db, scheme, { role: "coordinator", locale: "en" });
const serbian = await signInAs(db, scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, scheme, { role: "auditor", locale: "en" });
const flowId = scene.flows["AL-2"];
const { slug } = scheme;
const text = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const ask = async (at: 0 | 1, ...people: readonly string[]) =>
  need(
    await db.database.withTx(coordinator.actor, (tx) =>
      askHost(tx, {
        organisationId: companies[at],
        flowId,
        mobilityIds: people,
        publicUrl: PUBLIC,
      }),
    ),
  );

test("a company is asked from the group's page, and every list costs the same with more rows", async () => {
  const sent = await server.post(
    hostingPaths.ask(slug, flowId),
    { organisation: companies[0], people: [stays[0]!, stays[1]!], tasks: "Brakes" },
    coordinator,
  );
  expect(sent.statusCode).toBe(303);
  const pages = [
    hostingPaths.board(slug),
    hostingPaths.flow(slug, flowId),
    hostingPaths.host(slug, companies[0]),
    hostingPaths.matching(slug, flowId),
  ];
  const counted = async () => {
    const all: number[] = [];
    for (const url of pages) {
      all.push(
        await queriesDuring(async () => {
          expect([url, (await server.get(url, coordinator)).statusCode]).toEqual([url, 200]);
        }),
      );
    }
    return all;
  };
  const before = await counted();
  await ask(0, stays[2]!);
  await ask(1, stays[3]!);
  expect(await counted()).toEqual(before);
  const board = text((await server.get(hostingPaths.board(slug), coordinator)).body);
  expect(board).toMatch(/AL-2.*Talleres Prueba.*reminder on/);
});

test("another country's office sees no question here and asks none; the auditor only looks", async () => {
  const url = hostingPaths.flow(slug, flowId);
  expect((await server.get(url, serbian)).statusCode).toBe(404);
  expect(text((await server.get(hostingPaths.board(slug), serbian)).body)).not.toContain(
    "Talleres",
  );
  expect((await server.post(hostingPaths.ask(slug, flowId), {}, auditor)).statusCode).toBe(404);
  expect((await server.get(url, auditor)).body).not.toContain(hostingPaths.ask(slug, flowId));
});

test("refused with every reason, the form keeps what was chosen", async () => {
  const refused = await server.post(
    hostingPaths.ask(slug, flowId),
    { organisation: companies[1], people: stays[0]! },
    coordinator,
  );
  expect(refused.statusCode).toBe(422);
  expect(text(refused.body)).toContain("Another company is being asked for: Ana Secret00");
  const empty = await server.post(hostingPaths.ask(slug, flowId), {}, coordinator);
  expect(empty.body).toContain('href="#organisation"');
});

test("a host's file: people, places, address of its own table, what was seen there", async () => {
  const id = companies[1];
  const post = (url: string, fields: Record<string, string> = {}) =>
    server.post(url, fields, coordinator);
  const here = hostingPaths.host(slug, id);
  const mentor = {
    role: "mentor",
    name: "Rosa",
    email: "rosa@maderas.example",
    phone: "",
    language: "es",
  };
  expect((await post(hostingPaths.contacts(slug, id), mentor)).statusCode).toBe(303);
  expect((await post(hostingPaths.contacts(slug, id), mentor)).statusCode).toBe(422);
  expect((await post(hostingPaths.link(slug, id), { language: "es" })).statusCode).toBe(303);
  const rows = "Every trade\t2027-06-01\t2027-08-31\t5";
  const looked = await post(hostingPaths.table(slug, id), { kind: "places", do: "check", rows });
  expect(text(looked.body)).toContain("Save these rows");
  await post(hostingPaths.table(slug, id), { kind: "places", do: "save", rows });
  const note = { happenedOn: "2027-02-01", who: "Anna" };
  await post(hostingPaths.notes(slug, id), { ...note, kind: "visit", note: "Clean workshop" });
  await post(hostingPaths.notes(slug, id), { ...note, kind: "rating", tasks: "good", note: "" });
  await post(hostingPaths.notes(slug, id), { ...note, kind: "incident", note: "A cut finger" });
  const bad = await post(hostingPaths.notes(slug, id), { kind: "visit", happenedOn: "2030-01-01" });
  for (const field of ["happenedOn", "who", "note"]) expect(bad.body).toContain(`href="#${field}"`);
  const page = text((await server.get(here, coordinator)).body);
  for (const said of [
    "Rosa",
    "/host/es/",
    "Clean workshop",
    "Tasks of the trade: good",
    "Questions and answers by year",
    "Sealed: say what you need it for",
  ]) {
    expect(page).toContain(said);
  }
  // Words of an incident stand on no page that is only looked at, and lie sealed with who was there.
  expect(page).not.toMatch(/cut finger|Incident Anna/);
  const [row] = await db.sql<{ id: string; all: string; who: string | null }>(
    "select n.id, n.who, encode(w.sealed, 'escape') as all from host_notes n join host_note_words w on w.note_id = n.id",
  );
  expect(row?.all).not.toContain("cut finger");
  expect(row?.who).toBeNull();
  const sealed = hostingPaths.note(slug, id, row!.id);
  expect(text((await server.get(here, auditor)).body)).toContain("The coordinator can open it");
  expect((await server.get(sealed, auditor)).statusCode).toBe(404);
  expect((await server.get(sealed, coordinator)).body).not.toContain("cut finger");
  // Of another host the same note is not there.
  const other = hostingPaths.note(slug, companies[0], row!.id);
  expect((await server.post(other, { reason: "safety" }, coordinator)).statusCode).toBe(404);
  const noReason = await post(sealed);
  expect([noReason.statusCode, text(noReason.body).includes("cut finger")]).toEqual([422, false]);
  const opened = await post(sealed, { reason: "safety" });
  expect(text(opened.body)).toContain("Anna Note A cut finger");
  const readings = await db.sql<{ data: unknown }>(
    "select data - 'noteId' as data from event_log where name = 'host-note.opened'",
  );
  expect(readings).toEqual([{ data: { reason: "safety" } }]);
  const [contact] = await db.sql<{ id: string }>(
    "select id from host_contacts where name = 'Rosa'",
  );
  expect((await post(hostingPaths.contactEnd(slug, id, contact!.id))).statusCode).toBe(303);
});

test("learners and companies are matched, proven, explained, kept: every company is asked", async () => {
  const url = hostingPaths.matching(slug, flowId);
  const pinned = await server.post(
    hostingPaths.matchPins(slug, flowId),
    { mobility: stays[8]!, company: companies[1], reason: "Near the bus" },
    coordinator,
  );
  expect(pinned.statusCode).toBe(303);
  const needs = hostingPaths.needs(slug, flowId);
  const kept = await server.post(needs, { shown: stays, "no-stairs": stays[7]! }, coordinator);
  expect(kept.headers.location).toBe(`${url}?needs`);
  const opened = await server.post(hostingPaths.needsOpening(slug, flowId), {}, coordinator);
  expect(opened.body.match(/checked/g)).toHaveLength(1);
  const run = await server.post(url, {}, coordinator);
  expect(run.statusCode).toBe(303);
  const page = text((await server.get(run.headers.location!, coordinator)).body);
  for (const said of [
    "agrees: checked",
    "A person decided: Near the bus",
    "Reasons that are kept apart were counted",
    "4 of 5",
  ]) {
    expect(page).toContain(said);
  }
  // Nothing says what the reason is, and each reading stands in the history of each stay.
  expect(page + text((await server.get(url, coordinator)).body)).not.toMatch(/has stairs|checked"/);
  const reads = await db.sql<{ reason: string; count: number }>(
    "select data->>'reason' as reason, count(*)::int from event_log where name = 'mobility.needs-read' group by 1 order by 1",
  );
  expect(reads).toEqual([
    { reason: "matching", count: 5 },
    { reason: "opened", count: 9 },
  ]);
  const need = await db.sql("select distinct length(sealed) from stay_needs");
  expect(need).toHaveLength(1);
  const [sealed] = await db.sql<{ all: string }>(
    "select encode(sealed, 'escape') as all from match_runs",
  );
  expect(sealed?.all).not.toContain(stays[8]);
  const asking = await server.post(`${run.headers.location}/keep`, {}, coordinator);
  expect(asking.headers.location).toBe(`${hostingPaths.flow(slug, flowId)}?asked`);
  const asked = await db.sql(
    "select places from host_requests where organisation_id = $1 order by asked_at, places",
    [companies[1]],
  );
  expect(asked.at(-1)).toEqual({ places: 4 });
  // Kept once; a second press is told.
  expect((await server.post(`${run.headers.location}/keep`, {}, coordinator)).statusCode).toBe(422);
  const [request] = await db.sql<{ id: string }>(
    "select id from host_requests where organisation_id = $1 and places = 4",
    [companies[1]],
  );
  const back = await server.post(
    hostingPaths.withdrawal(slug, request!.id),
    { because: "Made a mistake" },
    coordinator,
  );
  expect(back.statusCode).toBe(303);
  expect(
    text((await server.get(hostingPaths.request(slug, request!.id), coordinator)).body),
  ).toContain("Made a mistake");
});

test("a matching is kept without a letter; a yes heard by telephone matches, another is asked later", async () => {
  const run = await server.post(hostingPaths.matching(slug, flowId), {}, coordinator);
  const mails = () => db.sql("select id from mail_messages");
  const before = await mails();
  const later = await server.post(`${run.headers.location}/keep`, { do: "later" }, coordinator);
  expect(later.headers.location).toBe(`${hostingPaths.flow(slug, flowId)}?kept`);
  expect(await mails()).toEqual(before);
  const page = text((await server.get(later.headers.location!, coordinator)).body);
  expect(page).toContain("kept, not asked yet");
  const [request] = await db.sql<{ id: string }>(
    "select id from host_requests where state = 'kept'",
  );
  const heard = (fields: Record<string, string>) =>
    server.post(hostingPaths.hearYes(slug, request!.id), fields, coordinator);
  const wrong = await heard({ how: "", on: "2030-01-01", from: "" });
  expect(wrong.statusCode).toBe(422);
  for (const field of ["how", "on", "from"]) expect(wrong.body).toContain(`href="#${field}`);
  expect((await heard({ how: "telephone", on: "2027-03-01", from: "Lucía" })).statusCode).toBe(303);
  const told = text((await server.get(hostingPaths.request(slug, request!.id), coordinator)).body);
  expect(told).toContain("by telephone, 1 Mar 2027, Lucía");
  const matched = await db.sql(
    `select 1 from mobilities m join host_request_people p on p.mobility_id = m.id and p.left_at is null
     where p.request_id = $1 and m.state = 'matched'`,
    [request!.id],
  );
  expect(matched.length).toBeGreaterThan(0);
  // The host reads what it agreed to; a yes is not heard twice.
  expect(await mails()).toHaveLength(before.length + 1);
  expect((await heard({ how: "telephone", on: "2027-03-01", from: "Lucía" })).statusCode).toBe(422);

  const [free] = await db.sql<{ id: string }>(
    `select m.id from mobilities m where m.state = 'planned' and not exists (
       select from host_request_people p where p.mobility_id = m.id and p.left_at is null) limit 1`,
  );
  const keptId = need(
    await db.database.withTx(coordinator.actor, (tx) =>
      askHost(tx, {
        organisationId: companies[0],
        flowId,
        mobilityIds: [free!.id],
        publicUrl: PUBLIC,
        later: true,
      }),
    ),
  );
  const asked = await server.post(hostingPaths.askKept(slug, keptId), {}, coordinator);
  expect(asked.statusCode).toBe(303);
  expect(await mails()).toHaveLength(before.length + 2);
  expect((await server.post(hostingPaths.askKept(slug, keptId), {}, coordinator)).statusCode).toBe(
    422,
  );
});
