import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  allocate,
  explain,
  explainAll,
  PROBLEM_FILES,
  parseProblem,
  parseResult,
  verify,
  writeProblem,
  writeResult,
} from "../index.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

async function example(name: string) {
  const files = PROBLEM_FILES.map(
    (file) => [file, readFileSync(join(EXAMPLES, name, file))] as const,
  );
  const parsed = parseProblem(Object.fromEntries(files), "best-total");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { problem } = parsed;
  const outcome = await allocate(problem);
  if (!outcome.ok) throw new Error("not cancelled");
  const { result } = outcome;
  expect(verify(problem, result)).toMatchObject({ ok: true, problems: [] });
  const places = Object.fromEntries(
    problem.applicants.ids.map((id, a) => [id, problem.places.ids[result.assigned[a]!] ?? ""]),
  );
  return { problem, result, places };
}

describe("best-total, worked by hand", () => {
  it("companies: the whole gains when the best fit gives way", async () => {
    const { problem, result, places } = await example("companies");
    expect(places).toEqual({
      ana: "hotel",
      besa: "bakery",
      cvetan: "garage",
      dita: "",
      emir: "hotel",
    });
    // 70 + 80 + 60, and 30 for the pin.
    expect(result.certificate).toMatchObject({ objective: 240, bound: 240, gap: 0, placed: 4 });
    expect(result.certificate.places).toEqual([
      // Another seat: Ana comes, Dita follows her to the hotel. Without it Besa has nothing.
      { place: "bakery", capacity: 1, pinned: 0, taken: 1, lowest: 60, highest: 80 },
      { place: "garage", capacity: 1, pinned: 0, taken: 1, lowest: 50, highest: 60 },
      { place: "hotel", capacity: 2, pinned: 1, taken: 1, lowest: 40, highest: 60 },
    ]);
    const told = (applicant: string) => {
      const one = explain(problem, result, applicant);
      if (!one.ok) throw new Error(JSON.stringify(one.problems));
      return one.explained;
    };
    // Ana at the bakery, Dita at the hotel: 90 + 40 instead of 70 + 80.
    expect(told("ana").options[0]).toMatchObject({
      place: "bakery",
      weight: 90,
      code: "total-smaller",
      short: 20,
      seat: true,
    });
    expect(told("ana").nearest).toEqual({ place: "bakery", more: 21 });
    expect(told("dita")).toMatchObject({
      code: "unplaced",
      place: null,
      options: [
        { place: "garage", short: 10, seat: true },
        { place: "hotel", short: 20, seat: true },
      ],
      nearest: { place: "garage", more: 11 },
    });
    expect(told("emir")).toMatchObject({
      code: "pinned",
      place: "hotel",
      weight: 30,
      reason: "His sister does her stay there.",
      options: [],
      nearest: null,
    });
    expect(explain(problem, result, "nobody")).toMatchObject({
      ok: false,
      problems: [{ code: "applicant-unknown" }],
    });
  });

  it("together: a group, a minimum, a share and a budget are kept, and what it could be at most is said", async () => {
    const { problem, result, places } = await example("together");
    expect(places).toEqual({ ana: "bologna", besa: "bologna", cvetan: "porto", dita: "" });
    const { certificate } = result;
    expect(certificate.objective).toBe(100);
    expect(certificate.bound).toBeGreaterThanOrEqual(100);
    expect(certificate.rows).toMatchObject([
      { name: "fewer opportunities", kind: "min-share", limit: 25, taken: 1, of: 3 },
      { name: "", kind: "budget", limit: 80_000, taken: 70_000, of: null },
    ]);
    const one = explain(problem, result, "ana");
    expect(one.ok && one.explained).toMatchObject({
      group: "twins",
      place: "bologna",
      nearest: null,
    });
  });

  it("equal weights: of equal totals the one that places the most people", async () => {
    const { problem, result, places } = await example("equal-weights");
    expect(places).toEqual({ petra: "library", qemal: "archive", rina: "archive" });
    const one = explain(problem, result, "qemal");
    expect(one.ok && one.explained.options[0]).toMatchObject({
      place: "library",
      code: "equal-total",
      short: 0,
    });
  });

  it("is not explained where the placements are not proven", async () => {
    const { problem, result } = await example("companies");
    const assigned = result.assigned.slice();
    assigned[0] = -1;
    for (const told of [
      explain(problem, { ...result, assigned }, "ana"),
      explainAll(problem, { ...result, assigned }),
    ]) {
      expect(told).toMatchObject({ ok: false, problems: [{ code: "result-differs" }] });
    }
  });

  it("is written in the same bytes each time, and read back", async () => {
    const { problem, result } = await example("companies");
    const files = writeResult(problem, result, { codeVersion: "1" });
    const again = await example("companies");
    expect(writeResult(again.problem, again.result, { codeVersion: "1" })).toEqual(files);
    const read = parseResult(problem, files);
    expect(read.ok && read.result).toEqual(result);
    expect(JSON.parse(files["summary.json"]!)).toMatchObject({
      rule: "best-total",
      placed: 4,
      seats: 4,
      objective: 240,
      bound: 240,
      gap: 0,
      blockingPairs: null,
      meanRank: null,
    });
    expect(files["explanations.ndjson"]!.split("\n")[0]).toBe(
      '{"applicant":"ana","code":"placed","params":{"place":"hotel","rank":0,"weight":70,"wishes":2}}',
    );
    for (const [format, ok] of [
      ["kalfa-best-total-2", true],
      ["kalfa-stable-1", false],
    ] as const) {
      const other = files["certificate.json"]!.replace("kalfa-best-total-2", format);
      expect(parseResult(problem, { ...files, "certificate.json": other }).ok).toBe(ok);
    }
  });

  it("works from rows in memory, as another program calls it", async () => {
    const rows = {
      applicants: [{ applicant: "ana" }, { applicant: "besa" }],
      places: [{ place: "bakery", capacity: 1 }],
      options: [
        { applicant: "ana", place: "bakery", weight: 7 },
        { applicant: "besa", place: "bakery", weight: 9 },
      ],
      rules: { rule: "best-total" as const, seed: "a flow" },
    };
    const parsed = parseProblem(writeProblem(rows), "best-total");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const outcome = await allocate(parsed.problem);
    if (!outcome.ok) throw new Error("not cancelled");
    expect(verify(parsed.problem, outcome.result)).toEqual({
      ok: true,
      problems: [],
      placed: 1,
      objective: 9,
      bound: 9,
    });
    const all = explainAll(parsed.problem, outcome.result);
    expect(all.ok && all.explained.map(({ place, nearest }) => [place, nearest])).toEqual([
      [null, { place: "bakery", more: 3 }],
      ["bakery", null],
    ]);
  });

  it("says nothing of nobody: no people, no places, no options", async () => {
    const rows = {
      applicants: [],
      places: [],
      options: [],
      rules: { rule: "best-total" as const },
    };
    const parsed = parseProblem(writeProblem(rows), "best-total");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const outcome = await allocate(parsed.problem);
    if (!outcome.ok) throw new Error("not cancelled");
    expect(verify(parsed.problem, outcome.result)).toMatchObject({ ok: true, objective: 0 });
  });

  it("ends when it is asked to", async () => {
    const { problem } = await example("companies");
    let shown = 0;
    const outcome = await allocate(problem, { onProgress: () => shown++, cancelled: () => true });
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "cancelled" }] });
    expect(shown).toBeGreaterThan(0);
  });
});
