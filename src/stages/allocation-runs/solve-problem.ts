import { createHash } from "node:crypto";
import {
  allocate,
  type Explanation,
  explainAll,
  flags,
  type Problem,
  parseProblem,
  parseResult,
  type Refusal,
  type Result,
  verify,
  writeResult,
} from "../../allocation/index.ts";
import type { CutOff, Params, RunFiles, RunSummary } from "./allocation-run.ts";
import { sha256 } from "./frozen-problem.ts";
import { publicProblem } from "./public-folder.ts";
import {
  cutOffOf,
  mergeFlags,
  type SolvedFlag,
  summaryOf,
  takenAt,
  underMinimum,
} from "./run-figures.ts";

/** What the thread is given: plain data, nothing of the database. */
export type SolveRequest = {
  /** The four files of the frozen folder. */
  readonly problem: Readonly<Record<string, string>>;
  readonly publicRefs: readonly (readonly [ref: string, publicRef: string])[];
  readonly minima: Readonly<Record<string, number>>;
  readonly codeVersion: string;
};

export type Solved = {
  readonly ok: true;
  readonly resultHash: string;
  readonly publicHash: string;
  readonly files: RunFiles;
  readonly summary: RunSummary;
  readonly explanations: readonly Explanation[];
  readonly flags: readonly SolvedFlag[];
  readonly places: readonly { ref: string; taken: number; cutOff: CutOff }[];
};
export type NotSolved = { readonly ok: false; readonly problems: readonly SolveProblem[] };
export type SolveProblem = { readonly code: string; readonly params: Params };

/** What `sha256sum` prints for the files in order of their names, hashed: one hash for a folder. */
export function folderHash(files: Readonly<Record<string, string>>): string {
  const listing = Object.keys(files)
    .sort()
    .map((name) => `${sha256(files[name]!)}  ${name}\n`)
    .join("");
  return createHash("sha256").update(listing).digest("hex");
}

const inFolder = (folder: string, files: Readonly<Record<string, string>>): RunFiles =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}${name}`, text]));

const refused = (stage: string, from: Pick<Refusal, "problems">): NotSolved => ({
  ok: false,
  problems: from.problems.map(({ code, params }) => ({
    code: "run-refused",
    params: { stage, fault: code, detail: JSON.stringify(params) },
  })),
});

/** The four steps a waiting person sees. */
export const SOLVE_STEPS = 4;

/**
 * Allocates a frozen problem, has the independent verifier judge the result, explains it to
 * everybody, flags what a person should look at, and makes the folder that anybody may see. Nothing
 * of it is kept unless the verifier agrees with both, and both place everybody alike. Pure: the same
 * request gives the same bytes.
 */
export async function solveProblem(
  request: SolveRequest,
  onStep: (done: number) => void = () => {},
): Promise<Solved | NotSolved> {
  const parsed = parseProblem(request.problem, "stable");
  if (!parsed.ok) return refused("read", parsed);
  const { problem } = parsed;
  const solved = await solveVerified(problem, request.codeVersion);
  if (!solved.ok) return solved;
  onStep(1);
  const explained = explainAll(problem, solved.result);
  if (!explained.ok) return refused("explain", explained);
  onStep(2);
  const flagged = flags(problem, solved.result);
  if (!flagged.ok) return refused("flag", flagged);
  onStep(3);
  const open = await solvePublic(problem, solved.result, request);
  if (!open.ok) return open;
  onStep(SOLVE_STEPS);
  const { certificate } = solved.result;
  const ties = new Set(
    flagged.flags
      .filter((f) => f.code === "tie-lost" || f.code === "order-lost")
      .map((f) => f.place),
  );
  return {
    ok: true,
    resultHash: folderHash(solved.files),
    publicHash: open.hash,
    files: { ...inFolder("result/", solved.files), ...open.files },
    summary: summaryOf(problem, solved.result, explained.explained),
    explanations: explained.explained,
    flags: [...mergeFlags(flagged.flags), ...underMinimum(problem, certificate, request.minima)],
    places: certificate.places.map((claim) => ({
      ref: claim.place,
      taken: takenAt(claim),
      cutOff: cutOffOf(claim, ties.has(claim.place)),
    })),
  };
}

type Verified = { ok: true; result: Result<"stable">; files: Record<string, string> };

async function solveVerified(
  problem: Problem<"stable">,
  codeVersion: string,
): Promise<Verified | NotSolved> {
  const allocated = await allocate(problem);
  if (!allocated.ok) return refused("allocate", allocated);
  const verdict = verify(problem, allocated.result);
  if (!verdict.ok) return refused("verify", verdict);
  const files = { ...writeResult(problem, allocated.result, { codeVersion }) };
  // What is kept are the files, so the files are what has to read back as the same result.
  const back = parseResult(problem, files);
  if (!back.ok) return refused("write", back);
  return { ok: true, result: allocated.result, files };
}

async function solvePublic(
  problem: Problem<"stable">,
  result: Result<"stable">,
  request: SolveRequest,
) {
  const publicRef = new Map(request.publicRefs);
  const files = publicProblem(problem, request.problem, publicRef);
  const parsed = parseProblem(files, "stable");
  if (!parsed.ok) return refused("public", parsed);
  const solved = await solveVerified(parsed.problem, request.codeVersion);
  if (!solved.ok) return solved;
  const placed = new Map(
    parsed.problem.applicants.ids.map((id, a) => [id, solved.result.assigned[a]!]),
  );
  const differs = problem.applicants.ids.some(
    (ref, a) => placed.get(publicRef.get(ref)!) !== result.assigned[a],
  );
  if (differs) {
    return refused("public", { problems: [{ code: "placements-differ", params: {} }] });
  }
  return {
    ok: true as const,
    hash: parsed.problem.hash,
    files: {
      ...inFolder("public/problem/", files),
      ...inFolder("public/result/", solved.files),
    },
  };
}
