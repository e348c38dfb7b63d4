/** The whole program on a free port over one small open call: somebody can apply in it. */
import { afterAll } from "vitest";
import { type Clock, systemClock } from "../../src/platform/clock.ts";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { type TestCall, testCall } from "../support/call.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

export const APPLY_SECRET = "a secret of the journeys only, long enough";

export type ApplySite = {
  readonly url: string;
  readonly db: TestDatabase;
  readonly call: TestCall;
  /** What a poster shows for the call. */
  readonly callCode: string;
  /** The start page in a language. */
  readonly start: (locale: string) => string;
};

export async function applySite(
  options: { readonly clock?: Clock; readonly max?: number } = {},
): Promise<ApplySite> {
  const clock = options.clock ?? systemClock;
  const db = await testDatabase({ clock });
  const call = await testCall(db, "summer");
  const assets = await buildAssets();
  loadAssets(assets.dir);
  const stops: (() => Promise<void> | void)[] = [];
  const { app } = await openProgram({
    urls: db,
    clock,
    secret: APPLY_SECRET,
    publicUrl: "http://localhost",
    demo: false,
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
  const url = `http://localhost:${port}`;
  const [row] = await db.sql<{ code: string }>(
    "select public_code as code from calls where id = $1",
    [call.callId],
  );
  const callCode = row!.code;
  return {
    url,
    db,
    call,
    callCode,
    start: (locale) => `${url}/${locale}/summer/apply/${callCode}`,
  };
}
