import type { RegistrationState, WayIn } from "../events/event.ts";

/** By the camera, by the six digits, from the list; by oneself from the wall, or by a word online. */
export const WAYS = ["scan", "code", "list", "screen", "word"] as const;
export type How = (typeof WAYS)[number];

/** A check-in as a desk made it, on a telephone that may have had no line. */
export type CheckIn = {
  /** Drawn where it was made: sent twice it is one. */
  readonly id: string;
  readonly sessionId: string;
  /** What was scanned or typed, or the id of somebody chosen from the list. */
  readonly ticket: string;
  readonly at: Date;
  readonly how: How;
};

/** Why somebody cannot come in, or since when the same person is in. */
export const TICKET_PROBLEMS = [
  "ticket-unknown",
  "ticket-of-other-event",
  "ticket-cancelled",
  "ticket-waiting",
  "ticket-used",
  "session-unknown",
  "desk-over",
] as const;
export type TicketProblem = (typeof TICKET_PROBLEMS)[number];

export type Outcome = {
  readonly id: string;
  readonly problem: TicketProblem | null;
  /** Who it was; null where nobody is known by it. */
  readonly registrationId: string | null;
  readonly name: string | null;
  /** For a ticket that was used: since when; else when it counts as. */
  readonly at: Date | null;
  /** For a ticket of another event: which one. */
  readonly otherEvent: Readonly<Record<string, string>> | null;
};

/** Somebody as a desk sees them. */
export type Guest = {
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
  readonly mode: WayIn;
  readonly state: RegistrationState;
};

/** Since when somebody is in a session. */
export type Presence = {
  readonly registrationId: string;
  readonly sessionId: string;
  readonly arrivedAt: Date;
  readonly how: How;
};

export type SessionTimes = { readonly id: string; readonly startsAt: Date; readonly endsAt: Date };
