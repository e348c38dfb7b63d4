import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { chance } from "../../../tests/support/chance.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newSeed } from "../../platform/random.ts";
import { addDays, day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  declineRequest,
  forwardRequest,
  type RequestVisit,
  takeBackYes,
} from "./answer-request.ts";
import { askHost } from "./ask-hosts.ts";
import { overfull } from "./capacity.rules.ts";
import { capacitiesOf, guestsOf } from "./capacity.store.ts";
import { hostSecret } from "./host-link.ts";
import { moveStay } from "./move-stay.ts";
import { setCapacities } from "./set-capacity.ts";
import { settleRequest, withdrawRequest } from "./settle-request.ts";

const HISTORIES = Number(process.env.KALFA_HOST_HISTORIES ?? 3);
const ACTORS = 16;
/** Acts of a history, of 48, that have to succeed: one in which nobody does anything says nothing. */
const LEAST_DONE = 4;
const seed = process.env.KALFA_HOST_SEED ?? newSeed();

const scene = await hostingScene(14, ACTORS);
const { db, companies, stays } = scene;
const { database } = db;
const anonymous = { kind: "anonymous", schemeId: scene.scheme.id } as const;
const office = <T>(work: (tx: Tx) => Promise<T>) => database.withTx(scene.actor, work);

const random = chance(seed);
const oneOf = <T>(all: readonly T[]): T => all[random(all.length)] as T;
const places = (count: number) => [
  {
    trade: null,
    starts: "2027-06-01",
    ends: "2027-08-31",
    places: count,
    minimumAge: null,
    language: null,
    level: null,
    accessible: false,
    tasks: "",
  },
];

const asking = (organisationId: string, mobilityIds: readonly string[]) => ({
  organisationId,
  flowId: scene.flows["AL-2"],
  mobilityIds,
  publicUrl: PUBLIC,
});
const asHost = (
  requestId: string,
  work: (visit: RequestVisit) => Promise<Result<unknown>>,
): Promise<Result<unknown>> =>
  database.withTx(anonymous, async (tx) => {
    const visit = await asRequested(tx, hostSecret("request", requestId));
    return visit ? work(visit) : { ok: false as const, problems: [] };
  });

async function act(asked: readonly string[]): Promise<Result<unknown>> {
  const company = oneOf(companies);
  const requestId = oneOf(asked);
  const people = [...new Set([oneOf(stays), oneOf(stays)])];
  const kind = requestId === undefined ? 0 : random(11);
  const as = (work: Parameters<typeof asHost>[1]) => asHost(requestId, work);
  const change = { places: "1", starts: "2027-07-01", ends: "2027-07-28", tasks: "" };
  switch (kind) {
    case 1:
    case 2:
      return as((visit) => acceptRequest(visit, PUBLIC));
    case 3:
      return as((visit) => acceptWithChange(visit, change));
    case 4:
      return office((tx) => settleRequest(tx, requestId, [], PUBLIC));
    case 5:
      return office((tx) => withdrawRequest(tx, requestId, "In a test", PUBLIC));
    case 6:
      return random(3) === 0
        ? office((tx) => moveMobility(tx, oneOf(stays), "cancel", { reason: "In a test" }))
        : as((visit) => declineRequest(visit, { reason: "other", again: "3" }));
    case 7:
      return office((tx) => setCapacities(tx, company, places(1 + random(4))));
    case 8: {
      const starts = addDays(day("2027-06-05"), random(50));
      return office((tx) => moveStay(tx, people[0] ?? "", { starts, ends: addDays(starts, 27) }));
    }
    case 9:
      return as((visit) => takeBackYes(visit, "In a test", PUBLIC));
    case 10:
      return as((visit) =>
        forwardRequest(visit, { name: "Pedro", email: "p@example.org" }, PUBLIC),
      );
    default:
      return office((tx) => askHost(tx, asking(company, people)));
  }
}

test("a yes with a change is refused where the host's own table has no place left for it", async () => {
  const [company] = companies;
  const table = (count: number) => office((tx) => setCapacities(tx, company, places(count)));
  need(await table(2));
  const [first = "", second = ""] = await Promise.all(
    [stays[0], stays[1]].map((id = "") =>
      office(async (tx) => need(await askHost(tx, asking(company, [id])))),
    ),
  );
  const change = { places: "1", starts: "2027-07-02", ends: "2027-07-28", tasks: "" };
  need(await asHost(first, (visit) => acceptRequest(visit, PUBLIC)));
  // A question does not hold a place against the host's own word about its places.
  need(await table(1));
  expect(await asHost(second, (visit) => acceptWithChange(visit, change))).toEqual({
    ok: false,
    problems: [
      { code: "host-full", params: { day: "2027-07-02", places: 1, used: 2 }, field: "places" },
    ],
  });
  // Other days are another matter.
  const august = { ...change, starts: "2027-08-01", ends: "2027-08-28" };
  need(await asHost(second, (visit) => acceptWithChange(visit, august)));
});

/** The second begins when the first has done its work, and the first is written down after that. */
async function oneAfterTheOther<T>(
  first: (begun: () => Promise<void>) => Promise<T>,
  second: () => Promise<T>,
): Promise<[T, T]> {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  // Long enough for the second to read what is written down so far, were it not kept waiting.
  const pause = async () => {
    begin();
    await new Promise((resolve) => setTimeout(resolve, 250));
  };
  return Promise.all([first(pause), begun.then(second)]);
}

test("days are moved while the host says yes: whichever comes second is told", async () => {
  const [, company] = companies;
  const july = { ...places(2)[0]!, ends: "2027-07-31" };
  need(await office((tx) => setCapacities(tx, company, [july])));
  const august = { starts: day("2027-08-01"), ends: day("2027-08-28") };
  const [moved = "", matched = ""] = [stays[2], stays[3]];
  const ask = (id: string) => office(async (tx) => need(await askHost(tx, asking(company, [id]))));
  const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));

  const one = await ask(moved);
  const [days, yes] = await oneAfterTheOther<Result<unknown>>(
    (pause) =>
      office(async (tx) => {
        const done = await moveStay(tx, moved, august);
        await pause();
        return done;
      }),
    () => asHost(one, (visit) => acceptRequest(visit, PUBLIC)),
  );
  expect([codes(days), codes(yes)]).toEqual([[], ["host-days-moved"]]);

  const other = await ask(matched);
  const [said, late] = await oneAfterTheOther<Result<unknown>>(
    (pause) =>
      asHost(other, async (visit) => {
        const done = await acceptRequest(visit, PUBLIC);
        await pause();
        return done;
      }),
    () => office((tx) => moveStay(tx, matched, august)),
  );
  expect([codes(said), codes(late)]).toEqual([[], ["changed-meanwhile"]]);
});

test(`sixteen at once, whatever they do: no host over its places, one company a learner (${seed})`, {
  timeout: 60_000 + 2_000 * HISTORIES,
}, async () => {
  for (let history = 0; history < HISTORIES; history += 1) {
    await db.sql("update host_request_people set left_at = now() where left_at is null");
    await db.sql("delete from host_request_people; delete from host_requests");
    await db.sql(`update mobilities set state = 'planned', company_id = null, starts = '2027-07-01',
      ends = '2027-07-28'`);
    for (const company of companies) {
      await office((tx) => setCapacities(tx, company, places(2)));
    }
    const asked: string[] = [];
    let done = 0;
    for (let round = 0; round < 3; round += 1) {
      const acts = await Promise.all(Array.from({ length: ACTORS }, () => act(asked)));
      done += acts.filter((each) => each.ok).length;
      const rows = await db.sql<{ id: string }>("select id from host_requests");
      asked.splice(0, asked.length, ...rows.map((row) => row.id));
      for (const company of companies) {
        await office(async (tx) => {
          const rows = await capacitiesOf(tx, [company]);
          expect(overfull(rows, await guestsOf(tx, [company]))).toBeNull();
        });
      }
      const twice = await db.sql(
        `select mobility_id from host_request_people p join host_requests r on r.id = p.request_id
         where left_at is null group by 1 having count(*) > 1`,
      );
      const half = await db.sql(
        `select id from mobilities where (company_id is null) <> (state in ('planned', 'cancelled'))
           and state <> 'cancelled'`,
      );
      expect([twice, half]).toEqual([[], []]);
    }
    expect(done, `history ${history}`).toBeGreaterThanOrEqual(LEAST_DONE);
  }
});
