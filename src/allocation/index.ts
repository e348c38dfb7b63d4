/**
 * Who gets which place: applicants who ranked places get at most one each, with a certificate that
 * anyone can check and a reason for every person. Pure: no files, no clock, no chance but the
 * published draw; nothing is imported from outside this folder, so it runs in a worker thread and
 * in a browser. Problems, results and verdicts are plain data (typed arrays and text) and can be
 * posted between threads. Refusals are values; an exception is a bug.
 *
 * A problem names its rule. `stable`: applicant-proposing deferred acceptance (Gale and Shapley
 * 1962) with slot-specific priorities for reserved seats (Kominers and Sonmez 2016) or laminar
 * maximum quotas at a place. `best-total`: the greatest total weight, by an auction (Bertsekas 1988),
 * proven by prices. docs/allocation.md says what each promises and what it refuses.
 */

/**
 * `allocate(problem, { onProgress, cancelled })` -> `{ ok, result }`; `verify(problem, result)` ->
 * verdict, sharing no code with `allocate`; `explain(problem, result, applicantId)` and
 * `explainAll(problem, result)`: codes and figures. Each by the rule of the problem, and typed by it.
 */
export {
  allocate,
  type ExplanationOf,
  explain,
  explainAll,
} from "./by-rule.ts";
export { PROBLEM_FILES, type ProblemFile } from "./folder/faults.ts";
/** `parseProblem(files, rule?)`: name to text or bytes -> `{ ok, problem }` or all that is wrong. */
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
  PriceClaim,
  Problem,
  Quota,
  Refusal,
  Reserve,
  Result,
  RuleName,
  Rules,
  SeatClaim,
  TotalCertificate,
} from "./problem.ts";
export type { AllocateOptions } from "./stable/allocate.ts";
export type {
  Change,
  Explained,
  ExplainOptions,
  Explanation,
  OptionCode,
  OptionReason,
  SeatReason,
} from "./stable/explain.ts";
/** `flags(problem, result)`: the delicate cases of a run of `stable`. */
export { type Flag, type FlagCode, flags } from "./stable/flags.ts";
export type {
  Charge,
  TotalExplanation,
  TotalOptionCode,
  TotalOptionReason,
} from "./total/explain.ts";
export { type VerdictOf, verify } from "./verify/by-rule.ts";
export type { Verdict } from "./verify/stable.ts";
export type { TotalVerdict } from "./verify/total.ts";
