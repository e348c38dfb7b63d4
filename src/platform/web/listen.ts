import { createServer, type Server } from "node:net";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

const TRIES = 50;

/** A port kept for us while everything behind it is brought up. */
export type HeldPort = {
  readonly port: number;
  /** Lets go of it; the web server takes it in the next moment. May be called twice. */
  release(): Promise<void>;
};

/**
 * `port` or, where it is taken, the next free one. Asked before the server is built, because pages
 * and mails name the address, and held until then: another start in the meantime finds it taken.
 */
export async function holdPort(host: string, port: number): Promise<Result<HeldPort>> {
  const last = Math.min(port + TRIES - 1, 65_535);
  for (let candidate = port; candidate <= last; candidate++) {
    const held = await hold(host, candidate);
    if (!("code" in held)) return ok({ port: candidate, release: () => close(held) });
    if (held.code !== "port-taken") return refuse(held);
  }
  return refuse({ code: "no-free-port", params: { port } });
}

function hold(host: string, port: number): Promise<Server | Problem> {
  return new Promise((resolve, reject) => {
    // Nobody is kept waiting: who comes too early is told so at once.
    const holder = createServer((socket) => socket.destroy());
    holder.once("error", (error: NodeJS.ErrnoException) => {
      // EACCES: ports below 1024 belong to root.
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve({ code: "port-taken" });
      else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
        resolve({ code: "host-not-here", params: { host } });
      } else reject(error);
    });
    holder.listen({ host, port }, () => resolve(holder));
  });
}

const close = (holder: Server): Promise<void> =>
  new Promise((resolve) => holder.close(() => resolve()));
