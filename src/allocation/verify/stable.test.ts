import { describe, expect, it } from "vitest";
import { allocate, type Problem, type Result, verify } from "../index.ts";
import { freeze, tinyProblem } from "../testing/tiny-problem.ts";

async function run(
  seed: number,
): Promise<{ problem: Problem<"stable">; result: Result<"stable"> } | null> {
  const problem = freeze(tinyProblem(seed));
  const outcome = problem && (await allocate(problem));
  return problem && outcome?.ok ? { problem, result: outcome.result } : null;
}

const seeds = Array.from({ length: 300 }, (_, i) => i + 1);

describe("the verifier refuses", () => {
  it("every placement other than the rule's own", async () => {
    let tampered = 0;
    for (const seed of seeds) {
      const honest = await run(seed);
      if (honest === null) continue;
      const { problem, result } = honest;
      for (let a = 0; a < result.assigned.length; a++) {
        for (let p = -1; p < problem.places.ids.length; p++) {
          if (p === result.assigned[a]) continue;
          const assigned = result.assigned.slice();
          assigned[a] = p;
          tampered++;
          expect(verify(problem, { ...result, assigned }).ok, `seed ${seed}`).toBe(false);
        }
      }
      for (let a = 1; a < result.assigned.length; a++) {
        const assigned = result.assigned.slice();
        [assigned[0], assigned[a]] = [assigned[a]!, assigned[0]!];
        if (assigned[0] === assigned[a]) continue;
        expect(verify(problem, { ...result, assigned }).ok, `seed ${seed}`).toBe(false);
      }
    }
    expect(tampered).toBeGreaterThan(1000);
  });

  it("every changed figure of a certificate", async () => {
    for (const seed of seeds.slice(0, 60)) {
      const honest = await run(seed);
      if (honest === null) continue;
      const { problem, result } = honest;
      const text = JSON.stringify(result.certificate);
      for (const match of text.matchAll(/:(\d+|true|false|null)(?=[,}])/g)) {
        const other =
          { true: "false", false: "true", null: "{}" }[match[1]!] ?? `${Number(match[1]) + 1}`;
        const changed = `${text.slice(0, match.index)}:${other}${text.slice(match.index + match[0].length)}`;
        const verdict = verify(problem, { ...result, certificate: JSON.parse(changed) });
        expect(verdict.ok, changed).toBe(false);
      }
    }
  });

  it("a certificate of another problem, seed or list of places", async () => {
    const { problem, result } = (await run(1))!;
    const { certificate } = result;
    const forged = [
      { ...certificate, problem: "0".repeat(64) },
      { ...certificate, seed: "another" },
      { ...certificate, places: certificate.places.slice(1) },
      { ...certificate, places: [...certificate.places, certificate.places[0]!] },
    ];
    for (const one of forged)
      expect(verify(problem, { ...result, certificate: one }).ok).toBe(false);
  });

  it("a stable result that is not the best one for applicants", async () => {
    const problem = freeze({
      applicants: [{ applicant: "nina" }, { applicant: "omer" }],
      places: [
        { place: "bakery", capacity: 1 },
        { place: "garage", capacity: 1 },
      ],
      options: [
        { applicant: "nina", place: "bakery", rank: 1, priority: 2 },
        { applicant: "nina", place: "garage", rank: 2, priority: 1 },
        { applicant: "omer", place: "garage", rank: 1, priority: 2 },
        { applicant: "omer", place: "bakery", rank: 2, priority: 1 },
      ],
      rules: { rule: "stable" },
    })!;
    const outcome = await allocate(problem);
    if (!outcome.ok) throw new Error("not cancelled");
    const { result } = outcome;
    expect([...result.assigned]).toEqual([0, 1]);
    // The other stable result, with a certificate to match: no blocking pair, and still refused.
    const swap = (place: string) => (place === "nina" ? "omer" : "nina");
    const certificate = {
      ...result.certificate,
      places: result.certificate.places.map((claim) => ({
        ...claim,
        seats: claim.seats.map((seat) => ({
          ...seat,
          last: seat.last && { ...seat.last, applicant: swap(seat.last.applicant), priority: 1 },
        })),
      })),
    };
    const verdict = verify(problem, { ...result, assigned: Int32Array.of(1, 0), certificate });
    expect(verdict.blockingPairs).toBe(0);
    expect(verdict.problems).toEqual([
      { code: "not-best", params: { applicant: "nina", place: "bakery" } },
      { code: "not-best", params: { applicant: "omer", place: "garage" } },
    ]);
  });
});
