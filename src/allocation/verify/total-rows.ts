// The bounds of a quota as rows over everybody and every place. Whole numbers only; shares nothing with
// the solvers and runs in a browser as it is.

import type { Problem, Quota, RowClaim } from "../problem.ts";

type Total = Problem<"best-total">;

/** One bound of a quota: the coefficients of all placements sum to `limit` at most. */
export interface VerifiedRow extends Pick<RowClaim, "name" | "kind"> {
  /** The figure in the rules. */
  readonly said: number;
  readonly limit: number;
  /** Coefficient of a placement at a matching place, of somebody who matches and of somebody else. */
  readonly inside: number;
  readonly beside: number;
  /** 1 for whoever, and wherever, matches. */
  readonly applicants: Uint8Array;
  readonly places: Uint8Array;
}

/** The bounds of a quota as rows: who and where, coefficients, the limit, and the figure in the rules. */
export function rowsOf({ applicants, places }: Total, quota: Quota): VerifiedRow[] {
  const { name, min, max, minShare, maxShare } = quota;
  const who = says(applicants, quota.applicants, "applicant");
  const where = says(places, quota.places, "place");
  const row = (
    kind: RowClaim["kind"],
    said: number,
    limit: number,
    inside: number,
    beside: number,
  ) => {
    return { name, kind, said, limit, inside, beside, applicants: who, places: where };
  };
  return [
    ...(max === null ? [] : [row("max", max, max, 1, 0)]),
    ...(min === null ? [] : [row("min", min, -min, -1, 0)]),
    ...(maxShare === null ? [] : [row("max-share", maxShare, 0, 100 - maxShare, -maxShare)]),
    ...(minShare === null ? [] : [row("min-share", minShare, 0, minShare - 100, minShare)]),
  ];
}

function says(
  table: Total["applicants"] | Total["places"],
  filter: Quota["applicants"],
  idColumn: string,
): Uint8Array {
  const agrees = new Uint8Array(table.ids.length).fill(1);
  for (const [column, wanted] of Object.entries(filter)) {
    const values = new Set(wanted);
    const attribute = table.attributes.find((one) => one.name === column);
    const accepted = attribute?.values.map((value) => values.has(value));
    for (let row = 0; row < agrees.length; row++) {
      const own =
        column === idColumn ? values.has(table.ids[row]!) : accepted?.[attribute!.codes[row]!];
      if (own !== true) agrees[row] = 0;
    }
  }
  return agrees;
}
