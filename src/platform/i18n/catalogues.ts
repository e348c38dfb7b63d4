import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serbianLatin, withoutMarks } from "../../shared/serbian-latin.ts";
import type { Locale } from "./locales.ts";

export type Catalogue = ReadonlyMap<string, string>;

/** Locales that have files of their own; Serbian in Latin letters is derived. */
export const WRITTEN = ["bs", "cnr", "en", "hr", "mk", "sq", "sr-Cyrl"] as const;
export type WrittenLocale = (typeof WRITTEN)[number];

const folder = join(import.meta.dirname, "catalogues");
const loaded = new Map<Locale, Catalogue>();

/** Names of the catalogue files of a locale, without `.json`. */
export function rooms(locale: WrittenLocale): string[] {
  return readdirSync(join(folder, locale))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** One catalogue file as written, marks and all. */
export function readRoom(locale: WrittenLocale, room: string): Record<string, string> {
  const path = join(folder, locale, `${room}.json`);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  } catch (error) {
    throw new Error(`The catalogue ${locale}/${room}.json cannot be read`, { cause: error });
  }
}

/**
 * All messages of a locale by key. A room is a file; adding a file adds its words, no code changes.
 * A key may live in one room only, so that nobody wonders which of two sentences is shown.
 */
export function catalogue(locale: Locale): Catalogue {
  const known = loaded.get(locale);
  if (known) return known;
  const written: WrittenLocale = locale === "sr-Latn" ? "sr-Cyrl" : locale;
  const messages = new Map<string, string>();
  for (const room of rooms(written)) {
    for (const [key, message] of Object.entries(readRoom(written, room))) {
      if (messages.has(key)) throw new Error(`${written}: the key ${key} is in two rooms`);
      messages.set(key, withoutMarks(locale === "sr-Latn" ? serbianLatin(message) : message));
    }
  }
  loaded.set(locale, messages);
  return messages;
}
