/**
 * The public pages once more, for an archive: asked inside this program, as anybody would ask, without
 * a port, a session or the demo's bar above them. `program.ts` and the command line hand them on.
 */
import type { Clock } from "./platform/clock.ts";
import type { Database } from "./platform/db/index.ts";
import type { Log } from "./platform/log.ts";
import { serveAssets } from "./platform/web/plain-routes.ts";
import { webServer } from "./platform/web/server.ts";
import { routes } from "./portal/index.ts";
import type { Drawn, PageAnswer } from "./stages/archive/archive.ts";
import { readmePage } from "./ui/archive/readme.ts";
import { languagesPage, linePage, recordsPage } from "./ui/archive/records.ts";
import { linksOf, stillPage } from "./ui/archive/still-page.ts";
import { failurePage } from "./ui/layout/failure-page.ts";

export const drawn: Drawn = {
  links: linksOf,
  still: stillPage,
  languages: languagesPage,
  readme: readmePage,
  records: recordsPage,
  line: linePage,
};

export type AskedPages = {
  ask(path: string): Promise<PageAnswer>;
  close(): Promise<void>;
};

export async function openPages(from: {
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: string;
  readonly publicUrl: string;
  readonly assets: string;
  readonly log: Pick<Log, "error">;
}): Promise<AskedPages> {
  const { database, clock, secret, publicUrl, log } = from;
  const app = await webServer({
    database,
    clock,
    secret,
    site: { demo: false, publicUrl },
    routes,
    failures: failurePage,
    signIn: "/sign-in",
    log,
    more: (server) => serveAssets(server, from.assets),
  });
  const { host } = new URL(publicUrl);
  return {
    async ask(path) {
      const answer = await app.inject({ method: "GET", url: path, headers: { host } });
      const location = answer.headers.location;
      return {
        status: answer.statusCode,
        type: String(answer.headers["content-type"] ?? ""),
        location: typeof location === "string" ? location : undefined,
        body: answer.rawPayload,
      };
    },
    close: () => app.close(),
  };
}
