import { ok, type Problem, type Result, refuse } from "../../../shared/result.ts";
import { rankApplicants } from "./rank.ts";
import {
  INPUT_SOURCES,
  type InputSource,
  RANKING_FORMAT,
  type RankedLine,
  type RankedPerson,
  type RankingRule,
} from "./ranking.ts";

/** The three files that anybody can take away and check. */
export const RANKING_FILES = ["rule.json", "scores.csv", "list.csv"] as const;
export type RankingFiles = Readonly<Record<(typeof RANKING_FILES)[number], string>>;

const SCORE_COLUMNS = ["applicant", "criterion", "source", "assessor", "value"] as const;

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\n`).join("");

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const ruleFile = (rule: RankingRule): string => `${JSON.stringify(rule, null, 2)}\n`;

/** In one order of rows, so that equal data is equal bytes. */
export function scoresFile(rule: RankingRule, people: readonly RankedPerson[]): string {
  const codes = rule.criteria.map((criterion) => criterion.code);
  const rows = people.flatMap(({ id, inputs }) =>
    inputs.map((input) => [id, input.criterion, input.source, input.by, input.value] as const),
  );
  rows.sort(
    (a, b) =>
      byText(a[0], b[0]) ||
      codes.indexOf(a[1]) - codes.indexOf(b[1]) ||
      INPUT_SOURCES.indexOf(a[2]) - INPUT_SOURCES.indexOf(b[2]) ||
      a[3].length - b[3].length ||
      byText(a[3], b[3]) ||
      byText(a[4], b[4]),
  );
  return csv([SCORE_COLUMNS, ...rows]);
}

export function listFile(rule: RankingRule, lines: readonly RankedLine[]): string {
  const codes = rule.criteria.map((criterion) => criterion.code);
  return csv([
    ["rank", "applicant", "points", ...codes, "decided_by"],
    ...lines.map((line) => [
      line.rank ?? "",
      line.id,
      line.points,
      ...codes.map((code) => line.byCriterion[code] ?? 0),
      line.decidedBy,
    ]),
  ]);
}

/** Makes the folder of a ranking, or says what is missing for it. */
export function rankingFolder(
  rule: RankingRule,
  people: readonly RankedPerson[],
): Result<{ readonly files: RankingFiles; readonly lines: readonly RankedLine[] }> {
  const ranked = rankApplicants(rule, people);
  if (!ranked.ok) return ranked;
  return ok({
    lines: ranked.value,
    files: {
      "rule.json": ruleFile(rule),
      "scores.csv": scoresFile(rule, people),
      "list.csv": listFile(rule, ranked.value),
    },
  });
}

/** Rows of a table as RFC 4180 writes it; quotes may hold commas and line ends. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    if (quoted === undefined && plain === "" && end === "" && row.length === 0) break;
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const text = (value: unknown): value is string => typeof value === "string";
const whole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** The rule as somebody brings it, looked at piece by piece: a file from elsewhere is not trusted. */
export function parseRule(json: string): Result<RankingRule> {
  let rule: RankingRule;
  try {
    rule = JSON.parse(json) as RankingRule;
  } catch {
    return refuse({ code: "ranking-rule-unreadable" });
  }
  const criteria = Array.isArray(rule?.criteria) ? rule.criteria : [];
  const right =
    rule?.format === RANKING_FORMAT &&
    text(rule.seed) &&
    Array.isArray(rule.ties) &&
    criteria.length > 0 &&
    criteria.every(
      (one) =>
        text(one?.code) &&
        whole(one.maximum) &&
        ["entered", "table", "assessed", "interview"].includes(one.kind) &&
        (one.highest === undefined || (whole(one.highest) && one.highest > 0)) &&
        (one.table === undefined || Object.values(one.table).every(whole)),
    ) &&
    rule.ties.every((code) => criteria.some((one) => one.code === code));
  return right ? ok(rule) : refuse({ code: "ranking-rule-unreadable" });
}

export function parseScores(file: string): Result<readonly RankedPerson[]> {
  const [header, ...rows] = rowsOf(file.replace(/^\ufeff/, ""));
  if (String(header) !== String(SCORE_COLUMNS)) return refuse({ code: "ranking-scores-header" });
  const people = new Map<string, { id: string; inputs: RankedPerson["inputs"][number][] }>();
  const problems: Problem[] = [];
  for (const [at, row] of rows.entries()) {
    const [id = "", criterion = "", source = "", by = "", value = ""] = row;
    const known = (INPUT_SOURCES as readonly string[]).includes(source);
    if (row.length !== SCORE_COLUMNS.length || id === "" || !known) {
      problems.push({ code: "ranking-scores-line", params: { line: at + 2 } });
      continue;
    }
    const person = people.get(id) ?? { id, inputs: [] };
    person.inputs.push({ criterion, source: source as InputSource, by, value });
    people.set(id, person);
  }
  return problems.length > 0 ? refuse(...problems) : ok([...people.values()]);
}

/**
 * Computes the list of a folder anew. `list.csv` is compared byte for byte where it is there; the
 * first line that differs is named.
 */
export function checkRanking(
  files: Partial<RankingFiles>,
): Result<{ readonly list: string; readonly people: number; readonly compared: boolean }> {
  const missing = (["rule.json", "scores.csv"] as const).filter(
    (name) => files[name] === undefined,
  );
  if (missing.length > 0) {
    return refuse(...missing.map((file) => ({ code: "ranking-file-missing", params: { file } })));
  }
  const rule = parseRule(files["rule.json"]!);
  const people = parseScores(files["scores.csv"]!);
  if (!rule.ok || !people.ok) {
    return refuse(...(rule.ok ? [] : rule.problems), ...(people.ok ? [] : people.problems));
  }
  const made = rankingFolder(rule.value, people.value);
  if (!made.ok) return made;
  const list = made.value.files["list.csv"];
  const given = files["list.csv"];
  if (given !== undefined && given !== list) {
    const [theirs, ours] = [given.split("\n"), list.split("\n")];
    const line = ours.findIndex((row, at) => row !== theirs[at]) + 1;
    return refuse({
      code: "ranking-list-differs",
      params: {
        line: line === 0 ? ours.length + 1 : line,
        given: theirs[line === 0 ? ours.length : line - 1] ?? "",
        computed: ours[line - 1] ?? "",
      },
    });
  }
  return ok({ list, people: people.value.length, compared: given !== undefined });
}
