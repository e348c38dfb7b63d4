/**
 * The written rule of every deadline, asked around its last moment over real sockets. Each request
 * is worked on to its answer and then rolled back, so that one place, one application, one
 * guardian's link serve any number of requests.
 *
 * KALFA_DEADLINE_REQUESTS sends that many to each of three web servers, all of them within the two
 * seconds around a last moment.
 */
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { type Clock, clockAt, pause, systemClock } from "../../src/platform/clock.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import type { Route } from "../../src/platform/web/route.ts";
import { webServer } from "../../src/platform/web/server.ts";
import { failurePage } from "../../src/ui/layout/failure-page.ts";
import { TEST_SECRET } from "../support/server.ts";
import { type Deadline, deadlines, isInTime, publishedFor, publishing } from "./deadline-table.ts";
import type { SecuritySite } from "./site.ts";

/** What was decided about a request, and the moment it counted as. */
type Verdict = { readonly at: Date; readonly taken: boolean };
type Rehearsal = {
  readonly app: Awaited<ReturnType<typeof webServer>>;
  /** By the name that a form was given in `rehearsed`; nothing for one that met no page. */
  readonly verdicts: Map<string, Verdict>;
  close(): Promise<void>;
};

/** The program's own forms, whose work is thrown away when it is done. */
async function rehearse(site: SecuritySite, clock: Clock): Promise<Rehearsal> {
  const verdicts = new Map<string, Verdict>();
  const database = openDatabase({ appUrl: site.db.appUrl, clock });
  const rehearsed = (route: Route): Route => ({
    ...route,
    async answer(visit: Parameters<Route["answer"]>[0]) {
      const answer = await route.answer(visit as never);
      // Led back to an empty form is not taken.
      const taken =
        answer.ok && answer.status === 303 && !answer.location.endsWith(`${visit.path}/new`);
      verdicts.set(visit.form.text("rehearsed"), { at: visit.tx.now, taken });
      return { ok: false, status: 409, problems: [] } as const;
    },
  });
  const app = await webServer({
    database,
    clock,
    secret: TEST_SECRET,
    site: { demo: false, publicUrl: "http://localhost" },
    routes: site.pages.filter(({ method }) => method === "POST").map(rehearsed),
    failures: failurePage,
    signIn: "/sign-in",
    log: { error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
  });
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { app, verdicts, close };
}

/** The database's clock, read on a clock of this process that nobody turns. */
async function databaseClock(site: SecuritySite): Promise<() => number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let tries = 0; tries < 10; tries += 1) {
    const from = performance.now();
    const [row] = await site.db.sql<{ ms: number }>(
      "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms",
    );
    const took = performance.now() - from;
    if (took < best.took) best = { took, ahead: (row?.ms ?? 0) - from - took / 2 };
  }
  return () => performance.now() + best.ahead;
}
/** The two clocks are read a moment apart, and a moment is kept to the millisecond. */
const BLINK_MS = 10;

type Told = { readonly whole: number; readonly answered: number };
type Sent = Told & {
  readonly deadline: Deadline;
  readonly last: Date;
  readonly verdict: Verdict | undefined;
};

/** Sends a form whose last bytes leave at `due`; a trickled one was begun a while before. */
async function sendAt(
  to: { readonly port: number; readonly path: string; readonly cookie: string },
  by: { readonly now: () => number; readonly due: number; readonly trickled: boolean },
  fields: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<Told> {
  const body = Buffer.from(new URLSearchParams(fields).toString());
  const early = by.trickled ? 400 : 0;
  await pause(Math.max(by.due - early - by.now(), 0));
  return new Promise((resolve, reject) => {
    let whole = 0;
    const asked = request(
      {
        host: "127.0.0.1",
        port: to.port,
        path: to.path,
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": body.length,
          "sec-fetch-site": "same-origin",
          // A phone whose clock is a day off says so, and nobody asks it.
          date: new Date(by.due + (body.length % 2 === 0 ? 1 : -1) * 86_400_000).toUTCString(),
          ...(to.cookie ? { cookie: to.cookie } : {}),
        },
      },
      (reply) => {
        reply.resume();
        reply.once("end", () => resolve({ whole, answered: by.now() }));
      },
    );
    asked.once("error", reject);
    const half = by.trickled ? Math.ceil(body.length / 2) : 0;
    if (by.trickled) asked.write(body.subarray(0, half));
    void pause(by.trickled ? Math.max(by.due - by.now(), 0) : 0).then(() => {
      whole = by.now();
      asked.end(body.subarray(half));
    });
  });
}

const inHeader = (cookies: Readonly<Record<string, string>>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");

const asked = Number(process.env.KALFA_DEADLINE_REQUESTS ?? 0);
const REQUESTS = asked > 0 ? asked : 120;
/** More than these are sent in several rounds, each around a last moment of its own. */
const MOST_AT_ONCE = 400;
/** Milliseconds before and after the last moment. */
const AROUND = asked > 0 ? 1000 : 500;

/** Registers the tests; they leave everything as it was. */
export function testDeadlines(site: SecuritySite): void {
  test.each([
    // What is right on a wrong clock is right on a right one, which is asked when there is time.
    ...(asked > 0 ? [["whose clock is right", 0] as const] : []),
    ["whose clock is 40 minutes fast", 40] as const,
    ["whose clock is 40 minutes slow", -40] as const,
  ])(
    "in the seconds around a last moment the written rule decides, on a web server %s",
    {
      timeout: 300_000,
    },
    async (_, minutes) => {
      const { moments, restore } = await deadlines(site);
      const crowd = moments.filter(({ alone }) => !alone);
      const now = await databaseClock(site);
      const server = await rehearse(site, systemClock);
      const agent = new Agent({ keepAlive: true, maxSockets: 256 });
      try {
        await server.app.listen({ host: "127.0.0.1", port: 0 });
        const { port } = server.app.server.address() as AddressInfo;
        const sealedAt = new Date(now());
        if (minutes !== 0) {
          vi.useFakeTimers({ toFake: ["Date"], now: now() + minutes * 60_000 });
        }
        const sent: Sent[] = [];
        const bothSeen = () =>
          crowd.every(({ name }) => {
            const of = sent.filter(({ deadline }) => deadline.name === name);
            const taken = of.filter(({ verdict }) => verdict?.taken).length;
            return taken > 0 && taken < of.length;
          });
        // A machine that is busy may receive a whole round too late: then it is asked once more.
        for (let rounds = 0; sent.length < REQUESTS || (!bothSeen() && rounds < 6); rounds += 1) {
          const last = new Date(Math.round(now()) + AROUND + 600);
          await publishing(
            site,
            crowd.map((each) => each.publish(publishedFor(each, last))).join(";"),
          );
          const left = REQUESTS - sent.length;
          const count = Math.min(left > 0 ? left : REQUESTS, MOST_AT_ONCE);
          const round = Array.from({ length: count }, async (_each, at): Promise<Sent> => {
            const deadline = crowd[at % crowd.length]!;
            const id = randomUUID();
            const due = last.getTime() - AROUND + (2 * AROUND * at) / count;
            const trickled = Math.floor(at / crowd.length) % 8 === 0;
            const told = await sendAt(
              { port, path: deadline.url, cookie: inHeader(deadline.as(sealedAt)) },
              { now, due, trickled },
              { ...deadline.fields, _key: randomUUID(), rehearsed: id },
              agent,
            );
            return { deadline, last, ...told, verdict: server.verdicts.get(id) };
          });
          sent.push(...(await Promise.all(round)));
        }
        vi.useRealTimers();
        const wrong = sent.filter(({ deadline, last, verdict, whole, answered }) => {
          // Somebody whose role has ended meets no page: then it must have ended.
          if (!verdict) return !isInTimeOver(deadline, answered, last);
          const at = verdict.at.getTime();
          return (
            verdict.taken !== isInTime(deadline, verdict.at, last) ||
            at < whole - BLINK_MS ||
            at > answered + BLINK_MS
          );
        });
        expect(wrong.map((each) => ({ ...each, deadline: each.deadline.name }))).toEqual([]);
        for (const { name } of crowd) {
          const of = sent.filter(({ deadline }) => deadline.name === name);
          const taken = of.filter(({ verdict }) => verdict?.taken).length;
          expect([name, taken > 0, taken < of.length]).toEqual([name, true, true]);
        }
        const late = sent
          .flatMap(({ verdict, whole }) => (verdict ? [verdict.at.getTime() - whole] : []))
          .sort((a, b) => a - b);
        process.stdout.write(
          `deadlines: ${sent.length} requests to ${crowd.length} forms within ${2 * AROUND} ms, the written rule in all; received ${Math.round(late[Math.floor(late.length / 2)] ?? 0)} ms after the last byte, at most ${Math.round(late.at(-1) ?? 0)} ms\n`,
        );
      } finally {
        vi.useRealTimers();
        agent.destroy();
        await server.close();
        await restore();
      }
    },
  );

  test("on the nights when the clock changes, in whatever zone a machine stands, a last moment is what was published", {
    timeout: 120_000,
  }, async () => {
    const { moments, days, restore } = await deadlines(site);
    const zone = process.env.TZ;
    const [{ name: database }] = (await site.db.sql<{ name: string }>(
      "select current_database() as name",
    )) as [{ name: string }];
    const wrong: unknown[] = [];
    let checked = 0;
    try {
      for (const place of ["Pacific/Kiritimati", "America/New_York"]) {
        process.env.TZ = place;
        await site.db.sql(`alter database ${database} set timezone = '${place}'`);
        const clock = clockAt(systemClock.now());
        const server = await rehearse(site, clock);
        const ask = async (
          form: Pick<Deadline, "name" | "url" | "as">,
          fields: Readonly<Record<string, string>>,
          at: Date,
          inTime: boolean,
        ) => {
          clock.moveTo(at);
          const id = randomUUID();
          await server.app.inject({
            method: "POST",
            url: form.url,
            cookies: { ...form.as(at) },
            headers: {
              "content-type": "application/x-www-form-urlencoded",
              "sec-fetch-site": "same-origin",
            },
            payload: new URLSearchParams({
              ...fields,
              _key: randomUUID(),
              rehearsed: id,
            }).toString(),
          });
          checked += 1;
          const taken = server.verdicts.get(id)?.taken ?? false;
          if (taken !== inTime) wrong.push({ form: form.name, place, at, taken });
        };
        for (const night of NIGHTS) {
          for (const moment of night.moments) {
            const last = new Date(moment);
            for (const deadline of moments) {
              await publishing(site, deadline.publish(publishedFor(deadline, last)));
              for (const off of [-1, 0, 1]) {
                const at = new Date(last.getTime() + off);
                await ask(deadline, deadline.fields, at, isInTime(deadline, at, last));
              }
            }
          }
          for (const deadline of days) {
            await publishing(site, deadline.publish(night.day));
            const isMidnight = deadline.ends === "midnight";
            const end = new Date(isMidnight ? night.midnight : night.lastMinute);
            const rule = isMidnight ? "before" : "until";
            for (const off of [-1, 0, 1]) {
              const at = new Date(end.getTime() + off);
              await ask(deadline, deadline.fields(night.day), at, isInTime({ rule }, at, end));
            }
          }
        }
        await server.close();
      }
      expect(wrong).toEqual([]);
      process.stdout.write(`deadlines: ${checked} requests on the nights of a clock change\n`);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
      await site.db.sql(`alter database ${database} reset timezone`);
      await restore();
    }
  });
}

/** Whether a moment of which only a later one is known can have been too late. */
const isInTimeOver = ({ rule }: Pick<Deadline, "rule">, answered: number, last: Date): boolean =>
  rule !== "after" && answered >= last.getTime() - BLINK_MS;

/** Written by hand from the calendar of 2027, so that no code of ours says what is right. */
const NIGHTS = [
  {
    // 02:00 becomes 03:00: 01:59:59 and 03:30 on the wall.
    day: "2027-03-28",
    moments: ["2027-03-28T00:59:59.000Z", "2027-03-28T01:30:00.000Z"],
    lastMinute: "2027-03-28T21:59:00.000Z",
    midnight: "2027-03-28T22:00:00.000Z",
  },
  {
    // 03:00 becomes 02:00: 02:30 on the wall, and 02:30 once more.
    day: "2027-10-31",
    moments: ["2027-10-31T00:30:00.000Z", "2027-10-31T01:30:00.000Z"],
    lastMinute: "2027-10-31T22:59:00.000Z",
    midnight: "2027-10-31T23:00:00.000Z",
  },
] as const;
