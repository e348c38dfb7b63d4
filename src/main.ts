/**
 * `npm start`: reads the configuration, opens the database, starts web and worker, and stops them
 * in the opposite order. Nothing else: what Kalfa does is in `program.ts` and the folders below.
 */
import { join } from "node:path";
import { demoReads } from "./console/demo/demo-reads.ts";
import { openFrontDoor } from "./console/front-door.ts";
import { administratorSentence } from "./platform/administrator.ts";
import { elapsed, systemClock } from "./platform/clock.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { checkServer } from "./platform/db/checks.ts";
import { startEmbedded } from "./platform/db/embedded.ts";
import { type Database, openDatabase } from "./platform/db/index.ts";
import { prepareDatabase } from "./platform/db/prepare.ts";
import { type Home, openHome } from "./platform/home.ts";
import { lockHome } from "./platform/home-lock.ts";
import { wordsFor } from "./platform/i18n/index.ts";
import { startWorker, type Worker } from "./platform/jobs/runner.ts";
import { beginLifetime, type Lifetime } from "./platform/lifetime.ts";
import { createLog, type Log } from "./platform/log.ts";
import { openPost, type Post } from "./platform/mail/index.ts";
import { openVault } from "./platform/vault.ts";
import { findPort } from "./platform/web/listen.ts";
import { serveAssets, serveHealth } from "./platform/web/plain-routes.ts";
import { webServer } from "./platform/web/server.ts";
import { routes, tasks } from "./program.ts";
import { ok, type Result } from "./shared/result.ts";
import { loadAssets } from "./ui/assets.ts";
import { buildAssets } from "./ui/build/build-assets.ts";
import { failurePage } from "./ui/layout/failure-page.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Says when a step begins, and how long it took where that was long enough to wonder. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const took = elapsed();
  say(name);
  const value = await work();
  if (took() > 1_000) say(`  done in ${(took() / 1_000).toFixed(1)} s`);
  return value;
}

async function start(life: Lifetime): Promise<Result<null>> {
  const read = readConfig();
  if (!read.ok) return read;
  const config = read.value;
  const holdsDatabase = config.databaseUrl === null;
  const opened = openHome({ ...config, chosen: config.home, holdsDatabase });
  if (!opened.ok) return opened;
  const home = opened.value;
  const lock = lockHome(home.folder);
  if (!lock.ok) return lock;
  life.onEnd("lock", lock.value.release);

  const adminUrl = await serverFor(config, home, life);
  if (!adminUrl.ok) return adminUrl;
  const prepared = await step("Bringing the database up to date.", () =>
    prepareDatabase(adminUrl.value, home.secret),
  );
  if (!prepared.ok) return prepared;
  const { appUrl, ownerUrl, workerUrl, signInUrl } = prepared.value;
  openVault(home.dataKey);
  if (config.demo) await makeDemo({ appUrl, ownerUrl });
  const database = openDatabase({ appUrl, clock: systemClock });
  life.onEnd("connections", () => database.close());

  const assets = await step("Preparing styles, fonts and scripts.", () =>
    buildAssets(join(home.folder, "assets")),
  );
  loadAssets(assets.dir);
  const port = await findPort(config.host, config.port);
  if (!port.ok) return port;
  const url = config.publicUrl ?? `http://localhost:${port.value}`;
  const log = createLog({ level: config.logLevel });
  const post = config.smtpUrl === null ? null : openPost(config.smtpUrl, config.mailFrom);
  if (post) life.onEnd("post", () => post.close());
  const worker = await startOwnWorker({ post, database, workerUrl, log, life });
  const door = openFrontDoor({
    signInUrl,
    database,
    clock: systemClock,
    secret: home.secret,
    publicUrl: url,
    post,
    demo: config.demo ? demoReads : null,
    log,
  });
  life.onEnd("front door", () => door.close());
  const app = await webServer({
    database,
    clock: systemClock,
    secret: home.secret,
    site: { demo: config.demo, publicUrl: url },
    routes: [...routes, ...door.routes],
    ...(door.above ? { above: door.above } : {}),
    failures: failurePage,
    signIn: "/sign-in",
    log,
    async more(app) {
      await serveAssets(app, assets.dir);
      serveHealth(app, { database, worker });
    },
  });
  life.onEnd("web", () => app.close());
  await app.listen({ host: config.host, port: port.value });
  lock.value.announce(url);

  if (port.value !== config.port) say(`Port ${config.port} is taken; this is the next free one.`);
  say(`Kalfa is ready at ${url}`);
  for (const link of await door.roleLinks(wordsFor("en"))) say(`  ${link.text}: ${link.url}`);
  return ok(null);
}

/** The address of a server to work with: the embedded one, or the administrator's own. */
async function serverFor(config: Config, home: Home, life: Lifetime): Promise<Result<string>> {
  if (config.databaseUrl !== null) {
    const checked = await checkServer(config.databaseUrl);
    return checked.ok ? ok(config.databaseUrl) : checked;
  }
  const embedded = await step("Starting the database.", () =>
    startEmbedded({ home: home.folder, log: (line) => say(`  ${line}`) }),
  );
  life.onEnd("database", embedded.stop);
  const checked = await checkServer(embedded.adminUrl);
  return checked.ok ? ok(embedded.adminUrl) : checked;
}

/** Fills a database that has nothing in it. A folder of the tests, because they share its cast. */
async function makeDemo(urls: { appUrl: string; ownerUrl: string }): Promise<void> {
  const { ensureWorld } = await import("../tests/world/ensure.ts");
  await step("Looking after the demo.", () =>
    ensureWorld({ ...urls, say: (what) => say(`  ${what}`) }),
  );
}

async function startOwnWorker(from: {
  post: Post | null;
  database: Database;
  workerUrl: string;
  log: Log;
  life: Lifetime;
}): Promise<Worker> {
  const { post, database, workerUrl, log, life } = from;
  const worker = await startWorker({
    workerUrl,
    database,
    clock: systemClock,
    log,
    tasks: tasks(post),
  });
  life.onEnd("worker", () => worker.stop());
  return worker;
}

const life = beginLifetime((part, error) => {
  complain(`Stopping: ${part} did not end as it should. ${(error as Error).message}`);
});
try {
  const started = await start(life);
  if (!started.ok) {
    for (const problem of started.problems) complain(administratorSentence(problem));
    await life.end(1);
  }
} catch (error) {
  // Asked to stop while starting: what was under way fails because its ground is gone.
  if (!life.ending) complain(`Kalfa could not start. ${(error as Error).message}`);
  await life.end(1);
}
