/**
 * The data folder of an installation: database, keys and files. Chosen with KALFA_HOME, else
 * `.kalfa` in the program's own folder, else (where the database's account cannot get there) a
 * folder of this installation under /var/tmp.
 */
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { ok, type Result, refuse } from "../shared/result.ts";
import { canEnter, databaseAccount } from "./db/embedded-account.ts";
import { newSecret } from "./random.ts";

export type Home = {
  readonly folder: string;
  /** Signs cookies and derives the database roles' passwords. */
  readonly secret: string;
  /** 32 bytes in base64: encrypts special-category data. Lost with it is what it encrypted. */
  readonly dataKey: string;
};

const PROGRAM = resolve(import.meta.dirname, "../..");

export function openHome(choice: {
  /** KALFA_HOME, or null. */
  chosen: string | null;
  /** Whether the embedded database will live in it, and its account must get there. */
  holdsDatabase: boolean;
  secret: string | null;
  dataKey: string | null;
}): Result<Home> {
  const found = findFolder(choice.chosen, choice.holdsDatabase);
  if (!found.ok) return found;
  const folder = found.value;
  return ok({
    folder,
    secret: choice.secret ?? kept(join(folder, "secret"), newSecret),
    dataKey:
      choice.dataKey ??
      kept(join(folder, "data-key"), () =>
        Buffer.from(newSecret(), "base64url").toString("base64"),
      ),
  });
}

function findFolder(chosen: string | null, holdsDatabase: boolean): Result<string> {
  let last: Result<string> = refuse();
  for (const folder of homeFolders(chosen)) {
    last = tryFolder(folder, holdsDatabase);
    if (last.ok) return last;
  }
  return last;
}

/** Where the data may be, the first choice first. */
export const homeFolders = (chosen: string | null): readonly string[] =>
  chosen === null ? [join(PROGRAM, ".kalfa"), besides()] : [resolve(chosen)];

/** Named after the clone and the person, so that two installations never share one. */
function besides(): string {
  const mark = createHash("sha256").update(`${PROGRAM}\n${process.getuid?.() ?? ""}`);
  return `/var/tmp/kalfa-${mark.digest("hex").slice(0, 12)}`;
}

function tryFolder(folder: string, holdsDatabase: boolean): Result<string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.W_OK);
  } catch {
    return refuse({ code: "home-not-writable", params: { folder } });
  }
  if (!isTrusted(folder)) return refuse({ code: "home-not-ours", params: { folder } });
  const account = databaseAccount();
  if (holdsDatabase && !canEnter(folder, account)) {
    // A folder that is ours alone may be opened for passing through; its secrets stay closed. Any
    // other (somebody's home, /root) is left as its owner wants it.
    if (isOurs(folder)) chmodSync(folder, 0o711);
    if (canEnter(folder, account)) return ok(folder);
    return refuse({ code: "home-unreachable", params: { folder } });
  }
  return ok(folder);
}

/** Under /var/tmp anybody may have made the folder first, to read our keys out of it. */
export function isTrusted(folder: string): boolean {
  const me = process.getuid?.();
  if (me === undefined) return true;
  const owner = statSync(folder).uid;
  return owner === me || (me === 0 && !folder.startsWith("/var/tmp/"));
}

function isOurs(folder: string): boolean {
  const names = readdirSync(folder);
  return names.includes("secret") || names.every((name) => name === "assets");
}

/** The secret that an earlier start kept there; null when none did. */
export function secretOf(folder: string): string | null {
  const file = join(folder, "secret");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** The same for the key that closes what was told in confidence. */
export function dataKeyOf(folder: string): string | null {
  const file = join(folder, "data-key");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}
