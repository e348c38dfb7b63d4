/**
 * `npm start`: reads the configuration, opens the database, starts web and worker, and stops them
 * in the opposite order. Nothing else: what Kalfa does is in `program.ts` and the folders below.
 */
import { join } from "node:path";
import { administratorSentence } from "./platform/administrator.ts";
import { elapsed, systemClock } from "./platform/clock.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { checkServer } from "./platform/db/checks.ts";
import { keepEmbedded } from "./platform/db/embedded-watch.ts";
import { prepareDatabase } from "./platform/db/prepare.ts";
import { openUploads } from "./platform/files/upload.ts";
import { type Home, openHome } from "./platform/home.ts";
import { lockHome } from "./platform/home-lock.ts";
import { wordsFor } from "./platform/i18n/index.ts";
import { beginLifetime, type Lifetime } from "./platform/lifetime.ts";
import { createLog } from "./platform/log.ts";
import { openPost } from "./platform/mail/index.ts";
import { openSeals } from "./platform/signing/index.ts";
import { openGateway } from "./platform/sms/gateway.ts";
import { openVault } from "./platform/vault.ts";
import { holdPort } from "./platform/web/listen.ts";
import { openProgram } from "./program.ts";
import { ok, type Result } from "./shared/result.ts";
import { loadAssets } from "./ui/assets.ts";
import { buildAssets } from "./ui/build/build-assets.ts";

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
  const urls = prepared.value;
  openVault(home.dataKey);
  openUploads({ home: home.folder, clamd: config.clamd });
  if (config.demo) {
    await makeDemo({ ...urls, publicUrl: config.publicUrl ?? `http://localhost:${config.port}` });
  }

  const assets = await step("Preparing styles, fonts and scripts.", () =>
    buildAssets(join(home.folder, "assets")),
  );
  loadAssets(assets.dir);
  const held = await holdPort(config.host, config.port);
  if (!held.ok) return held;
  const { port, release } = held.value;
  life.onEnd("port", release);
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const post = config.smtpUrl === null ? null : openPost(config.smtpUrl, config.mailFrom);
  if (post) life.onEnd("post", () => post.close());
  const seals = openSeals({
    home: home.folder,
    dataKey: home.dataKey,
    organisation: "Kalfa",
    timestampUrl: config.timestampUrl,
  });
  life.onEnd("seal", () => seals.end());
  const { app, door } = await openProgram({
    urls,
    clock: systemClock,
    secret: home.secret,
    publicUrl: url,
    demo: config.demo,
    post,
    seals,
    gateway: config.sms && openGateway(config.sms.url, config.sms.token),
    assets: assets.dir,
    log: createLog({ level: config.logLevel }),
    onEnd: life.onEnd,
  });
  await release();
  await app.listen({ host: config.host, port });
  lock.value.announce(url);

  const links = await door.roleLinks(wordsFor("en"));
  const setUp = await door.setUpAddress();
  if (port !== config.port) say(`Port ${config.port} is taken; this is the next free one.`);
  // In one piece: whoever waits for the first line has the links with it.
  say(
    [
      `Kalfa is ready at ${url}`,
      ...links.map((l) => `  ${l.text}: ${l.url}`),
      ...(setUp ? [`No scheme yet. Open ${setUp}`] : []),
    ].join("\n"),
  );
  return ok(null);
}

/** The address of a server to work with: the embedded one, or the administrator's own. */
async function serverFor(config: Config, home: Home, life: Lifetime): Promise<Result<string>> {
  if (config.databaseUrl !== null) {
    const checked = await checkServer(config.databaseUrl);
    return checked.ok ? ok(config.databaseUrl) : checked;
  }
  const embedded = await step("Starting the database.", () =>
    keepEmbedded({ home: home.folder, log: (line) => say(`  ${line}`) }),
  );
  life.onEnd("database", embedded.stop);
  const checked = await checkServer(embedded.adminUrl);
  return checked.ok ? ok(embedded.adminUrl) : checked;
}

/** Fills a database that has nothing in it. A folder of the tests, because they share its cast. */
async function makeDemo(from: {
  appUrl: string;
  ownerUrl: string;
  publicUrl: string;
}): Promise<void> {
  const { ensureWorld } = await import("../tests/world/ensure.ts");
  await step("Looking after the demo.", () =>
    ensureWorld({ ...from, say: (what) => say(`  ${what}`) }),
  );
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
