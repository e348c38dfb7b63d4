import type { ZipEntry } from "../../platform/files/zip-stream.ts";
import type { Locale } from "../../platform/i18n/index.ts";

/**
 * How much leaves with a scheme: what public pages show; what the office works with, without what was
 * told in confidence; everything, with a line in the history of everybody whose confidence is opened.
 */
export const LEVELS = ["public", "office", "whole"] as const;
export type Level = (typeof LEVELS)[number];
export const isLevel = (value: string): value is Level =>
  (LEVELS as readonly string[]).includes(value);

export type ExportCounts = {
  readonly tables: number;
  readonly rows: number;
  readonly documents: number;
  readonly missing: number;
  readonly pages: number;
};

export type SchemeExport = {
  readonly id: string;
  readonly level: Level;
  readonly progressId: string;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly counts: ExportCounts | null;
};

/** What is exported for whom, as files say it. */
export type ExportOrder = {
  readonly level: Level;
  readonly scheme: {
    readonly id: string;
    readonly slug: string;
    readonly name: Readonly<Record<string, string>>;
  };
  readonly at: Date;
  readonly by: string;
  readonly program: string;
  readonly languages: readonly Locale[];
};

export type TableWritten = {
  readonly room: string;
  readonly name: string;
  readonly rows: number;
  readonly files: readonly string[];
  readonly columns: readonly string[];
  /** Column, or names of rows with a star, to the code of the reason; the level, where another one has it. */
  readonly leftOut: Readonly<Record<string, string>>;
};
export type TableLeft = { readonly room: string; readonly name: string; readonly reason: string };

/** One stay as the tables of the records show it. */
export type StayRecord = {
  readonly person: string;
  readonly state: string;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly days: number | null;
  readonly host: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly sending: string;
  readonly reference: string | null;
};
export type LineRecord = {
  readonly id: string;
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
  readonly target: number;
  readonly finished: number;
};

/** An answer of the program's own public pages. */
export type PageAnswer = {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  readonly body: Buffer;
};

/** What makes pages for people; handed in, because a stage writes none. */
export type Drawn = {
  /** Every address that a page leads to or shows, as it is written there. */
  readonly links: (html: string) => readonly string[];
  readonly still: (
    html: string,
    page: {
      readonly locale: Locale;
      /** The file that an address has become; null for one that is not in the archive. */
      readonly to: (address: string) => string | null;
      readonly isOurs: (address: string) => boolean;
    },
  ) => string;
  readonly languages: (
    name: string,
    homes: readonly { readonly locale: Locale; readonly file: string }[],
  ) => string;
  readonly readme: (facts: ExportOrder & Written) => string;
  readonly records: (
    locale: Locale,
    lines: readonly LineRecord[],
    fileOf: (line: { readonly code: string }) => string,
  ) => string;
  readonly line: (
    locale: Locale,
    line: LineRecord,
    stays: AsyncIterable<readonly StayRecord[]>,
  ) => AsyncIterable<string>;
};

export type Written = {
  readonly counts: ExportCounts;
  readonly tables: readonly TableWritten[];
  readonly left: readonly TableLeft[];
};

/** Adds one file; told again in the manifest. */
export type AddFile = (
  name: string,
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
) => Promise<ZipEntry>;
