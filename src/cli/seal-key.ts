/** `kalfa seal-key`: the keys of the seal on papers, for whoever runs the installation. */
import { readFileSync, statSync } from "node:fs";
import { administratorSentence } from "../platform/administrator.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { dataKeyOf, homeFolders, isTrusted } from "../platform/home.ts";
import {
  type KeyChange,
  type KeyEvent,
  openSeals,
  pemOf,
  type SealKey,
  type Seals,
} from "../platform/signing/index.ts";
import { ok, type Result, refuse } from "../shared/result.ts";
import { wallTimeOf } from "../shared/wall-time.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";

const day = (moment: Date): string => wallTimeOf(moment).day;

const ACTS: Readonly<Record<KeyEvent["act"], string>> = {
  drawn: "drew",
  imported: "imported",
  compromised: "said that others may have",
};

const moment = (at: Date): string => `${day(at)} ${wallTimeOf(at).time}`;

const WORDS = {
  none: "No key yet: one is drawn with the first paper.",
  key: (key: SealKey) =>
    [
      key.id.slice(0, 16),
      `${day(key.from)} to ${day(key.until)}`,
      key.origin === "imported" ? `issued by ${key.issuer}` : "self-issued",
      key.replaced ? `replaced on ${day(key.replaced)}` : "in use",
      ...(key.compromised ? [`in other hands from ${key.compromised.toISOString()}`] : []),
    ].join("  "),
  done: "What was done with them, the last first:",
  event: ({ at, by, act, id, since }: KeyEvent) =>
    [
      moment(new Date(at)),
      by ?? "Kalfa itself",
      `${ACTS[act]} ${id.slice(0, 16)}${since ? `, from ${since} on` : ""}`,
    ].join("  "),
  ends: (until: Date) =>
    `Its certificate ends on ${day(until)}; from then on no paper can be sealed. "kalfa seal-key new" makes another.`,
  ended: (until: Date) =>
    `Its certificate ended on ${day(until)}: no paper can be sealed. "kalfa seal-key new" makes another.`,
  changed: (key: SealKey) =>
    `From the next paper on the key ${key.id.slice(0, 16)} seals, until ${day(key.until)}. A Kalfa that runs takes it up by itself.`,
  former:
    "Papers that were sealed before are known as before. The keys file of your backups is out of date: make a backup now and put its .keys file where the old one lies.",
  brought: (file: string) =>
    `The key is kept sealed with the data key. Remove ${file} from this machine.`,
  lost: (key: SealKey) =>
    `Whoever checks a paper sealed with ${key.id.slice(0, 16)} from now on reads that the key may have been in other hands from ${key.compromised?.toISOString() ?? ""}.`,
} as const;

type Work = (seals: Seals) => Promise<Result<readonly string[]>>;

async function withSeals(work: Work): Promise<number> {
  const done = await reach(work);
  if (!done.ok) {
    for (const problem of done.problems)
      process.stderr.write(`${administratorSentence(problem)}\n`);
    return EXIT.wrong;
  }
  process.stdout.write(`${done.value.join("\n")}\n`);
  return EXIT.done;
}

async function reach(work: Work): Promise<Result<readonly string[]>> {
  // The words after the command are the command's, not settings of the program.
  const config = readConfig(undefined, []);
  if (!config.ok) return config;
  const folders = homeFolders(config.value.home);
  for (const home of folders) {
    const there = statSync(home, { throwIfNoEntry: false });
    const dataKey = there && isTrusted(home) ? (config.value.dataKey ?? dataKeyOf(home)) : null;
    if (!there || dataKey === null) continue;
    // A key that another account puts down could not be read by the one Kalfa runs as.
    if (process.getuid && there.uid !== process.getuid()) {
      return refuse({ code: "seal-other-account", params: { folder: home } });
    }
    const seals = openSeals({ home, dataKey, organisation: "Kalfa" });
    try {
      return await work(seals);
    } finally {
      seals.end();
    }
  }
  return refuse({ code: "backup-nothing", params: { folders: folders.join(" or ") } });
}

export const runListKeys = (): Promise<number> =>
  withSeals(async (seals) => {
    const { state, until } = seals.standing(systemClock.now());
    const lines = seals.keys().map(WORDS.key);
    if (lines.length === 0) lines.push(WORDS.none);
    if (until && state === "ends-soon") lines.push(WORDS.ends(until));
    if (until && state === "ended") lines.push(WORDS.ended(until));
    const events = seals.events();
    if (events.length > 0) lines.push("", WORDS.done, ...events.map(WORDS.event).reverse());
    return ok(lines);
  });

/** For other people's tools: every certificate that ever sealed here, the one in use first. */
export const runCertificates = (): Promise<number> =>
  withSeals(async (seals) => ok([seals.keys().map(pemOf).join("").trimEnd()]));

const change = (to: KeyChange, more: readonly string[] = []): Promise<number> =>
  withSeals(async (seals) => {
    // Nothing was sealed yet: the first key is a new one.
    const isFirst = to.change === "new" && seals.keys().length === 0;
    if (isFirst) return ok([WORDS.changed(await seals.current())]);
    const changed = await seals.change(to);
    if (!changed.ok) return changed;
    return ok([WORDS.changed(await seals.current()), WORDS.former, ...more]);
  });

export const runNewKey = (): Promise<number> => change({ change: "new" });

export function runImportKey(keyFile: string, certificateFile: string): Promise<number> {
  const read = (file: string): string => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw new InOut(file, error);
    }
  };
  const [key, certificates] = [read(keyFile), read(certificateFile)];
  return change({ change: "import", key, certificates }, [WORDS.brought(keyFile)]);
}

export const runCompromisedKey = (id: string, { since }: { since: string }): Promise<number> =>
  withSeals(async (seals) => {
    const inUse = seals.keys().find(({ replaced }) => replaced === null)?.id;
    const changed = await seals.change({ change: "compromised", id, since });
    if (!changed.ok) return changed;
    const key = seals.keys().find((one) => one.id.startsWith(id.toLowerCase()))!;
    const current = await seals.current();
    return ok([
      WORDS.lost(key),
      ...(current.id === inUse ? [] : [WORDS.changed(current), WORDS.former]),
    ]);
  });
