import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { intervet } from "../../bench/intervet.ts";
import {
  allocate,
  explain,
  explainAll,
  flags,
  PROBLEM_FILES,
  type Problem,
  parseProblem,
  type Result,
  verify,
  writeProblem,
} from "./index.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");

async function example(name: string): Promise<{
  problem: Problem<"stable">;
  result: Result<"stable">;
  places: Record<string, string>;
}> {
  const files = PROBLEM_FILES.map(
    (file) => [file, readFileSync(join(EXAMPLES, name, file))] as const,
  );
  const parsed = parseProblem(Object.fromEntries(files), "stable");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { problem } = parsed;
  const outcome = await allocate(problem);
  if (!outcome.ok) throw new Error("not cancelled");
  const { result } = outcome;
  expect(verify(problem, result)).toMatchObject({ ok: true, problems: [] });
  const places = problem.applicants.ids.map((id, a) => {
    const p = result.assigned[a]!;
    return [id, p === -1 ? "" : problem.places.ids[p]!] as const;
  });
  return { problem, result, places: Object.fromEntries(places) };
}

async function explanation(name: string, applicant: string) {
  const { problem, result } = await example(name);
  const told = explain(problem, result, applicant);
  if (!told.ok) throw new Error(JSON.stringify(told.problems));
  return told.explained;
}

describe("worked by hand", () => {
  it("three friends: the displaced move on, and nobody is passed over", async () => {
    expect((await example("three-friends")).places).toEqual({
      ana: "bologna",
      besa: "seville",
      cvetan: "lyon",
    });
    expect((await explanation("three-friends", "cvetan")).options).toMatchObject([
      { place: "seville", code: "behind-cut-off", open: false, position: 3, competitors: 3 },
      // With a second seat in Bologna Besa stays there, and Seville is free for Cvetan.
      { place: "bologna", code: "behind-cut-off", open: false, change: { seat: true } },
      { place: "lyon", code: "got-it", open: true, change: null },
    ]);
  });

  it("a reserved seat goes to its group, and to everybody where the group does not ask", async () => {
    const { places, problem, result } = await example("reserved-seat");
    expect(places).toEqual({ dita: "maribor", emir: "milan", fatime: "maribor", goran: "" });
    const emir = await explanation("reserved-seat", "emir");
    expect(emir.withoutReserves).toEqual({ place: "maribor" });
    expect(emir.options[0]).toMatchObject({
      code: "behind-cut-off",
      seats: [
        {
          reserve: "reserve_1",
          member: false,
          seats: 1,
          taken: 1,
          last: { points: 60, member: true },
        },
        { reserve: null, member: true, seats: 1, taken: 1, last: { points: 90 } },
      ],
      // At 90 he would be equal with Dita, and his draw is the smaller one.
      change: { points: 10, seat: true },
    });
    expect((await explanation("reserved-seat", "fatime")).reserve).toBe("reserve_1");
    const flagged = flags(problem, result);
    expect(
      flagged.ok && flagged.flags.map(({ code, applicant }) => `${applicant} ${code}`),
    ).toEqual(["emir reserve-lost", "fatime reserve-gained", "goran reserve-lost"]);
  });

  it("nested maxima hold, and the one that was full is named", async () => {
    const { places, problem, result } = await example("nested-maxima");
    expect(Object.keys(places).filter((id) => places[id] !== "")).toEqual([
      "hana",
      "jeta",
      "luka",
      "mila",
    ]);
    expect((await explanation("nested-maxima", "ilir")).options[0]).toMatchObject({
      code: "maximum-full",
      maximum: "al-hotel",
      // At 95 he would lose the draw to Hana; 96 are enough to change places with her.
      change: { points: 6, seat: true },
    });
    expect((await explanation("nested-maxima", "kaja")).options[0]).toMatchObject({
      code: "maximum-full",
      maximum: "from-albania",
      // At 85 she would be equal with Jeta, and her draw is the smaller one.
      change: { points: 5, seat: true },
    });
    const claims = result.certificate.places[0]!;
    expect(claims.maxima).toEqual([
      { name: "from-albania", max: 2, taken: 2 },
      { name: "al-hotel", max: 1, taken: 1 },
    ]);
    expect(problem.places.capacity[0]).toBe(4);
  });

  it("of two stable results, applicants get the one they prefer", async () => {
    expect((await example("own-order")).places).toEqual({ nina: "bakery", omer: "garage" });
  });

  it("equal points are decided by the published draw, and it is said", async () => {
    const { places, problem, result } = await example("equal-points");
    expect(places).toEqual({ petra: "", qemal: "seville" });
    expect((await explanation("equal-points", "petra")).options[0]).toMatchObject({
      code: "lost-draw",
      change: { points: 1, seat: true },
    });
    const flagged = flags(problem, result);
    expect(flagged).toMatchObject({
      flags: [
        { code: "tie-lost", applicant: "petra", place: "seville", params: { points: 71 } },
        { code: "tie-won", applicant: "qemal", place: "seville", params: { points: 71 } },
      ],
    });
  });
});

describe("the INTERVET call", () => {
  it("is the folder its generator writes, byte for byte", () => {
    for (const [file, text] of Object.entries(writeProblem(intervet()))) {
      expect(readFileSync(join(EXAMPLES, "intervet", file), "utf8")).toBe(text);
    }
  });

  it("has every kind of delicate case, and explains everybody", async () => {
    const { problem, result } = await example("intervet");
    expect(problem.places.capacity.reduce((sum, seats) => sum + seats, 0)).toBe(84);
    expect([problem.applicants.ids.length, problem.places.ids.length]).toEqual([140, 18]);
    const flagged = flags(problem, result);
    if (!flagged.ok) throw new Error("the result is the rule's own");
    expect([...new Set(flagged.flags.map(({ code }) => code))].sort()).toEqual([
      "pinned",
      "reserve-gained",
      "reserve-lost",
      "seat-free-beside",
      "tie-lost",
      "tie-won",
    ]);
    const all = explainAll(problem, result);
    if (!all.ok) throw new Error("the result is the rule's own");
    for (const one of all.explained) {
      const told = explain(problem, result, one.applicant);
      expect(told).toEqual({ ok: true, explained: one });
    }
  });

  it("refuses to explain placements the rule does not give", async () => {
    const { problem, result } = await example("intervet");
    const assigned = result.assigned.map((place, a) => (a === 4 ? -1 : place));
    const told = explain(problem, { ...result, assigned }, problem.applicants.ids[0]!);
    expect(told).toMatchObject({ ok: false, problems: [{ code: "result-differs" }] });
    const nobody = explain(problem, result, "nobody");
    expect(nobody).toMatchObject({ ok: false, problems: [{ code: "applicant-unknown" }] });
  });

  it("lists every example in its README", () => {
    const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter(
      (entry) =>
        entry.isDirectory() && readdirSync(join(EXAMPLES, entry.name)).includes("rules.json"),
    );
    const readme = readFileSync(join(EXAMPLES, "README.md"), "utf8");
    expect(folders.length).toBeGreaterThanOrEqual(6);
    for (const { name } of folders) expect(readme).toContain(`\`${name}\``);
  });
});
