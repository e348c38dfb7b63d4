import { createServer } from "node:net";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

const TRIES = 50;

/**
 * `port` or, where it is taken, the next free one. Asked before the server is built, because pages
 * and mails name the address.
 */
export async function findPort(host: string, port: number): Promise<Result<number>> {
  const last = Math.min(port + TRIES - 1, 65_535);
  for (let candidate = port; candidate <= last; candidate++) {
    const trouble = await tryPort(host, candidate);
    if (trouble === null) return ok(candidate);
    if (trouble.code !== "port-taken") return refuse(trouble);
  }
  return refuse({ code: "no-free-port", params: { port } });
}

function tryPort(host: string, port: number): Promise<Problem | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      // EACCES: ports below 1024 belong to root.
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve({ code: "port-taken" });
      else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
        resolve({ code: "host-not-here", params: { host } });
      } else reject(error);
    });
    probe.listen({ host, port }, () => probe.close(() => resolve(null)));
  });
}
