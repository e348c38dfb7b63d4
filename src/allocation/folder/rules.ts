import type { Filter, Groups, Pin, Quota, Reserve, RuleName, Rules } from "../problem.ts";
import type { Faults } from "./faults.ts";
import { type Json, readJson } from "./json.ts";

/** The rules as written, and where: faults found later still name the line. */
export interface RulesText {
  readonly rules: Rules;
  readonly lineOf: (path: string) => number;
}

type Fields = { readonly [key: string]: Json };

const WHOLE_MOST = 2 ** 31 - 1;

/**
 * Read rules.json. What the rule asked for cannot promise is refused here by name, with the code of
 * what would serve instead. Null when nothing useful came out.
 */
export function readRules(text: string, faults: Faults): RulesText | null {
  const json = readJson(text);
  if (!json.ok) {
    const { line, column, found } = json;
    faults.add(json.code, "rules.json", { line, column, found });
    return null;
  }
  const { value: whole, lineOf } = json;
  const wrong = (code: string, path: string, params: Record<string, string | number> = {}) =>
    faults.add(code, "rules.json", { line: lineOf(path), column: path, ...params });

  const fields = (value: Json | undefined, path: string, known: readonly string[]): Fields => {
    if (value === undefined) return {};
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      wrong("object-wanted", path);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      wrong("key-unknown", path === "" ? key : `${path}.${key}`, { key, known: known.join(", ") });
    }
    return value;
  };
  const list = <T>(
    value: Json | undefined,
    path: string,
    read: (item: Json, at: string) => T,
  ): T[] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item, i) => read(item, `${path}[${i}]`));
    wrong("list-wanted", path);
    return [];
  };
  const textOf = (value: Json | undefined, path: string, missing: string | null): string => {
    if (typeof value === "string" && (value !== "" || missing !== null)) return value;
    if (value === undefined && missing !== null) return missing;
    wrong("text-wanted", path);
    return "";
  };
  const upTo = (value: Json | undefined, path: string, most: number): number => {
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) {
      return value;
    }
    wrong("number-wanted", path, { value: JSON.stringify(value ?? null), most });
    return 0;
  };
  const whole0 = (value: Json | undefined, path: string) => upTo(value, path, WHOLE_MOST);
  const orNull = (value: Json | undefined, path: string, most = WHOLE_MOST) =>
    value === undefined ? null : upTo(value, path, most);
  const filter = (value: Json | undefined, path: string): Filter => {
    if (value === undefined) return {};
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      wrong("object-wanted", path);
      return {};
    }
    const entries = Object.entries(value).map(([column, wanted]) => {
      const values = Array.isArray(wanted) ? wanted : [wanted];
      const texts = values.flatMap((one) =>
        typeof one === "string" || Number.isSafeInteger(one) ? [String(one)] : [],
      );
      if (texts.length < values.length || texts.length === 0)
        wrong("values-wanted", `${path}.${column}`);
      return [column, texts] as const;
    });
    return Object.fromEntries(entries);
  };

  const top = fields(whole, "", ["rule", "seed", "quotas", "reserves", "budget", "groups", "pins"]);
  if (top.rule === undefined) wrong("rule-missing", "rule");
  else if (top.rule !== "stable" && top.rule !== "best-total")
    wrong("rule-unknown", "rule", { value: JSON.stringify(top.rule) });
  const notStable = (code: string, path: string, name = "") => {
    if (top.rule === "stable") wrong(code, path, { name });
  };
  const notTotal = (code: string, path: string, name = "") => {
    if (top.rule === "best-total") wrong(code, path, { name });
  };

  let budget: number | null = null;
  if (top.budget !== undefined) {
    budget = upTo(fields(top.budget, "budget", ["max"]).max, "budget.max", Number.MAX_SAFE_INTEGER);
    notStable("budget-not-stable", "budget");
  }
  let groups: Groups | null = null;
  if (top.groups !== undefined) {
    const { together = "place", allOrNothing = true } = fields(top.groups, "groups", [
      "together",
      "allOrNothing",
    ]);
    const columns = Array.isArray(together) ? together : [together];
    const texts = columns.map((column) => textOf(column, "groups.together", null));
    if (texts.length === 0) wrong("values-wanted", "groups.together");
    if (typeof allOrNothing !== "boolean") wrong("yes-or-no-wanted", "groups.allOrNothing");
    groups = { together: texts, allOrNothing: allOrNothing === true };
    notStable("groups-not-stable", "groups");
  }
  const names = new Map<string, string>();
  const nameOf = (value: Json | undefined, path: string): string => {
    const name = textOf(value, `${path}.name`, null);
    const first = names.get(name);
    if (first !== undefined && name !== "") wrong("name-twice", `${path}.name`, { name, first });
    else names.set(name, path);
    return name;
  };

  const reserves = list(top.reserves, "reserves", (item, path): Reserve => {
    const row = fields(item, path, ["name", "applicants", "places", "seats"]);
    const name = nameOf(row.name, path);
    notTotal("reserves-not-total", path, name);
    return {
      name,
      applicants: filter(row.applicants, `${path}.applicants`),
      places: filter(row.places, `${path}.places`),
      seats: whole0(row.seats, `${path}.seats`),
    };
  });
  const quotaKeys = ["name", "applicants", "places", "min", "max", "minShare", "maxShare"];
  const quotas = list(top.quotas, "quotas", (item, path): Quota => {
    const row = fields(item, path, quotaKeys);
    const name = nameOf(row.name, path);
    for (const key of ["min", "minShare", "maxShare"]) {
      if (row[key] === undefined) continue;
      notStable(key === "min" ? "minimum-not-stable" : "share-not-stable", `${path}.${key}`, name);
    }
    const bounded = quotaKeys.slice(3).some((key) => row[key] !== undefined);
    if (!bounded) wrong("quota-without-bound", path, { name });
    return {
      name,
      applicants: filter(row.applicants, `${path}.applicants`),
      places: filter(row.places, `${path}.places`),
      min: orNull(row.min, `${path}.min`),
      max: orNull(row.max, `${path}.max`),
      minShare: orNull(row.minShare, `${path}.minShare`, 100),
      maxShare: orNull(row.maxShare, `${path}.maxShare`, 100),
    };
  });
  const pins = list(top.pins, "pins", (item, path): Pin => {
    const row = fields(item, path, ["applicant", "place", "reason"]);
    return {
      applicant: textOf(row.applicant, `${path}.applicant`, null),
      place: textOf(row.place, `${path}.place`, null),
      reason: textOf(row.reason, `${path}.reason`, ""),
    };
  });
  const seed = textOf(top.seed, "seed", "");
  const rule: RuleName = top.rule === "best-total" ? "best-total" : "stable";
  return { rules: { rule, seed, reserves, quotas, pins, budget, groups }, lineOf };
}
