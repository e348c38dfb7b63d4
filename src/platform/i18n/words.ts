import { IntlMessageFormat } from "intl-messageformat";
import { type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { serbianLatin, withoutMarks } from "../../shared/serbian-latin.ts";
import { catalogue } from "./catalogues.ts";
import { formatsFor } from "./formats.ts";
import { type AnyLocale, localeFacts } from "./locales.ts";
import { orderOf } from "./order.ts";

export type Params = Readonly<Record<string, string | number>>;

/** `room.key`. Which keys exist is checked by the catalogue test, which reads every `t("...")`. */
export type MessageKey = `${string}.${string}`;

/**
 * How the territory of Kosovo is written. European Union texts put an asterisk and a footnote;
 * other audiences refuse either form, so it is a setting of the scheme.
 */
export type TerritoryWording = "footnote" | "plain";

/**
 * Whom a sentence speaks to, where a language has two words for "you": members of staff are addressed
 * politely, everybody else as learners are. A message says both: `{whom, select, staff {..} other {..}}`.
 */
export type Whom = "learner" | "staff";

export interface Words {
  readonly locale: AnyLocale;
  readonly lang: string;
  readonly territory: TerritoryWording;
  readonly whom: Whom;
  t(key: MessageKey, params?: Params): string;
  /** Like `t`, with tags: `rich("a.b", {}, { link: (text) => html`<a>${text}</a>` })`. */
  rich<T>(
    key: MessageKey,
    params: Params,
    tags: Record<string, (text: (string | T)[]) => T>,
  ): (string | T)[];
  has(key: string): boolean;
  /** "Friday 12 March 2027" */
  day(day: Day | Date): string;
  /** "12 Mar 2027", for table cells. */
  shortDay(day: Day | Date): string;
  /** "12 Mar", for columns of a table that says the year elsewhere. */
  dayMonth(day: Day | Date): string;
  /** "July 2027" */
  month(day: Day | Date): string;
  /** "Friday" */
  weekday(day: Day | Date): string;
  /** "1 to 28 July 2027" in the way the language writes ranges. */
  days(from: Day, to: Day): string;
  /** "Friday 12 March 2027, 20:00" */
  dayTime(moment: Date): string;
  /** "20:00" */
  time(moment: Date): string;
  /** Like `dayTime` and the name of the time zone, for anything that ends. */
  deadline(moment: Date): string;
  number(value: number, fractionDigits?: number): string;
  /** 0.614 is "61%". */
  percent(share: number, fractionDigits?: number): string;
  /** Integer cents. */
  money(cents: number, currency?: string): string;
  /** A text that data keeps in several languages: this reader's, else the English one. */
  local(text: Readonly<Record<string, string>>): string;
  compare(a: string, b: string): number;
  /** The same things by what the reader sees of them: by the first text, then by the next. */
  inOrder<T>(things: readonly T[], ...textsOf: readonly ((thing: T) => string)[]): T[];
  list(items: readonly string[]): string;
  problem(problem: Problem): string;
  country(code: string): string;
  /** "Albania, Kosovo* and Serbia": several countries in the order of the reader's alphabet. */
  countries(codes: readonly string[]): string;
  /** What the reader calls every code that is known, for a database that sorts by it. */
  names(kind: "country" | "trade"): Readonly<Record<string, string>>;
  /** A language by its two letters, as this reader calls it. */
  language(code: string): string;
  /** A trade by its code; one that the catalogues do not know is shown as it was written. */
  trade(code: string): string;
  /** The footnote that the wording of a territory needs, or null when the wording needs none. */
  territoryFootnote(): string | null;
}

/** A date that ends in a full stop ends its sentence too: "1. март 2027." and not "2027..". */
const oneStop = (text: string): string => text.replace(/(?<=(?:\d|г)\.)\.(?=\s|$)/g, "");

const cache = new Map<string, Words>();

/** The words of a language. Built once per language and wording, then shared by all requests. */
export function wordsFor(
  locale: AnyLocale,
  territory: TerritoryWording = "footnote",
  whom: Whom = "learner",
): Words {
  const name = `${locale} ${territory} ${whom}`;
  const known = cache.get(name);
  if (known) return known;
  const words = build(locale, territory, whom);
  cache.set(name, words);
  return words;
}

function build(locale: AnyLocale, territory: TerritoryWording, whom: Whom): Words {
  const facts = localeFacts(locale);
  const messages = catalogue(locale);
  const formats = formatsFor(facts.intlTag);
  const regions = new Intl.DisplayNames(facts.intlTag, { type: "region" });
  const languages = new Intl.DisplayNames(facts.intlTag, { type: "language" });
  const compiled = new Map<string, IntlMessageFormat>();

  function message(key: string): IntlMessageFormat {
    const known = compiled.get(key);
    if (known) return known;
    const source = messages.get(key);
    if (source === undefined) throw new Error(`No words for ${key} in ${locale}`);
    const made = new IntlMessageFormat(source, facts.intlTag, formats.icu);
    compiled.set(key, made);
    return made;
  }

  const t = (key: string, params?: Params): string => {
    const text = message(key).format({ whom, ...params });
    return oneStop(Array.isArray(text) ? text.join("") : String(text));
  };

  const dayTime = (moment: Date): string =>
    t("site.day-time", { day: formats.values.day(moment), time: formats.values.time(moment) });

  const compare = orderOf(locale);

  const country = (code: string): string => {
    const key = `place.country.${code}`;
    // Countries nobody has written wording for are called as the language calls them.
    if (!messages.has(key)) return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
    return code === "XK" && territory === "footnote" ? `${t(key)}*` : t(key);
  };

  return {
    locale,
    lang: facts.htmlLang,
    territory,
    whom,
    t,
    rich<T>(
      key: MessageKey,
      params: Params,
      tags: Record<string, (text: (string | T)[]) => T>,
    ): (string | T)[] {
      const parts = message(key).format<T>({ whom, ...params, ...tags });
      return Array.isArray(parts) ? parts : [parts];
    },
    has: (key) => messages.has(key),
    ...formats.values,
    compare,
    inOrder: (things, ...textsOf) =>
      [...things].sort((a, b) =>
        textsOf.reduce((order, textOf) => order || compare(textOf(a), textOf(b)), 0),
      ),
    local(text) {
      const cyrillic = text["sr-Cyrl"];
      if (locale === "sr-Latn" && cyrillic) return withoutMarks(serbianLatin(cyrillic));
      return withoutMarks(text[locale] ?? text.en ?? "");
    },
    dayTime,
    deadline: (moment) => t("site.deadline", { when: dayTime(moment), zone: t("site.zone") }),
    problem(problem) {
      const key = `problem.${problem.code}`;
      if (messages.has(key)) return t(key, spelled(problem.params));
      return t("problem.unknown", { code: problem.code });
    },
    country,
    countries: (codes) => formats.values.list(codes.map(country).sort(compare)),
    language: (code) => languages.of(code) ?? code,
    trade(code) {
      const key = `place.trade.${code}`;
      return messages.has(key) ? t(key) : code;
    },
    names(kind) {
      const room = `place.${kind}.`;
      const codes = [...messages.keys()].filter((key) => key.startsWith(room));
      return Object.fromEntries(codes.map((key) => [key.slice(room.length), t(key)]));
    },
    territoryFootnote: () => (territory === "footnote" ? t("place.footnote.XK") : null),
  };

  /** A refusal may name a country by its code and a day as data; people read names and dates. */
  function spelled(params: Problem["params"]): Params {
    const spelledOut: Record<string, string | number> = { ...params };
    for (const [name, value] of Object.entries(spelledOut)) {
      if (typeof value === "string" && isDay(value)) spelledOut[name] = formats.values.day(value);
    }
    const code = spelledOut.country;
    const key = `place.country.${code}`;
    if (typeof code === "string" && messages.has(key)) spelledOut.country = t(key);
    return spelledOut;
  }
}
