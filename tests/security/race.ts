/**
 * One form, sent by several clients at once with the same key over a line that loses answers. Each
 * client sends it again until it has an answer, as a browser and its reader do.
 */
import { createHash } from "node:crypto";
import { request } from "node:http";
import { pause } from "../../src/platform/clock.ts";
import type { Writer } from "./writers.ts";

/** A third less a bit of all answers is lost. */
const LOST = 0.3;
/** How an answer is lost: the form itself arrived by half, the wait was too long, the line broke. */
const WAYS = ["half-sent", "sent", "half-answered"] as const;
/** A client whose line is never mended is a fault of the test. */
const MOST_TRIES = 40;

export type Post = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
export type Reply = { readonly status: number; readonly location: string; readonly text: string };
export type Race = {
  /** What each client got in the end. */
  readonly replies: readonly Reply[];
  readonly requests: number;
  readonly lost: number;
};

/** The same fate for the same seed, form, client and try, in whatever order they come. */
function fate(seed: string, ...of: readonly (string | number)[]): number {
  const hash = createHash("sha256").update([seed, ...of].join("/"));
  return hash.digest().readUInt32BE(0) / 2 ** 32;
}

type Cut = { readonly way: (typeof WAYS)[number]; readonly after: number };

/** Sends it once; null when the answer was lost. */
function post({ port, path, headers, body }: Post, cut: Cut | null): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: "127.0.0.1",
      port,
      path,
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": body.length },
    });
    const lose = () => {
      asked.destroy();
      resolve(null);
    };
    asked.once("error", (error) => (cut ? resolve(null) : reject(error)));
    asked.once("response", (reply) => {
      if (cut?.way === "half-answered") return lose();
      const parts: Buffer[] = [];
      reply.on("data", (part: Buffer) => parts.push(part));
      // The line broke while the answer came; the request's own error has been told already.
      reply.once("error", () => {});
      reply.once("end", () => {
        // An answer that was quicker than the cut is lost all the same.
        if (cut) return;
        resolve({
          status: reply.statusCode ?? 0,
          location: reply.headers.location ?? "",
          text: Buffer.concat(parts).toString(),
        });
      });
    });
    if (cut?.way === "half-sent") asked.write(body.subarray(0, Math.ceil(body.length / 2)));
    else asked.end(body);
    if (cut && cut.way !== "half-answered") void pause(cut.after).then(lose);
  });
}

/** Why a page refuses, where it says so; else how it begins. */
const saidIn = (text: string): string =>
  (/<[^>]*govuk-error-summary[\s\S]{0,2000}/.exec(text)?.[0] ?? text).slice(0, 2000);

/** @param by.form a number or name of its own, so that no two forms share their fates */
export async function race(
  form: Post,
  by: { readonly clients: number; readonly seed: string; readonly form: string | number },
): Promise<Race> {
  let requests = 0;
  let lost = 0;
  const until = async (client: number): Promise<Reply> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const draw = (what: string) => fate(by.seed, by.form, client, tries, what);
      const cut =
        draw("lost") < LOST
          ? { way: WAYS[Math.floor(draw("way") * WAYS.length)]!, after: draw("after") * 25 }
          : null;
      requests += 1;
      const reply = await post(form, cut);
      if (reply) return reply;
      lost += 1;
    }
    throw new Error("no answer came");
  };
  const replies = await Promise.all(Array.from({ length: by.clients }, (_, at) => until(at)));
  return { replies, requests, lost };
}

const KEYS = "public.idempotency_keys";

/**
 * What is wrong with a race; nothing when the form did its work once.
 * @param shownOnce for a page that shows something once: where everybody else is led to
 */
export function faultsOf(
  replies: readonly Reply[],
  writers: readonly Writer[],
  shownOnce?: string,
): string[] {
  const faults: string[] = [];
  const first = replies.find(({ status }) => status === (shownOnce === undefined ? 303 : 200));
  const leads = shownOnce ?? first?.location ?? "";
  const shown = replies.filter(({ status }) => status === 200).length;
  if (shown > (shownOnce === undefined ? 0 : 1)) faults.push(`shown ${shown} times`);
  for (const { status, location, text } of replies) {
    if (status === 200 && shownOnce !== undefined) continue;
    if (status !== 303) faults.push(`answered ${status}: ${saidIn(text)}`);
    else if (location !== leads) faults.push(`led to ${location} and not to ${leads}`);
  }
  if (writers.length === 0) faults.push("nothing was done");
  if (writers.length > 1) {
    faults.push(`done ${writers.length} times: ${writers.map(({ tables }) => tables).join("; ")}`);
  }
  for (const { tables } of writers) {
    if (!tables.includes(KEYS)) faults.push(`without its key: ${tables}`);
  }
  return [...new Set(faults)];
}
