type Localised = Readonly<Record<string, string>>;

/** How the points of a criterion come about. */
export const CRITERION_KINDS = ["entered", "table", "assessed", "interview"] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];
/** Who gives the fact or the score. */
export const CRITERION_SOURCES = ["school", "applicant", "assessor", "panel"] as const;
export type CriterionSource = (typeof CRITERION_SOURCES)[number];

/** One row of a lookup table, such as B1 -> 8 points. */
export type TableRow = {
  readonly value: string;
  readonly label: Localised;
  readonly points: number;
};
/** What a score stands for, in words an assessor reads beside the answer. */
export type Anchor = { readonly score: number; readonly words: Localised };

/**
 * A part of the points. A table adds up the chosen rows and stops at `maximum`, which may be lower
 * than the table's sum; an assessed one is the mean score's share of the highest anchor.
 */
export type Criterion = {
  readonly code: string;
  readonly name: Localised;
  readonly maximum: number;
  /** "entered" when left out, as calls before rules were written have it. */
  readonly kind?: CriterionKind;
  /** "school" when left out. */
  readonly source?: CriterionSource;
  readonly table?: readonly TableRow[];
  readonly anchors?: readonly Anchor[];
  /** Whoever gives the score may say "no", with a reason that the person reads. */
  readonly veto?: boolean;
};
