import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./attendance.policy.ts";
import { type AttendeeRow, attendees, type Evidence, evidenceOf } from "./attendance.store.ts";
import { canBeProposed, type LineFacts, type NotCounted, whyNotCounted } from "./counted.rules.ts";
import { type DeskEvent, eventForDesk } from "./desk.store.ts";
import { seenEvent } from "./kept-event.ts";
import { hasEarned, type Share, shareOf, USUAL_SHARE } from "./share.rules.ts";

export type Attendee = AttendeeRow & {
  readonly share: Share;
  /** Whether the share is enough for a certificate. */
  readonly earned: boolean;
  /** Everything that keeps somebody from counting for the event's line. */
  readonly why: readonly NotCounted[];
};

export type AttendanceList = {
  readonly event: DeskEvent;
  readonly neededShare: number;
  /** The line its people may count for. */
  readonly line: {
    readonly id: string;
    readonly code: string;
    readonly name: Readonly<Record<string, string>>;
    readonly counted: "participants" | "assignments" | "meetings";
  } | null;
  readonly people: readonly Attendee[];
};

/** Everybody of an event with what they were there for, and who counts for its line. */
export async function readAttendance(tx: Tx, eventId: string): Promise<AttendanceList | null> {
  return (await seenEvent(tx, eventId)) ? attendanceOf(tx, eventId) : null;
}

/** The same for whoever has another right to see it, cut to one person where that is theirs. */
export async function attendanceOf(
  tx: Tx,
  eventId: string,
  only?: string,
): Promise<AttendanceList | null> {
  const event = await eventForDesk(tx, eventId);
  const scheme = event && (await readScheme(tx));
  if (!event || !scheme) return null;
  const line = scheme.lines.find(({ id }) => id === event.lineId) ?? null;
  const facts: LineFacts | null = line && {
    audience: line.audience,
    onlineCounts: line.onlineCounts,
    direction: line.direction,
    sendingCountries: new Set(scheme.countries.map(({ country }) => country)),
  };
  const neededShare = event.share ?? USUAL_SHARE;
  const people = (await attendees(tx, eventId, only)).map((row) =>
    judged(event, row, facts, neededShare),
  );
  return { event, neededShare, line, people };
}

function judged(
  event: DeskEvent,
  row: AttendeeRow,
  line: LineFacts | null,
  neededShare: number,
): Attendee {
  const arrivals = new Map(row.arrivals.map(({ sessionId, at }) => [sessionId, new Date(at)]));
  const share = shareOf(event.sessions, arrivals);
  const mode = cameBy(event, row);
  const why = whyNotCounted(
    {
      share,
      mode,
      organisation: row.organisationCountry === null ? null : { country: row.organisationCountry },
      hasDetails: row.givenNames !== null && row.birthDate !== null,
    },
    line,
    neededShare,
  );
  return { ...row, mode, share, earned: hasEarned(share, neededShare), why };
}

/** By the word alone: online. Through a door or from the wall at least once: in the room. */
function cameBy(event: DeskEvent, { arrivals, mode }: AttendeeRow): AttendeeRow["mode"] {
  if (event.mode !== "blended") return event.mode;
  if (arrivals.length === 0) return mode;
  if (arrivals.every(({ how }) => how === "word")) return "online";
  return arrivals.some(({ how }) => how === "screen" || how === "scan") ? "on-site" : mode;
}

/** Those who are proposed for the line, and those who are shown beside them. */
export function proposed({ people }: AttendanceList): {
  readonly counted: readonly Attendee[];
  readonly waiting: readonly Attendee[];
  readonly beside: readonly Attendee[];
} {
  const there = people.filter(({ arrivals }) => arrivals.length > 0);
  return {
    counted: there.filter(({ mobilityId }) => mobilityId !== null),
    waiting: there.filter(({ mobilityId, why }) => mobilityId === null && canBeProposed(why)),
    beside: there.filter(({ mobilityId, why }) => mobilityId === null && !canBeProposed(why)),
  };
}

/** Why a stay counts: the event behind it. */
export async function readEvidence(tx: Tx, mobilityId: string): Promise<Evidence | null> {
  if (!isUuid(mobilityId) || !can.seeSome(tx.actor)) return null;
  return (await evidenceOf(tx, mobilityId)) ?? null;
}
