// The plain shapes every part of the core speaks: no classes, only typed arrays and text, so a
// problem can be sent to a worker thread or to a browser as it is.

/** One wrong thing. `code` is stable and translated at the edge; `params` name file, line, column. */
export interface Fault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly field?: string;
}

/**
 * A refusal as a value. `impossible` separates "no allocation can satisfy these rules" (exit
 * status 3 of the command line) from "the input is wrong, or asks for what the rule cannot
 * promise" (exit status 2).
 */
export interface Refusal {
  readonly ok: false;
  readonly impossible: boolean;
  readonly problems: readonly Fault[];
}

/** The rules a folder may ask for; docs/allocation.md says what each promises. */
export type RuleName = "stable" | "best-total";

/** A column of text, dictionary-encoded: row `i` says `values[codes[i]]`. */
export interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Which rows are meant: every named column must hold one of its listed values. Empty: all rows. */
export type Filter = Readonly<Record<string, readonly string[]>>;

/** `seats` seats at each matching place, kept for a group first, open to all if it claims none. */
export interface Reserve {
  readonly name: string;
  readonly applicants: Filter;
  readonly places: Filter;
  readonly seats: number;
}

/**
 * How many of the matching applicants may or must be at the matching places: in people (`min`, `max`)
 * or in per cent of everybody placed at these places (`minShare`, `maxShare`). Null: no such bound.
 * `stable` promises a maximum at one place only.
 */
export interface Quota {
  readonly name: string;
  readonly applicants: Filter;
  readonly places: Filter;
  readonly min: number | null;
  readonly max: number | null;
  readonly minShare: number | null;
  readonly maxShare: number | null;
}

/** A manual decision: this applicant has this place, and both leave the contest before it starts. */
export interface Pin {
  readonly applicant: string;
  readonly place: string;
  readonly reason: string;
}

/**
 * How people who share a value of the column `group` travel: to places that agree in every column of
 * `together` (`place` is the place itself). `allOrNothing`: either each of them has a place or none.
 */
export interface Groups {
  readonly together: readonly string[];
  readonly allOrNothing: boolean;
}

/** Reserves belong to `stable`; budget and groups to `best-total`, where null says there are none. */
export interface Rules<R extends RuleName = RuleName> {
  readonly rule: R;
  readonly seed: string;
  readonly reserves: readonly Reserve[];
  readonly quotas: readonly Quota[];
  readonly pins: readonly Pin[];
  /** The most that all placements together may cost, in cents. */
  readonly budget: number | null;
  readonly groups: Groups | null;
}

/**
 * A frozen problem, checked: everything in it can be promised by its rule. Indices are row
 * numbers of the files; points are whole and >= 0; rank 1 is the first wish; priority 1 is the
 * place's favourite and 0 says that the place has no order of its own. Under `best-total` rank 0
 * says that the option has none, and `weight` holds what each option is worth (from the file or by
 * default, 0 to 2^31 - 1, all together at most 2^53 - 1); under `stable` it is empty.
 */
export interface Problem<R extends RuleName = RuleName> {
  /** SHA-256 (hex) of what `sha256sum applicants.csv options.csv places.csv rules.json` prints. */
  readonly hash: string;
  readonly applicants: {
    readonly ids: readonly string[];
    readonly points: Int32Array;
    /** Who comes first among equal points, smaller is earlier, before any draw; 0 where nothing says. */
    readonly tie: Int32Array;
    /** Seats each applicant takes; empty where everybody takes one. */
    readonly size: Int32Array;
    /** Who travels together, by a name; an empty name is no group. Null where nobody does. */
    readonly group: Attribute | null;
    readonly attributes: readonly Attribute[];
  };
  readonly places: {
    readonly ids: readonly string[];
    /** Seats. */
    readonly capacity: Int32Array;
    /** Seats that must be taken for the place to run at all, 0 for none; empty where no place has one. */
    readonly minimum: Int32Array;
    readonly attributes: readonly Attribute[];
  };
  readonly options: {
    readonly applicant: Int32Array;
    readonly place: Int32Array;
    readonly rank: Int32Array;
    readonly priority: Int32Array;
    readonly weight: Int32Array;
    /** Cents; empty where there is no budget. */
    readonly cost: Int32Array;
  };
  readonly rules: Rules<R>;
}

/** Who came last into one kind of seat, and with what: the published cut-off. */
export interface Last {
  readonly applicant: string;
  readonly points: number;
  /** The place's own order of this applicant; 0 where the place has none. */
  readonly priority: number;
  /** Whether this person belongs to the group the seat is kept for; always true on open seats. */
  readonly member: boolean;
}

/** One kind of seat at a place after the run. `reserve` null means the open seats. */
export interface SeatClaim {
  readonly reserve: string | null;
  readonly seats: number;
  readonly taken: number;
  /** Null while a seat is free: then nobody was turned away from this kind of seat. */
  readonly last: Last | null;
}

export interface PlaceClaim {
  readonly place: string;
  readonly capacity: number;
  readonly pinned: number;
  readonly seats: readonly SeatClaim[];
  readonly maxima: readonly {
    readonly name: string;
    readonly max: number;
    readonly taken: number;
  }[];
}

/** What a result of `stable` claims about itself; the verifier recomputes every figure of it. */
export interface Certificate {
  readonly format: "kalfa-stable-1";
  readonly problem: string;
  readonly seed: string;
  readonly placed: number;
  readonly places: readonly PlaceClaim[];
}

/**
 * What a seat of a place is worth to the whole, in parts of the weights. Optimal prices are not unique,
 * so both ends stand here: of all there are where there are no rows, else of those that were found at
 * the multipliers of the rows.
 */
export interface PriceClaim {
  readonly place: string;
  readonly capacity: number;
  readonly pinned: number;
  /** Seats held by people who are not pinned there; `pinned` are seats, too. */
  readonly taken: number;
  /** What one more seat here would add to the total; with rows, about so much. */
  readonly lowest: number;
  /** What one seat fewer here would take; null where no seat is left to compete for. */
  readonly highest: number | null;
}

/** One bound of a quota, or the budget, and what it takes from the total. */
export interface RowClaim {
  /** Of the quota; empty for the budget. */
  readonly name: string;
  readonly kind: "max" | "min" | "max-share" | "min-share" | "budget";
  /** As the rules say it: people, per cent, or cents. */
  readonly limit: number;
  /** People, cents, or of a share the people inside; pinned ones too. */
  readonly taken: number;
  /** Of a share, everybody at the places it is about; else null. */
  readonly of: number | null;
  /** In parts of the weights: what easing the row by one adds to the total, at these prices. */
  readonly multiplier: number;
}

/**
 * What a result of `best-total` claims about itself. `objective` is the weight of all placements,
 * pinned ones too; `bound` is what no allocation can exceed, by the prices of seats and the multipliers
 * of rows. Their difference `gap` is 0 where there are no rows, which proves that the total is the
 * greatest there is; with rows it says how much more there could be at most.
 */
export interface TotalCertificate {
  readonly format: "kalfa-best-total-2";
  readonly problem: string;
  readonly seed: string;
  readonly placed: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  /** So many parts, in which prices and multipliers are counted, make one unit of weight. */
  readonly scale: number;
  readonly rows: readonly RowClaim[];
  readonly places: readonly PriceClaim[];
  /**
   * Where one set of prices does not prove enough: cases of which one must hold, each with prices of its
   * own. The bound is the largest of theirs. Empty otherwise.
   */
  readonly cases: readonly Case[];
}

/** Something that is so or not: an applicant has a place, or (null) the place runs. */
export interface Given {
  readonly applicant: string | null;
  readonly place: string;
  readonly is: boolean;
}

/** Prices that prove a bound for the allocations of which something is taken for granted; in parts. */
export interface Case {
  readonly given: readonly Given[];
  /** One a row, in the order of `rows`. */
  readonly multipliers: readonly number[];
  /** One a place: of a seat, and of the minimum where the place is known to run. */
  readonly prices: readonly number[];
  readonly floors: readonly number[];
}

interface Certificates {
  readonly stable: Certificate;
  readonly "best-total": TotalCertificate;
}

/** `assigned[i]` is the place index of applicant `i`, or -1 for no place. */
export type Result<R extends RuleName = RuleName> = R extends RuleName
  ? {
      readonly rule: R;
      readonly assigned: Int32Array;
      readonly certificate: Certificates[R];
    }
  : never;
