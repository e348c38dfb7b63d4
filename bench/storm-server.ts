/** The server process of `storm.ts`: the whole program, worker included; letters stay in the outbox. */
import { systemClock } from "../src/platform/clock.ts";
import type { RoleUrls } from "../src/platform/db/roles.ts";
import { createLog } from "../src/platform/log.ts";
import { openVault } from "../src/platform/vault.ts";
import { openProgram } from "../src/program.ts";
import { loadAssets } from "../src/ui/assets.ts";

const [urls = "{}", assets = "", secret = ""] = process.argv.slice(2);
openVault("a data key of the tests only");
loadAssets(assets);
const { app } = await openProgram({
  urls: JSON.parse(urls) as RoleUrls,
  clock: systemClock,
  secret,
  publicUrl: "http://localhost",
  demo: false,
  post: null,
  assets,
  log: createLog({ level: "error" }),
  onEnd: () => {},
});
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.(Number(new URL(address).port));
