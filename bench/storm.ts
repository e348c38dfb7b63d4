/**
 * The last minute before a deadline: 10,000 applicants with an application of eight kilobytes each,
 * half of them sending in the last minute, a thousand of these in the last five seconds. Arrivals
 * are open-loop: nobody waits because somebody else does. The whole program on this machine (web
 * server, worker and PostgreSQL, and the 10,000 browsers too), while a coordinator reads lists.
 *
 *   node bench/storm.ts            measures and prints
 *   node bench/storm.ts --write    also writes the figures into docs/benchmarks.md
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { elapsed, pause, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { SESSION_COOKIE } from "../src/platform/web/server.ts";
import { buildAssets } from "../src/ui/build/build-assets.ts";
import { type ReadyDraft, readyDrafts } from "../tests/support/apply.ts";
import { need, testCall } from "../tests/support/call.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { signInAs } from "../tests/support/server.ts";
import { writeFigures } from "./figures.ts";

const SECRET = "a secret of the bench only, long enough";
const APPLICANTS = Number(process.env.STORM_APPLICANTS ?? 10_000);
/** Offered without a pause until half have sent; more than what must be carried. */
const OFFERED_A_SECOND = Number(process.env.STORM_RATE ?? 340);

type Sent = { readonly draftId: string; readonly ms: number; readonly acknowledged: boolean };

const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const home = mkdtempSync(join(place, "kalfa-storm-"));
const server = await startEmbedded({ home });
const agent = new Agent({ keepAlive: true, maxSockets: 512 });
let child: ChildProcess | undefined;
try {
  const urls = need(await prepareDatabase(server.adminUrl, SECRET));
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const sql = (async (text: string, values?: unknown[]) =>
    (await admin.query(text, values)).rows) as TestDatabase["sql"];
  // The server's end takes its connections along; that is not a failure of the bench.
  admin.on("error", () => {});
  const database = openDatabase({ appUrl: urls.appUrl, clock: systemClock });
  const call = await testCall({ database, sql } as TestDatabase, "storm");
  const { token } = await signInAs({ sql } as TestDatabase, call.scheme, { role: "coordinator" });
  const drafts = await readyDrafts({ database, sql }, call, {
    count: APPLICANTS,
    secret: SECRET,
    now: systemClock.now(),
    needs: true,
  });
  await admin.query("analyze");
  await database.close();
  const assets = await buildAssets();
  const listening = new Promise<number>((resolve, reject) => {
    child = fork(join(import.meta.dirname, "storm-server.ts"), [
      JSON.stringify(urls),
      assets.dir,
      SECRET,
    ]);
    child.once("message", (port) => resolve(port as number));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const port = await listening;
  const send = (draft: ReadyDraft): Promise<Sent> => post(port, draft);
  for (const draft of drafts.slice(0, 50)) await send(draft);

  const half = Math.floor(APPLICANTS / 2);
  const last = Math.floor(APPLICANTS / 10);
  const figures: Record<string, string> = {};
  const phase = async (name: string, of: readonly ReadyDraft[], seconds: number) => {
    const watching = { over: false };
    const staff = watch(port, token, watching).catch((error: Error) => error);
    const time = elapsed();
    const sent = await openLoop(of, seconds, send);
    const took = time() / 1000;
    watching.over = true;
    const pages = await staff;
    if (pages instanceof Error) throw pages;
    figures[name] = [
      `${of.length.toLocaleString("en")} sent in ${took.toFixed(1)} s`,
      `${Math.round(of.length / took)} submissions/s`,
      `p50 ${quantile(
        sent.map((s) => s.ms),
        0.5,
      )} ms`,
      `p99 ${quantile(
        sent.map((s) => s.ms),
        0.99,
      )} ms`,
      `${sent.filter((s) => !s.acknowledged).length} not acknowledged`,
      `staff pages p95 ${quantile(pages, 0.95)} ms`,
    ].join(", ");
    console.log(`${name}: ${figures[name]}`);
    return sent;
  };
  const all = [
    ...(await phase(
      `Without a pause, ${OFFERED_A_SECOND} a second offered`,
      drafts.slice(50, half),
      (half - 50) / OFFERED_A_SECOND,
    )),
    ...(await phase("The last minute but five seconds", drafts.slice(half, -last), 55)),
    ...(await phase("The last five seconds", drafts.slice(-last), 5)),
  ];
  const acknowledged = all.filter((each) => each.acknowledged).map((each) => each.draftId);
  const [row] = await sql<{ lost: number; doubled: number; half: number }>(
    `select
       (select count(*)::int from unnest($1::uuid[]) acknowledged (draft) where not exists (
         select from application_drafts d join applications a on a.id = d.application_id
         where d.id = acknowledged.draft and d.state = 'sent')) as lost,
       (select count(*)::int from (select code from applications group by code having count(*) > 1) x) as doubled,
       (select count(*)::int from applications a where
         (select count(*) from application_answers s where s.application_id = a.id) <> 8
         or (select count(*) from event_log e where e.subject_id = a.id and e.name = 'application.submitted') <> 1
         or (select count(*) from wishes w where w.application_id = a.id) <> 2) as half`,
    [acknowledged],
  );
  figures["Acknowledged and lost, doubled, half"] = `${row?.lost}, ${row?.doubled}, ${row?.half}`;
  console.log(figures["Acknowledged and lost, doubled, half"]);
  await admin.end();
  if (process.argv.includes("--write")) {
    writeFigures(
      `A deadline: ${APPLICANTS.toLocaleString("en")} applications of 8 KB`,
      "node bench/storm.ts --write",
      figures,
    );
  }
} finally {
  agent.destroy();
  child?.kill();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}

/** Starts each at its own moment, whatever became of the ones before. */
async function openLoop(
  drafts: readonly ReadyDraft[],
  seconds: number,
  send: (draft: ReadyDraft) => Promise<Sent>,
): Promise<Sent[]> {
  const time = elapsed();
  const waiting: Promise<Sent>[] = [];
  for (const [at, draft] of drafts.entries()) {
    const due = (at / drafts.length) * seconds * 1000;
    const early = due - time();
    if (early > 1) await pause(early);
    waiting.push(send(draft));
  }
  return Promise.all(waiting);
}

function post(port: number, draft: ReadyDraft): Promise<Sent> {
  const body = `_key=${randomUUID()}`;
  const time = elapsed();
  return new Promise((resolve) => {
    const done = (acknowledged: boolean) =>
      resolve({ draftId: draft.draftId, ms: Math.round(time()), acknowledged });
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        path: "/sr-Cyrl/storm/apply/submission",
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": body.length,
          "sec-fetch-site": "same-origin",
          cookie: draft.cookie,
        },
      },
      (reply) => {
        reply.resume();
        reply.once("end", () => done(reply.statusCode === 303));
      },
    );
    asked.once("error", () => done(false));
    asked.end(body);
  });
}

/** A coordinator who reads a page every half second. */
async function watch(
  port: number,
  token: string,
  watching: { readonly over: boolean },
): Promise<number[]> {
  const times: number[] = [];
  while (!watching.over) {
    const time = elapsed();
    const reply = await fetch(`http://127.0.0.1:${port}/console/storm/applicants`, {
      headers: { cookie: `${SESSION_COOKIE}=${token}` },
    });
    await reply.text();
    if (reply.status !== 200) throw new Error(`the staff page answered ${reply.status}`);
    times.push(Math.round(time()));
    await pause(500);
  }
  return times;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
}
