#!/usr/bin/env node
/**
 * Runs before `npm start` and `npm test`: installs the packages when they do not match
 * package-lock.json, and costs a few milliseconds when they do. Plain JavaScript without packages:
 * in a fresh clone it is run by whatever Node the machine has (20 or newer).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".installed-for");
const isWindows = process.platform === "win32";
const ownNode = join(modules, ".bin", isWindows ? "node.cmd" : "node");

/** What the installed packages depend on: what is asked for, and for which machine. */
function wanted() {
  const hash = createHash("sha256");
  for (const name of ["package.json", "package-lock.json"]) {
    const text = readFileSync(join(root, name), "utf8");
    // Of package.json only the dependencies: a new script needs no installation.
    if (name === "package.json") {
      const { dependencies, optionalDependencies, devDependencies } = JSON.parse(text);
      hash.update(JSON.stringify({ dependencies, optionalDependencies, devDependencies }));
    } else hash.update(text);
  }
  return `${process.platform} ${process.arch} ${hash.digest("hex")}`;
}

function isInstalled() {
  return (
    existsSync(ownNode) && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === wanted()
  );
}

/** Two commands started at once in a fresh clone must not install into each other. */
function takeTurn() {
  const mark = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const turn = join(tmpdir(), `kalfa-install-${mark}`);
  const tenMinutes = 10 * 60 * 1000;
  let told = false;
  for (;;) {
    try {
      mkdirSync(turn);
      process.on("exit", () => rmSync(turn, { recursive: true, force: true }));
      for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const age = Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > tenMinutes) {
      rmSync(turn, { recursive: true, force: true });
      continue;
    }
    if (!told) console.log("Another command is installing the packages; waiting for it.");
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (!isInstalled()) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(`Kalfa needs Node 20 or newer to begin with; this is ${process.version}.`);
  }
  takeTurn();
  if (!isInstalled()) {
    const started = Date.now();
    console.log("Installing the packages (about a minute the first time) ...");
    // "npm install", not "npm ci": packages of other platforms may be missing from the lock, and
    // ci refuses to go on then. The scripts of our packages fetch the project's own Node.
    const npm = spawnSync(
      "npm",
      ["install", "--no-audit", "--no-fund", "--ignore-scripts=false", "--loglevel=error"],
      { cwd: root, stdio: "inherit", shell: isWindows },
    );
    if (npm.signal) process.exit(130);
    if (npm.error || npm.status !== 0) {
      fail(
        "The packages could not be installed; npm's own message stands above. Most often the " +
          "package registry cannot be reached: check the connection or npm's proxy settings, " +
          "then run the same command again.",
      );
    }
    const version = spawnSync(ownNode, ["--version"], { encoding: "utf8", shell: isWindows });
    if (!/^v(2[4-9]|[3-9]\d)\./.test(version.stdout ?? "")) {
      fail(
        `The project's own Node did not arrive in node_modules (found: ${version.stdout?.trim() || "none"}). ` +
          'Delete the folder node_modules and run "npm install" to see why.',
      );
    }
    // Taken after the installation, which may have completed the lock for this platform.
    writeFileSync(stamp, `${wanted()}\n`);
    console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
}
