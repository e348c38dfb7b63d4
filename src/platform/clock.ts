/**
 * The only place that asks the machine what time it is. Everything else is handed a `Clock` or a
 * moment, so tests can stand on any day and a rule can be replayed years later.
 */
export type Instant = Date;

export type Clock = { now(): Instant };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move: for tests and for replaying a past day. */
export function clockAt(
  start: Instant | string,
): Clock & { moveTo(moment: Instant | string): void } {
  let current = new Date(start);
  return {
    now: () => new Date(current),
    moveTo: (moment) => {
      current = new Date(moment);
    },
  };
}

/** Milliseconds since some fixed point, never running backwards: for measuring how long work took. */
export function elapsed(): () => number {
  const from = performance.now();
  return () => performance.now() - from;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A moment that the database gave inside json, where it is text. */
export const instantOf = (text: string): Instant => new Date(text);
