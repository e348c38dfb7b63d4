import { describe, expect, it } from "vitest";
import { explain, explainAll, type ProblemRows, type TotalExplanation, verify } from "../index.ts";
import { chance } from "../testing/tiny-problem.ts";
import { bestTotal, freezeTotal, tinyTotal, weightsOf } from "../testing/tiny-total.ts";
import { allocateTotal } from "./allocate.ts";

/** Solved both ways, each verified; what the auction found. Null where the pins do not fit. */
async function solve(rows: ProblemRows) {
  const problem = freezeTotal(rows);
  if (problem === null) return null;
  const [auction, paths] = [
    await allocateTotal(problem),
    await allocateTotal(problem, { budget: 0 }),
  ];
  if (!auction.ok || !paths.ok) throw new Error("not cancelled");
  for (const { result } of [auction, paths]) {
    expect(verify(problem, result)).toMatchObject({ ok: true, problems: [] });
  }
  expect(auction.method).toBe("auction");
  return { problem, result: auction.result, paths: paths.result };
}

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe("best-total, against every allocation there is", () => {
  it.each([0, 2000, 4000, 6000])("finds the greatest total, problems after %i", async (after) => {
    let solved = 0;
    for (let seed = after + 1; seed <= after + 2000; seed++) {
      const rows = tinyTotal(seed);
      const found = await solve(rows);
      if (found === null) continue;
      solved++;
      const weights = weightsOf(rows);
      const best = bestTotal(rows, weights)!;
      for (const { certificate } of [found.result, found.paths]) {
        expect(certificate, `seed ${seed}`).toMatchObject({
          objective: best.total,
          bound: best.total,
          gap: 0,
          placed: best.placed,
        });
      }
      // Both ends of the prices, each from two allocations that differ by one seat.
      for (const claim of found.result.certificate.places) {
        const with1 = bestTotal(rows, weights, { [claim.place]: 1 })!;
        expect(claim.lowest, `seed ${seed} ${claim.place}`).toBe(with1.total - best.total);
        if (claim.highest === null) continue;
        const without1 = bestTotal(rows, weights, { [claim.place]: -1 })!;
        expect(claim.highest, `seed ${seed} ${claim.place}`).toBe(best.total - without1.total);
      }
      expect(
        found.paths.certificate.places.map(({ lowest, highest }) => [lowest, highest]),
      ).toEqual(found.result.certificate.places.map(({ lowest, highest }) => [lowest, highest]));
    }
    expect(solved).toBeGreaterThan(1800);
  });

  it("what it tells people about other places is so", async () => {
    let equal = 0;
    let short = 0;
    for (const seed of seeds(800)) {
      const rows = tinyTotal(seed);
      const found = await solve(rows);
      if (found === null) continue;
      const { problem, result } = found;
      const weights = weightsOf(rows);
      const best = bestTotal(rows, weights)!.total;
      const all = explainAll(problem, result);
      if (!all.ok) throw new Error("the result is the rule's own");
      for (const one of all.explained) {
        expect(explain(problem, result, one.applicant)).toEqual({ ok: true, explained: one });
        for (const option of one.options) {
          const forced = { [one.applicant]: option.place };
          const there = bestTotal(rows, weights, {}, forced);
          expect(option.short, `seed ${seed} ${one.applicant} ${option.place}`).toBe(
            there === null ? null : best - there.total,
          );
          if (option.code === "equal-total") equal++;
          if (option.code === "total-smaller") short++;
          if (option.code === "got-it") continue;
          const with1 = bestTotal(rows, weights, { [option.place]: 1 })!;
          const there1 = bestTotal(rows, weights, { [option.place]: 1 }, forced)!;
          expect(option.seat, `seed ${seed} ${one.applicant} ${option.place}`).toBe(
            there1.total === with1.total,
          );
        }
        await checkNearest(rows, weights, one, seed);
      }
    }
    expect(Math.min(equal, short)).toBeGreaterThan(200);
  });

  /** With the weight said to be enough the place is theirs; with one less it need not be. */
  async function checkNearest(
    rows: ProblemRows,
    weights: ReadonlyMap<string, number>,
    one: TotalExplanation,
    seed: number,
  ) {
    if (one.nearest === null) return;
    const { place, more } = one.nearest;
    const raised = async (by: number) => {
      const options = rows.options.map((row) => {
        const weight = weights.get(`${row.applicant} ${row.place}`)!;
        const own = row.applicant === one.applicant && row.place === place;
        return { ...row, weight: weight + (own ? by : 0) };
      });
      const other = { ...rows, options };
      const solved = (await solve(other))!;
      const a = solved.problem.applicants.ids.indexOf(one.applicant);
      return solved.problem.places.ids[solved.result.assigned[a]!];
    };
    expect(await raised(more), `seed ${seed} ${one.applicant}`).toBe(place);
    if (more > 1) expect(await raised(more - 2), `seed ${seed} ${one.applicant}`).not.toBe(place);
  }
});

describe("best-total, what must not matter", () => {
  it("the order of rows changes nobody's place, nor any byte of the certificate", async () => {
    for (const seed of seeds(300)) {
      const rows = tinyTotal(seed);
      const below = chance(seed + 9);
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((item) => [below(1000), item] as const)
          .sort(([a], [b]) => a - b)
          .map(([, item]) => item);
      const before = await solve(rows);
      const after = await solve({
        applicants: shuffled(rows.applicants),
        places: shuffled(rows.places),
        options: shuffled(rows.options),
        rules: rows.rules,
      });
      expect(after?.result).toEqual(before?.result);
    }
  });

  it("the total does not depend on names or on the draw", async () => {
    for (const seed of seeds(300)) {
      const rows = tinyTotal(seed);
      const person = (name: string) => `${9 - Number(name.slice(1))} "ë"`;
      const place = (name: string) => `z${9 - Number(name.slice(1))}`;
      const renamed: ProblemRows = {
        applicants: rows.applicants.map((row) => ({ ...row, applicant: person(row.applicant) })),
        places: rows.places.map((row) => ({ ...row, place: place(row.place) })),
        options: rows.options.map((row) => ({
          ...row,
          applicant: person(row.applicant),
          place: place(row.place),
        })),
        rules: {
          rule: "best-total",
          seed: "another",
          pins: (rows.rules.pins ?? []).map((pin) => ({
            ...pin,
            applicant: person(pin.applicant),
            place: place(pin.place),
          })),
        },
      };
      const [before, after] = [await solve(rows), await solve(renamed)];
      const { objective, placed } = after?.result.certificate ?? {};
      if (before === null) expect(after).toBe(null);
      else expect(before.result.certificate).toMatchObject({ objective, placed });
    }
  });

  it("one more seat never makes the total smaller, and adds just its lowest price", async () => {
    for (const seed of seeds(400)) {
      const rows = tinyTotal(seed, 8);
      const before = await solve(rows);
      if (before === null) continue;
      for (const claim of before.result.certificate.places) {
        const places = rows.places.map((row) =>
          row.place === claim.place ? { ...row, capacity: row.capacity + 1 } : row,
        );
        const after = (await solve({ ...rows, places }))!;
        expect(after.result.certificate.objective).toBe(
          before.result.certificate.objective + claim.lowest,
        );
      }
    }
  });
});
