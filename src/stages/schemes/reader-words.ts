import type { Readers, SchemeSettings } from "../../platform/db/actor.ts";
import { type AnyLocale, type Whom, type Words, wordsFor } from "../../platform/i18n/index.ts";
import { readingOf } from "./readers.rules.ts";

/** The words for somebody who reads a scheme's pages, letters or papers in a language. */
export const readerWords = (
  settings: SchemeSettings | undefined,
  readers: Readers,
  locale: AnyLocale,
  whom: Whom = "learner",
): Words => wordsFor(locale, readingOf(settings ?? {}, readers, locale).territory, whom);
