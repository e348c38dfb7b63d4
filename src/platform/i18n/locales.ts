/**
 * The languages Kalfa speaks. Order is the order of the language links: by own name, alphabetical,
 * Cyrillic names where their sound puts them. Never by flag, and never one under another's name.
 */
export const LOCALES = ["bs", "cnr", "en", "hr", "mk", "sq", "sr-Cyrl", "sr-Latn"] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * The languages of those who take learners in. Pages and letters for hosts exist in them and nothing
 * else does, so they never stand among the learners' languages. English is one of both.
 */
export const HOST_LOCALES = ["en", "es", "fr", "it", "mt", "nl", "pl", "sl"] as const;
export type HostLocale = (typeof HOST_LOCALES)[number];
export type AnyLocale = Locale | HostLocale;

/** Whether somebody who speaks the language has read the words and stands by them. */
export interface Review {
  readonly reviewed: boolean;
  readonly reviewer?: string;
  readonly on?: string;
}

export interface LocaleFacts {
  readonly locale: AnyLocale;
  /** What speakers call their language; shown untranslated in every language. */
  readonly ownName: string;
  /** Value of the HTML `lang` attribute; the font's Serbian letter shapes depend on it. */
  readonly htmlLang: string;
  /**
   * Tag handed to Intl. Chosen by hand: an unsupported tag silently becomes US English, with a
   * 12-hour clock and the month first.
   */
  readonly intlTag: string;
  /** PostgreSQL's name of the order in which its readers look for a name in a list. */
  readonly collation: string;
  readonly review: Review;
}

const facts: Record<Locale, LocaleFacts> = {
  // Bosnian, Croatian and Serbian in Latin letters have one order, so one name stands for it in the
  // database and one index serves their lists.
  bs: {
    locale: "bs",
    ownName: "Bosanski",
    htmlLang: "bs",
    intlTag: "bs",
    collation: "sr-Latn-x-icu",
    review: { reviewed: false },
  },
  cnr: {
    locale: "cnr",
    ownName: "Crnogorski",
    htmlLang: "cnr",
    intlTag: "sr-Latn-ME",
    collation: "montenegrin",
    review: { reviewed: false },
  },
  en: {
    locale: "en",
    ownName: "English",
    htmlLang: "en",
    intlTag: "en-GB",
    collation: "en-x-icu",
    review: { reviewed: true },
  },
  hr: {
    locale: "hr",
    ownName: "Hrvatski",
    htmlLang: "hr",
    intlTag: "hr",
    collation: "sr-Latn-x-icu",
    review: { reviewed: false },
  },
  mk: {
    locale: "mk",
    ownName: "Македонски",
    htmlLang: "mk",
    intlTag: "mk",
    collation: "mk-x-icu",
    review: { reviewed: false },
  },
  sq: {
    locale: "sq",
    ownName: "Shqip",
    htmlLang: "sq",
    intlTag: "sq",
    collation: "sq-x-icu",
    review: { reviewed: false },
  },
  "sr-Cyrl": {
    locale: "sr-Cyrl",
    ownName: "Српски",
    htmlLang: "sr-Cyrl",
    intlTag: "sr-Cyrl",
    collation: "sr-Cyrl-x-icu",
    review: { reviewed: false },
  },
  "sr-Latn": {
    locale: "sr-Latn",
    ownName: "Srpski",
    htmlLang: "sr-Latn",
    intlTag: "sr-Latn",
    collation: "sr-Latn-x-icu",
    review: { reviewed: false },
  },
};

const host = (
  locale: Exclude<HostLocale, Locale>,
  ownName: string,
): readonly [HostLocale, LocaleFacts] => [
  locale,
  {
    locale,
    ownName,
    htmlLang: locale,
    intlTag: locale,
    collation: "en-x-icu",
    review: { reviewed: false },
  },
];

const hostFacts: Readonly<Partial<Record<string, LocaleFacts>>> = Object.fromEntries([
  host("es", "Español"),
  host("fr", "Français"),
  host("it", "Italiano"),
  host("mt", "Malti"),
  host("nl", "Nederlands"),
  host("pl", "Polski"),
  host("sl", "Slovenščina"),
]);

export function localeFacts(locale: AnyLocale): LocaleFacts {
  const known = isLocale(locale) ? facts[locale] : hostFacts[locale];
  if (!known) throw new Error(`No language ${locale}`);
  return known;
}

export function isHostLocale(value: unknown): value is HostLocale {
  return (HOST_LOCALES as readonly unknown[]).includes(value);
}

export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value);
}

/**
 * The best of our languages for an `Accept-Language` header. Used only for the very first visit to
 * `/`; after that the language is in the address.
 */
export function localeFromHeader(header: string | undefined): Locale {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().split(";");
      const quality = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((wish) => wish.tag !== "" && wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    const exact = LOCALES.find((locale) => tag === locale.toLowerCase());
    if (exact) return exact;
    // Serbian is the one language here with two scripts. In Montenegro, and for the old tag of
    // Serbo-Croatian, it is Latin; nobody who asks for it is given another language instead.
    if (/^(sr-latn|sr-me|sh)\b/.test(tag)) return "sr-Latn";
    if (/^sr\b/.test(tag)) return "sr-Cyrl";
    const sameLanguage = LOCALES.find((locale) => locale === tag.split("-")[0]);
    if (sameLanguage) return sameLanguage;
  }
  return "en";
}
