/** The server process of `list.ts`: the real web server with the list's routes, on a free port. */
import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import { routes } from "../src/console/applicants/applicants.page.ts";
import { clockAt } from "../src/platform/clock.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { webServer } from "../src/platform/web/server.ts";
import { loadAssets } from "../src/ui/assets.ts";
import { html } from "../src/ui/html.ts";

const [appUrl = "", assets = ""] = process.argv.slice(2);
const clock = clockAt("2027-02-01T09:00:00Z");
loadAssets(assets);
const app = await webServer({
  database: openDatabase({ appUrl, clock }),
  clock,
  secret: "a secret of the bench only",
  site: { demo: false, publicUrl: "http://localhost:4000" },
  routes,
  failures: (_words, what) => html`${what}`,
  signIn: "/sign-in",
  log: { error: (fields) => console.error(fields) },
  more: async (server) => {
    server.get<{ Params: { name: string } }>("/assets/:name", (request, reply) =>
      reply.send(createReadStream(join(assets, basename(request.params.name)))),
    );
  },
});
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.(Number(new URL(address).port));
