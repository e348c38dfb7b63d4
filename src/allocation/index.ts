/**
 * Who gets which place: applicants who ranked places get at most one each, with a certificate that
 * anyone can check and a reason for every person. Pure: no files, no clock, no chance but the
 * published draw; nothing is imported from outside this folder, so it runs in a worker thread and
 * in a browser. Problems, results and verdicts are plain data (typed arrays and text) and can be
 * posted between threads. Refusals are values; an exception is a bug.
 *
 * The rule is `stable`: applicant-proposing deferred acceptance (Gale and Shapley 1962) with
 * slot-specific priorities for reserved seats (Kominers and Sonmez 2016) or laminar maximum quotas
 * at a place. docs/allocation.md says what it promises and what it refuses.
 */
export { PROBLEM_FILES, type ProblemFile } from "./folder/faults.ts";
/** `parseProblem(files)`: name to text or bytes -> `{ ok, problem }` or everything wrong with it. */
export { type ParsedProblem, ProblemReader, parseProblem } from "./folder/reader.ts";
/** `writeResult(problem, result, figures)` -> files; `parseResult(problem, files)` reads them back. */
export { type ParsedResult, parseResult, type RunFigures, writeResult } from "./folder/result.ts";
/** `writeProblem(rows)` -> the four files in canonical bytes. */
export {
  type FolderFiles,
  type ProblemRows,
  type RulesRows,
  writeProblem,
} from "./folder/write-problem.ts";
export type {
  Attribute,
  Certificate,
  Fault,
  Filter,
  Last,
  Pin,
  PlaceClaim,
  Problem,
  Quota,
  Refusal,
  Reserve,
  Result,
  Rules,
  SeatClaim,
} from "./problem.ts";
/** `allocate(problem, { onProgress, cancelled })` -> `{ ok, result, proposals }`. */
export { type Allocated, type AllocateOptions, allocate } from "./stable/allocate.ts";
/** `explain(problem, result, applicantId)`, `explainAll(problem, result)`: codes and figures. */
export {
  type Change,
  type Explained,
  type ExplainOptions,
  type Explanation,
  explain,
  explainAll,
  type OptionCode,
  type OptionReason,
  type SeatReason,
} from "./stable/explain.ts";
/** `flags(problem, result)`: the delicate cases of a run, by rule. */
export { type Flag, type FlagCode, flags } from "./stable/flags.ts";
/** `verify(problem, result)` -> verdict; shares no code with `allocate`. */
export { type Verdict, verifyStable as verify } from "./verify/stable.ts";
