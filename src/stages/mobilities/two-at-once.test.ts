/** Two who do something about one learner at the same moment: neither undoes the other. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { fileRow, placesWorld } from "../../../tests/support/places-at-once.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { acceptOffer } from "./accept-offer.ts";
import { changeDays } from "./change-days.ts";
import { lockOffer } from "./offer.store.ts";
import { registerMobilities } from "./register-mobility.ts";

const world = await placesWorld(4);
const { db, call } = world;
const office = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(call.actor, work);
const days = (starts: string, ends: string) => ({ starts: day(starts), ends: day(ends) });
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

test("two stays of one person are moved onto the same days at once: the second is refused", async () => {
  const august = fileRow(call, 0, "F-0-9", days("2027-08-01", "2027-08-28"));
  const [other] = need(await office((tx) => registerMobilities(tx, [august])));
  // Days of neither of them before.
  const to = days("2027-09-01", "2027-09-28");
  const asked = signal();
  const [first, second] = await Promise.all([
    office(async (tx) => {
      const moved = await changeDays(tx, world.stays[0]?.id ?? "", to);
      asked.give();
      // Long enough for the other one to read what is written down so far, were it not kept waiting.
      await after(300);
      return moved;
    }),
    asked.given.then(() => office((tx) => changeDays(tx, other?.mobilityId ?? "", to))),
  ]);
  expect(first.ok).toBe(true);
  expect(second.ok ? [] : second.problems.map(({ code }) => code)).toEqual(["stay-overlaps"]);
});

test("one file brought twice at the same moment adds its people once", async () => {
  const rows = [1, 2, 3].map((at) =>
    fileRow(call, at, `G-${at}`, days("2027-10-01", "2027-10-28")),
  );
  const done = await Promise.all([1, 2, 3].map(() => office((tx) => registerMobilities(tx, rows))));
  expect(
    done.map((one) => (one.ok ? one.value.map(({ outcome }) => outcome).join() : "refused")).sort(),
  ).toEqual([
    "added,added,added",
    "unchanged,unchanged,unchanged",
    "unchanged,unchanged,unchanged",
  ]);
});

test("a learner says yes while a file with another stay of theirs is read: nobody sees an error", async () => {
  const [offer] = world.offers;
  const at = call.people.indexOf(offer?.application ?? "");
  const elsewhere = fileRow(call, at, "H-1", days("2027-11-01", "2027-11-28"));
  const answering = signal();
  const file = answering.given.then(() => office((tx) => registerMobilities(tx, [elsewhere])));
  const answer = office(async (tx) => {
    await lockOffer(tx, offer?.id ?? "");
    answering.give();
    // The file has the learner's days by now. Did it wait for the answer, both would wait for ever.
    await Promise.race([file, after(500)]);
    return acceptOffer(tx, offer?.id ?? "");
  });
  expect([(await answer).ok, (await file).ok]).toEqual([true, true]);
});
