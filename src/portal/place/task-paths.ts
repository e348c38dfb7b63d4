import { paths } from "../paths.ts";

/** What a learner does before the journey, below the own place. */
export const taskPaths = {
  list: (lang: string, scheme: string) => `${paths.place(lang, scheme)}/tasks`,
  /** By its code: a list has each once. */
  task: (lang: string, scheme: string, code: string) =>
    `${paths.place(lang, scheme)}/tasks/${code}`,
  /** The own dates as a file for a calendar. */
  dates: (lang: string, scheme: string) => `${paths.place(lang, scheme)}/dates.ics`,
  insuranceCopy: (lang: string, scheme: string, copyId: string) =>
    `${paths.place(lang, scheme)}/insurance-copies/${copyId}`,
  insuranceCopyRemoval: (lang: string, scheme: string, copyId: string) =>
    `${paths.place(lang, scheme)}/insurance-copies/${copyId}/removal`,
  card: (lang: string, scheme: string) => `${paths.place(lang, scheme)}/medical-card`,
} as const;
