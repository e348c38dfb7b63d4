import { describe, expect, it } from "vitest";
import { allocate, type Problem, type Result, type TotalCertificate, verify } from "../index.ts";
import { freezeTotal, tinyTotal } from "../testing/tiny-total.ts";

type Total = { problem: Problem<"best-total">; result: Result<"best-total"> };

async function run(seed: number): Promise<Total | null> {
  const problem = freezeTotal(tinyTotal(seed));
  const outcome = problem && (await allocate(problem));
  return problem && outcome?.ok ? { problem, result: outcome.result } : null;
}

const seeds = Array.from({ length: 300 }, (_, i) => i + 1);

const weightOf = ({ options }: Problem, a: number, p: number) => {
  for (let o = 0; o < options.place.length; o++) {
    if (options.applicant[o] === a && options.place[o] === p) return options.weight[o]!;
  }
  return null;
};
const totalOf = (problem: Problem, assigned: Int32Array) =>
  assigned.reduce((sum, p, a) => sum + (p === -1 ? 0 : weightOf(problem, a, p)!), 0);

describe("the verifier of best-total refuses", () => {
  it("every other placement, unless it is as good; then only for what the certificate says", async () => {
    let refused = 0;
    for (const seed of seeds) {
      const honest = await run(seed);
      if (honest === null) continue;
      const { problem, result } = honest;
      for (let a = 0; a < result.assigned.length; a++) {
        for (let p = -1; p < problem.places.ids.length; p++) {
          if (p === result.assigned[a]) continue;
          const assigned = result.assigned.slice();
          assigned[a] = p;
          refused++;
          const verdict = verify(problem, { ...result, assigned });
          expect(verdict.ok, `seed ${seed}`).toBe(false);
          const codes = new Set(verdict.problems.map(({ code }) => code));
          if (codes.size === 1 && codes.has("certificate-differs")) {
            expect(totalOf(problem, assigned)).toBe(result.certificate.objective);
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it("every changed figure of a certificate, and every figure left out", async () => {
    for (const seed of seeds.slice(0, 120)) {
      const honest = await run(seed);
      if (honest === null) continue;
      const { problem, result } = honest;
      const text = JSON.stringify(result.certificate);
      for (const match of text.matchAll(/"(\w+)":(\d+|null)(?=[,}])/g)) {
        const [whole, key, value] = match;
        const others = value === "null" ? ["0", "{}"] : [`${Number(value) + 1}`, "null", '"1"'];
        if (Number(value) > 0) others.push(`${Number(value) - 1}`);
        others.push("-1", "0.5", "9007199254740993", "1e300");
        const changes = others.map((other) => `"${key}":${other}`);
        for (const change of [...changes, `"${key}s":${value}`]) {
          const changed =
            text.slice(0, match.index) + change + text.slice(match.index + whole.length);
          const certificate = JSON.parse(changed) as TotalCertificate;
          expect(verify(problem, { ...result, certificate }).ok, changed).toBe(false);
        }
      }
    }
  });

  it("a certificate of another problem, seed or list of places", async () => {
    const { problem, result } = (await run(1))!;
    const { certificate } = result;
    const forged: TotalCertificate[] = [
      { ...certificate, problem: "0".repeat(64) },
      { ...certificate, seed: "another" },
      { ...certificate, places: certificate.places.slice(1) },
      { ...certificate, places: [...certificate.places, certificate.places[0]!] },
    ];
    for (const one of forged) {
      expect(verify(problem, { ...result, certificate: one }).ok).toBe(false);
    }
  });

  it("optimal prices that are not the ends, saying which", async () => {
    let narrower = 0;
    for (const seed of seeds) {
      const honest = await run(seed);
      if (honest === null) continue;
      const { problem, result } = honest;
      const { places } = result.certificate;
      if (!places.some(({ lowest, highest }) => highest !== null && lowest < highest)) continue;
      narrower++;
      // Optimal themselves, so the bound is reached; but not the lowest, or not the highest.
      const lifted = places.map((one) => ({ ...one, lowest: one.highest ?? one.lowest }));
      const lowered = places.map((one) => ({
        ...one,
        highest: one.highest === null ? null : one.lowest,
      }));
      const codes = (claims: typeof lifted) =>
        verify(problem, {
          ...result,
          certificate: { ...result.certificate, places: claims },
        }).problems.map(({ code }) => code);
      expect(codes(lowered), `seed ${seed}`).toContain("price-not-highest");
      // A first seat at a place without any may add less when people have less left.
      if (places.every(({ highest }) => highest !== null)) {
        expect(codes(lifted), `seed ${seed}`).toContain("price-not-lowest");
      }
    }
    expect(narrower).toBeGreaterThan(50);
  });
});
