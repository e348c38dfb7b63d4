import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import PizZip from "pizzip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrowser } from "../../../tests/support/browser.ts";
import { worldDatabase } from "../../../tests/world/database.ts";
import { drawn, openPages } from "../../export-pages.ts";
import { systemClock } from "../../platform/clock.ts";
import { keepLong, openLongFiles, readLong } from "../../platform/files/long-file.ts";
import { openUploads } from "../../platform/files/upload.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { loadAssets } from "../../ui/assets.ts";
import { buildAssets } from "../../ui/build/build-assets.ts";
import { saveNeeds } from "../applications/needs.store.ts";
import type { Level } from "./archive.ts";
import { runExport } from "./run-export.ts";
import { linksOfCss, pathBetween } from "./site.rules.ts";
import { ROOMS } from "./tables/index.ts";
import { isGiven } from "./tables/table.ts";

const db = await worldDatabase();
const home = mkdtempSync(join(tmpdir(), "kalfa-archive-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
openUploads({ home, clamd: null });
openLongFiles(home);

const [scheme] = await db.sql<{ id: string; slug: string; name: Record<string, string> }>(
  "select id, slug, name from schemes where kind = 'running' order by listed desc limit 1",
);
if (!scheme) throw new Error("the world has no scheme");
const system = { kind: "system", schemeId: scheme.id } as const;
const CONFIDENCE = "Zebra-37 needs a quiet room and insulin";

type Made = {
  readonly zip: PizZip;
  readonly text: (name: string) => string;
  readonly names: readonly string[];
  readonly sha256: string;
};
const publicUrl = "http://localhost:4000";
const assets = await buildAssets(join(tmpdir(), "kalfa-archive-assets"));
loadAssets(assets.dir);
const pages = await openPages({
  database: db.database,
  clock: systemClock,
  secret: "a secret of this test only",
  publicUrl,
  assets: assets.dir,
  log: { error: () => {} },
});
afterAll(() => pages.close());

async function made(level: Level, languages: readonly Locale[]): Promise<Made> {
  const place = { schemeId: scheme!.id, id: crypto.randomUUID() };
  const { sha256 } = await runExport(
    {
      order: {
        level,
        scheme: scheme!,
        at: new Date("2027-03-01T10:00:00Z"),
        by: "Anna Ferri",
        program: "kalfa 0",
        languages,
      },
      asker: { id: "somebody", name: "Anna Ferri" },
      moment: (work) => db.database.withTx(system, work, { oneMoment: true, purpose: "archive" }),
      ask: pages.ask,
      publicUrl,
      drawn,
    },
    (bytes) => keepLong(place, bytes),
  );
  const pieces: Buffer[] = [];
  for await (const piece of readLong(place)) pieces.push(piece);
  const zip = new PizZip(Buffer.concat(pieces));
  const names = Object.values(zip.files).flatMap(({ name, dir }) => (dir ? [] : [name]));
  return { zip, names, sha256, text: (name) => zip.file(name)!.asText() };
}

let office: Made;
beforeAll(async () => {
  const [draft] = await db.sql<{ id: string }>(
    "select id from application_drafts where application_id is not null order by id limit 1",
  );
  if (draft)
    await db.database.withTx(system, (tx) => saveNeeds(tx, draft.id, CONFIDENCE), {
      purpose: "care",
    });
  office = await made("office", ["en", "sq"]);
}, 120_000);

describe("tables", () => {
  test("every table of a scheme is listed, and every column given or left out with a reason", async () => {
    const rows = await db.sql<{ name: string; columns: string[] }>(
      `select c.relname as name, array_agg(a.attname::text) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' group by 1 order by 1`,
    );
    const listed = new Map(ROOMS.flatMap(({ tables }) => tables).map((one) => [one.name, one]));
    const missing: string[] = [];
    for (const { name, columns } of rows) {
      const table = listed.get(name);
      if (!table) missing.push(name);
      if (!table || !isGiven(table)) continue;
      const known = [
        "scheme_id",
        ...table.columns.split(" "),
        ...Object.keys(table.sealed ?? {}),
        ...Object.keys(table.out ?? {}),
      ];
      missing.push(...columns.filter((one) => !known.includes(one)).map((one) => `${name}.${one}`));
      missing.push(
        ...known
          .filter((one) => one !== "scheme_id" && !columns.includes(one))
          .map((one) => `${name}.${one} is gone`),
      );
    }
    expect(missing).toEqual([]);
    expect([...listed.keys()].filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
  });

  test("as many rows as the database has, in both files", async () => {
    const manifest = JSON.parse(office.text("manifest.json"));
    expect(manifest.tables.length).toBeGreaterThan(100);
    for (const { room, name, rows } of manifest.tables) {
      const kept = ROOMS.flatMap(({ tables }) => tables).find((one) => one.name === name);
      const { inConfidence, takenBack } = kept && isGiven(kept) ? kept : {};
      const apart = [inConfidence, takenBack].map((one) => one?.where ?? "false").join(") or (");
      const [{ count }] = (await db.sql<{ count: number }>(
        `select count(*)::int as count from "${name}" where ${name === "schemes" ? "id" : "scheme_id"} = $1 and not ((${apart}))`,
        [scheme.id],
      )) as [{ count: number }];
      const csv = parse(office.text(`tables/${room}/${name}.csv`), { bom: true });
      expect([name, csv.length - 1, rows]).toEqual([name, count, count]);
      expect(JSON.parse(office.text(`tables/${room}/${name}.json`))).toHaveLength(count);
    }
  });

  test("a name that begins like a formula is text in a spreadsheet", () => {
    expect(office.text("tables/applications/persons.csv").charCodeAt(0)).toBe(0xfeff);
  });
});

test("rows that tell by being there are in a whole archive alone", () => {
  for (const table of [
    "application_needs",
    "application_grounds",
    "event_needs",
    "stay_needs",
    "medical_card_fields",
  ]) {
    const path = office.names.find((one) => one.endsWith(`/${table}.json`))!;
    expect([path, JSON.parse(office.text(path))]).toEqual([path, []]);
  }
});

test("words that somebody took back are in no archive, also while they can still be shown again", async () => {
  const [story] = await db.sql<{ id: string; state: string; words: string }>(
    "select s.id, s.state, s.parts[1] as words from stories s join story_pictures p on p.story_id = s.id where s.scheme_id = $1 limit 1",
    [scheme.id],
  );
  await db.sql("update stories set state = 'withdrawn' where id = $1", [story!.id]);
  const all = await made("whole", ["en"]);
  await db.sql("update stories set state = $2 where id = $1", [story!.id, story!.state]);
  for (const name of ["stories", "story_pictures", "story_translations", "story_consents"]) {
    const path = all.names.find((one) => one.endsWith(`/${name}.json`))!;
    expect([path, all.text(path).includes(story!.id)]).toEqual([path, false]);
  }
  expect(all.names.filter((name) => name.startsWith(`documents/stories/${story!.id}`))).toEqual([]);
  expect(office.text("tables/stories/stories.json")).toContain(story!.id);
}, 60_000);

describe("what was told in confidence", () => {
  test("is nowhere in an archive for the office", () => {
    for (const name of office.names)
      expect([name, office.text(name).includes("Zebra-37")]).toEqual([name, false]);
  });

  test("is opened in a whole one, every sealed value of it, and each person is told", async () => {
    const whole = await made("whole", ["en"]);
    expect(whole.text("tables/applications/application_needs.csv")).toContain(CONFIDENCE);
    const [read] = await db.sql<{ count: number }>(
      "select count(*)::int as count from event_log where name = 'application.needs-read' and data ->> 'reason' = 'archive'",
    );
    expect(read?.count).toBeGreaterThan(0);
    const grounds = parse(whole.text("tables/applications/application_grounds.csv"), { bom: true });
    expect(grounds.length).toBeGreaterThan(1);
    expect(whole.names.filter((name) => name.startsWith("documents/runs/")).length).toBeGreaterThan(
      0,
    );
  }, 60_000);

  test("no secret of any level: hashes of links, bodies of letters", () => {
    const all = office.names.filter((name) => name.startsWith("tables/") && name.endsWith(".csv"));
    for (const name of all)
      expect(office.text(name).split("\n")[0]).not.toMatch(/secret|token|body_hash/);
  });
});

describe("the site", () => {
  const resolved = (from: string, to: string): string =>
    decodeURIComponent(
      new URL(to, `file:///${from.split("/").map(encodeURIComponent).join("/")}`).pathname.slice(1),
    );

  test("no link of it is broken, and none needs a server", () => {
    const names = new Set(office.names);
    const broken: string[] = [];
    let links = 0;
    for (const name of office.names.filter((one) => one.endsWith(".html"))) {
      const page = office.text(name);
      const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
      if (/<(script(?! type="application\/ld\+json")|form|button|iframe)\b/.test(page))
        broken.push(`${name} has a script or a form`);
      for (const [, at, raw = ""] of page.matchAll(
        /<(?:a|link|img|source|use|image)\b[^>]*?\s(href|src|srcset)="([^"]*)"/g,
      )) {
        const to = raw.replaceAll("&amp;", "&");
        if (/^(https?:|mailto:|tel:|data:)/.test(to)) {
          if (at !== "href" || to.startsWith(publicUrl)) broken.push(`${name}: ${to}`);
          continue;
        }
        links += 1;
        const [file = "", fragment] = to.split("#");
        if (file !== "" && !names.has(resolved(name, file))) broken.push(`${name}: ${to}`);
        if (file === "" && fragment && !ids.has(fragment)) broken.push(`${name}: ${to} is nowhere`);
      }
    }
    for (const name of office.names.filter((one) => one.endsWith(".css"))) {
      for (const to of linksOfCss(office.text(name)))
        if (!names.has(resolved(name, to))) broken.push(`${name}: ${to}`);
    }
    expect(broken).toEqual([]);
    expect(links).toBeGreaterThan(500);
    expect(pathBetween("site/en/a/b.html", "site/assets/č.css")).toBe("../../assets/%C4%8D.css");
  });

  test("two archives of the same moment and nothing changed are the same bytes", async () => {
    const [one, two] = [await made("public", ["en"]), await made("public", ["en"])];
    // A calendar says when it was made, and the manifest holds its hash.
    const same = one.names.filter((name) => !/\.ics$|^manifest\.json$/.test(name));
    expect(same.filter((name) => one.text(name) !== two.text(name))).toEqual([]);
    expect(two.names).toEqual(one.names);
    expect(one.names.some((name) => name.startsWith("records/"))).toBe(false);
    expect(one.names.some((name) => /persons|mobilities/.test(name))).toBe(false);
  }, 60_000);
});

test("opens from a disk in a browser without a net, styled and without complaints", async () => {
  const folder = join(home, "opened");
  for (const name of office.names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), office.zip.file(name)!.asNodeBuffer());
  }
  const browser = await startBrowser();
  try {
    const page = await (
      await browser.newContext({ offline: true, javaScriptEnabled: true })
    ).newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    // What is let go because the reader went on is no fault of the page.
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      if (why !== "net::ERR_ABORTED") said.push(`${why}: ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, "site/index.html")).href);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForLoadState();
    const looks = await page.evaluate(() => ({
      font: getComputedStyle(document.body).fontFamily,
      fonts: [...document.fonts].some(({ status }) => status === "loaded"),
      heading: getComputedStyle(document.querySelector("h1")!).fontWeight,
      sheets: document.styleSheets.length,
    }));
    expect(looks).toMatchObject({ fonts: true, heading: "700", sheets: 1 });
    await page.getByRole("link", { name: "Library" }).first().click();
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).toMatch(/library\.html$/);
    await page.goto(pathToFileURL(join(folder, "README.html")).href);
    await page.getByRole("link", { name: "Stays by line" }).click();
    await page.getByRole("row").nth(1).getByRole("link").click();
    expect(await page.getByRole("row").count()).toBeGreaterThan(1);
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
}, 60_000);
