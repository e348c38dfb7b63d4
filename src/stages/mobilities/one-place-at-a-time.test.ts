/**
 * What sixteen people do at once with the places of one call and the days of its learners: answers,
 * places given back and offered to the next on the list, a round that opens, files, moved days. A
 * longer run: KALFA_DAY_HISTORIES=1000; a failing one is repeated with KALFA_DAY_SEED.
 */
import { expect, test } from "vitest";
import { chance } from "../../../tests/support/chance.ts";
import {
  fileRow,
  isMinor,
  PEOPLE,
  placesWorld,
  publishWithOffers,
} from "../../../tests/support/places-at-once.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newSeed } from "../../platform/random.ts";
import { addDays, type Day, day } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { cancelFlow } from "../calls/cancel-flow.ts";
import { mergeFlow } from "../calls/merge-flow.ts";
import { openCall } from "../calls/open-call.ts";
import { acceptOffer } from "./accept-offer.ts";
import { changeDays } from "./change-days.ts";
import { declineOffer, lapseOffer, withdrawAcceptance } from "./decline-offer.ts";
import { moveMobility } from "./move-mobility.ts";
import { offerNextReserve } from "./offer-next-reserve.ts";
import { recordConsent } from "./record-consent.ts";
import { registerMobilities } from "./register-mobility.ts";

const HISTORIES = Number(process.env.KALFA_DAY_HISTORIES ?? 3);
const ACTORS = 16;
const ACTS_EACH = 3;
/** Of the 48 acts of a history: one in which nearly everything is refused says nothing. */
const LEAST_DONE = 8;
const seed = process.env.KALFA_DAY_SEED ?? newSeed();
const random = chance(seed);

const world = await placesWorld(ACTORS);
const { db, call, secondRound } = world;
const places = [...new Set(world.offers.map(({ place }) => place))];
const minors = call.people.filter((_, n) => isMinor(n));
const office = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(call.actor, work);

type Days = { readonly starts: Day; readonly ends: Day };
const someDays = (): Days => {
  const starts = addDays(day("2027-05-10"), random(80));
  return { starts, ends: addDays(starts, 13 + random(20)) };
};

/** What was said to have happened, to be held against what stands in the database. */
type History = {
  readonly offers: { readonly id: string; readonly application: string }[];
  readonly stays: string[];
  readonly said: { readonly what: string; readonly id: string; readonly to?: Days }[];
  readonly refused: Problem[];
};
type Drawn = { readonly [key in "kind" | "one" | "other"]: number } & { readonly days: Days };

const draw = (): Drawn => ({
  kind: random(16),
  one: random(10_000),
  other: random(10_000),
  days: someDays(),
});
const at = <T>(all: readonly T[], index: number): T => all[index % all.length] as T;

async function act(history: History, { kind, one, other, days }: Drawn): Promise<void> {
  const { offers, stays, said } = history;
  const offer = at(offers, one);
  const stay = at(stays, one);
  const learner = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: offer.application,
  } as const;
  const told = <T>(result: Result<T>, what: string, id: string, to?: Days): T | null => {
    if (!result.ok) history.refused.push(...result.problems);
    else said.push({ what, id, ...(to ? { to } : {}) });
    return result.ok ? result.value : null;
  };
  if (kind < 5) {
    const yes = await db.database.withTx(learner, (tx) => acceptOffer(tx, offer.id));
    const value = told(yes, yes.ok ? yes.value.state : "", offer.id);
    if (value?.mobilityId) stays.push(value.mobilityId);
  } else if (kind === 5) {
    const no = await db.database.withTx(learner, (tx) => declineOffer(tx, offer.id));
    told(no, "declined", offer.id);
  } else if (kind === 6) {
    told(await office((tx) => withdrawAcceptance(tx, offer.id)), "declined", offer.id);
  } else if (kind === 7) {
    told(await office((tx) => lapseOffer(tx, offer.id)), "lapsed", offer.id);
  } else if (kind < 10) {
    const next = await office((tx) => offerNextReserve(tx, at(places, one)));
    const made = told(next, "offered", next.ok ? next.value.offerId : "");
    if (made) offers.push({ id: made.offerId, application: made.applicationId });
  } else if (kind < 12) {
    told(await office((tx) => changeDays(tx, stay, days)), "moved", stay, days);
  } else if (kind === 12) {
    const gone = await office((tx) => moveMobility(tx, stay, "cancel", { reason: "In a test" }));
    told(gone, "cancelled", stay);
  } else if (kind === 13) {
    const who = [...new Set([one % PEOPLE, other % PEOPLE])];
    const rows = who.map((n) => fileRow(call, n, `F-${n}-${(one + n) % 3}`, days));
    const done = await office((tx) => registerMobilities(tx, rows));
    if (!done.ok) history.refused.push(...done.problems);
    for (const { mobilityId, outcome } of done.ok ? done.value : []) {
      said.push({ what: outcome === "added" ? "added" : "moved", id: mobilityId, to: days });
      if (outcome === "added") stays.push(mobilityId);
    }
  } else if (kind === 14) {
    told(await office((tx) => openCall(tx, secondRound)), "opened", secondRound);
  } else {
    const minor = at(minors, one);
    const paper = { applicationId: minor, guardianName: "Agim Hoxha", givenOn: "2027-03-10" };
    const given = await office((tx) => recordConsent(tx, paper));
    told(given, given.ok && given.value.accepted ? "settled" : "consent", minor);
  }
}

const HOLDS: readonly string[] = ["offered", "wished", "accepted"];
const FINAL = ["declined", "lapsed", "accepted", "wished", "offered"] as const;

type OfferRow = { id: string; state: string; application: string };
type StayRow = { id: string; offer: string | null; state: string };

/** Everything that was said has happened, once, and nothing else has. */
async function nothingLost({ said }: History, events: number): Promise<void> {
  const offers = await db.sql<OfferRow>(
    "select id, state, application_id as application from offers order by id",
  );
  const stays = await db.sql<StayRow>(
    "select id, offer_id as offer, state from mobilities order by id",
  );
  const count = (...whats: string[]) => said.filter(({ what }) => whats.includes(what)).length;
  const of = (id: string) => said.filter((one) => one.id === id).map(({ what }) => what);
  // A wish becomes a yes with the paper that is said of the person, not of the offer.
  const wished = new Set(said.flatMap(({ what, id }) => (what === "wished" ? id : [])));
  const whatOf = ({ id, application }: OfferRow) => [
    ...of(id),
    ...(wished.has(id) && of(application).includes("settled") ? ["accepted"] : []),
  ];
  for (const offer of offers) {
    const whats = whatOf(offer);
    expect([...new Set(whats)], "nothing happens twice").toEqual(whats);
    const expected = FINAL.find((state) => whats.includes(state)) ?? "offered";
    expect([offer.id, offer.state]).toEqual([offer.id, expected]);
  }
  const yes = offers.filter((offer) => whatOf(offer).includes("accepted")).map(({ id }) => id);
  expect(stays.flatMap(({ offer }) => offer ?? []).sort()).toEqual(yes.sort());
  const known = [...world.stays.map(({ id }) => id), ...said.flatMap(added)];
  expect(stays.flatMap(({ id, offer }) => (offer ? [] : id)).sort()).toEqual(known.sort());
  const stateOf = new Map(offers.map(({ id, state }) => [id, state]));
  for (const { id, offer, state } of stays) {
    const gone = offer ? stateOf.get(offer) !== "accepted" : of(id).includes("cancelled");
    expect([id, state]).toEqual([id, gone ? "cancelled" : "planned"]);
  }
  expect(await eventsSince(events)).toEqual({
    "offer.accepted": yes.length,
    "offer.ended": count("declined", "lapsed"),
    "offer.made-from-reserve-list": count("offered"),
    "mobility.registered": count("added"),
    "mobility.cancelled": stays.filter(({ state }) => state === "cancelled").length,
  });
}

const added = ({ what, id }: { what: string; id: string }) => (what === "added" ? [id] : []);

/** What was written down since, by its name; the three ways in which an offer ends count as one. */
async function eventsSince(id: number): Promise<Record<string, number>> {
  const names = ["offer.accepted", "offer.ended", "offer.made-from-reserve-list"];
  const rows = await db.sql<{ name: string; times: number }>(
    `select name, count(*)::int as times from (
       select case when name in ('offer.declined', 'offer.withdrawn', 'offer.lapsed')
         then 'offer.ended' else name end as name from event_log where id > $1) e
     where name = any($2) group by 1`,
    [id, [...names, "mobility.registered", "mobility.cancelled"]],
  );
  const none = [...names, "mobility.registered", "mobility.cancelled"].map((name) => [name, 0]);
  return { ...Object.fromEntries(none), ...Object.fromEntries(rows.map((r) => [r.name, r.times])) };
}

/** No seat twice, nobody with two places of a call, nobody in two places on one day. */
async function nothingTwice(): Promise<void> {
  const seats = await db.sql(
    `select p.id from places p where p.seats <
       (select count(*) from offers o where o.place_id = p.id and o.state = any($1))
       + (select coalesce(sum(q.seats), 0) from places q join flows f on f.id = q.flow_id
          join calls c on c.id = f.call_id where q.carried_from = p.id and c.state <> 'draft')`,
    [HOLDS],
  );
  const places = await db.sql(
    `select application_id from offers where state = any($1) group by 1 having count(*) > 1`,
    [HOLDS],
  );
  const days = await db.sql(
    `select a.reference, b.reference as other from mobilities a join mobilities b
       on b.person_id = a.person_id and b.id > a.id and b.starts <= a.ends and b.ends >= a.starts
     where a.state <> 'cancelled' and b.state <> 'cancelled'`,
  );
  expect({ seats, places, days }).toEqual({ seats: [], places: [], days: [] });
}

test(`sixteen at once, with the places of a call and the days of its people (${seed})`, {
  timeout: 20_000 * (HISTORIES + 1),
}, async () => {
  const refused = new Set<string>();
  for (let round = 0; round < HISTORIES; round += 1) {
    await world.back("published");
    // Two of the answers are late: the office may end these offers, their people may not accept.
    await db.sql("update offers set answer_by = '2027-03-10' where id = any($1)", [
      [at(world.offers, round).id, at(world.offers, round + 3).id],
    ]);
    const [{ id: events } = { id: 0 }] = await db.sql<{ id: number }>(
      "select coalesce(max(id), 0) as id from event_log",
    );
    const history: History = {
      offers: [...world.offers],
      stays: world.stays.map(({ id }) => id),
      said: [],
      refused: [],
    };
    const drawn = Array.from({ length: ACTORS }, () => Array.from({ length: ACTS_EACH }, draw));
    await Promise.all(
      drawn.map(async (acts) => {
        for (const one of acts) await act(history, one);
      }),
    );
    await nothingLost(history, events);
    await nothingTwice();
    expect(history.said.length, `history ${round}`).toBeGreaterThanOrEqual(LEAST_DONE);
    for (const { code } of history.refused) refused.add(code);
  }
  // They did meet: somebody wanted a seat that somebody else had.
  expect([...refused]).toContain("place-full");
});

test(`flows are ended while their call is published: one of both happens (${seed})`, {
  timeout: 20_000 * (HISTORIES + 1),
}, async () => {
  const flows = [call.flows["AL-1"], call.flows["AL-2"], call.flows["RS-1"], call.flows["RS-2"]];
  for (let round = 0; round < HISTORIES; round += 1) {
    await world.back("signed");
    const reason = "The host has closed";
    const acts = Array.from({ length: ACTORS }, () => [random(4), random(3), random(4)] as const);
    const done = await Promise.all(
      acts.map(async ([kind, later, which]) => {
        // Who begins a little later, so that it is not always the same who comes first.
        await new Promise((resolve) => setTimeout(resolve, later * 5));
        const flowId = flows[which] ?? "";
        if (kind < 2) {
          const published = await publishWithOffers(db, world.coordinator, world.runId);
          return ["published", published.ok] as const;
        }
        const into = flows[which ^ 1] ?? "";
        const ended = await office((tx) =>
          kind === 2 ? cancelFlow(tx, { flowId, reason }) : mergeFlow(tx, { flowId, into, reason }),
        );
        return ["ended", ended.ok] as const;
      }),
    );
    const times = (what: string) => done.filter(([kind, ok]) => ok && kind === what).length;
    expect([times("published"), times("ended") > 0], `history ${round}`).toEqual(
      times("published") > 0 ? [1, false] : [0, true],
    );
    const [offers] = await db.sql(
      `select count(*)::int as made, count(*) filter (where f.state <> 'open')::int as nowhere
       from offers o join places p on p.id = o.place_id join flows f on f.id = p.flow_id`,
    );
    const made = times("published") > 0 ? world.offers.length : 0;
    expect(offers, `history ${round}`).toEqual({ made, nowhere: 0 });
  }
});
