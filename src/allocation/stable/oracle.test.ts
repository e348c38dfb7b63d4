import { describe, expect, it } from "vitest";
import { allocate, explainAll, flags, type Problem, type ProblemRows, verify } from "../index.ts";
import { allStable, wishesOf } from "../testing/oracle.ts";
import { chance, freeze, tinyProblem } from "../testing/tiny-problem.ts";

/** Applicant to place, for everybody who has one. */
async function solve(rows: ProblemRows): Promise<Map<string, string> | null> {
  const problem = freeze(rows);
  if (problem === null) return null;
  const outcome = await allocate(problem);
  if (!outcome.ok) throw new Error("not cancelled");
  return named(problem, outcome.result.assigned);
}

function named({ applicants, places }: Problem, assigned: Int32Array): Map<string, string> {
  return new Map(
    applicants.ids.flatMap((id, a) =>
      assigned[a] === -1 ? [] : [[id, places.ids[assigned[a]!]!] as const],
    ),
  );
}

const rankOf = (rows: ProblemRows, applicant: string, place: string | undefined) =>
  place === undefined ? 99 : wishesOf(rows, applicant).indexOf(place);

/** The same problem with other wishes of one applicant, kept in the order given. */
function wishing(rows: ProblemRows, applicant: string, wishes: readonly string[]): ProblemRows {
  const own = rows.options.filter((row) => row.applicant === applicant);
  const others = rows.options.filter((row) => row.applicant !== applicant);
  const stated = wishes.map((place, i) => ({
    ...own.find((row) => row.place === place)!,
    rank: i + 1,
  }));
  return { ...rows, options: [...others, ...stated] };
}

describe("stable, against every allocation there is", () => {
  // In six parts, so that a busy machine does not run into the time limit of one test.
  it.each([0, 1000, 2000, 3000, 4000, 5000])(
    "is the best one for every applicant, on a thousand tiny problems after %i",
    async (from) => {
      let several = 0;
      let solved = 0;
      for (let seed = from + 1; seed <= from + 1000; seed++) {
        const rows = tinyProblem(seed);
        const problem = freeze(rows);
        if (problem === null) continue;
        solved++;
        const outcome = await allocate(problem);
        if (!outcome.ok) throw new Error("not cancelled");
        const verdict = verify(problem, outcome.result);
        expect(verdict, `seed ${seed}`).toMatchObject({ ok: true, blockingPairs: 0, problems: [] });
        const got = named(problem, outcome.result.assigned);
        for (const pin of rows.rules.pins ?? []) {
          expect(got.get(pin.applicant)).toBe(pin.place);
          got.delete(pin.applicant);
        }
        const stable = allStable(rows);
        if (stable.length > 1) several++;
        expect(stable, `seed ${seed}`).toContainEqual(got);
        const worse = stable.some((other) =>
          rows.applicants.some(
            ({ applicant }) =>
              rankOf(rows, applicant, got.get(applicant)) >
              rankOf(rows, applicant, other.get(applicant)),
          ),
        );
        expect(worse, `seed ${seed}`).toBe(false);
      }
      // The comparison means something only where there is a choice between stable allocations.
      expect(solved).toBeGreaterThan(850);
      expect(several).toBeGreaterThan(2);
    },
  );
});

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => {
    const rest = permutations([...items.slice(0, i), ...items.slice(i + 1)]);
    return rest.flatMap((tail) => [[item, ...tail]]);
  });
}

describe("stable, what it promises an applicant", () => {
  it("no other order or shortening of wishes would have served better", async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const rows = tinyProblem(seed, 4);
      const pinned = new Set((rows.rules.pins ?? []).map((pin) => pin.applicant));
      const honest = await solve(rows);
      if (honest === null) continue;
      for (const { applicant } of rows.applicants) {
        if (pinned.has(applicant)) continue;
        const truth = wishesOf(rows, applicant);
        const mine = rankOf(rows, applicant, honest.get(applicant));
        const stated = permutations(truth).flatMap((order) =>
          order.map((_, i) => order.slice(0, i + 1)),
        );
        for (const wishes of stated) {
          const got = (await solve(wishing(rows, applicant, wishes)))!.get(applicant);
          expect(rankOf(rows, applicant, got), `seed ${seed} ${applicant}`).toBeGreaterThanOrEqual(
            mine,
          );
        }
      }
    }
  });

  it("the menu is what one would get by wishing for one place only", async () => {
    for (let seed = 1; seed <= 800; seed++) {
      const rows = tinyProblem(seed);
      const problem = freeze(rows);
      const outcome = problem && (await allocate(problem));
      if (problem === null || !outcome?.ok) continue;
      const all = explainAll(problem, outcome.result);
      if (!all.ok) throw new Error("the result is the rule's own");
      for (const one of all.explained) {
        for (const option of one.options) {
          const alone = (await solve(wishing(rows, one.applicant, [option.place])))!;
          expect(option.open, `seed ${seed} ${one.applicant} ${option.place}`).toBe(
            alone.get(one.applicant) === option.place,
          );
          if (option.code === "got-it") expect(option.open).toBe(true);
          else if (option.code !== "got-better") expect(option.open).toBe(false);
        }
      }
    }
  });

  it("the points said to be missing are enough, and one fewer is not", async () => {
    let asked = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const rows = tinyProblem(seed);
      const problem = freeze(rows);
      const outcome = problem && (await allocate(problem));
      if (problem === null || !outcome?.ok) continue;
      const all = explainAll(problem, outcome.result);
      if (!all.ok) throw new Error("the result is the rule's own");
      for (const one of all.explained) {
        for (const { place, change } of one.options) {
          if (change === null || change.points === null) continue;
          asked++;
          const withPoints = async (extra: number) => {
            const applicants = rows.applicants.map((row) =>
              row.applicant === one.applicant ? { ...row, points: row.points! + extra } : row,
            );
            const alone = wishing({ ...rows, applicants }, one.applicant, [place]);
            return (await solve(alone))!.get(one.applicant) === place;
          };
          expect(await withPoints(change.points), `seed ${seed} ${one.applicant}`).toBe(true);
          expect(await withPoints(change.points - 1), `seed ${seed} ${one.applicant}`).toBe(false);
        }
      }
    }
    expect(asked).toBeGreaterThan(200);
  });

  it("what one more seat would do is what it does", async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const rows = tinyProblem(seed);
      const problem = freeze(rows);
      const outcome = problem && (await allocate(problem));
      if (problem === null || !outcome?.ok) continue;
      const all = explainAll(problem, outcome.result);
      if (!all.ok) throw new Error("the result is the rule's own");
      for (const one of all.explained) {
        for (const { place, change, maximum } of one.options) {
          if (change === null) continue;
          const roomier: ProblemRows = {
            ...rows,
            places: rows.places.map((row) =>
              row.place === place && maximum === null
                ? { ...row, capacity: row.capacity + 1 }
                : row,
            ),
            rules: {
              ...rows.rules,
              quotas: (rows.rules.quotas ?? []).map((row) =>
                row.name === maximum ? { ...row, max: row.max! + 1 } : row,
              ),
            },
          };
          const now = rankOf(rows, one.applicant, (await solve(roomier))!.get(one.applicant));
          expect(change.seat).toBe(now <= rankOf(rows, one.applicant, place));
        }
      }
    }
  });

  it("more points never cost anybody their place", async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const rows = tinyProblem(seed);
      const before = await solve(rows);
      if (before === null) continue;
      for (const { applicant } of rows.applicants) {
        const applicants = rows.applicants.map((row) =>
          row.applicant === applicant ? { ...row, points: row.points! + 1 } : row,
        );
        const after = (await solve({ ...rows, applicants }))!;
        expect(rankOf(rows, applicant, after.get(applicant))).toBeLessThanOrEqual(
          rankOf(rows, applicant, before.get(applicant)),
        );
      }
    }
  });
});

describe("stable, what must not matter", () => {
  it("the order of rows changes nobody's place", async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const rows = tinyProblem(seed);
      const below = chance(seed + 9);
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((item) => [below(1000), item] as const)
          .sort(([a], [b]) => a - b)
          .map(([, item]) => item);
      const mixed: ProblemRows = {
        applicants: shuffled(rows.applicants),
        places: shuffled(rows.places),
        options: shuffled(rows.options),
        rules: rows.rules,
      };
      expect(await solve(mixed)).toEqual(await solve(rows));
    }
  });

  it("what places are called changes nobody's place", async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const rows = tinyProblem(seed);
      const called = (place: string) => `z${9 - Number(place.slice(1))}, "${place}"`;
      const rename = <T extends { readonly places?: unknown }>(row: T) => ({
        ...row,
        places: { place: called((row.places as { place: string }).place) },
      });
      const renamed: ProblemRows = {
        applicants: rows.applicants,
        places: rows.places.map((row) => ({ ...row, place: called(row.place) })),
        options: rows.options.map((row) => ({ ...row, place: called(row.place) })),
        rules: {
          ...rows.rules,
          reserves: (rows.rules.reserves ?? []).map(rename),
          quotas: (rows.rules.quotas ?? []).map(rename),
          pins: (rows.rules.pins ?? []).map((pin) => ({ ...pin, place: called(pin.place) })),
        },
      };
      const expected = await solve(rows);
      const got = await solve(renamed);
      expect(got && [...got]).toEqual(expected && [...expected].map(([a, p]) => [a, called(p)]));
    }
  });

  it("every case flagged is so, and nobody pinned or tied out goes unflagged", async () => {
    for (let seed = 1; seed <= 800; seed++) {
      const rows = tinyProblem(seed);
      const problem = freeze(rows);
      const outcome = problem && (await allocate(problem));
      if (problem === null || !outcome?.ok) continue;
      const flagged = flags(problem, outcome.result);
      const all = explainAll(problem, outcome.result);
      if (!flagged.ok || !all.ok) throw new Error("the result is the rule's own");
      const people = all.explained;
      const of = (code: string) =>
        new Set(flagged.flags.filter((f) => f.code === code).map((f) => f.applicant));
      const explained = (test: (one: (typeof people)[number]) => boolean) =>
        new Set(people.filter(test).map((one) => one.applicant));
      expect(of("pinned")).toEqual(explained((one) => one.code === "pinned"));
      const changed = new Set([...of("reserve-gained"), ...of("reserve-lost")]);
      expect(changed).toEqual(explained((one) => one.withoutReserves !== null));
      for (const applicant of explained((one) => one.options.some((o) => o.code === "lost-draw"))) {
        expect(of("tie-lost")).toContain(applicant);
      }
      expect(of("tie-lost").size === 0).toBe(of("tie-won").size === 0);
    }
  });
});
