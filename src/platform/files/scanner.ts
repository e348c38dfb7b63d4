/**
 * Asks a virus scanner (clamd) about a file, where the administrator has one. It is one pair of eyes
 * more, and no defence against bombs or scripts: measured, it called a bomb of one gibibyte "OK".
 */
import { connect } from "node:net";

export type Scan =
  | { readonly verdict: "clean" }
  | { readonly verdict: "found"; readonly finding: string }
  /** Not reached, too slow, or an answer that is none: nobody has looked. */
  | { readonly verdict: "down" };
export type Scanner = (bytes: Uint8Array) => Promise<Scan>;

const PATIENCE_MS = 30_000;
const PIECE = 256 * 1024;

/** @param address of clamd: the path of its socket, or `host:port` */
export const clamd =
  (address: string, patience = PATIENCE_MS): Scanner =>
  (bytes) =>
    new Promise((resolve) => {
      const port = /^([^/]+):(\d+)$/.exec(address);
      const socket = port ? connect(Number(port[2]), port[1]!) : connect(address);
      let answer = "";
      const end = () => {
        clearTimeout(timer);
        socket.destroy();
        resolve(scanOf(answer));
      };
      const timer = setTimeout(end, patience);
      socket.setEncoding("latin1");
      socket.on("data", (text: string) => {
        answer = `${answer}${text}`.slice(0, 1_000);
      });
      socket.on("end", end);
      socket.on("error", end);
      socket.on("connect", () => {
        socket.write("zINSTREAM\0");
        for (let at = 0; at < bytes.length; at += PIECE) {
          const piece = bytes.subarray(at, at + PIECE);
          const size = Buffer.alloc(4);
          size.writeUInt32BE(piece.length);
          socket.write(size);
          socket.write(piece);
        }
        socket.write(Buffer.alloc(4));
      });
    });

function scanOf(answer: string): Scan {
  if (/^stream: OK\0?\s*$/.test(answer)) return { verdict: "clean" };
  const finding = /^stream: (.{1,200}) FOUND\0?\s*$/.exec(answer)?.[1];
  return finding ? { verdict: "found", finding } : { verdict: "down" };
}
