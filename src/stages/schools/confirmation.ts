import { kindOf, sourceOf } from "../calls/criterion.rules.ts";
import type { Criterion } from "../calls/criterion.ts";

/** One column of the table in which a school confirms what counts. */
export type FactColumn = {
  /** The code of a criterion, or `attendance`. */
  readonly code: string;
  readonly kind: "points" | "choice" | "percent";
  readonly maximum: number;
  readonly name: Readonly<Record<string, string>>;
  readonly choices: readonly {
    readonly value: string;
    readonly label: Readonly<Record<string, string>>;
    readonly points: number;
  }[];
};

export const ATTENDANCE = "attendance";
export const ENROLLED = "enrolled";

/** Criteria of a call that the school gives, as columns; attendance, which is no point, comes last. */
export const columnsOf = (criteria: readonly Criterion[]): FactColumn[] => [
  ...criteria
    .filter((each) => sourceOf(each) === "school" && ["entered", "table"].includes(kindOf(each)))
    .map((each): FactColumn => {
      const isTable = kindOf(each) === "table";
      return {
        code: each.code,
        kind: isTable ? "choice" : "points",
        maximum: each.maximum,
        name: each.name,
        choices: isTable ? (each.table ?? []) : [],
      };
    }),
  { code: ATTENDANCE, kind: "percent", maximum: 100, name: {}, choices: [] },
];

/** One pupil's row as typed or pasted. */
export type TypedFacts = {
  readonly applicationId: string;
  /** Column code to what was typed. */
  readonly values: Readonly<Record<string, string>>;
  /** "yes", "no" or "" where nobody has said. */
  readonly enrolled: string;
  /** What stood in each cell when the page was shown, `enrolled` too; nothing when nobody knows. */
  readonly was?: Readonly<Record<string, string>>;
};

/** The name of a row's field in the form, and of the problems that stand at it. */
export const factField = (applicationId: string, column: string): string =>
  `${column}-${applicationId}`;
