/** What a backup says of itself: read first, before anything of it is believed or written. */
import type { SequenceValue } from "./tables.ts";

export const FORMAT = "kalfa-backup-1";
export const MANIFEST = "manifest.json";

export type KeptTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the rows as COPY writes them, all pieces behind one another. */
  readonly sha256: string;
  readonly pieces: readonly string[];
};

export type Manifest = {
  readonly format: typeof FORMAT;
  /** The version of the program that made it. */
  readonly program: string;
  /** The moment whose state it holds, by the database's clock. */
  readonly at: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: readonly KeptTable[];
  readonly sequences: readonly SequenceValue[];
  readonly jobs: string;
  /** Uploads by their path in the folder of files. */
  readonly files: readonly string[];
  /** Uploads whose bytes were gone from the disk when they were to be read. */
  readonly missing: readonly string[];
  /** Which keys open what is sealed: see keys-file.ts. */
  readonly keys: string;
  /** Every other entry of the archive, in its order. */
  readonly entries: readonly { readonly name: string; readonly sha256: string }[];
};
