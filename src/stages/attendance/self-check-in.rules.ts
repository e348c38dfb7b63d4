import { fold } from "../../shared/fold.ts";
import type { SessionTimes } from "./attendance.ts";

const MINUTE_MS = 60_000;
/** The square on the wall is another one each minute. */
export const SLOT_SECONDS = 60;
/**
 * How many squares of before still count: whoever scanned needs a moment for the page on a slow line
 * and six digits. A photograph of the wall sent to a friend is worth nothing after four minutes.
 */
export const SLOTS_KEPT = 3;
/** People come before it begins, and check in late while it is on. */
export const EARLY_MINUTES = 30;
export const LATE_MINUTES = 15;

/** The number of the square that is on the wall at a moment. */
export const slotOf = (now: Date): number => Math.floor(now.getTime() / (SLOT_SECONDS * 1000));

/** Seconds until the next square. */
export const secondsLeft = (now: Date): number =>
  SLOT_SECONDS - (Math.floor(now.getTime() / 1000) % SLOT_SECONDS);

export function isLiveSlot(slot: number, now: Date): boolean {
  const newest = slotOf(now);
  return Number.isInteger(slot) && slot <= newest && slot >= newest - SLOTS_KEPT;
}

/** Whether a session takes people who check themselves in. */
export const isOpenNow = ({ startsAt, endsAt }: SessionTimes, now: Date): boolean =>
  now.getTime() >= startsAt.getTime() - EARLY_MINUTES * MINUTE_MS &&
  now.getTime() <= endsAt.getTime() + LATE_MINUTES * MINUTE_MS;

const bare = (word: string): string => fold(word).replace(/[^a-z0-9]/g, "");

/** Said aloud, typed in another alphabet: letters and spaces do not decide. */
export const isSameWord = (typed: string, word: string): boolean =>
  bare(typed) !== "" && bare(typed) === bare(word);

/** A word of which something is left once spaces and marks are gone. */
export const isWord = (word: string): boolean => word.length <= 40 && bare(word).length >= 3;
