import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serbianLatin, withoutMarks } from "../../shared/serbian-latin.ts";
import { type AnyLocale, isHostLocale, isLocale } from "./locales.ts";

export type Catalogue = ReadonlyMap<string, string>;

/** Locales that have files of their own; Serbian in Latin letters is derived. */
export const WRITTEN = ["bs", "cnr", "en", "hr", "mk", "sq", "sr-Cyrl"] as const;
export type WrittenLocale = (typeof WRITTEN)[number];

const folder = join(import.meta.dirname, "catalogues");
/** What hosts read, apart: a language of hosts has these files and no others. */
const hostFolder = join(import.meta.dirname, "host-catalogues");
const loaded = new Map<AnyLocale, Catalogue>();

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

/** What a host reads in a language, by key. */
export function hostRooms(locale: string): Record<string, string>[] {
  return readdirSync(join(hostFolder, locale))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(hostFolder, locale, file), "utf8")));
}

/**
 * All messages of a locale by key. A room is a file; adding a file adds its words, no code changes.
 * A key may live in one room only, so that nobody wonders which of two sentences is shown.
 */
export function catalogue(locale: AnyLocale): Catalogue {
  const known = loaded.get(locale);
  if (known) return known;
  const messages = new Map<string, string>();
  const take = (room: Record<string, string>): void => {
    for (const [key, message] of Object.entries(room)) {
      if (messages.has(key)) throw new Error(`${locale}: the key ${key} is in two rooms`);
      messages.set(key, withoutMarks(locale === "sr-Latn" ? serbianLatin(message) : message));
    }
  };
  if (isLocale(locale)) {
    const written: WrittenLocale = locale === "sr-Latn" ? "sr-Cyrl" : locale;
    for (const room of rooms(written)) take(readRoom(written, room));
  }
  if (isHostLocale(locale)) for (const room of hostRooms(locale)) take(room);
  loaded.set(locale, messages);
  return messages;
}
