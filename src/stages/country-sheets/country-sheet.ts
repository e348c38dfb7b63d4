import type { Day } from "../../shared/day.ts";

/** What a sheet is asked about, in the order in which it is read. */
export const TOPICS = [
  "emergency",
  "contact",
  "exit-papers",
  "stay",
  "school-calendar",
  "recognition",
  "money",
] as const;
export type Topic = (typeof TOPICS)[number];

export type SheetLine = {
  readonly id: string;
  readonly country: string;
  readonly topic: Topic;
  /** By language. English stands where a reader's own is missing. */
  readonly words: Readonly<Record<string, string>>;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: Day;
  /** Who looked; null for what came with the program. */
  readonly checkedBy: string | null;
  /** 0 for what came with the program, which nobody of the scheme has looked at. */
  readonly version: number;
  readonly shown: boolean;
};
export type NewSheetLine = Pick<
  SheetLine,
  "country" | "topic" | "words" | "source" | "link" | "checkedOn"
>;

/** One wording of a line, for its history. */
export type SheetVersion = SheetLine & {
  /** The source was looked at again, and the words stayed. */
  readonly again: boolean;
  readonly writtenAt: Date | null;
};

/** A country as the scheme meets it: its learners leave it, or are hosted in it. */
export type SheetCountry = {
  readonly country: string;
  readonly sends: boolean;
  readonly hosts: boolean;
};
