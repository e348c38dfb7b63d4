/**
 * kill -9 in the middle of the two things nobody can do again by hand: a long import and a
 * publication. What was acknowledged is there exactly once, what was cut off is whole or absent.
 * The moments come from a seed, which is printed; KALFA_KILL_SEED lives a run again.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { elapsed, pause } from "../../src/platform/clock.ts";
import { newId, newSeed } from "../../src/platform/random.ts";
import { clearHome, killLaunched, temporaryHome } from "../support/process.ts";
import { DEMO_SCHEME } from "../world/build.ts";
import { type Death, fate, Life } from "./deaths.ts";
import { participantsFile, ROWS } from "./participants-file.ts";
import { BASE, Person } from "./person.ts";

// Many whole starts, on a machine that may be doing other things.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

const HERE = `scheme_id = (select id from schemes where slug = '${DEMO_SCHEME}')`;
const seed = process.env.KALFA_KILL_SEED ?? newSeed();
const say = (line: string): void => void process.stdout.write(`kill ${seed}: ${line}\n`);

let home: string;
let copies: string[] = [];
let life: Life;
let runId: string;
/** How long an import and a publication take here when nobody disturbs them. */
let calm: { importing: number; publishing: number };
const imports: { mark: string; at: string }[] = [];
let peopleBefore: number;
let staysBefore: number;

const anna = new Person(() => life);
const mirela = new Person(() => life);

/** Brings a file up to the moment where it only has to be confirmed. */
async function bring(mark: string): Promise<string> {
  const { books } = life;
  const school = await books.one<{ name: string; country: string }>(
    `select name, country from organisations where ${HERE} and country = 'AL' and name like 'Shkolla%' order by name limit 1`,
  );
  const line = await books.one<{ id: string }>(
    `select id from activity_lines where ${HERE} and code = 'three-months'`,
  );
  const at = await anna.does(`${BASE}/imports`, {
    kind: "participants",
    callId: "",
    lineId: line.id,
    paste: "",
    file: participantsFile(mark, school),
  });
  const columns: Record<string, string> = {};
  for (const [, name, options] of (await anna.opens(at)).matchAll(
    /<select[^>]*name="(column-\d+)"[^>]*>(.*?)<\/select>/gs,
  )) {
    columns[name!] = /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? "";
  }
  await anna.does(`${at}/columns`, columns);
  expect(await settled(at)).toBe("checked");
  imports.push({ mark, at });
  return at;
}

/** Where an import comes to rest, without anybody doing anything. */
async function settled(at: string): Promise<string> {
  const id = at.split("/").at(-1);
  for (let tries = 0; tries < 3_000; tries += 1) {
    const { state } = await life.books.one<{ state: string }>(
      "select state from imports where id = $1",
      [id],
    );
    if (state !== "checking" && state !== "writing") return state;
    await pause(20);
  }
  throw new Error("the import is still at work after a minute");
}

/** Every import whole and once: its stays, its people, its lines of history; nothing left to do. */
async function everythingOnce(): Promise<void> {
  const { books } = life;
  for (const { mark, at } of imports) {
    expect(
      await books.one(
        `select count(*)::int as stays, count(distinct reference)::int as distinct,
           count(distinct person_id)::int as people,
           (select count(*)::int from event_log e where e.name = 'mobility.registered'
            and e.subject_id in (select id from mobilities where reference like $1)) as told
         from mobilities where reference like $1`,
        [`${mark}-%`],
      ),
      mark,
    ).toEqual({ stays: ROWS, distinct: ROWS, people: ROWS, told: ROWS });
    const id = at.split("/").at(-1);
    expect(
      await books.count("event_log where name = 'import.written' and subject_id = $1", [id]),
    ).toBe(1);
  }
  expect(await books.count("mobilities")).toBe(staysBefore + imports.length * ROWS);
  expect(await books.count("persons")).toBe(peopleBefore + imports.length * ROWS);
  expect(await books.count("graphile_worker._private_jobs where attempts >= max_attempts")).toBe(0);
}

/** The calm of a computed run with both signatures, ready to be published. */
async function signedRun(): Promise<string> {
  const call = await life.books.one<{ id: string }>(
    `select id from calls where ${HERE} and number = 3`,
  );
  const at = await anna.does(`${BASE}/calls/${call.id}/runs`);
  const run = await life.books.one<{ id: string }>(
    "select id from allocation_runs where call_id = $1 order by number desc limit 1",
    [call.id],
  );
  expect(at).toContain(BASE);
  for (let tries = 0; ; tries += 1) {
    const { state } = await life.books.one<{ state: string }>(
      "select state from allocation_runs where id = $1",
      [run.id],
    );
    if (state === "computed") break;
    if (tries > 3_000) throw new Error(`the run is ${state}`);
    await pause(20);
  }
  for (const person of [anna, mirela]) await person.does(`${BASE}/runs/${run.id}/signatures`);
  return run.id;
}

/** What a publication leaves, counted. */
const publicationOf = () =>
  life.books.one<Record<string, unknown>>(
    `select r.state, c.state as call, (r.published_at is not null) as dated,
       (select count(*)::int from offers where run_id = r.id) as offers,
       (select count(*)::int from event_log where name = 'offer.made' and data ->> 'runId' = r.id::text) as told,
       (select count(*)::int from event_log where name = 'run.published' and subject_id = r.id) as events,
       (select count(*)::int from event_log where name = 'call.published' and subject_id = c.id) as closed
     from allocation_runs r join calls c on c.id = r.call_id where r.id = $1`,
    [runId],
  );
const absent = {
  state: "computed",
  call: "closed",
  dated: false,
  offers: 0,
  told: 0,
  events: 0,
  closed: 0,
};
async function whole() {
  const { placed } = await life.books.one<{ placed: number }>(
    "select (summary ->> 'placed')::int as placed from allocation_runs where id = $1",
    [runId],
  );
  expect(placed).toBeGreaterThan(50);
  return {
    state: "published",
    call: "published",
    dated: true,
    offers: placed,
    told: placed,
    events: 1,
    closed: 1,
  };
}

const publish = (key: string) => anna.posts(`${BASE}/runs/${runId}/publication`, {}, key);
/** Null where the answer never came. */
const answerOf = (posted: ReturnType<typeof publish>) =>
  posted.then(({ status }) => status).catch(() => null);

beforeAll(async () => {
  home = await temporaryHome();
  life = await Life.begins(home);
  await anna.sits("coordinator");
  await mirela.sits("country-partner");
  staysBefore = await life.books.count("mobilities");
  peopleBefore = await life.books.count("persons");
  runId = await signedRun();
  await life.ends();
  copies = [0, 1, 2].map((n) => {
    const copy = `${home}-${n}`;
    const { status } = spawnSync("cp", ["-a", home, copy]);
    expect(status).toBe(0);
    return copy;
  });

  life = await Life.begins(copies[0]!);
  const publishing = elapsed();
  await anna.does(`${BASE}/runs/${runId}/publication`);
  calm = { publishing: publishing(), importing: 0 };
  expect(await publicationOf()).toEqual(await whole());
  await life.ends();

  life = await Life.begins(home);
  // The first one also warms everything up.
  for (const mark of ["first", "calm"]) {
    const at = await bring(mark);
    const importing = elapsed();
    await anna.does(`${at}/confirmation`);
    expect(await settled(at)).toBe("written");
    calm = { ...calm, importing: importing() };
  }
  await everythingOnce();
  await life.ends();
  say(
    `calm import ${Math.round(calm.importing)} ms, publication ${Math.round(calm.publishing)} ms`,
  );
});

afterAll(async () => {
  await killLaunched();
  for (const folder of [home, ...copies]) {
    await clearHome(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

async function importRound(round: number, death: Death): Promise<void> {
  life = await Life.begins(home);
  const at = await bring(`r${round}`);
  const key = newId();
  const moment = fate(seed, `${round} moment`) * calm.importing;
  const sent = answerOf(anna.posts(`${at}/confirmation`, {}, key));
  await pause(moment);
  const { state: before } = await life.books.one<{ state: string }>(
    "select state from imports where id = $1",
    [at.split("/").at(-1)],
  );
  const back = await life.diesOf(death, fate(seed, `${round} which`));
  const answer = await sent;
  let after = await settled(at);
  say(
    `round ${round}: import, ${death} at ${Math.round(moment)} ms (${before}), answered ${answer}, back in ${Math.round(back)} ms, ${after}`,
  );
  if (answer === 303) expect(after).toBe("written");
  if (after !== "written") {
    expect(after).toBe("checked");
    expect(await life.books.count("mobilities where reference like $1", [`r${round}-%`])).toBe(0);
  }
  // The same wish again, as a browser sends it again: done once in any case.
  expect(await answerOf(anna.posts(`${at}/confirmation`, {}, key))).toBe(303);
  after = await settled(at);
  expect(after).toBe("written");
  await everythingOnce();
  await life.ends();
}

async function publicationRound(round: number, death: Death, folder: string): Promise<void> {
  life = await Life.begins(folder);
  const key = newId();
  const moment = fate(seed, `${round} moment`) * calm.publishing;
  const sent = answerOf(publish(key));
  await pause(moment);
  const back = await life.diesOf(death, fate(seed, `${round} which`));
  const answer = await sent;
  const found = await publicationOf();
  say(
    `round ${round}: publication, ${death} at ${Math.round(moment)} ms, answered ${answer}, back in ${Math.round(back)} ms, ${found.state}`,
  );
  if (answer === 303) expect(found).toEqual(await whole());
  expect([absent, await whole()]).toContainEqual(found);
  expect(await answerOf(publish(key))).toBe(303);
  expect(await publicationOf()).toEqual(await whole());
  await anna.opens(`/en/${DEMO_SCHEME}/runs/${runId}`);
  await life.ends();
}

test("round 1: the program is killed in an import", () => importRound(1, "program"));
test("round 2: the program is killed in a publication", () =>
  publicationRound(2, "program", copies[1]!));
test("round 3: the database is killed in an import", () => importRound(3, "database"));
test("round 4: a connection is killed in a publication", () =>
  publicationRound(4, "connection", copies[2]!));
test("round 5: a connection is killed in an import", () => importRound(5, "connection"));
test("Ctrl-C in an import loses nothing", () => importRound(6, "ctrl-c"));
