/** The whole program on a free port, with the demo's world in a database of its own. */
import { afterAll } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import type { TestDatabase } from "../support/database.ts";
import { DEMO_SCHEME } from "../world/build.ts";
import { worldDatabase } from "../world/database.ts";

export type JourneySite = {
  readonly url: string;
  readonly db: TestDatabase;
  readonly scheme: string;
};

export async function journeySite(): Promise<JourneySite> {
  const db = await worldDatabase();
  const assets = await buildAssets();
  loadAssets(assets.dir);
  const stops: (() => Promise<void> | void)[] = [];
  const { app } = await openProgram({
    urls: db,
    clock: systemClock,
    secret: "a secret of the journeys only, long enough",
    publicUrl: "http://localhost",
    demo: true,
    post: null,
    assets: assets.dir,
    log: createLog({ level: "error" }),
    onEnd: (_name, stop) => stops.unshift(stop),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await db.close();
  });
  const { port } = app.server.address() as { port: number };
  return { url: `http://localhost:${port}`, db, scheme: DEMO_SCHEME };
}
