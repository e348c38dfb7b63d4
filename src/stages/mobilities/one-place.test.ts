import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import {
  AFTER_CLOSING,
  closedCall,
  computedRun,
  publishAndOffer,
} from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { acceptOffer } from "./accept-offer.ts";
import { declineOffer, withdrawAcceptance } from "./decline-offer.ts";
import { offerNextReserve } from "./offer-next-reserve.ts";

/** A small sequence that repeats: the same histories on every machine. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("fifty answers and reserve offers at once never seat more people than a place has seats", async () => {
  const clock = clockAt(AFTER_CLOSING);
  const db = await testDatabase({ clock, max: 12 });
  const people = Array.from({ length: 30 }, (_, at) => ({
    country: "AL" as const,
    points: 90 - at,
    ground: at % 5 === 0,
  }));
  const call = await closedCall(db, clock, { people });
  const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const runId = await computedRun(db, call);
  await publishAndOffer(db, runId, [coordinator, partner]);
  const places = (
    await db.sql<{ id: string }>(
      "select place_id as id from run_places where run_id = $1 and taken > 0 order by ref",
      [runId],
    )
  ).map((row) => row.id);
  const pick = numbers(7);
  for (let round = 1; round <= 3; round++) {
    const offers = await db.sql<{ id: string; application_id: string; state: string }>(
      "select id, application_id, state from offers where state in ('offered', 'accepted') order by id",
    );
    const work = Array.from({ length: 50 }, () => {
      const offer = offers[pick(offers.length)]!;
      const learner = {
        kind: "learner" as const,
        schemeId: call.scheme.id,
        applicationId: offer.application_id,
      };
      const place = places[pick(places.length)]!;
      return [
        () => db.database.withTx(learner, (tx) => acceptOffer(tx, offer.id)),
        () => db.database.withTx(learner, (tx) => declineOffer(tx, offer.id)),
        () => db.database.withTx(coordinator.actor, (tx) => withdrawAcceptance(tx, offer.id)),
        () => db.database.withTx(partner.actor, (tx) => offerNextReserve(tx, place)),
      ][pick(4)]!;
    });
    const done = await Promise.all(work.map((act) => act()));
    // Refusals are answers; a deadlock or a broken constraint would have thrown.
    expect(done.some((result) => result.ok)).toBe(true);
    const over = await db.sql(
      `select p.id from places p join offers o on o.place_id = p.id
       and o.state in ('offered', 'wished', 'accepted') group by p.id having count(*) > p.seats`,
    );
    expect(over).toEqual([]);
    const uneven = await db.sql(
      `select o.id from offers o left join mobilities m on m.offer_id = o.id and m.state = 'planned'
       where (o.state = 'accepted') <> (m.id is not null)`,
    );
    expect(uneven).toEqual([]);
    const twice = await db.sql(
      `select application_id from offers where state in ('offered', 'wished', 'accepted')
       group by application_id having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  }
  // The history tells as many reserve offers as there are.
  const [told] = await db.sql<{ events: number; offers: number }>(
    `select (select count(*)::int from event_log where name = 'offer.made-from-reserve-list') events,
       (select count(*)::int from offers where from_reserve_list) offers`,
  );
  expect(told!.events).toBe(told!.offers);
  expect(told!.offers).toBeGreaterThan(0);
}, 60_000);
