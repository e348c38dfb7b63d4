/**
 * The last minute before a deadline, small: a thousand people send at once, the line cuts answers,
 * bodies trickle in over the boundary, and a web server's clock is wrong. The whole one, with its
 * rates, is `bench/storm.ts`.
 */
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { afterAll, expect, test, vi } from "vitest";
import { instantOf } from "../../src/platform/clock.ts";
import { type ReadyDraft, readyDrafts } from "../support/apply.ts";
import { APPLY_SECRET, applySite } from "./apply-site.ts";

const site = await applySite();
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
afterAll(() => agent.destroy());
const { port } = new URL(site.url);
const SLOW = { timeout: 180_000 };
const root = "/sr-Cyrl/summer/apply";

type Reply = { readonly status: number; readonly location: string; readonly cookie: string };
type Sending = {
  readonly path: string;
  readonly cookie?: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Milliseconds between the first and the last half of the body. */
  readonly trickle?: number;
  /** The answer is thrown away: as soon as the form is sent, or when it begins to come. */
  readonly cut?: "at-once" | "late";
};

/** Sends a form over a socket of its own kind; null when its answer was cut off. */
function post({ path, cookie, fields, trickle, cut }: Sending): Promise<Reply | null> {
  const body = new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: "POST",
        agent: cut || trickle ? false : agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          "sec-fetch-site": "same-origin",
          ...(cookie ? { cookie } : {}),
        },
      },
      (reply) => {
        if (cut) {
          asked.destroy();
          resolve(null);
          return;
        }
        reply.resume();
        reply.once("end", () =>
          resolve({
            status: reply.statusCode ?? 0,
            location: reply.headers.location ?? "",
            cookie: (reply.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; "),
          }),
        );
      },
    );
    asked.once("error", (error) => (cut ? resolve(null) : reject(error)));
    if (trickle) {
      const half = Math.floor(body.length / 2);
      asked.write(body.slice(0, half));
      setTimeout(() => asked.end(body.slice(half)), trickle);
    } else {
      asked.end(body, () => {
        if (cut === "at-once") setTimeout(() => asked.destroy(), 5);
      });
    }
  });
}

const drafts = (count: number, name: string) =>
  readyDrafts(site.db, site.call, { count, secret: APPLY_SECRET, now: new Date(), name });
const submit = (draft: ReadyDraft, more: Partial<Sending> = {}) =>
  post({ path: `${root}/submission`, cookie: draft.cookie, fields: { after: "0" }, ...more });

/** Of these people: how many there are, and how many have not exactly what belongs to one sending. */
async function books(name: string): Promise<{ sent: number; people: number; wrong: number }> {
  const [row] = await site.db.sql<{ sent: number; people: number; wrong: number }>(
    `with of as (
       select a.id, a.submitted_at, a.code from applications a join persons p on p.id = a.person_id where p.family_name = $1
     ) select
       (select count(*)::int from of) as sent,
       (select count(*)::int from persons where family_name = $1) as people,
       (select count(*)::int from of where
         (select count(*) from application_answers s where s.application_id = of.id) <> 8
         or (select count(*) from wishes w where w.application_id = of.id) <> 2
         or (select count(*) from application_grounds g where g.application_id = of.id) <> 1
         or (select count(*) from event_log e where e.subject_id = of.id and e.name = 'application.submitted'
               and e.at = of.submitted_at) <> 1
         or (select count(*) from mail_messages m where m.body like '%' || of.code || '%') <> 1
         or not exists (select from application_drafts d where d.application_id = of.id and d.state = 'sent')) as wrong`,
    [name],
  );
  return row!;
}

test(
  "a thousand send at once: everybody is acknowledged, nothing is lost, doubled or half",
  SLOW,
  async () => {
    const people = await drafts(1000, "Thousand");
    const from = performance.now();
    const times: number[] = [];
    const replies = await Promise.all(
      people.map(async (draft) => {
        const began = performance.now();
        const reply = await submit(draft);
        times.push(performance.now() - began);
        return reply?.status;
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    console.log(`${Math.round(people.length / seconds)} submissions/s`);
    expect(replies.filter((status) => status !== 303)).toEqual([]);
    expect(await books("Thousand")).toEqual({ sent: 1000, people: 1000, wrong: 0 });
  },
);

/** The same cuts every time: a small generator with a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test(
  "three of ten answers are cut off and every form is sent again until one comes: each act happens once",
  SLOW,
  async () => {
    const next = chance(20_270_310);
    let cuts = 0;
    let forms = 0;
    const surely = async (sending: Sending): Promise<Reply> => {
      for (;;) {
        forms += 1;
        const dies = next() < 0.3;
        const reply = await post(
          dies ? { ...sending, cut: next() < 0.5 ? "at-once" : "late" } : sending,
        );
        if (reply) return reply;
        cuts += 1;
      }
    };
    const { AL } = site.call.schools;
    const PAGES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ["birth", { "birth-day": "14", "birth-month": "3", "birth-year": "2010" }],
      ["school", { school: AL }],
      ["trade", { "trade-trade": "hospitality", "trade-year": "2" }],
      ["contact", { "contact-email": "cut@example.org", "contact-way": "email" }],
      ["cities", { "cities-1": site.call.flows["AL-1"], "cities-2": site.call.flows["AL-2"] }],
      ["why", { why: "To learn." }],
      ["guardian", { "guardian-name": "Parent", "guardian-phone": "069 765 4321" }],
      ["needs", { needs: "" }],
    ];
    const one = async (at: number) => {
      const begun = await surely({
        path: `${root}/${site.callCode}/first`,
        fields: { _key: randomUUID(), "name-given": `Cut ${at}`, "name-family": "Answers" },
      });
      expect(begun.status).toBe(303);
      const { cookie } = begun;
      for (const [page, fields] of PAGES) {
        const saved = await surely({ path: `${root}/question/${page}`, cookie, fields });
        expect([page, saved.status]).toEqual([page, 303]);
      }
      const sent = await surely({ path: `${root}/submission`, cookie, fields: { after: "0" } });
      expect(sent.location).toBe(`${root}/sent`);
    };
    const COUNT = 60;
    for (let at = 0; at < COUNT; at += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, n) => one(at + n)));
    }
    expect(cuts / forms).toBeGreaterThan(0.2);
    const [begun] = await site.db.sql(
      "select count(*)::int as count from application_drafts where answers->'name'->>'familyName' = 'Answers'",
    );
    expect(begun).toEqual({ count: COUNT });
    expect(await books("Answers")).toEqual({ sent: COUNT, people: COUNT, wrong: 0 });
  },
);

/** Moves the end of the call, as nobody but a test can. */
async function closeAt(moment: Date, graceMinutes: number): Promise<void> {
  await site.db.sql("alter table calls disable trigger user");
  await site.db.sql("update calls set closes_at = $1, grace_minutes = $2 where id = $3", [
    moment,
    graceMinutes,
    site.call.callId,
  ]);
  await site.db.sql("alter table calls enable trigger user");
}

test(
  "at the boundary the written rule decides, by the database's clock and the last byte of the form",
  SLOW,
  async () => {
    const COUNT = 300;
    const people = await drafts(COUNT + 40, "Boundary");
    const [now] = await site.db.sql<{ now: string }>("select now()::text as now");
    const end = new Date(instantOf(now!.now).getTime() + 4000);
    await closeAt(end, 0);
    type Told = { draft: ReadyDraft; whole: number; answered: number; status: number };
    const told: Told[] = [];
    const send = async (draft: ReadyDraft, due: number, trickle?: number) => {
      await new Promise((done) => setTimeout(done, Math.max(due - Date.now(), 0)));
      const whole = Date.now() + (trickle ?? 0);
      const reply = await submit(draft, trickle ? { trickle } : {});
      told.push({ draft, whole, answered: Date.now(), status: reply?.status ?? 0 });
    };
    await Promise.all([
      // Spread over the second before and the second after.
      ...people
        .slice(0, COUNT)
        .map((draft, at) => send(draft, end.getTime() - 1000 + (at / COUNT) * 2000)),
      // Begun in time, and the last bytes come in time or after the end.
      ...people.slice(COUNT, COUNT + 20).map((draft) => send(draft, end.getTime() - 3000, 500)),
      ...people.slice(COUNT + 20).map((draft) => send(draft, end.getTime() - 500, 1500)),
    ]);
    await closeAt(new Date(end.getTime() + 365 * 86_400_000), 60);
    const wrong = told.filter(
      ({ whole, answered, status }) =>
        // Answered before the end: must be taken. Whole only after it (and a blink): must be refused.
        (answered <= end.getTime() && status !== 303) ||
        (whole > end.getTime() + 20 && status !== 422),
    );
    expect(wrong).toEqual([]);
    expect(told.filter(({ status }) => status === 303).length).toBeGreaterThan(20);
    expect(told.filter(({ status }) => status === 422).length).toBeGreaterThan(20);
    const late = await site.db.sql(
      "select a.submitted_at from applications a join persons p on p.id = a.person_id where p.family_name = 'Boundary' and a.submitted_at > $1",
      [end],
    );
    expect(late).toEqual([]);
    const accepted = told.filter(({ status }) => status === 303).length;
    expect(await books("Boundary")).toEqual({ sent: accepted, people: accepted, wrong: 0 });
  },
);

test("a web server whose clock is six hours wrong judges as the database does", SLOW, async () => {
  const [draft, other] = await drafts(2, "Skewed");
  const [now] = await site.db.sql<{ now: string }>("select now()::text as now");
  const real = instantOf(now!.now);
  await closeAt(new Date(real.getTime() + 3_600_000), 0);
  vi.useFakeTimers({ toFake: ["Date"], now: real.getTime() + 6 * 3_600_000 });
  try {
    expect((await submit(draft!))?.status).toBe(303);
  } finally {
    vi.useRealTimers();
  }
  await closeAt(new Date(real.getTime() - 3_600_000), 0);
  vi.useFakeTimers({ toFake: ["Date"], now: real.getTime() - 6 * 3_600_000 });
  try {
    expect((await submit(other!))?.status).toBe(422);
  } finally {
    vi.useRealTimers();
  }
  await closeAt(new Date(real.getTime() + 365 * 86_400_000), 60);
  const [row] = await site.db.sql<{ off: number }>(
    `select abs(extract(epoch from (a.submitted_at - $1::timestamptz)))::float as off
     from applications a join persons p on p.id = a.person_id where p.family_name = 'Skewed'`,
    [real],
  );
  expect(row?.off).toBeLessThan(30);
});
