/** What the night takes away, and what it leaves to whoever sends the same file at that moment. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../tests/support/database.ts";
import { pdf } from "../../tests/support/hostile.ts";
import { must, smallScheme } from "../../tests/support/small-scheme.ts";
import { pause, systemClock } from "../platform/clock.ts";
import type { Tx } from "../platform/db/index.ts";
import { hashOf, shelve } from "../platform/files/shelf.ts";
import { forgottenFiles, sweepFile } from "../platform/files/sweep-files.ts";
import {
  discardRefused,
  keepUpload,
  openUploads,
  readUpload,
  refuseUpload,
} from "../platform/files/upload.ts";
import { startWorker } from "../platform/jobs/runner.ts";
import { createLog } from "../platform/log.ts";
import { openVault } from "../platform/vault.ts";
import { sweep } from "./sweep.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-sweep-"));
const db = await testDatabase();
const scheme = await smallScheme(db.database);
const other = await smallScheme(db.database, "other");
const { schemeId, system, coordinator } = scheme;
openVault("a data key of the tests only, long enough");
openUploads({ home, clamd: null });
afterAll(() => rmSync(home, { recursive: true, force: true }));

const at = (hash: string, of = schemeId) => join(home, "files", of, hash.slice(0, 2), hash);
const old = (path: string) => {
  const then = Date.now() / 1000 - 25 * 3600;
  utimesSync(path, then, then);
};
const as = <T>(actor: typeof system | typeof coordinator, work: (tx: Tx) => Promise<T>) =>
  db.database.withTx(actor, work as never) as Promise<T>;
const keep = (tx: Tx, bytes: Buffer) =>
  keepUpload(tx, { bytes, name: "a.pdf", kinds: ["pdf"], field: "file" });
const opened = (id: string) => as(coordinator, async (tx) => (await readUpload(tx, id))?.body);
const context = {
  database: db.database,
  actor: system,
  clock: systemClock,
  log: createLog({ level: "fatal" }),
  attempt: 1,
  lastAttempt: false,
} as const;
/** A transaction that stays open until it is let go. */
function held<T>(actor: typeof system | typeof coordinator, work: (tx: Tx) => Promise<T>) {
  const gate = Promise.withResolvers<void>();
  const done = Promise.withResolvers<T>();
  const ended = as(actor, async (tx) => {
    done.resolve(await work(tx));
    await gate.promise;
  });
  ended.catch(done.reject);
  return {
    result: done.promise,
    async letGo() {
      gate.resolve();
      await ended;
    },
  };
}
/** True while something waits for a lock of ours. */
const waits = async () =>
  (await db.sql("select 1 from pg_locks where locktype = 'advisory' and not granted")).length > 0;
async function untilItWaits() {
  for (let tries = 0; tries < 200 && !(await waits()); tries++) await pause(10);
  expect(await waits()).toBe(true);
}

test("bytes of a transaction that failed are swept after a day; those of a row, of today and of others stay", async () => {
  const failed = pdf({ pages: 2 });
  await expect(
    as(coordinator, async (tx) => {
      must(await keep(tx, failed));
      throw new Error("something else went wrong");
    }),
  ).rejects.toThrow("something else");
  const kept = must(await as(coordinator, (tx) => keep(tx, pdf({ pages: 3 }))));
  const [row] = await db.sql<{ hash: string }>("select hash from uploads where id = $1", [kept]);
  const young = await shelve(schemeId, Buffer.from("sent a moment ago"));
  const elsewhere = await shelve(other.schemeId, Buffer.from("of another scheme"));
  const half = `${at(hashOf(Buffer.from("x")))}.crashed.half`;
  mkdirSync(join(half, ".."), { recursive: true });
  writeFileSync(half, "half");
  for (const path of [at(hashOf(failed)), at(row!.hash), half]) old(path);
  old(at(elsewhere.hash, other.schemeId));

  await sweep({}, context);
  expect(existsSync(at(hashOf(failed)))).toBe(false);
  expect(existsSync(half)).toBe(false);
  expect(existsSync(at(young.hash))).toBe(true);
  expect(existsSync(at(elsewhere.hash, other.schemeId))).toBe(true);
  expect((await opened(kept))?.length).toBeGreaterThan(0);
});

test("who sends the same bytes while they are swept has them: the sweeper waits, and finds the row", async () => {
  const bytes = pdf({ pages: 4 });
  await shelve(schemeId, bytes);
  old(at(hashOf(bytes)));
  expect(await as(system, forgottenFiles)).toEqual([hashOf(bytes)]);
  const sender = held(coordinator, (tx) => keep(tx, bytes));
  const id = must(await sender.result);
  const swept = as(system, (tx) => sweepFile(tx, hashOf(bytes)));
  await untilItWaits();
  await sender.letGo();
  expect(await swept).toBe(false);
  expect(await opened(id)).toEqual(bytes);
});

test("and who comes while they are being taken away waits, and puts them there again", async () => {
  const bytes = pdf({ pages: 5 });
  await shelve(schemeId, bytes);
  const sweeper = held(system, (tx) => sweepFile(tx, hashOf(bytes)));
  expect(await sweeper.result).toBe(true);
  const sent = as(coordinator, (tx) => keep(tx, bytes));
  await untilItWaits();
  await sweeper.letGo();
  expect(await opened(must(await sent))).toEqual(bytes);
});

test("a file that the office lets go is not taken from whoever sends the same one meanwhile", async () => {
  for (const first of ["sender", "discard"] as const) {
    const bytes = pdf({ pages: first === "sender" ? 6 : 7 });
    openUploads({ home, clamd: join(home, "nobody-listens") });
    const apart = must(await as(coordinator, (tx) => keep(tx, bytes)));
    openUploads({ home, clamd: null });
    must(await as(coordinator, (tx) => refuseUpload(tx, apart)));
    const discarded = (tx: Tx) => discardRefused(tx, apart);
    const sent = (tx: Tx) => keep(tx, bytes);
    if (first === "sender") {
      const sender = held(coordinator, sent);
      const id = must(await sender.result);
      const done = as(system, discarded);
      await untilItWaits();
      await sender.letGo();
      await done;
      expect(await opened(id)).toEqual(bytes);
    } else {
      const office = held(system, discarded);
      await office.result;
      expect(existsSync(at(hashOf(bytes)))).toBe(false);
      const done = as(coordinator, sent);
      await untilItWaits();
      await office.letGo();
      expect(await opened(must(await done))).toEqual(bytes);
    }
  }
});

test("every night each running scheme has its turn", async () => {
  const heard: string[] = [];
  const worker = await startWorker({
    workerUrl: db.workerUrl,
    database: db.database,
    clock: systemClock,
    log: createLog({ level: "fatal" }),
    tasks: {
      sweep: async (_, { actor }) => {
        heard.push(actor.schemeId);
      },
    },
  });
  const known = () =>
    db.sql(
      "select 1 from graphile_worker._private_known_crontabs where identifier = 'every-night'",
    );
  await db.sql("select graphile_worker.add_job('every-night')");
  for (let tries = 0; tries < 300; tries++) {
    if (heard.length > 1 && (await known()).length > 0) break;
    await pause(20);
  }
  await worker.stop();
  expect(heard.sort()).toEqual([schemeId, other.schemeId].sort());
  expect(await known()).toHaveLength(1);
});
