import type { Fault } from "../problem.ts";

export const PROBLEM_FILES = ["rules.json", "applicants.csv", "places.csv", "options.csv"] as const;
export type ProblemFile = (typeof PROBLEM_FILES)[number];

const MOST_PER_CODE = 200;

/**
 * Everything wrong with a folder, gathered over all files. After 200 of a kind in one file the
 * rest is only counted (`and-more`): a column in the wrong unit would otherwise fill the screen.
 */
export class Faults {
  private readonly list: Fault[] = [];
  private readonly counts = new Map<string, number>();
  /** Set by rules that no allocation can satisfy; see `Refusal.impossible`. */
  impossible = false;

  add(code: string, file: ProblemFile, params: Fault["params"] = {}): void {
    const key = `${file} ${code}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= MOST_PER_CODE) this.list.push({ code, params: { file, ...params } });
  }

  get any(): boolean {
    return this.list.length > 0;
  }

  all(): Fault[] {
    const more = [...this.counts].flatMap(([key, count]): Fault[] => {
      const [file, code] = key.split(" ") as [string, string];
      if (count <= MOST_PER_CODE) return [];
      return [{ code: "and-more", params: { file, of: code, count: count - MOST_PER_CODE } }];
    });
    return [...this.list, ...more];
  }
}
