/**
 * A real headless browser: CHROMIUM_PATH, else one on the PATH, else the one inside the npm package.
 * Where none can start the tests fail in one line; a browser test that is skipped proves nothing.
 */
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const ANY_CLOUD = "AWS_LAMBDA_JS_RUNTIME";
const VERSION: string = JSON.parse(
  readFileSync(
    join(import.meta.dirname, "../../node_modules/@sparticuz/chromium/package.json"),
    "utf8",
  ),
).version;

type Found = { path: string; env: Record<string, string> };

let found: Promise<Found> | null = null;

/**
 * Starts a browser; the caller closes it.
 * @param more arguments for this one, such as a camera that sees a film
 */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  found ??= findBrowser(process.env.CHROMIUM_PATH);
  const { path, env } = await found;
  const whole = { ...(process.env as Record<string, string>), ...env };
  const args = [...ARGUMENTS, ...more];
  return chromium.launch({ executablePath: path, args, env: whole, headless: true });
}

/** @param chosen one that must be used: when it does not start, that is a mistake to hear about */
export async function findBrowser(chosen?: string): Promise<Found> {
  const tried: string[] = [];
  const starts = (candidate: Found): boolean => {
    const trouble = whyNot(candidate);
    if (trouble !== null) tried.push(`${candidate.path}: ${trouble}`);
    return trouble === null;
  };
  for (const path of chosen ? [chosen] : onPath()) {
    if (starts({ path, env: {} })) return { path, env: {} };
  }
  if (!chosen) {
    for (const candidate of await packaged()) if (starts(candidate)) return candidate;
  }
  throw new Error(
    `No browser starts on this machine; install Chromium or set CHROMIUM_PATH. Tried ${tried.join("; ")}`,
  );
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isProgram);
}

/**
 * The browser of the npm package, unpacked once into a folder of ours: alone, and with the system
 * libraries that come with it, for machines that lack them.
 */
export async function packaged(): Promise<Found[]> {
  const folder = join(tmpdir(), `kalfa-chromium-${VERSION}`);
  if (!existsSync(folder)) {
    const { default: chromiumPackage } = await import("@sparticuz/chromium");
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const before = { TMPDIR: process.env.TMPDIR, [ANY_CLOUD]: process.env[ANY_CLOUD] };
    // The package unpacks into the temporary folder, its libraries only where it believes to be on
    // a machine without any.
    Object.assign(process.env, { TMPDIR: unfinished, [ANY_CLOUD]: "nodejs24.x" });
    try {
      await chromiumPackage.executablePath();
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      // Another test process was quicker.
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const path = join(folder, "chromium");
  return [
    { path, env: {} },
    {
      path,
      env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
    },
  ];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function whyNot({ path, env }: Found): string | null {
  const asked = spawnSync(path, ["--version", "--no-sandbox"], {
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, ...env },
  });
  if (asked.status === 0) return null;
  return (asked.error?.message ?? asked.stderr.trim().split("\n")[0] ?? "").slice(0, 200);
}
