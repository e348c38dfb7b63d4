import type { Attribute, Filter } from "./problem.ts";

/** What filters look at: ids and columns of text. */
export interface Table {
  readonly ids: readonly string[];
  readonly attributes: readonly Attribute[];
}

/**
 * One byte a row: 1 where the filter matches. `idColumn` ("applicant" or "place") may be named in
 * a filter like any attribute. Null when the filter is empty, which means every row.
 */
export function matching(table: Table, filter: Filter, idColumn: string): Uint8Array | null {
  const named = Object.entries(filter);
  if (named.length === 0) return null;
  const matches = new Uint8Array(table.ids.length).fill(1);
  for (const [column, wanted] of named) {
    const accepted = new Set(wanted);
    if (column === idColumn) {
      for (let i = 0; i < matches.length; i++) if (!accepted.has(table.ids[i]!)) matches[i] = 0;
      continue;
    }
    const attribute = table.attributes.find(({ name }) => name === column);
    if (attribute === undefined) return new Uint8Array(table.ids.length);
    const accepts = Uint8Array.from(attribute.values, (value) => (accepted.has(value) ? 1 : 0));
    for (let i = 0; i < matches.length; i++) matches[i]! &= accepts[attribute.codes[i]!]!;
  }
  return matches;
}

/** Whether one row matches; `matching` is for all of them. */
export function accepts(table: Table, filter: Filter, idColumn: string, row: number): boolean {
  return Object.entries(filter).every(([column, wanted]) => {
    if (column === idColumn) return wanted.includes(table.ids[row]!);
    const attribute = table.attributes.find(({ name }) => name === column);
    return attribute !== undefined && wanted.includes(attribute.values[attribute.codes[row]!]!);
  });
}

/** Rules often name the same group again and again; each distinct group is worked out once. */
export function matcher(table: Table, idColumn: string): (filter: Filter) => Uint8Array | null {
  const known = new Map<string, Uint8Array | null>();
  return (filter) => {
    const key = JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
    let matches = known.get(key);
    if (matches === undefined) {
      matches = matching(table, filter, idColumn);
      known.set(key, matches);
    }
    return matches;
  };
}
