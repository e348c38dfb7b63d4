import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { must } from "../../../tests/support/small-scheme.ts";
import { DEMO_SCHEME } from "../../../tests/world/build.ts";
import { worldDatabase } from "../../../tests/world/database.ts";

import { readArchive, writeArchive } from "../../platform/files/plain-archive.ts";
import { newId } from "../../platform/random.ts";
import { canonical } from "../../shared/canonical.ts";
import { bringKit, openBrought, readBrought } from "./bring-kit.ts";
import { exportKit } from "./export-kit.ts";
import type { Kit, KitWish } from "./kit.ts";
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

const kit = await exported(demo!.id);
const packed = packKit(kit);
const bounds = { files: 400, bytes: 24 * 1024 * 1024 };
const filesOf = () => new Map(must(readArchive(packed, bounds)));
const reasons = (bytes: Buffer): string[] => {
  const read = unpackKit(bytes);
  if (read.ok) return [];
  return read.problems.map(({ code, params }) => [code, ...Object.values(params ?? {})].join(" "));
};
/** The files with something done to them, and a list that is right about it. */
function relisted(change: (files: Map<string, Buffer>) => void): Buffer {
  const files = filesOf();
  change(files);
  files.delete("manifest.json");
  const listed = Object.fromEntries([...files].map(([name, bytes]) => [name, digestOf(bytes)]));
  const manifest = { format: "kalfa-kit", version: 1, files: listed };
  return writeArchive(files.set("manifest.json", Buffer.from(canonical(manifest))));
}
// biome-ignore lint/suspicious/noExplicitAny: a hostile room has any shape
const withRoom = (room: string, change: (value: any) => void): Buffer =>
  relisted((files) => {
    const value = JSON.parse(files.get(`${room}.json`)!.toString());
    change(value);
    files.set(`${room}.json`, Buffer.from(canonical(value)));
  });
const archived = (names: readonly string[]): Buffer =>
  writeArchive(new Map(names.map((name) => [name, Buffer.from("{}")])));

describe("a hostile kit is refused in words", () => {
  test("names that lead elsewhere, say things twice or are too many", () => {
    expect(
      reasons(archived(["../escape.json", "/etc/passwd", "c:\\x.json", "a/../b.json"])),
    ).toEqual([
      "kit-path ../escape.json",
      "kit-path /etc/passwd",
      "kit-path a/../b.json",
      "kit-path c:\\x.json",
    ]);
    expect(reasons(archived(["Lines.json", "lines.json"]))).toEqual([
      "kit-path Lines.json",
      "kit-name-twice lines.json",
    ]);
    expect(reasons(archived(Array.from({ length: 401 }, (_, at) => `f${at}.json`)))).toEqual([
      "kit-too-many 401 400",
    ]);
    expect(reasons(Buffer.alloc(25 * 1024 * 1024))).toEqual(["kit-too-big 24"]);
    expect(reasons(Buffer.from("MZ"))).toEqual(["kit-no-archive"]);
    expect(reasons(packed.subarray(0, packed.length - 9))).toEqual(["kit-no-archive"]);
  });

  test("links, packed bombs, and archives with something beside the files", () => {
    const one = archived(["scheme.json"]);
    const entry = one.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    const link = Buffer.from(one);
    link.writeUInt32LE((0o120777 << 16) >>> 0, entry + 38);
    expect(reasons(link)).toEqual(["kit-link scheme.json"]);
    const bomb = Buffer.from(one);
    bomb.writeUInt16LE(8, entry + 10);
    bomb.writeUInt32LE(deflateRawSync(Buffer.alloc(1_000_000)).length, entry + 20);
    bomb.writeUInt32LE(0x3fffffff, entry + 24);
    expect(reasons(bomb)).toEqual(["kit-packed scheme.json"]);
    const before = Buffer.from(packed);
    before.writeUInt16LE(1, 10);
    expect(reasons(before)).toEqual(["kit-altered"]);
    expect(reasons(Buffer.concat([packed, Buffer.from("more")]))).toEqual(["kit-no-archive"]);
  });

  test("files that are not listed, not there, changed or not of a kit", () => {
    const changed = filesOf().set("messages.json", Buffer.from("[]\n"));
    expect(reasons(writeArchive(changed))).toEqual(["kit-hash messages.json"]);
    const less = filesOf();
    less.delete("messages.json");
    expect(reasons(writeArchive(less))).toEqual(["kit-missing messages.json"]);
    expect(reasons(writeArchive(filesOf().set("people.json", Buffer.from("[]\n"))))).toEqual([
      "kit-unknown-file people.json",
    ]);
    expect(reasons(relisted((files) => files.set("files/a.pdf", Buffer.from("%PDF-"))))).toEqual([
      "kit-unknown-file files/a.pdf",
    ]);
    const bare = filesOf();
    bare.delete("manifest.json");
    expect(reasons(writeArchive(bare))).toEqual(["kit-no-manifest"]);
  });

  test("people, unknown keys, ids, keys said twice", () => {
    expect(
      reasons(
        withRoom("scheme", (value) => {
          value.settings.contact = { name: "Ana" };
          value.lines[0].id = newId();
        }),
      ),
    ).toEqual([
      "kit-unknown-key id scheme.json: lines.0",
      "kit-unknown-key contact scheme.json: settings",
    ]);
    const twice = Buffer.from('{\n  "learners": [],\n  "learners": [],\n  "staff": []\n}\n');
    expect(reasons(relisted((files) => files.set("forms.json", twice)))).toEqual([
      "kit-not-canonical forms.json",
    ]);
    expect(reasons(relisted((files) => files.set("forms.json", Buffer.from("{"))))).toEqual([
      "kit-not-json forms.json",
    ]);
    const deep = Buffer.from(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);
    expect(reasons(relisted((files) => files.set("calls.json", deep)))).toEqual([
      "kit-not-json calls.json",
    ]);
  });

  test("events with a person, an address or a session that no event has", () => {
    const speaks = withRoom("events", (value) => {
      value[0].sessions[0].speakers = ["Ana"];
      value[0].link = "https://example.org/room";
    });
    expect(reasons(speaks).sort()).toEqual([
      "kit-unknown-key link events.json: 0",
      "kit-unknown-key speakers events.json: 0.sessions.0",
    ]);
    const strange = withRoom("events", (value) => {
      value[0].days = 0;
      value[0].closesTime = "25:00";
      value[0].sessions[0].day = -1;
    });
    expect(reasons(strange).sort()).toEqual([
      "kit-misfit events.json: 0.closesTime",
      "kit-misfit events.json: 0.days",
      "kit-misfit events.json: 0.sessions.0.day",
    ]);
  });

  test("a kit from before events were in it opens without any; one of today has to have them", () => {
    const without = (version: number) => {
      const files = filesOf();
      files.delete("events.json");
      files.delete("manifest.json");
      const listed = Object.fromEntries([...files].map(([name, bytes]) => [name, digestOf(bytes)]));
      const manifest = { format: "kalfa-kit", version, files: listed };
      return writeArchive(files.set("manifest.json", Buffer.from(canonical(manifest))));
    };
    const old = unpackKit(without(1));
    expect(old.ok && old.value.rooms.events).toEqual([]);
    expect(reasons(without(2))).toEqual(["kit-missing events.json"]);
    expect(reasons(without(3))).toEqual(["kit-newer 3 2"]);
  });

  test("texts that a browser would run, or that do not show what they say", () => {
    expect(
      reasons(
        withRoom("messages", (value) => {
          value[0].texts.en.body += "<script>alert(1)</script>";
          value[0].texts.en.subject = "See [this](javascript:alert(1))";
          value[0].name = "txt\u202excod";
        }),
      ),
    ).toEqual([
      "kit-hidden-sign messages.0.name",
      "kit-script messages.0.texts.en.body",
      "kit-script messages.0.texts.en.subject",
    ]);
  });
});

const counted = async () =>
  (await db.sql<{ n: number }>("select count(*)::int as n from schemes"))[0]!.n;

test("what the rules of a room refuse is said before anything is kept, all of it and by room", async () => {
  const before = await counted();
  const bad = withRoom("borders", (value) => {
    value.visas[0].leadWeeks = 99;
  });
  const worse = must(unpackKit(bad));
  worse.rooms.calls[0]!.maximumAge = 7;
  const [event] = worse.rooms.events;
  if (event) Object.assign(event.sessions[0]!, { day: event.days + 1 });
  const brought = await db.database.withTx(coordinator, (tx) => bringKit(tx, packKit(worse)));
  expect(brought.ok ? [] : brought.problems.map(({ code, field }) => `${field} ${code}`)).toEqual([
    "calls too-small",
    "borders too-big",
    "events session-outside-event",
  ]);
  expect(await counted()).toBe(before);
  expect(await db.sql("select 1 from kit_files")).toEqual([]);
});

test("a coordinator opens a kit once; the trial leaves nothing, and nobody else sees the file", async () => {
  const before = await counted();
  const id = await db.database.withTx(coordinator, async (tx) => must(await bringKit(tx, packed)));
  expect(await counted()).toBe(before);
  const other = { ...coordinator, userId: "somebody-else" };
  expect(await db.database.withTx(other, (tx) => readBrought(tx, id))).toBeUndefined();
  const partner = { ...coordinator, memberships: [] };
  expect(
    await db.database.withTx(partner, (tx) => openBrought(tx, id, wishOf(kit, "not-mine"))),
  ).toEqual({ ok: false, problems: [{ code: "not-found" }] });
  const few = {
    ...wishOf(kit, "next-two"),
    lines: ["one-month"],
    countries: [{ country: "AL", partner: null }],
  };
  const taken = await db.database.withTx(coordinator, (tx) =>
    openBrought(tx, id, { ...few, slug: DEMO_SCHEME }),
  );
  expect(taken).toEqual({ ok: false, problems: [{ code: "already-there", field: "slug" }] });
  const { schemeId } = must(
    await db.database.withTx(coordinator, (tx) => openBrought(tx, id, few)),
  );
  const again = await exported(schemeId);
  expect(again.rooms.scheme.countries).toEqual(["AL"]);
  expect(again.rooms.scheme.lines.map(({ code }) => code)).toEqual(["one-month"]);
  expect(
    await db.database.withTx(coordinator, (tx) => openBrought(tx, id, { ...few, slug: "third" })),
  ).toEqual({
    ok: false,
    problems: [{ code: "kit-opened-already" }],
  });
  // What happened in the transaction after the founding belongs to the scheme it was asked in.
  const [file] = await db.sql<{ scheme_id: string; opened_as: string }>("select * from kit_files");
  expect(file).toMatchObject({ scheme_id: demo!.id, opened_as: "next-two" });
});
