/**
 * What a ticket says, and whether it lets somebody in. The desk asks these on a telephone without a
 * line, the server asks them again when the line is back: one answer in both places.
 */
import type { RegistrationState } from "../events/event.ts";
import type { TicketProblem } from "./attendance.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const SQUARE = new RegExp(`/events/(${UUID})#([0-9]{6})$`);

export type ReadTicket = { readonly code: string; readonly eventId: string | null };

/**
 * The six digits, as typed (spaces and dashes are forgiven) or out of the address in a ticket's
 * square, which names its event too: somebody else's event is told from a wrong ticket without a line.
 */
export function readTicket(text: string): ReadTicket | null {
  const [, eventId, code] = SQUARE.exec(text.trim()) ?? [];
  if (eventId && code) return { code, eventId };
  const typed = text.replace(/[\s-]/g, "");
  return /^[0-9]{6}$/.test(typed) ? { code: typed, eventId: null } : null;
}

/** What a ticket's square holds. A telephone's own camera is led to the event, which asks nothing. */
export const squareText = (eventAddress: string, code: string): string => `${eventAddress}#${code}`;

/** Six digits in two threes, as they are read aloud. */
export const spoken = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** What keeps somebody out; null lets them in. */
export function ticketProblem(
  guest: { readonly eventId: string; readonly state: RegistrationState } | undefined,
  of: {
    readonly eventId: string;
    /** Since when the same person is in this session. */
    readonly hereSince: Date | number | null;
  },
): TicketProblem | null {
  if (!guest) return "ticket-unknown";
  if (guest.eventId !== of.eventId) return "ticket-of-other-event";
  if (guest.state === "cancelled" || guest.state === "declined") return "ticket-cancelled";
  if (guest.state === "waiting" || guest.state === "requested") return "ticket-waiting";
  return of.hereSince === null ? null : "ticket-used";
}
