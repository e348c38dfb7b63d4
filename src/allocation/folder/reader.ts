import type { Problem, Refusal, RuleName, Rules } from "../problem.ts";
import { Sha256, sha256Hex } from "../sha256.ts";
import { MOST_APPLICANTS } from "../stable/draw.ts";
import type { CsvRecord } from "./csv.ts";
import { Faults, PROBLEM_FILES, type ProblemFile } from "./faults.ts";
import { type Ids, Lines, Numbers } from "./ids.ts";
import { checkOptions, checkPromises } from "./promises.ts";
import { type RulesText, readRules } from "./rules.ts";
import { Register, Table } from "./table.ts";
import { fillWeights } from "./weights.ts";

export type ParsedProblem<R extends RuleName = RuleName> =
  | { readonly ok: true; readonly problem: Problem<R> }
  | Refusal;

const MOST = 2 ** 31 - 1;
const MOST_WEIGHT = 2 ** 53 - 1;
/** Ranks mark cells of an array when doubles are looked for; nobody has a million wishes. */
const MOST_RANK = 1_000_000;

/**
 * A problem folder, read as its bytes arrive. Give the files whole, one after the other, in the
 * order of `PROBLEM_FILES` (options name what applicants and places have introduced), then ask
 * for the problem. Everything wrong is gathered first; nothing is half accepted.
 */
export class ProblemReader {
  private readonly faults = new Faults();
  private readonly hashes = new Map<string, string>();
  private hash = new Sha256();
  private rulesBytes: Uint8Array[] = [];
  private rules: RulesText | null = null;
  private readonly applicants = new Register();
  private readonly places = new Register();
  private readonly points = new Numbers();
  private readonly tie = new Numbers();
  private readonly size = new Numbers();
  private readonly capacity = new Numbers();
  private readonly minimum = new Numbers();
  private readonly option = {
    applicant: new Numbers(),
    place: new Numbers(),
    rank: new Numbers(),
    priority: new Numbers(),
    /** -1 where the file gives none. */
    weight: new Numbers(),
    cost: new Numbers(),
    line: new Lines(),
  };
  private totalWeight = 0;
  /** Applicant of the last option: rows of one applicant usually follow each other. */
  private previous = -1;
  private readonly tables: Record<Exclude<ProblemFile, "rules.json">, Table>;

  constructor() {
    const { faults } = this;
    this.tables = {
      "applicants.csv": new Table(
        "applicants.csv",
        faults,
        () => ["applicant"],
        (table) => this.applicants.columns(table, ["applicant", "points", "tie", "size"]),
        (record) => this.applicantRow(record),
      ),
      "places.csv": new Table(
        "places.csv",
        faults,
        () => ["place", "capacity"],
        (table) => this.places.columns(table, ["place", "capacity", "minimum"]),
        (record) => this.placeRow(record),
      ),
      "options.csv": new Table(
        "options.csv",
        faults,
        (names) => this.wantedOfOptions(names),
        () => undefined,
        (record) => this.optionRow(record),
      ),
    };
  }

  /** rules.json comes first, so the rule is known when rows arrive. */
  private get total(): boolean {
    return this.rules?.rules.rule === "best-total";
  }

  private wantedOfOptions(names: readonly string[]): readonly string[] {
    const unranked = this.total && names.includes("weight");
    return unranked ? ["applicant", "place"] : ["applicant", "place", "rank"];
  }

  /** The next bytes of a file. The array may be reused afterwards. */
  push(file: ProblemFile, chunk: Uint8Array): void {
    this.hash.update(chunk);
    if (file === "rules.json") this.rulesBytes.push(chunk.slice());
    else this.tables[file].push(chunk);
  }

  /** The file is over. */
  end(file: ProblemFile): void {
    this.hashes.set(file, this.hash.hex());
    this.hash = new Sha256();
    if (file !== "rules.json") {
      this.tables[file].finish();
      return;
    }
    const bytes = concat(this.rulesBytes);
    try {
      this.rules = readRules(new TextDecoder("utf-8", { fatal: true }).decode(bytes), this.faults);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.faults.add("not-utf8", "rules.json", { line: 1, column: "" });
    }
  }

  /** The problem, or everything that is wrong with it. Call once. */
  finish(): ParsedProblem {
    const { faults } = this;
    for (const file of PROBLEM_FILES) {
      if (!this.hashes.has(file)) faults.add("file-missing", file);
    }
    const applicants = this.applicants.finish(this.tables["applicants.csv"]);
    const places = this.places.finish(this.tables["places.csv"]);
    if (applicants.ids.length > MOST_APPLICANTS) {
      faults.add("too-many-applicants", "applicants.csv", { most: MOST_APPLICANTS });
    }
    const listing = [...this.hashes].sort(([a], [b]) => (a < b ? -1 : 1));
    const group = applicants.attributes.find(({ name }) => name === "group");
    const problem: Problem = {
      hash: sha256Hex(listing.map(([file, hash]) => `${hash}  ${file}\n`).join("")),
      applicants: {
        ids: applicants.ids,
        attributes: applicants.attributes.filter((one) => one !== group),
        points: this.points.take(),
        tie: this.tie.take(),
        size: whereAny(this.size.take(), 1),
        group: group?.values.some((name) => name !== "") ? group : null,
      },
      places: {
        ...places,
        capacity: this.capacity.take(),
        minimum: whereAny(this.minimum.take(), 0),
      },
      options: {
        applicant: this.option.applicant.take(),
        place: this.option.place.take(),
        rank: this.option.rank.take(),
        priority: this.option.priority.take(),
        weight: this.total ? this.option.weight.take() : new Int32Array(0),
        cost: this.option.cost.take(),
      },
      rules: this.rules?.rules ?? NO_RULES,
    };
    if (this.total) fillWeights(problem, (option) => this.option.line.at(option), faults);
    checkOptions(problem, (option) => this.option.line.at(option), faults);
    // Rules are judged on rows that can be trusted, else one wrong id would look like ten.
    if (this.rules !== null) {
      const lineOf = this.rules.lineOf;
      checkPromises(problem, lineOf, faults, faults.any);
    }
    if (faults.any) return { ok: false, impossible: faults.impossible, problems: faults.all() };
    return { ok: true, problem };
  }

  private applicantRow(record: CsvRecord): void {
    const table = this.tables["applicants.csv"];
    const points = table.whole(record, table.column("points"), 0, MOST, 0);
    const tie = table.whole(record, table.column("tie"), 0, MOST, 0);
    const sizeAt = table.column("size");
    const size = table.whole(record, sizeAt, 1, MOST, 1);
    if (size > 1 && !this.total) table.fault("size-not-stable", record, sizeAt);
    const group = table.column("group");
    if (!this.total && group !== -1 && record.end[group]! > record.start[group]!) {
      table.fault("groups-not-stable", record, group);
    }
    if (!this.applicants.row(table, record, table.column("applicant"))) return;
    this.points.push(points);
    this.tie.push(tie);
    this.size.push(size);
  }

  private placeRow(record: CsvRecord): void {
    const table = this.tables["places.csv"];
    const capacity = table.whole(record, table.column("capacity"), 0, MOST, null);
    const minimumAt = table.column("minimum");
    const minimum = table.whole(record, minimumAt, 0, MOST, 0);
    if (minimum > 0 && !this.total) table.fault("minimum-not-stable", record, minimumAt);
    if (!this.places.row(table, record, table.column("place"))) return;
    this.capacity.push(capacity);
    this.minimum.push(minimum);
  }

  private optionRow(record: CsvRecord): void {
    const table = this.tables["options.csv"];
    const { option } = this;
    const applicant = table.column("applicant");
    const place = table.column("place");
    const a = lookUp(this.applicants.ids, record, applicant, this.previous);
    const p = lookUp(this.places.ids, record, place, -1);
    if (a === -1) table.fault("applicant-unknown", record, applicant);
    if (p === -1) table.fault("place-unknown", record, place);
    const weight = table.column("weight");
    const worth = table.whole(record, weight, 0, MOST, -1);
    // Under `best-total` an option with a weight of its own needs no rank.
    const unranked = this.total && worth !== -1 ? 0 : null;
    const rank = table.whole(record, table.column("rank"), 1, MOST_RANK, unranked);
    const priority = table.whole(record, table.column("priority"), 1, MOST, 0);
    this.totalWeight += Math.max(0, worth);
    if (this.totalWeight > MOST_WEIGHT) {
      table.fault("weights-too-large", record, weight);
      this.totalWeight = Number.NEGATIVE_INFINITY;
    }
    const cost = table.whole(record, table.column("cost"), 0, MOST, 0);
    if (a === -1 || p === -1) return;
    this.previous = a;
    option.applicant.push(a);
    option.place.push(p);
    option.rank.push(rank);
    option.priority.push(priority);
    if (this.total) option.weight.push(worth);
    if (this.rules?.rules.budget != null) option.cost.push(cost);
    option.line.push(record.line);
  }
}

const NO_RULES: Rules = {
  rule: "stable",
  seed: "",
  reserves: [],
  quotas: [],
  pins: [],
  budget: null,
  groups: null,
};

/** A column in which every row says the same as a missing one is as good as missing. */
function whereAny(values: Int32Array, missing: number): Int32Array {
  return values.some((value) => value !== missing) ? values : new Int32Array(0);
}

function lookUp(ids: Ids, record: CsvRecord, field: number, previous: number): number {
  const { bytes } = record;
  const start = record.start[field]!;
  const end = record.end[field]!;
  return previous !== -1 && ids.is(previous, bytes, start, end)
    ? previous
    : ids.find(bytes, start, end);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Parse a folder held in memory: file name to text or UTF-8 bytes. With `rule` given, a folder that
 * asks for another rule is refused, and the problem is typed as one of that rule.
 */
export function parseProblem<R extends RuleName = RuleName>(
  files: Readonly<Record<string, string | Uint8Array>>,
  rule?: R,
): ParsedProblem<R> {
  const reader = new ProblemReader();
  for (const file of PROBLEM_FILES) {
    const content = files[file];
    if (content === undefined) continue;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let at = 0; at < bytes.length; at += 1 << 16) {
      reader.push(file, bytes.subarray(at, at + (1 << 16)));
    }
    reader.end(file);
  }
  const parsed = reader.finish();
  if (!parsed.ok) return parsed;
  const found = parsed.problem.rules.rule;
  if (rule !== undefined && found !== rule) {
    const params = { file: "rules.json", wanted: rule, found };
    return { ok: false, impossible: false, problems: [{ code: "rule-other", params }] };
  }
  return { ok: true, problem: parsed.problem as Problem<R> };
}
