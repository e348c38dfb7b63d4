/** `kalfa kit export` and `kalfa kit open`: a programme as one file, and a file as a programme. */
import { readFile, writeFile } from "node:fs/promises";
import { administratorSentence } from "../platform/administrator.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { type Database, openDatabase } from "../platform/db/index.ts";
import { openUploads } from "../platform/files/upload.ts";
import { wordsFor } from "../platform/i18n/index.ts";
import { newId } from "../platform/random.ts";
import { findRunning } from "../platform/running.ts";
import type { Problem, Result } from "../shared/result.ts";
import { exportKit } from "../stages/kits/export-kit.ts";
import type { KitWish } from "../stages/kits/kit.ts";
import { openKit } from "../stages/kits/open-kit.ts";
import { packKit, unpackKit } from "../stages/kits/pack-kit.ts";
import type { OrganisationKind } from "../stages/organisations/organisation.ts";
import { listSchemes } from "../stages/schemes/read-scheme.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";
import { WORDS } from "./words.ts";

const say = (problems: readonly Problem[], sentence: (problem: Problem) => string): number => {
  for (const problem of problems) {
    const at = problem.field ? `${problem.field}: ` : "";
    process.stderr.write(`${at}${sentence(problem)}\n`);
  }
  return EXIT.wrong;
};

const inWords = (problem: Problem): string => wordsFor("en").problem(problem);

/** With the database of the Kalfa that runs here. */
async function withRunning(work: (database: Database) => Promise<number>): Promise<number> {
  // The words after the command are the command's, not settings of the program.
  const config = readConfig(undefined, []);
  if (!config.ok) return say(config.problems, administratorSentence);
  const running = await findRunning(config.value);
  if (!running.ok) return say(running.problems, administratorSentence);
  openUploads({ home: running.value.folder, clamd: config.value.clamd });
  const { appUrl } = running.value.urls;
  const database = openDatabase({ appUrl, clock: systemClock, max: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export const runKitExport = (slug: string, path: string): Promise<number> =>
  withRunning(async (database) => {
    const schemes = await database.withTx({ kind: "anonymous", schemeId: null }, listSchemes);
    const scheme = schemes.find((one) => one.slug === slug);
    if (!scheme) {
      process.stderr.write(
        `${WORDS.kitNoScheme(slug, schemes.map((one) => one.slug).join(", "))}\n`,
      );
      return EXIT.wrong;
    }
    const kit = await database.withTx({ kind: "system", schemeId: scheme.id }, exportKit);
    if (!kit.ok) return say(kit.problems, inWords);
    const bytes = packKit(kit.value);
    await writeFile(path, bytes, { flag: "wx" }).catch((error: unknown) => {
      throw new InOut(path, error);
    });
    process.stdout.write(`${WORDS.kitWritten(path, bytes.length)}\n`);
    return EXIT.done;
  });

export type KitOptions = Readonly<
  Record<
    "slug" | "organisation" | "kind" | "city" | "country" | "person" | "email" | "phone",
    string
  >
> & { readonly name?: string };

export const runKitOpen = (path: string, options: KitOptions): Promise<number> =>
  withRunning(async (database) => {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new InOut(path, error);
    });
    const kit = unpackKit(bytes);
    if (!kit.ok) return say(kit.problems, inWords);
    const { scheme } = kit.value.rooms;
    const { slug, name, organisation, kind, city, country, person, email, phone } = options;
    const wish: KitWish = {
      slug,
      name: name === undefined ? scheme.name : { en: name },
      organisation: {
        name: organisation,
        kind: kind as OrganisationKind,
        roles: ["coordinating"],
        city,
        country,
      },
      countries: scheme.countries.map((code) => ({ country: code, partner: null })),
      lines: scheme.lines.map(({ code }) => code),
      person: { name: person, email, phone },
    };
    const own = { kind: "system", schemeId: newId() } as const;
    const opened: Result<unknown> = await database.withTx(own, (tx) =>
      openKit(tx, kit.value, wish),
    );
    if (!opened.ok) return say(opened.problems, inWords);
    process.stdout.write(`${WORDS.kitOpened(slug, email)}\n`);
    return EXIT.done;
  });
