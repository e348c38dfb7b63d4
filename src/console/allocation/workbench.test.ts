import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import {
  AFTER_CLOSING,
  type ClosedCall,
  closedCall,
  computedRun,
  computeRun,
  PEOPLE,
} from "../../../tests/support/run.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { paths } from "../paths.ts";
import { routes as comparison } from "./comparison.page.ts";
import { routes as folder } from "./folder.page.ts";
import { routes as pins } from "./pins.page.ts";
import { routes as publication } from "./publication.page.ts";
import { routes as workbench } from "./workbench.page.ts";

const clock = clockAt(AFTER_CLOSING);
const db = await testDatabase({ clock });
const server = await testServer(
  db,
  [...workbench, ...pins, ...publication, ...folder, ...comparison],
  { clock },
);
const call: ClosedCall = await closedCall(db, clock, { slug: "bench" });
const slug = "bench";
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Anna" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
let runPath = "";
let runId = "";

beforeAll(() => expect(PEOPLE).toHaveLength(12));
afterAll(() => expect(server.errors).toEqual([]));

const text = (body: string): string =>
  body
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
const open = async (url: string, as: SignedIn = coordinator): Promise<string> => {
  const reply = await server.get(url, as);
  expect(reply.statusCode, url).toBe(200);
  return text(reply.body);
};

test("before the first run the six checks are shown, then a click freezes the call", async () => {
  const before = await open(paths.workbench(slug, call.callId));
  expect(before).toContain("Data checks: 6 of 6 passed");
  expect(before).toContain("Run the allocation");
  // A partner may look, and cannot run.
  expect(await open(paths.workbench(slug, call.callId), partner)).not.toContain(
    "Run the allocation",
  );
  const refused = await server.post(paths.runs(slug, call.callId), {}, partner);
  expect(refused.statusCode).toBe(404);

  const key = { _key: crypto.randomUUID() };
  const first = await server.post(paths.runs(slug, call.callId), key, coordinator);
  const second = await server.post(paths.runs(slug, call.callId), key, coordinator);
  expect(first.statusCode).toBe(303);
  expect(second.headers.location).toBe(first.headers.location);
  runPath = String(first.headers.location);
  runId = runPath.split("/").at(-1)!;
  const runs = await db.sql("select number from allocation_runs where call_id = $1", [call.callId]);
  expect(runs).toEqual([{ number: 1 }]);
  const jobs = await db.sql(
    "select 1 from graphile_worker.jobs where task_identifier = 'run-allocation'",
  );
  expect(jobs).toHaveLength(1);
  expect(await open(runPath)).toContain("Giving the places");
  await computeRun(db.database, call.actor, runId);
});

test("the three panes say where the work stands, whom to look at, and where people go", async () => {
  const page = await open(runPath);
  expect(page).toContain("Allocation run 1");
  expect(page).toContain("Got a place 7 of 8 places");
  expect(page).toContain("Hard rules broken 0");
  expect(page).toMatch(/Review (\d+) to look at/);
  expect(page).toContain("Equal points at");
  expect(page).toContain("A reserved place");
  expect(page).toContain("Bologna 2 of 2 80 points; reserved: 55 points");
  expect(page).toContain("Same chance for everyone?");
  expect(page).toContain("too few people to tell");
  const unplaced = await open(`${runPath}?show=unplaced`);
  expect(unplaced).toContain("5 people");
  expect(await open(`${runPath}?show=all&q=person04`)).toContain("1 person");
  for (const locale of ["sq", "sr-Cyrl", "sr-Latn"] as const) {
    const speaker = await signInAs(db, call.scheme, { role: "coordinator", locale });
    await open(runPath, speaker);
  }
});

test("one person's page tells why not the first wish, and what would change it", async () => {
  const page = await open(paths.runPerson(slug, runId, call.people[1]!));
  expect(page).toContain("Why Sevilla");
  expect(page).toContain(
    "Bologna: 2 places, last place: 80 points; reserved: 55 points. 75 points is number 2 of 6.",
  );
  // Five more points are enough or six, as the draw has it.
  expect(page).toMatch(
    /What would change it Bologna: [56] points more\. Bologna: one more place there\./,
  );
  const trace = await server.get(
    `${paths.runPerson(slug, runId, call.people[1]!)}/trace`,
    coordinator,
  );
  expect(trace.headers["content-disposition"]).toContain("attachment");
  expect(trace.json()).toMatchObject({ code: "placed", rank: 2, points: 75 });
  // Another country's person and nobody at all look the same to a partner.
  for (const id of [call.people[6]!, crypto.randomUUID(), "nonsense"]) {
    const reply = await server.get(paths.runPerson(slug, runId, id), partner);
    expect(reply.statusCode).toBe(404);
  }
});

test("a refused pin keeps what was typed and names every problem; a good one is shown", async () => {
  const applicationId = call.people[5]!;
  const fields = { application: applicationId, run: runId, reason: "short" };
  const refused = await server.post(paths.pins(slug, call.callId), fields, coordinator);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(">short</textarea>");
  expect(text(refused.body)).toContain("Choose a place that this person wished for");
  expect(text(refused.body)).toContain("write at least 10 letters");
  const [place] = await db.sql<{ id: string }>(
    "select p.id from places p join flows f on f.id = p.flow_id where f.id = $1",
    [call.flows["AL-1"]],
  );
  const reason = "Medical care that only Bologna can give";
  const good = { ...fields, reason, place: place!.id };
  expect((await server.post(paths.pins(slug, call.callId), good, partner)).statusCode).toBe(404);
  const pinned = await server.post(paths.pins(slug, call.callId), good, coordinator);
  expect(pinned.statusCode).toBe(303);
  const page = await open(String(pinned.headers.location).split("#")[0]!);
  expect(page).toContain(`Decided by Anna on`);
  expect(page).toContain(reason);
  expect(page).toContain("This run is out of date. Run the allocation again.");
  expect(page).not.toContain("Sign off run");
});

test("a case looked at says who did, leads to the next, and is the own country's alone", async () => {
  const flags = await db.sql<{ id: string; applicationId: string; country: string }>(
    `select g.id, g.application_id as "applicationId", a.sending_country as country
     from run_flags g join applications a on a.id = g.application_id where g.run_id = $1`,
    [runId],
  );
  const left = async (): Promise<number> =>
    Number(/Review (\d+) to look at/.exec(await open(runPath))?.[1] ?? 0);
  const before = await left();
  const foreign = flags.find(({ country }) => country !== "AL");
  const at = (id: string) => paths.runCase(slug, runId, id);
  if (foreign) expect((await server.post(at(foreign.id), {}, partner)).statusCode).toBe(404);
  expect((await server.post(at(flags[0]!.id), {}, auditor)).statusCode).toBe(404);
  expect((await server.post(at(crypto.randomUUID()), {}, coordinator)).statusCode).toBe(404);
  expect(await left()).toBe(before);
  const done = await server.post(at(flags[0]!.id), {}, coordinator);
  expect(done.statusCode).toBe(303);
  expect(done.headers.location).toContain(`/runs/${runId}`);
  expect(done.headers.location).not.toContain(flags[0]!.applicationId);
  expect(await left()).toBe(before - 1);
  const looked = await open(paths.runPerson(slug, runId, flags[0]!.applicationId));
  expect(looked).toMatch(/Anna looked at it: .*2027/);
  expect(looked).toContain("Looked at");
});

test("a second draft is compared with the first, person by person", async () => {
  runId = await computedRun(db, call);
  runPath = paths.run(slug, runId);
  const page = await open(runPath);
  expect(page).toContain("Run 1 Run 2");
  expect(page).toMatch(/(\d+) (person|people) moved since run 1/);
  expect(page).toContain("Decided by hand: Medical care");
  const url = paths.runComparison(slug, runId);
  const whole = await open(url);
  expect(whole).toContain("Run 2 compared with run 1");
  const count = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(whole)?.[1]);
  const [gained, lost] = [count("Got a place"), count("Lost the place")];
  // The seats are the same, so for everybody who gains a place somebody loses one.
  expect(gained).toBe(lost);
  expect(gained).toBeGreaterThan(0);
  expect(whole).toMatch(/Bologna \([^)]*\) wish \d/);
  const csv = await server.get(`${paths.runComparisonCsv(slug, runId)}?show=lost`, coordinator);
  expect(csv.body.trim().split("\n")).toHaveLength(lost + 1);
  expect((await server.get(paths.runComparisonCsv(slug, runId), auditor)).statusCode).toBe(404);
  // A partner reads of its own country's people alone, in lists and in counts.
  const own = await server.get(paths.runComparisonCsv(slug, runId), partner);
  const foreign = own.body
    .split("\n")
    .slice(1)
    .filter((line) => line && !line.includes(",AL,"));
  expect(foreign).toEqual([]);
  const few = await queriesDuring(() => server.get(`${url}?show=lost`, coordinator));
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(few);
});

test("two people sign, the coordinator publishes, and everything is read-only afterwards", async () => {
  const early = await server.post(paths.publication(slug, runId), {}, coordinator);
  expect(early.statusCode).toBe(422);
  expect(text(early.body)).toContain("The coordinator has not signed yet.");
  for (const who of [coordinator, partner]) {
    const signed = await server.post(paths.signatures(slug, runId), {}, who);
    expect(signed.statusCode).toBe(303);
  }
  const again = await server.post(paths.signatures(slug, runId), {}, partner);
  expect(text(again.body)).toContain("You have signed this run already.");
  expect((await server.get(paths.publication(slug, runId), partner)).statusCode).toBe(404);
  expect((await server.post(paths.signatures(slug, runId), {}, auditor)).statusCode).toBe(404);
  expect(await open(paths.publication(slug, runId))).toContain("Publish and send the offers");
  const key = { _key: crypto.randomUUID() };
  const published = await server.post(paths.publication(slug, runId), key, coordinator);
  expect(published.statusCode).toBe(303);
  const twice = await server.post(paths.publication(slug, runId), key, coordinator);
  expect(twice.headers.location).toBe(published.headers.location);
  const offers = await db.sql("select 1 from offers where run_id = $1", [runId]);
  expect(offers).toHaveLength(7);
  const page = await open(runPath);
  expect(page).toContain("Published result (run 2)");
  for (const button of ["Run again", "Sign off run", "Decide by hand", "Take the decision back"]) {
    expect(page).not.toContain(button);
  }
});

test("the frozen folder is for auditors and coordinators, for a purpose that is written down", async () => {
  const url = paths.runFolder(slug, runId);
  expect((await server.get(url, partner)).statusCode).toBe(404);
  expect((await server.get(url, coordinator)).statusCode).toBe(200);
  const fields = { file: "problem/applicants.csv", purpose: "" };
  expect((await server.post(url, fields, auditor)).statusCode).toBe(422);
  const taken = await server.post(url, { ...fields, purpose: "yearly audit" }, auditor);
  expect(taken.body.split("\n")[0]).toContain("points");
  const refused = await server.post(url, { ...fields, purpose: "curious" }, partner);
  expect(refused.statusCode).toBe(404);
  const foreign = { file: "office/checks.json", purpose: "yearly audit" };
  expect((await server.post(url, foreign, auditor)).statusCode).toBe(404);
  const events = await db.sql("select actor_id from event_log where name = 'run-file.taken'");
  expect(events).toEqual([{ actor_id: auditor.userId }]);
});

test("another scheme's staff find nothing here", async () => {
  const other = await closedCall(db, clock, { slug: "other" });
  const stranger = await signInAs(db, other.scheme, { role: "coordinator" });
  for (const url of [
    runPath,
    runPath.replace("/bench/", "/other/"),
    paths.workbench("other", call.callId),
    paths.workbench("other", "nonsense"),
    paths.publication("other", runId),
    paths.runPerson("other", runId, call.people[0]!),
  ]) {
    const reply = await server.get(url, stranger);
    expect([303, 404], url).toContain(reply.statusCode);
    expect(reply.body).not.toContain("KLF-");
  }
  for (const url of [paths.signatures("other", runId), paths.publication("other", runId)]) {
    expect((await server.post(url, {}, stranger)).statusCode).toBe(404);
  }
});

test("the list asks the database equally often for one row and for many", async () => {
  const one = await queriesDuring(() => server.get(`${runPath}?show=all&q=person04`, coordinator));
  const many = await queriesDuring(() => server.get(`${runPath}?show=all`, coordinator));
  expect(many).toBe(one);
});
