import { isLocale, type Locale } from "../../platform/i18n/index.ts";

/** Where a country has one language of ours for its papers; elsewhere the learner's own is taken. */
const LANGUAGES: Readonly<Record<string, Locale>> = {
  AL: "sq",
  XK: "sq",
  RS: "sr-Cyrl",
  MK: "mk",
};

/** The language in which a paper of a sending country is printed, beside English. */
export const languageOf = (country: string, learners: string): Locale =>
  LANGUAGES[country] ?? (isLocale(learners) ? learners : "en");
