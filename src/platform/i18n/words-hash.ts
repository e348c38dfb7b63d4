import { createHash } from "node:crypto";
import { readRoom, rooms as roomsOf, type WrittenLocale } from "./catalogues.ts";
import type { Locale } from "./locales.ts";

/** The locale whose words are read: Serbian in Latin letters follows letter by letter. */
export const writtenLocale = (locale: Locale): WrittenLocale =>
  locale === "sr-Latn" ? "sr-Cyrl" : locale;

/** A language whose words of a room are still to come has none to be approved. */
const present = (locale: WrittenLocale, rooms: readonly string[]): readonly string[] => {
  const there = roomsOf(locale);
  return rooms.filter((room) => there.includes(room));
};

const known = new Map<string, string>();

/** 64 hexadecimal digits that stand for the words of some rooms: change one word and they differ. */
export function wordsHash(locale: Locale, rooms: readonly string[]): string {
  const written = writtenLocale(locale);
  const name = `${written} ${rooms.join(" ")}`;
  const before = known.get(name);
  if (before) return before;
  const all = present(written, rooms).map((room) => [
    room,
    Object.entries(readRoom(written, room)).sort(),
  ]);
  const hash = createHash("sha256").update(JSON.stringify(all)).digest("hex");
  known.set(name, hash);
  return hash;
}

export type RoomWords = readonly (readonly [key: string, words: string])[];

/** The words of some rooms as they are shown, in the order in which they were written. */
export const wordsOfRooms = (locale: Locale, rooms: readonly string[]): RoomWords =>
  present(writtenLocale(locale), rooms).flatMap((room) =>
    Object.entries(readRoom(writtenLocale(locale), room)),
  );
