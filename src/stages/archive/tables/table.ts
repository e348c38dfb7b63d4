/** What of a table leaves with a scheme: everything is named, what is given and what is not. */

/** Why something is not in an export. The words for it are in the catalogue. */
export const REASONS = [
  "secret",
  "machine",
  "in-documents",
  "in-the-tables",
  "unsent",
  "own-views",
  "agreed-to-letters-only",
] as const;
export type Reason = (typeof REASONS)[number];

export type GivenTable = {
  readonly name: string;
  /** For the office, with spaces between. The scheme's own id is in no table: there is one scheme. */
  readonly columns: string;
  /** What everybody may have, and of which rows; nothing where it is left out. */
  readonly open?: { readonly columns: string; readonly where: string };
  /** Opened for a whole export alone: the column, and what its value is bound to. */
  readonly sealed?: Readonly<Record<string, string>>;
  /** Rows that say something told in confidence by being there: in a whole export alone. */
  readonly inConfidence?: { readonly where: string; readonly called: string };
  /** Rows given to nobody, whatever the level: somebody took back what they say. */
  readonly takenBack?: { readonly where: string; readonly called: string };
  /** Given to nobody. */
  readonly out?: Readonly<Record<string, Reason>>;
};
export type LeftTable = { readonly name: string; readonly left: Reason };
export type Table = GivenTable | LeftTable;
export type Room = { readonly room: string; readonly tables: readonly Table[] };

export const isGiven = (table: Table): table is GivenTable => !("left" in table);
