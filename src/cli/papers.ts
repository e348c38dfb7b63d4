/** `kalfa papers DIR`: what leaves the house, before anything does. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import {
  languagesOf,
  openPaperThreads,
  PAPERS,
  type PaperKind,
  type PaperLanguage,
} from "../documents/index.ts";
import { samplePaper } from "../documents/samples.ts";
import { newSecret } from "../platform/random.ts";
import { archivalProblems } from "../platform/signing/archival.ts";
import { openSeals } from "../platform/signing/index.ts";
import type { Problem } from "../shared/result.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";
import { progress } from "./progress.ts";

const WORDS = {
  working: "Writing papers",
  inTheWay: (dir: string, entry: string) =>
    `Nothing was written. The folder ${dir} is not empty (it holds ${entry}); give an empty one, or the name of a new one.`,
  noFolder: (dir: string) => `Nothing was written. ${dir} is a file; give the name of a folder.`,
  done: (count: number, dir: string) =>
    `${count} papers are in ${dir}, each looked through for what PDF/A-2a asks. They are samples, sealed with a key that was thrown away; ${CERTIFICATE} is its certificate.`,
  refused: (file: string, codes: string) => `${file} could not be sealed: ${codes}.`,
  faulty: (file: string, faults: string) => `${file} is not what PDF/A-2a asks: ${faults}.`,
} as const;

const CERTIFICATE = "sample-seal.pem";
const ORIGIN = "https://kalfa.example";

type Sample = {
  readonly file: string;
  readonly paper: PaperKind;
  readonly languages: readonly [PaperLanguage] | readonly [PaperLanguage, PaperLanguage];
};

/** Each paper in each of its languages beside English, as partners of two countries sign it. */
function samples(): Sample[] {
  return PAPERS.flatMap((paper) =>
    languagesOf(paper).map((language) => ({
      file: language === "en" ? `${paper}.en.pdf` : `${paper}.${language}-en.pdf`,
      paper,
      languages: language === "en" ? (["en"] as const) : ([language, "en"] as const),
    })),
  );
}

const faultText = ({ code, params }: Problem): string =>
  [code, ...Object.values(params ?? {})].join(" ");

/** Why nothing can be written there, in words; null when it can. */
async function inTheWay(dir: string): Promise<string | null> {
  try {
    const [entry] = await readdir(dir);
    return entry === undefined ? null : WORDS.inTheWay(dir, entry);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    if (code === "ENOTDIR") return WORDS.noFolder(dir);
    throw new InOut(dir, error);
  }
}

export async function runPapers(dir: string): Promise<number> {
  const reason = await inTheWay(dir);
  if (reason !== null) {
    process.stderr.write(`${reason}\n`);
    return EXIT.wrong;
  }
  await mkdir(dir, { recursive: true }).catch((error: unknown) => {
    throw new InOut(dir, error);
  });
  // A key of its own, in a folder that goes with it: never the installation's.
  const home = await mkdtemp(join(tmpdir(), "kalfa-papers-"));
  const seals = openSeals({ home, dataKey: newSecret(), organisation: "Kalfa samples" });
  const threads = openPaperThreads(Math.max(1, Math.min(4, availableParallelism())));
  const bar = progress();
  try {
    const all = samples();
    let done = 0;
    bar.show(WORDS.working, 0, all.length);
    const problems = await Promise.all(
      all.map(async ({ file, paper, languages }) => {
        const model = samplePaper(paper, languages, ORIGIN);
        const sealed = await seals.seal(await threads.render(model), {
          purpose: "sample",
          kind: paper,
          at: new Date(model.madeAt),
          reason: model.issuer,
        });
        if (!sealed.ok) return WORDS.refused(file, sealed.problems.map(({ code }) => code).join());
        await writeFile(join(dir, file), sealed.value, { flag: "wx" }).catch((error: unknown) => {
          throw new InOut(join(dir, file), error);
        });
        const faults = await archivalProblems(sealed.value, languages[0]);
        done += 1;
        bar.show(WORDS.working, done, all.length);
        return faults.length > 0 ? WORDS.faulty(file, faults.map(faultText).join("; ")) : null;
      }),
    );
    await writeFile(join(dir, CERTIFICATE), await seals.certificatePem(), { flag: "wx" });
    bar.clear();
    const told = problems.filter((one) => one !== null);
    for (const one of told) process.stderr.write(`${one}\n`);
    if (told.length > 0) return EXIT.bug;
    process.stdout.write(`${WORDS.done(all.length, dir)}\n`);
    return EXIT.done;
  } finally {
    bar.clear();
    seals.end();
    await threads.end();
    await rm(home, { recursive: true, force: true });
  }
}
