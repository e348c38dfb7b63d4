import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  allocate,
  PROBLEM_FILES,
  ProblemReader,
  parseProblem,
  parseResult,
  writeProblem,
  writeResult,
} from "../index.ts";
import { GOOD } from "../testing/good-folder.ts";
import { freeze, tinyProblem } from "../testing/tiny-problem.ts";

type Files = Record<string, string | Uint8Array>;

describe("a folder that is right", () => {
  it("is read whatever its line endings, byte order mark, quotes and chunks", () => {
    const expected = parseProblem(GOOD);
    if (!expected.ok) throw new Error("good");
    const dressed: Files = {
      ...GOOD,
      "applicants.csv":
        '\ufeff"applicant",points,"school",country\r\n"ana",80,s1,"AL"\r\n\r\nbesa,70,s1,AL\r\ncvetan,60,s2,MK',
    };
    for (const size of [1, 2, 3, 7, 1000]) {
      const reader = new ProblemReader();
      for (const file of PROBLEM_FILES) {
        const bytes = new TextEncoder().encode(dressed[file] as string);
        for (let at = 0; at < bytes.length; at += size)
          reader.push(file, bytes.subarray(at, at + size));
        reader.end(file);
      }
      const parsed = reader.finish();
      expect(parsed).toMatchObject({
        ok: true,
        problem: { applicants: expected.problem.applicants },
      });
    }
  });

  it("keeps commas, quotes, newlines and every alphabet in ids", () => {
    const ids = ['Ђорђе, "Ђоле"', "two\nlines", "çë", 'a""b', " spaced "];
    const rows = {
      applicants: ids.map((applicant) => ({
        applicant,
        points: 1,
        attributes: { note: 'x,y\r\n"z"' },
      })),
      places: [{ place: 'б"', capacity: 9 }],
      options: ids.map((applicant) => ({ applicant, place: 'б"', rank: 1 })),
      rules: { rule: "stable" as const },
    };
    const parsed = parseProblem(writeProblem(rows));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect([...parsed.problem.applicants.ids].sort()).toEqual([...ids].sort());
    expect(parsed.problem.applicants.attributes[0]!.values).toEqual(['x,y\r\n"z"']);
  });

  it("has the hash that sha256sum of its files gives", () => {
    const parsed = parseProblem(GOOD);
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    const listing = Object.keys(GOOD)
      .sort()
      .map((file) => `${hash(GOOD[file] as string)}  ${file}\n`);
    expect(parsed).toMatchObject({ problem: { hash: hash(listing.join("")) } });
  });

  it("is written in the same bytes whatever order its rows came in", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const rows = tinyProblem(seed);
      const mixed = {
        ...rows,
        applicants: [...rows.applicants].reverse(),
        places: [...rows.places].reverse(),
        options: [...rows.options].reverse(),
      };
      expect(writeProblem(mixed)).toEqual(writeProblem(rows));
    }
  });

  it("gives the same result bytes each time, and reads them back", async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const problem = freeze(tinyProblem(seed));
      if (problem === null) continue;
      const write = async () => {
        const outcome = await allocate(problem);
        if (!outcome.ok) throw new Error("not cancelled");
        return {
          result: outcome.result,
          files: writeResult(problem, outcome.result, { codeVersion: "1" }),
        };
      };
      const { result, files } = await write();
      expect((await write()).files).toEqual(files);
      const read = parseResult(problem, files);
      expect(read.ok && read.result).toEqual(result);
    }
  });
});
