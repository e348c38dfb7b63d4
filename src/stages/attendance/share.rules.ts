import type { SessionTimes } from "./attendance.ts";

const MINUTE_MS = 60_000;
/** Who comes a quarter of an hour late was there from the beginning. */
export const GRACE_MINUTES = 15;
/** From this share of the minutes on there is a certificate, unless the event says another. */
export const USUAL_SHARE = 80;

const minutesBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / MINUTE_MS));

export const lengthOf = (session: SessionTimes): number =>
  minutesBetween(session.startsAt, session.endsAt);

/** Minutes of a session that somebody who came in at a moment was there for. */
export function minutesIn(session: SessionTimes, arrivedAt: Date): number {
  const late = minutesBetween(session.startsAt, arrivedAt);
  return late <= GRACE_MINUTES ? lengthOf(session) : minutesBetween(arrivedAt, session.endsAt);
}

export type Share = {
  readonly sessions: number;
  readonly ofSessions: number;
  readonly minutes: number;
  readonly ofMinutes: number;
  /** Whole percent, rounded down: nobody has 80 who was there for 79.9. */
  readonly percent: number;
};

/** Sessions that overlap (one is on in each room) are one stretch of time: nobody can be in two. */
export function wholeMinutes(sessions: readonly SessionTimes[]): number {
  let until = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const { startsAt, endsAt } of [...sessions].sort((a, b) => +a.startsAt - +b.startsAt)) {
    const from = Math.max(until, startsAt.getTime());
    if (endsAt.getTime() > from) sum += endsAt.getTime() - from;
    until = Math.max(until, endsAt.getTime());
  }
  return Math.round(sum / MINUTE_MS);
}

/** What somebody was there for, of everything that was on. */
export function shareOf(
  sessions: readonly SessionTimes[],
  arrivals: ReadonlyMap<string, Date>,
): Share {
  const there = sessions.flatMap((session) => {
    const arrivedAt = arrivals.get(session.id);
    if (!arrivedAt || minutesIn(session, arrivedAt) === 0) return [];
    const isLate = minutesIn(session, arrivedAt) < lengthOf(session);
    return [{ ...session, startsAt: isLate ? arrivedAt : session.startsAt }];
  });
  const ofMinutes = wholeMinutes(sessions);
  const minutes = Math.min(ofMinutes, wholeMinutes(there));
  return {
    sessions: there.length,
    ofSessions: sessions.length,
    minutes,
    ofMinutes,
    percent: ofMinutes === 0 ? 0 : Math.floor((minutes * 100) / ofMinutes),
  };
}

export const hasEarned = (share: Share, needed: number): boolean =>
  share.ofMinutes > 0 && share.minutes * 100 >= needed * share.ofMinutes;
