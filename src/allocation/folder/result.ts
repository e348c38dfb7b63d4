import type {
  Fault,
  PlaceClaim,
  PriceClaim,
  Problem,
  Refusal,
  Result,
  RuleName,
} from "../problem.ts";
import { CsvReader, csvLine } from "./csv.ts";
import { type Json, readJson } from "./json.ts";
import { textOf } from "./table.ts";
import type { FolderFiles } from "./write-problem.ts";

/** What only the caller can know about a run: how long it took, on what, by which version. */
export interface RunFigures {
  readonly codeVersion: string;
  readonly seconds?: Readonly<Record<"read" | "solve" | "verify" | "total", number>>;
  readonly peakMegabytes?: number;
}

/** Attributes with more distinct values than this (names of schools, say) have no shares. */
const MOST_SHARES = 50;

/**
 * The result folder of a verified run: placements.csv in the order of the applicants, certificate,
 * summary, and one line a person saying what came out. The same problem gives the same bytes but
 * for `seconds` and `peakMegabytes`, which are left out when not given.
 */
export function writeResult(problem: Problem, result: Result, figures: RunFigures): FolderFiles {
  const { applicants, places } = problem;
  const lines = [csvLine(["applicant", "place"])];
  const reasons: string[] = [];
  const ranks = ranksOf(problem, result);
  applicants.ids.forEach((applicant, a) => {
    const p = result.assigned[a]!;
    const place = p === -1 ? "" : places.ids[p]!;
    lines.push(csvLine([applicant, place]));
    const pinned = ranks.pinned.has(applicant);
    const code = pinned ? "pinned" : p === -1 ? "unplaced" : "placed";
    const wishes = ranks.wishes[a]!;
    const got = ranks.weight === null ? {} : { weight: ranks.weight[a]! };
    const params = p === -1 ? { wishes } : { place, rank: ranks.rank[a]!, ...got, wishes };
    reasons.push(`${JSON.stringify({ applicant, code, params })}\n`);
  });
  return {
    "placements.csv": lines.join(""),
    "certificate.json": `${JSON.stringify(result.certificate, null, 1)}\n`,
    "summary.json": `${JSON.stringify(summaryOf(problem, result, ranks, figures), null, 2)}\n`,
    "explanations.ndjson": reasons.join(""),
  };
}

interface Ranks {
  /** Rank of the place each applicant has, 0 without one. */
  readonly rank: Int32Array;
  readonly wishes: Int32Array;
  /** What the place of each applicant is worth, 0 without one; null where nothing is weighed. */
  readonly weight: Float64Array | null;
  readonly pinned: ReadonlySet<string>;
}

function ranksOf(problem: Problem, result: Result): Ranks {
  const { applicant, place, rank, weight } = problem.options;
  const worth = result.rule === "stable" ? null : new Float64Array(problem.applicants.ids.length);
  const got = new Int32Array(problem.applicants.ids.length);
  const wishes = new Int32Array(problem.applicants.ids.length);
  for (let o = 0; o < applicant.length; o++) {
    const a = applicant[o]!;
    wishes[a]!++;
    if (result.assigned[a] !== place[o]) continue;
    got[a] = rank[o]!;
    if (worth !== null) worth[a] = weight[o]!;
  }
  const pinned = new Set(problem.rules.pins.map((pin) => pin.applicant));
  return { rank: got, wishes, weight: worth, pinned };
}

function summaryOf(problem: Problem, result: Result, ranks: Ranks, figures: RunFigures) {
  const { placed } = result.certificate;
  const seats = problem.places.capacity.reduce((sum, capacity) => sum + capacity, 0);
  // Under `best-total` an option need not have a rank; such a placement has none to average.
  const ranked = ranks.rank.filter((rank) => rank > 0);
  const rankSum = ranked.reduce((sum, rank) => sum + rank, 0);
  const shares: Record<string, Record<string, { applicants: number; placed: number }>> = {};
  for (const { name, values, codes } of problem.applicants.attributes) {
    if (values.length > MOST_SHARES) continue;
    const rows = values.map(() => ({ applicants: 0, placed: 0 }));
    codes.forEach((code, a) => {
      rows[code]!.applicants++;
      if (result.assigned[a] !== -1) rows[code]!.placed++;
    });
    const byValue = values.map((value, i) => [value, rows[i]!] as const);
    shares[name] = Object.fromEntries(byValue.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return {
    rule: result.rule,
    applicants: problem.applicants.ids.length,
    options: problem.options.rank.length,
    placed,
    seats,
    firstWish: ranked.filter((rank) => rank === 1).length,
    ...proofOf(result),
    meanRank: ranked.length === 0 ? null : Math.round((rankSum / ranked.length) * 1000) / 1000,
    shares,
    ...(figures.seconds === undefined ? {} : { seconds: figures.seconds }),
    ...(figures.peakMegabytes === undefined ? {} : { peakMegabytes: figures.peakMegabytes }),
    codeVersion: figures.codeVersion,
    inputHash: problem.hash,
  };
}

/** What proves the result: no blocking pair under one rule, a bound that is reached under the other. */
function proofOf(result: Result) {
  // A result is written only once the verifier has found no blocking pair.
  if (result.rule === "stable")
    return { objective: null, bound: null, gap: null, blockingPairs: 0 };
  const { objective, bound, gap } = result.certificate;
  return { objective, bound, gap, blockingPairs: null };
}

export type ParsedResult<R extends RuleName = RuleName> =
  | { readonly ok: true; readonly result: Result<R> }
  | Refusal;

/**
 * Read placements.csv and certificate.json back. Refused when they are not the shape of a result
 * of this problem; whether they are *right* is the verifier's question.
 */
export function parseResult<R extends RuleName>(
  problem: Problem<R>,
  files: Readonly<Record<string, string | Uint8Array>>,
): ParsedResult<R> {
  const problems: Fault[] = [];
  const wrong = (code: string, file: string, params: Fault["params"] = {}) =>
    problems.push({ code, params: { file, ...params } });
  const { "placements.csv": placements, "certificate.json": certificateText } = files;
  const assigned = new Int32Array(problem.applicants.ids.length).fill(-2);
  if (placements === undefined) wrong("file-missing", "placements.csv");
  else readPlacements(problem, bytesOf(placements), assigned, wrong);
  const { rule } = problem.rules;
  let certificate: unknown = null;
  if (certificateText === undefined) wrong("file-missing", "certificate.json");
  else {
    const json = readJson(new TextDecoder().decode(bytesOf(certificateText)));
    if (!json.ok) {
      const { line, column, found } = json;
      wrong(json.code, "certificate.json", { line, column, found });
    } else if (isCertificate(json.value, rule)) certificate = json.value;
    else wrong("certificate-wrong", "certificate.json", { line: 1, rule });
  }
  if (problems.length > 0 || certificate === null)
    return { ok: false, impossible: false, problems };
  return { ok: true, result: { rule, assigned, certificate } as unknown as Result<R> };
}

function readPlacements(
  problem: Problem,
  bytes: Uint8Array,
  assigned: Int32Array,
  wrong: (code: string, file: string, params?: Fault["params"]) => void,
): void {
  const file = "placements.csv";
  const rowOf = new Map(problem.applicants.ids.map((id, a) => [id, a]));
  const placeOf = new Map(problem.places.ids.map((id, p) => [id, p]));
  let header = true;
  const csv = new CsvReader(
    (record) => {
      const line = record.line;
      const [applicant, place] = [textOf(record, 0), textOf(record, 1)];
      if (header) {
        header = false;
        if (record.fields !== 2 || applicant !== "applicant" || place !== "place") {
          wrong("column-missing", file, { line, column: "applicant,place", found: applicant });
        }
        return;
      }
      const a = rowOf.get(applicant);
      const p = place === "" ? -1 : placeOf.get(place);
      if (record.fields !== 2)
        wrong("fields-wrong", file, { line, wanted: 2, found: record.fields });
      else if (a === undefined) {
        wrong("applicant-unknown", file, { line, column: "applicant", value: applicant });
      } else if (p === undefined)
        wrong("place-unknown", file, { line, column: "place", value: place });
      else if (assigned[a] !== -2)
        wrong("id-twice", file, { line, column: "applicant", value: applicant, first: 0 });
      else assigned[a] = p;
    },
    (code, line) => wrong(code, file, { line }),
  );
  csv.push(bytes);
  csv.finish();
  const missing = assigned.indexOf(-2);
  if (missing !== -1)
    wrong("placement-missing", file, { applicant: problem.applicants.ids[missing]! });
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function isCertificate(value: Json, rule: RuleName): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { format, problem, seed, placed, places, rows, scale, cases } = value;
  const isOne = rule === "stable" ? isClaim : isPrice;
  return (
    format === FORMATS[rule] &&
    typeof problem === "string" &&
    typeof seed === "string" &&
    typeof placed === "number" &&
    (rule === "stable" || (typeof scale === "number" && isRows(rows) && isCases(cases))) &&
    Array.isArray(places) &&
    places.every((one) => typeof one === "object" && one !== null && isOne(one as object))
  );
}

const FORMATS: Readonly<Record<RuleName, string>> = {
  stable: "kalfa-stable-1",
  "best-total": "kalfa-best-total-2",
};

function isClaim(one: Partial<PlaceClaim>): boolean {
  return Array.isArray(one.seats) && Array.isArray(one.maxima);
}

function isRows(rows: Json | undefined): boolean {
  return (
    Array.isArray(rows) &&
    rows.every((row) => typeof row === "object" && row !== null && !Array.isArray(row))
  );
}

function isCases(cases: Json | undefined): boolean {
  if (!isRows(cases)) return false;
  return (cases as readonly { readonly [key: string]: Json }[]).every(
    ({ given, multipliers, prices, floors }) =>
      isRows(given) &&
      [multipliers, prices, floors].every(
        (list) => Array.isArray(list) && list.every((one) => typeof one === "number"),
      ),
  );
}

function isPrice({ lowest, highest }: Partial<PriceClaim>): boolean {
  return typeof lowest === "number" && (highest === null || typeof highest === "number");
}
