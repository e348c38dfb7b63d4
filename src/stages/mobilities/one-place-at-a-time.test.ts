/**
 * Nobody is in two places on one day, whatever offices, learners and files do at once. A longer run:
 * KALFA_DAY_HISTORIES=200; a failing one is repeated with KALFA_DAY_SEED.
 */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newSeed } from "../../platform/random.ts";
import { addDays, type Day, day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { changeDays } from "./change-days.ts";
import { moveMobility } from "./move-mobility.ts";
import { registerMobilities } from "./register-mobility.ts";

const HISTORIES = Number(process.env.KALFA_DAY_HISTORIES ?? 4);
const ACTORS = 16;
const PEOPLE = 4;
const seed = process.env.KALFA_DAY_SEED ?? newSeed();

const scene = await hostingScene(PEOPLE);
const { db } = scene;
const office = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(scene.actor, work);

let state = Number.parseInt(seed.slice(0, 7), 16) || 1;
const random = (below: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * below);
};
const days = (): { starts: Day; ends: Day } => {
  const starts = addDays(day("2027-06-01"), random(80));
  return { starts, ends: addDays(starts, 13 + random(30)) };
};
/** A row of a file about one of the people, under a reference that may be there already. */
const row = (at: number) => ({
  lineId: scene.lineId,
  reference: `F-${at}-${random(3)}`,
  person: {
    givenNames: "Ana",
    familyName: `Secret${String(at).padStart(2, "0")}`,
    birthDate: day("2010-05-01"),
    country: "AL",
    email: `secret${at}@example.org`,
    invented: true,
  },
  sendingOrganisationId: scene.schools.AL,
  hostingOrganisationId: scene.host,
  hostingCountry: "ES",
  hostingCity: "Sevilla",
  ...days(),
});

function act(stays: readonly string[]): Promise<Result<unknown>> {
  const id = stays[random(stays.length)] ?? "";
  const [kind, to] = [random(8), days()];
  if (kind < 4) return office((tx) => changeDays(tx, id, to));
  if (kind === 4) return office((tx) => moveMobility(tx, id, "cancel", { reason: "In a test" }));
  // Two of the people in one file, in either order.
  const [one, other] = [random(PEOPLE), random(PEOPLE)];
  const rows = one === other ? [row(one)] : [row(one), row(other)];
  return office((tx) => registerMobilities(tx, rows));
}

test("two stays of one person are moved onto the same days at once: the second is refused", async () => {
  const june = {
    ...row(0),
    reference: "F-0-9",
    starts: day("2027-05-01"),
    ends: day("2027-05-28"),
  };
  const [other] = need(await office((tx) => registerMobilities(tx, [june])));
  // Days of neither of them before.
  const to = { starts: day("2027-06-01"), ends: day("2027-06-28") };
  let asked = () => {};
  const secondAsks = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const [first, second] = await Promise.all([
    office(async (tx) => {
      const moved = await changeDays(tx, scene.stays[0] ?? "", to);
      asked();
      // Long enough for the other one to read what is written down so far, were it not kept waiting.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return moved;
    }),
    secondAsks.then(() => office((tx) => changeDays(tx, other?.mobilityId ?? "", to))),
  ]);
  expect(first.ok).toBe(true);
  expect(second.ok ? [] : second.problems.map(({ code }) => code)).toEqual(["stay-overlaps"]);
});

test("one file brought twice at the same moment adds its people once", async () => {
  const rows = [0, 1, 2].map((at) => ({
    ...row(at),
    reference: `G-${at}`,
    starts: day("2027-02-01"),
    ends: day("2027-02-28"),
  }));
  const done = await Promise.all([1, 2, 3].map(() => office((tx) => registerMobilities(tx, rows))));
  expect(
    done.map((one) => (one.ok ? one.value.map(({ outcome }) => outcome).join() : "refused")).sort(),
  ).toEqual([
    "added,added,added",
    "unchanged,unchanged,unchanged",
    "unchanged,unchanged,unchanged",
  ]);
});

test(`sixteen at once: nobody is in two places on one day (${seed})`, {
  timeout: 20_000 * HISTORIES,
}, async () => {
  let [done, refused] = [0, 0];
  for (let history = 0; history < HISTORIES; history += 1) {
    const stays = (
      await db.sql<{ id: string }>(
        "select id from mobilities where state <> 'cancelled' order by reference, id",
      )
    ).map(({ id }) => id);
    const results = await Promise.all(Array.from({ length: ACTORS }, () => act(stays)));
    done += results.filter(({ ok }) => ok).length;
    refused += results.filter(
      (result) => !result.ok && result.problems.some(({ code }) => code === "stay-overlaps"),
    ).length;
    const twice = await db.sql(
      `select a.reference, b.reference as other from mobilities a join mobilities b
         on b.person_id = a.person_id and b.id > a.id and b.starts <= a.ends and b.ends >= a.starts
       where a.state <> 'cancelled' and b.state <> 'cancelled'`,
    );
    expect(twice, `history ${history}`).toEqual([]);
    // Room for the next one.
    await db.sql("update mobilities set state = 'cancelled' where reference like 'F-%-2'");
  }
  expect(done).toBeGreaterThan(HISTORIES);
  expect(refused).toBeGreaterThan(0);
});
