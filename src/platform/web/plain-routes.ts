/** What is served besides pages: styles, fonts and scripts, and the answer to "are you well?". */
import serveStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { Database } from "../db/index.ts";
import type { SealStanding } from "../signing/index.ts";

/** Files are named by their content, so a browser may keep each for good. */
export async function serveAssets(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(serveStatic, {
    root: folder,
    prefix: "/assets/",
    preCompressed: true,
    index: false,
    dotfiles: "deny",
    immutable: true,
    maxAge: "365d",
    // It keeps single pages for an hour without a line; each page that asks names itself alone.
    setHeaders: (reply, path) => {
      // The path is that of the file, which lies there compressed too.
      if (/offline-worker-[^/]*\.js(\.\w+)?$/.test(path))
        reply.header("service-worker-allowed", "/");
    },
    decorateReply: false,
  });
}

/**
 * 200 when every part works, else 503: for a load balancer, a monitor or a start script. A certificate
 * that ends, or keys that cannot be read, are told beside it and stop nothing: pages are served, papers
 * alone have to wait.
 */
export function serveHealth(
  app: FastifyInstance,
  parts: {
    database: Database;
    worker: { isWorking(): boolean };
    seal: () => { readonly state: SealStanding; readonly until: Date | null };
  },
): void {
  app.get("/health", async (_request, reply) => {
    const database = await parts.database.answers();
    const worker = parts.worker.isWorking();
    const well = database && worker;
    const { state, until } = parts.seal();
    return reply
      .code(well ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ok: well, database, worker, seal: state, sealUntil: until });
  });
}
