import { describe, expect, it } from "vitest";
import { explainAll, parseResult, type TotalCertificate, verify, writeResult } from "../index.ts";
import { solveRows } from "../testing/solve-rows.ts";
import { chance } from "../testing/tiny-problem.ts";
import { bestUnderRows } from "../testing/tiny-rows.ts";

describe("what is in conflict", () => {
  it("is named so that without any one of it there would be an allocation", {
    timeout: 60_000,
  }, async () => {
    let named = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const found = await solveRows(seed);
      if (found.problems?.[0]?.code !== "rules-in-conflict") continue;
      const { conflict, eased } = found.problems[0].params;
      expect(String(eased), `seed ${seed}`).not.toBe("");
      const { quotas = [], budget } = found.rows.rules;
      const inIt = (name: string) =>
        String(conflict)
          .split(", ")
          .some((one) => one.startsWith(name));
      for (const quota of quotas) {
        if (!inIt(`${quota.name} (`)) continue;
        const rules = {
          ...found.rows.rules,
          quotas: quotas
            .filter((one) => one === quota || inIt(`${one.name} (`))
            .filter((one) => one !== quota),
        };
        const { budget: _, ...free } = rules;
        const without = { ...found.rows, rules: inIt("budget") && budget ? rules : free };
        if (inIt("minimum of") || inIt("group ")) continue;
        const eased = {
          ...without,
          places: without.places.map(({ minimum: _, ...row }) => row),
          applicants: without.applicants.map(({ group: __, ...row }) => row),
        };
        expect(bestUnderRows(eased), `seed ${seed} without ${quota.name}`).not.toBe(null);
        named++;
      }
    }
    expect(named).toBeGreaterThan(30);
  });
});

describe("what is told under rows", () => {
  it("is so: totals with somebody elsewhere, ranks, who would bring less, what rules take", async () => {
    let [smaller, charged, lighter, cannot] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 500; seed++) {
      const found = await solveRows(seed);
      if (found.result === undefined) continue;
      const { rows, problem, result } = found;
      const all = explainAll(problem, result);
      if (!all.ok) throw new Error("the result is the rule's own");
      const { objective } = result.certificate;
      for (const one of all.explained) {
        for (const option of one.options) {
          const at = `seed ${seed} ${one.applicant} ${option.place}`;
          const pin = { applicant: one.applicant, place: option.place, reason: "" };
          const forced = { ...rows.rules, pins: [...(rows.rules.pins ?? []), pin] };
          const there = bestUnderRows({ ...rows, rules: forced });
          if (option.code === "got-it") expect(there, at).toBe(objective);
          else if (option.short === null) expect(there, at).toBe(null);
          else if (there !== null) {
            expect(objective - there, at).toBeGreaterThanOrEqual(option.short);
            if (option.code === "total-smaller") smaller++;
          }
          if (option.code === "group-cannot") cannot++;
          const asking = rows.options.filter(({ place }) => place === option.place);
          expect(option.competitors, at).toBe(asking.length);
          expect(option.position, at).toBe(
            1 + asking.filter(({ weight }) => weight! > option.weight).length,
          );
          const below = asking.filter(({ applicant, weight }) => {
            const a = problem.applicants.ids.indexOf(applicant);
            return (
              problem.places.ids[result.assigned[a]!] === option.place && weight! < option.weight
            );
          });
          expect(option.lighter.count, at).toBe(below.length);
          lighter += below.length;
          charged += option.charges.length;
        }
      }
    }
    expect(Math.min(smaller, charged, lighter, cannot)).toBeGreaterThan(20);
  });
});

describe("the verifier refuses, under rows", () => {
  it("every changed figure of a certificate, and placements that break a rule", async () => {
    let [changed, broken, cut] = [0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const found = await solveRows(seed);
      if (found.result === undefined) continue;
      const { problem, result } = found;
      const text = JSON.stringify(result.certificate);
      for (const match of text.matchAll(/(?<=:)\d+/g)) {
        const certificate = JSON.parse(
          `${text.slice(0, match.index)}${Number(match[0]) + 1}${text.slice(match.index + match[0].length)}`,
        ) as TotalCertificate;
        const verdict = verify(problem, { ...result, certificate });
        // Another price can prove the same bound; any other figure is a claim that is not so.
        if (verdict.ok)
          expect(text.slice(match.index - 14, match.index)).toMatch(/est":|multiplier":|scale":/);
        else changed++;
      }
      const { cases } = result.certificate;
      for (const [left, one] of cases.entries()) {
        const fewer = cases.filter((_, i) => i !== left);
        const [first] = one.given;
        const turned = { ...one, given: [{ ...first!, is: !first!.is }, ...one.given.slice(1)] };
        for (const other of [fewer, cases.with(left, turned)]) {
          // Without a case, or with one twice and its opposite nowhere, something is left out.
          const certificate = { ...result.certificate, cases: other };
          expect(verify(problem, { ...result, certificate }).ok, `seed ${seed} ${left}`).toBe(
            false,
          );
          cut++;
        }
      }
      const below = chance(seed);
      for (let a = 0; a < problem.applicants.ids.length; a++) {
        const assigned = result.assigned.slice();
        assigned[a] = below(problem.places.ids.length + 1) - 1;
        if (assigned[a] === result.assigned[a]) continue;
        expect(verify(problem, { ...result, assigned }).ok, `seed ${seed} ${a}`).toBe(false);
        broken++;
      }
    }
    expect(Math.min(changed, broken, cut)).toBeGreaterThan(20);
  });
});

describe("under rows, what must not matter", () => {
  it("the order of the rows of the files, and how often it is asked", async () => {
    for (let seed = 1; seed <= 80; seed++) {
      const found = await solveRows(seed);
      if (found.result === undefined) continue;
      const { rows, problem, result } = found;
      const files = writeResult(problem, result, { codeVersion: "1" });
      const reversed = await solveRows(seed, {
        ...rows,
        applicants: rows.applicants.toReversed(),
        places: rows.places.toReversed(),
        options: rows.options.toReversed(),
      });
      expect(
        reversed.result && writeResult(problem, reversed.result, { codeVersion: "1" }),
      ).toEqual(files);
      const back = parseResult(problem, files);
      expect(back.ok && back.result).toEqual(result);
    }
  });
});
