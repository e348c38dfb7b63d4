/**
 * The library with 20,000 resources in several languages and both scripts: how long a search takes, by
 * a Latin and by a Cyrillic spelling, with filters and without, and by very many words of the texts.
 *
 *   node bench/library.ts            measures and prints
 *   node bench/library.ts --write    also writes the figures into docs/benchmarks.md
 */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { elapsed, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { type Database, openDatabase } from "../src/platform/db/index.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import type { AnyLocale } from "../src/platform/i18n/index.ts";
import { newId } from "../src/platform/random.ts";
import { insertGuides, type PublishedGuide } from "../src/stages/library/guide.store.ts";
import { GUIDE_LANGUAGES, GUIDES, readGuide } from "../src/stages/library/guides.ts";
import { findResources } from "../src/stages/library/read-library.ts";
import type { LibraryFilter } from "../src/stages/library/resource.ts";
import { need } from "../tests/support/call.ts";
import { smallScheme } from "../tests/support/small-scheme.ts";
import { writeFigures } from "./figures.ts";

const RESOURCES = 20_000;
const ROUNDS = 60;
/** Words of the texts that are asked for once each: the most common ones and as many taken evenly. */
const WORDS = 300;

const NOTHING: LibraryFilter = {
  q: "",
  kind: "",
  language: "",
  reader: "",
  licence: "",
  minutes: "",
  light: false,
};
const ASKED: readonly (readonly [string, AnyLocale, Partial<LibraryFilter>])[] = [
  ["Latin spelling, rare: “Đorđević 77”", "sr-Latn", { q: "Đorđević 77" }],
  ["Cyrillic spelling, rare: “ђорђевић 77”", "sr-Cyrl", { q: "ђорђевић 77" }],
  ["Without marks, common: “pasos”", "bs", { q: "pasos" }],
  ["Cyrillic, common: “пасош”", "mk", { q: "пасош" }],
  ["Three words: “viza putovanje granica”", "hr", { q: "viza putovanje granica" }],
  ["A word that most have: “112”", "en", { q: "112" }],
  [
    "Common, with three filters",
    "sq",
    { q: "pasaport", reader: "learner", minutes: "5", light: true },
  ],
  ["Nothing asked: the newest", "en", {}],
];

const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const home = mkdtempSync(join(place, "kalfa-bench-"));
const server = await startEmbedded({ home });
try {
  const urls = need(await prepareDatabase(server.adminUrl, "a secret of the bench only"));
  const database = openDatabase({ appUrl: urls.appUrl, clock: systemClock, max: 2 });
  const scheme = await smallScheme(database, "bench");
  await fill(database, scheme.schemeId);
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  // As the database's own housekeeping does within the hour.
  await admin.query("vacuum analyze");
  const { rows: vocabulary } = await admin.query<{ word: string }>(
    `select word from ts_stat('select found from resource_index') where length(word) > 1
     order by ndoc desc, word`,
  );
  await admin.end();
  const figures: Record<string, string> = {
    Library: `${RESOURCES.toLocaleString("en")} resources in ${GUIDE_LANGUAGES.length} languages`,
  };
  const actor = { kind: "anonymous", schemeId: scheme.schemeId } as const;
  for (const [name, reader, filter] of ASKED) {
    const times: number[] = [];
    let total = 0;
    for (let round = 0; round < ROUNDS + 20; round += 1) {
      const since = elapsed();
      const found = await database.withTx(actor, (tx) =>
        findResources(tx, { filter: { ...NOTHING, ...filter }, reader, page: 1 }),
      );
      if (round >= 20) times.push(since());
      total = found.total;
    }
    figures[name] = `${total.toLocaleString("en")} works, ${spread(times)}`;
    console.log(`${name}: ${figures[name]}`);
  }
  const common = vocabulary.slice(0, WORDS);
  const step = Math.floor(vocabulary.length / WORDS);
  const evenly = Array.from({ length: WORDS }, (_, at) => vocabulary[at * step] ?? { word: "" });
  for (const [name, words] of [
    [`The ${WORDS} words that most texts have, one after the other`, common],
    [`${WORDS} words of ${vocabulary.length.toLocaleString("en")}, taken evenly`, evenly],
    [`The same ${WORDS} common words by their first three letters`, common.map(beginning)],
  ] as const) {
    const times: number[] = [];
    for (const { word } of words) {
      const since = elapsed();
      await database.withTx(actor, (tx) =>
        findResources(tx, { filter: { ...NOTHING, q: word }, reader: "en", page: 1 }),
      );
      times.push(since());
    }
    figures[name] = spread(times);
    console.log(`${name}: ${figures[name]}`);
  }
  figures["Load of the machine meanwhile, other work included"] = loadavg()[0]!.toFixed(1);
  await database.close();
  if (process.argv.includes("--write")) {
    writeFigures(
      "A search among 20,000 resources of the library",
      "node bench/library.ts --write",
      figures,
    );
  }
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}

function beginning({ word }: { readonly word: string }): { readonly word: string } {
  return { word: word.slice(0, 3) };
}

function spread(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  return `fastest ${at(0)} ms, median ${at(0.5)} ms, 99 of 100 under ${at(0.99)} ms`;
}

/** The program's own guides over and over, each with a name and a number of its own. */
async function fill(database: Database, schemeId: string): Promise<void> {
  const names = ["Ђорђевић", "Hoxha", "Čolić", "Šehić", "Петрушевски", "Gjoni", "Vuković"];
  const since = elapsed();
  const texts = GUIDES.flatMap((guide) =>
    GUIDE_LANGUAGES.flatMap((language) => {
      const text = readGuide(guide.code, language);
      return text ? [{ guide, language, text }] : [];
    }),
  );
  let made = 0;
  for (let copy = 0; made < RESOURCES; copy += 1) {
    const works = new Map(GUIDES.map(({ code }) => [code, newId()]));
    const batch = texts
      .slice(0, RESOURCES - made)
      .map(({ guide, language, text }): PublishedGuide => {
        const own = `${names[copy % names.length]} ${copy}`;
        return {
          code: `bench-${"abcdefghij"[copy % 10]}${[...String(copy)].map((d) => "abcdefghij"[Number(d)]).join("")}-${guide.code}`.slice(
            0,
            40,
          ),
          workId: works.get(guide.code)!,
          language,
          bytes: Buffer.byteLength(text.body),
          text: {
            ...text,
            title: `${text.title}, ${own}`,
            kind: guide.kind,
            minutes: guide.minutes,
            readers: guide.readers,
            licence: "cc-by-sa",
            credit: own,
            link: null,
            linkKilobytes: null,
            uploadId: null,
            transcript: "",
            translation: language === "en" ? "original" : "machine",
          },
        };
      });
    await database.withTx({ kind: "system", schemeId }, (tx) => insertGuides(tx, batch));
    made += batch.length;
  }
  console.log(`${made} resources in ${Math.round(since())} ms`);
}
