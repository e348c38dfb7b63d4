import type { AnyLocale } from "../../platform/i18n/index.ts";

/** What somebody gets: how it is used, not which kind of file it is. */
export const KINDS = [
  "guide",
  "checklist",
  "worksheet",
  "lesson",
  "presentation",
  "video",
  "reflection",
] as const;
export type ResourceKind = (typeof KINDS)[number];

/** Whom it is for. */
export const READERS = [
  "learner",
  "guardian",
  "host",
  "school",
  "coordinator",
  "mentor",
  "staff",
] as const;
export type Reader = (typeof READERS)[number];

/** Licences of Creative Commons, and "own": all rights stay with whoever is named. */
export const LICENCES = [
  "cc0",
  "cc-by",
  "cc-by-sa",
  "cc-by-nc",
  "cc-by-nc-sa",
  "cc-by-nd",
  "cc-by-nc-nd",
  "own",
] as const;
export type Licence = (typeof LICENCES)[number];

/** The page of the licence that says what others may do; null for an own one. */
export const deedOf = (licence: Licence): string | null => {
  if (licence === "own") return null;
  return licence === "cc0"
    ? "https://creativecommons.org/publicdomain/zero/1.0/"
    : `https://creativecommons.org/licenses/${licence.slice("cc-".length)}/4.0/`;
};

/** Who put it into its language. */
export const TRANSLATIONS = ["original", "human", "machine"] as const;
export type Translation = (typeof TRANSLATIONS)[number];

export type ResourceState = "draft" | "in-review" | "published" | "replaced" | "withdrawn";

/** As one is written: everything that a reader gets, checked by `resourceProblems`. */
export type ResourceText = {
  readonly title: string;
  readonly summary: string;
  /** Markdown of `ui/prose`. */
  readonly body: string;
  readonly kind: ResourceKind;
  readonly minutes: number;
  readonly readers: readonly Reader[];
  readonly licence: Licence;
  readonly credit: string;
  readonly link: string | null;
  /** Of what the link leads to, in kilobytes, where whoever wrote it knows. */
  readonly linkKilobytes: number | null;
  readonly uploadId: string | null;
  /** The text version of a film. */
  readonly transcript: string;
  readonly translation: Translation;
};

export type ResourceVersion = Omit<ResourceText, "linkKilobytes"> & {
  readonly id: string;
  readonly number: number;
  readonly state: ResourceState;
  /** All that reading it takes over the line; null where a link does not say it. */
  readonly bytes: number | null;
  readonly writtenBy: string | null;
  readonly writtenByName: string | null;
  readonly writtenAt: Date;
  readonly submittedBy: string | null;
  readonly submittedAt: Date | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly publishedAt: Date | null;
};

export type Resource = {
  readonly id: string;
  readonly workId: string;
  readonly language: AnyLocale;
  readonly createdBy: string | null;
  readonly createdByName: string | null;
};

/** What was asked of the library; "" and false where nothing was. */
export type LibraryFilter = {
  readonly q: string;
  readonly kind: string;
  readonly language: string;
  readonly reader: string;
  readonly licence: string;
  /** At most so many minutes. */
  readonly minutes: string;
  readonly light: boolean;
};

/** One work, in the language that suits the reader best. */
export type ResourceCard = Pick<
  ResourceVersion,
  "title" | "summary" | "kind" | "minutes" | "readers" | "licence" | "bytes" | "translation"
> & {
  /** Of the resource. */
  readonly id: string;
  readonly language: AnyLocale;
  readonly isVideo: boolean;
  readonly hasFile: boolean;
  /** The other languages in which the same work is published. */
  readonly languages: readonly AnyLocale[];
};

export type LibraryPage = { readonly total: number; readonly cards: readonly ResourceCard[] };

export type ResourceKit = {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
  readonly readers: readonly Reader[];
  readonly works: readonly string[];
};
