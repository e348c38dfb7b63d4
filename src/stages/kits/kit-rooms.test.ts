import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { must } from "../../../tests/support/small-scheme.ts";
import { DEMO_SCHEME } from "../../../tests/world/build.ts";
import { worldDatabase } from "../../../tests/world/database.ts";
import { newId } from "../../platform/random.ts";
import { canonical } from "../../shared/canonical.ts";
import { addOwnTemplate } from "../agreements/own-template-keep.ts";
import { sampleDocx } from "../agreements/own-template-sample.ts";
import { setRule } from "../consents/set-rule.ts";
import { addLine, changeLine, setAge } from "../country-sheets/keep-line.ts";
import { readProgramLines } from "../country-sheets/take-lines.ts";
import { setMinorsPerAdult } from "../preparation/keep-group.ts";
import { exportKit } from "./export-kit.ts";
import type { Kit, KitWish } from "./kit.ts";
import { openKit } from "./open-kit.ts";
import { digestOf, packKit, unpackKit } from "./pack-kit.ts";

const db = await worldDatabase();
const [demo] = await db.sql<{ id: string }>("select id from schemes where slug = $1", [
  DEMO_SCHEME,
]);
const system = (schemeId: string) => ({ kind: "system", schemeId }) as const;
const exported = (schemeId: string) =>
  db.database.withTx(system(schemeId), async (tx) => must(await exportKit(tx)));

const coordinator = {
  kind: "staff",
  userId: "user-of-the-kit",
  userName: "Kit Coordinator",
  schemeId: demo!.id,
  scheme: { slug: DEMO_SCHEME, name: { en: "Demo" }, settings: {}, invented: true },
  memberships: [{ role: "coordinator", organisationId: null, country: null }],
} as const;

const wishOf = (kit: Kit, slug: string): KitWish => ({
  slug,
  name: kit.rooms.scheme.name,
  organisation: {
    name: "Office of the next programme",
    kind: "ngo",
    city: "Tirana",
    country: "AL",
    roles: ["coordinating"],
  },
  countries: kit.rooms.scheme.countries.map((country) => ({ country, partner: null })),
  lines: kit.rooms.scheme.lines.map(({ code }) => code),
  person: { name: "Next Coordinator", email: "next@office.example", phone: "+355 69 000 0000" },
});
const opened = (kit: Kit, slug: string) =>
  db.database.withTx(system(newId()), async (tx) => openKit(tx, kit, wishOf(kit, slug)));

/** What the demo's programme does not have of its own: a Word paper, lines about countries, a rule. */
async function enrich(): Promise<void> {
  await db.database.withTx(coordinator, async (tx) => {
    const bytes = sampleDocx("learning-agreement", "sq");
    const paper = {
      kind: "learning-agreement",
      year: "2026",
      language: "sq",
      fileName: "Own.docx",
    };
    must(await addOwnTemplate(tx, { ...paper, bytes }));
    const [known] = await readProgramLines(tx);
    const words = { en: "Lessons begin in September." };
    const line = {
      topic: "school-calendar",
      words,
      source: "Ministry",
      link: "https://example.org/a",
    };
    must(await addLine(tx, "AL", { ...line, checkedOn: "2026-01-10" }));
    must(await changeLine(tx, known!.id, 0, { ...known!, words }));
    must(await setAge(tx, 200));
    const rule = { country: "AL", guardians: "2", exitNeeded: "yes" };
    must(await setRule(tx, { ...rule, exitSigners: "both", exitCertified: "notary" }));
    must(await setMinorsPerAdult(tx, "7"));
  });
}

test("a scheme exported, opened elsewhere and exported again is the same file, to the byte", async () => {
  await enrich();
  const kit = await exported(demo!.id);
  expect(kit.rooms.papers).toHaveLength(1);
  expect(kit.rooms.countries.lines.map(({ of }) => of !== null).sort()).toEqual([false, true]);
  const first = packKit(kit);
  const read = must(unpackKit(first));
  const began = performance.now();
  const { schemeId } = must(await opened(read, "next-one"));
  expect(performance.now() - began).toBeLessThan(20_000);
  const second = packKit(await exported(schemeId));
  expect(must(unpackKit(second)).rooms).toEqual(read.rooms);
  expect(createHash("sha256").update(second).digest("hex")).toBe(
    createHash("sha256").update(first).digest("hex"),
  );
});

test("events go along with their programme by day and hour, and come as drafts without anybody", async () => {
  const { rooms } = await exported(demo!.id);
  const summer = rooms.events.find(({ kind }) => kind === "summer-school");
  expect(summer).toMatchObject({ days: 5, line: "summer-school", closesTime: expect.any(String) });
  expect(summer?.sessions.length).toBeGreaterThan(3);
  expect(new Set(rooms.events.map(({ kind, line }) => `${kind} ${line}`)).size).toBe(
    rooms.events.length,
  );
  const people = await db.sql<{ name: string }>(
    "select unnest(speakers) as name from event_sessions where scheme_id = $1 union select name from event_registrations where scheme_id = $1",
    [demo!.id],
  );
  const said = canonical(rooms.events);
  expect(people.length).toBeGreaterThan(10);
  expect(people.filter(({ name }) => said.includes(name))).toEqual([]);
  expect(said).not.toContain("https://");
  const { schemeId } = must(
    await opened({ rooms: { ...rooms, papers: [] }, files: new Map() }, "with-events"),
  );
  const events = await db.sql<{ state: string; starts: string; day: number; organiser: null }>(
    `select state, starts::text, extract(isodow from starts)::int as day, organiser_id as organiser
     from events where scheme_id = $1 order by starts`,
    [schemeId],
  );
  expect(events).toHaveLength(rooms.events.length);
  expect(
    events.every(({ state, day, organiser }) => `${state}${day}${organiser}` === "draft1null"),
  );
  expect(new Set(events.map(({ starts }) => starts)).size).toBe(events.length);
  const few = { ...wishOf({ rooms, files: new Map() }, "few-events"), lines: ["one-month"] };
  const bare = { rooms: { ...rooms, papers: [] }, files: new Map() };
  const made = await db.database.withTx(system(newId()), async (tx) => openKit(tx, bare, few));
  const [kept] = await db.sql<{ n: number }>(
    "select count(*)::int as n from events where scheme_id = $1",
    [must(made).schemeId],
  );
  expect(kept?.n).toBe(rooms.events.filter(({ line }) => line === null).length);
});

test("guides that come with every program are not carried about; an empty shelf gets them, byte for byte", async () => {
  const bare = await exported(demo!.id);
  const empty: Kit = {
    rooms: { ...bare.rooms, library: { works: [], kits: [] } },
    files: new Map([...bare.files].filter(([name]) => name.endsWith(".docx"))),
  };
  const first = packKit(empty);
  const { schemeId } = must(await opened(must(unpackKit(first)), "with-guides"));
  const shelf = await db.sql<{ guides: number; kits: number }>(
    `select (select count(*)::int from resources where scheme_id = $1 and guide is not null) as guides,
       (select count(*)::int from resource_kits where scheme_id = $1) as kits`,
    [schemeId],
  );
  expect(shelf[0]?.guides).toBeGreaterThan(50);
  expect(shelf[0]?.kits).toBeGreaterThan(0);
  expect(digestOf(packKit(await exported(schemeId)))).toBe(digestOf(first));
  // One word of its own, and the library is its own.
  await db.sql("delete from resource_kits where scheme_id = $1", [schemeId]);
  expect((await exported(schemeId)).rooms.library.works.length).toBeGreaterThan(5);
});
