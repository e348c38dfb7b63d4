import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = resolve(import.meta.dirname, "../../..");

export interface BuiltAssets {
  readonly dir: string;
  /** Logical name to file name. */
  readonly manifest: Readonly<Record<string, string>>;
  /** False when nothing had changed since the last time. */
  readonly built: boolean;
}

/**
 * Style sheets, fonts and scripts, named by what is in them, each also compressed once and for all.
 * Runs at start and does nothing (a few milliseconds) when no source has changed.
 */
export async function buildAssets(dir = join(root, ".kalfa/assets")): Promise<BuiltAssets> {
  const stamp = await stampOfSources();
  const known = await readFile(join(dir, "stamp"), "utf8").catch(() => "");
  if (known === stamp) {
    const manifest = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8"));
    return { dir, manifest, built: false };
  }

  await mkdir(dir, { recursive: true });
  // Loaded only when there is work: the compilers take longer to load than the check above.
  const { buildFonts, buildScripts, buildStyles } = await import("./compile.ts");
  const { fontFace } = await import("./fonts.ts");
  const [fonts, scripts] = await Promise.all([buildFonts(), buildScripts(root)]);
  const faces = fonts.map(({ cut, name, content }) =>
    fontFace(cut, `/assets/${hashed(name, content)}`),
  );
  const styles = await buildStyles(root, faces.join(""));
  const icon = { name: "icon.svg", content: await readFile(join(root, "src/ui/styles/icon.svg")) };

  const manifest: Record<string, string> = {};
  await Promise.all(
    [...fonts, ...scripts, ...styles, icon].map(async ({ name, content }) => {
      const file = hashed(name, content);
      manifest[name] = file;
      await write(dir, file, content);
      if (extname(name) !== ".woff2") await writeCompressed(dir, file, content);
    }),
  );
  const sorted = Object.fromEntries(Object.entries(manifest).sort());
  await write(dir, "manifest.json", Buffer.from(JSON.stringify(sorted, null, 2)));
  await removeStale(dir, Object.values(sorted));
  // Last, so that a build that was cut short is done again.
  await write(dir, "stamp", Buffer.from(stamp));
  return { dir, manifest: sorted, built: true };
}

function hashed(name: string, content: Buffer): string {
  const extension = extname(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  return `${name.slice(0, -extension.length)}-${hash}${extension}`;
}

/** By way of a second name, so that two starts at once never serve half a file. */
async function write(dir: string, name: string, content: Buffer): Promise<void> {
  const waiting = join(dir, `.${name}.${process.pid}`);
  await writeFile(waiting, content);
  await rename(waiting, join(dir, name));
}

async function writeCompressed(dir: string, name: string, content: Buffer): Promise<void> {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([write(dir, `${name}.br`, br), write(dir, `${name}.gz`, gz)]);
}

async function removeStale(dir: string, files: readonly string[]): Promise<void> {
  const wanted = new Set(["manifest.json", ...files.flatMap((f) => [f, `${f}.br`, `${f}.gz`])]);
  const present = await readdir(dir);
  await Promise.all(
    present
      .filter((name) => !wanted.has(name) && !name.startsWith("."))
      .map((name) => rm(join(dir, name), { force: true })),
  );
}

/** Names, sizes and times of the sources, and of the lock file for what they are built with. */
async function stampOfSources(): Promise<string> {
  // A desk without a line judges tickets by the rules of its stage.
  const folders = [
    "src/ui/styles",
    "src/ui/build",
    "src/browser",
    "src/allocation",
    "src/shared",
    "src/stages/attendance",
  ];
  const listed = await Promise.all(
    folders.map(async (folder) => {
      const path = join(root, folder);
      const names = await readdir(path, { recursive: true }).catch(() => []);
      return names.map((name) => join(path, name));
    }),
  );
  const files = [...listed.flat(), join(root, "package-lock.json")].sort();
  const facts = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs, isFile } = await stat(file).then((s) => ({
        size: s.size,
        mtimeMs: s.mtimeMs,
        isFile: s.isFile(),
      }));
      return isFile ? `${file} ${size} ${mtimeMs}` : file;
    }),
  );
  return createHash("sha256").update(facts.join("\n")).digest("hex");
}

if (process.argv[1] === import.meta.filename) {
  const { dir, manifest, built } = await buildAssets(process.argv[2]);
  console.log(built ? `${Object.keys(manifest).length} files in ${dir}` : `${dir} is up to date`);
}
