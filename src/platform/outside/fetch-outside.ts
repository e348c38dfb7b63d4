/**
 * The one way out to an address of the web. The name is looked up once and the connection made to
 * what was found, so that a name cannot mean one machine when it is checked and another when it is
 * called; no redirect is followed; the answer is cut off by size and by time.
 */
import { lookup } from "node:dns/promises";
import { request as plainRequest } from "node:http";
import { request as safeRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export type OutsideAnswer = {
  readonly status: number;
  readonly body: string;
  /** The same, where it is no text. */
  readonly bytes: Buffer;
};

export class OutsideError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type Options = {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs?: number;
  readonly maximumBytes?: number;
  /**
   * The administrator wrote this address into the configuration: an inner one may be meant, where
   * it is written as a number or as `localhost`. A name that leads inside is refused all the same.
   */
  readonly byAdministrator?: boolean;
};

const TIMEOUT_MS = 15_000;
const MAXIMUM_BYTES = 65_536;

/** @throws OutsideError with a code that is safe to show: it never repeats the address */
export async function fetchOutside(address: string, options: Options = {}): Promise<OutsideAnswer> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) throw new OutsideError("not-an-address");
  const target = await targetOf(url, options.byAdministrator ?? false);
  const limit = options.maximumBytes ?? MAXIMUM_BYTES;
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? safeRequest : plainRequest;
    const call = start(
      url,
      {
        method: options.method ?? "GET",
        headers: {
          ...options.headers,
          ...(options.body === undefined
            ? {}
            : { "content-length": String(Buffer.byteLength(options.body)) }),
        },
        signal,
        agent: false,
        // Whatever name stands in the address, the connection goes to what was checked.
        lookup: (_name, { all }, done) =>
          all ? done(null, [target]) : done(null, target.address, target.family),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > limit) call.destroy(new OutsideError("answer-too-long"));
          else chunks.push(chunk);
        });
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: answer.statusCode ?? 0, body: bytes.toString(), bytes });
        });
        answer.on("error", () => reject(new OutsideError("broke-off")));
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error instanceof OutsideError
          ? error
          : new OutsideError(signal.aborted ? "no-answer" : (error.code ?? "failed")),
      ),
    );
    call.end(options.body);
  });
}

async function targetOf(url: URL, byAdministrator: boolean) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isWrittenOut = isIP(host) !== 0 || host === "localhost";
  let found: { address: string; family: number }[];
  try {
    found = await lookup(host, { all: true });
  } catch {
    throw new OutsideError("no-such-host");
  }
  const [first] = found;
  if (!first) throw new OutsideError("no-such-host");
  if (byAdministrator && isWrittenOut) return first;
  // One inner address among several is enough to refuse: which one is called is not ours to choose.
  if (!found.every(({ address }) => isPublicAddress(address))) {
    throw new OutsideError("inner-address");
  }
  return first;
}
