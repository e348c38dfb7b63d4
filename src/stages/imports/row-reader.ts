import type { Problem, Result } from "../../shared/result.ts";
import { type Cell, readChoice } from "./cells.rules.ts";
import { headingKey } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import { countryWords, type organisationsByName } from "./vocabulary.ts";

export type CellProblem = {
  readonly column: string | null;
  readonly code: string;
  readonly params: NonNullable<Problem["params"]>;
};

/** Reads the cells of one row by our names and collects everything that is wrong with them. */
export class RowReader {
  readonly problems: CellProblem[] = [];
  readonly #cells: ReadonlyMap<string, readonly string[]>;
  readonly #names: ReadonlyMap<string, readonly Facts["organisations"][number][]>;

  constructor(
    cells: ReadonlyMap<string, readonly string[]>,
    names: ReturnType<typeof organisationsByName>,
  ) {
    this.#cells = cells;
    this.#names = names;
  }

  problem(column: string | null, code: string, params: CellProblem["params"] = {}): void {
    this.problems.push({ column, code, params });
  }

  /** Whether the file has the column at all. */
  has(column: string): boolean {
    return this.#cells.has(column);
  }

  all(column: string): readonly string[] {
    return (this.#cells.get(column) ?? []).filter((text) => text !== "");
  }

  text(column: string): string {
    return this.#cells.get(column)?.[0] ?? "";
  }

  /** Text that must be there; "" with a problem when it is not. */
  need(column: string): string {
    const text = this.text(column);
    if (text === "") this.problem(column, "required");
    return text;
  }

  /** A cell read by a rule; undefined when empty, or with the rule's problem. */
  read<T>(column: string, rule: (text: string) => Cell<T>, needed = false): T | undefined {
    const text = needed ? this.need(column) : this.text(column);
    if (text === "") return undefined;
    return this.#taken(column, rule(text), text);
  }

  readAll<T>(column: string, rule: (text: string) => Cell<T>): T[] {
    return this.all(column).flatMap((text) => {
      const value = this.#taken(column, rule(text), text);
      return value === undefined ? [] : [value];
    });
  }

  country(column: string): string {
    const text = this.need(column);
    if (text === "") return "";
    const found = readChoice(text, countryWords);
    if (found.ok) return found.value;
    if (/^[A-Z]{2}$/.test(text)) return text;
    this.problem(column, "country-unknown", { value: text });
    return "";
  }

  /** The id of an organisation named in a cell. */
  organisation(column: string, needed: boolean): string | null {
    if (needed && this.need(column) === "") return null;
    const [id = null, another] = this.organisations(column);
    if (another === undefined) return id;
    this.problem(column, "organisation-ambiguous", { value: this.text(column) });
    return null;
  }

  /** Every organisation that a cell may mean: two towns have a school of one name. */
  organisations(column: string): readonly string[] {
    const text = this.text(column);
    if (text === "") return [];
    const found = this.#names.get(headingKey(text)) ?? [];
    if (found.length === 0) this.problem(column, "organisation-unknown", { value: text });
    return found.map(({ id }) => id);
  }

  #taken<T>(column: string, result: Result<T>, value: string): T | undefined {
    if (result.ok) return result.value;
    for (const problem of result.problems) {
      this.problem(column, problem.code, { value, ...problem.params });
    }
    return undefined;
  }
}
