import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./attendance.policy.ts";
import type { CheckIn, Outcome, TicketProblem } from "./attendance.ts";
import { insertCheckIns, keepEarliest, knownCheckIns, type NewCheckIn } from "./check-in.store.ts";
import {
  type DeskEvent,
  eventForDesk,
  type KnownTicket,
  presencesOf,
  ticketsBy,
} from "./desk.store.ts";
import { readTicket, ticketProblem } from "./ticket.rules.ts";

const DAY_MS = 86_400_000;

/**
 * Check-ins of one desk, as many as lay on its telephone, in any order and as often as they are
 * sent: each id counts once, each person once a session, at the earliest moment somebody saw them.
 * @returns one outcome an entry, in their order; an id that came in before is told as kept
 */
export async function keepCheckIns(
  tx: Tx,
  eventId: string,
  entries: readonly CheckIn[],
): Promise<Result<readonly Outcome[]>> {
  const event = isUuid(eventId) ? await eventForDesk(tx, eventId) : undefined;
  if (!event || !can.checkIn(tx.actor, event)) return notFound;
  return ok(await writeCheckIns(tx, event, entries));
}

/** The same for whoever has shown another right to it: the square on the wall, a word said online. */
export async function writeCheckIns(
  tx: Tx,
  event: DeskEvent,
  entries: readonly CheckIn[],
): Promise<readonly Outcome[]> {
  const sound = entries.filter(({ id }) => isUuid(id));
  const tickets = await ticketsOf(tx, sound);
  const earlier = new Map(
    (
      await knownCheckIns(
        tx,
        sound.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const here = new Map<string, Date | null>();
  for (const { sessionId, registrationId, arrivedAt, removedAt } of await presencesOf(
    tx,
    event.id,
  )) {
    here.set(`${sessionId} ${registrationId}`, removedAt === null ? arrivedAt : null);
  }

  const kept: NewCheckIn[] = [];
  const outcomes = new Map<string, Outcome>();
  // In the order in which people came: of two scans of one ticket the earlier one lets in.
  for (const entry of [...sound].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (outcomes.has(entry.id)) continue;
    const ticket = ticketFor(tickets, entry);
    const known = earlier.get(entry.id);
    if (known) {
      outcomes.set(entry.id, outcome(entry, null, ticket, known.at));
      continue;
    }
    const at = momentOf(tx, event, entry);
    const key = `${entry.sessionId} ${ticket?.registrationId}`;
    const since = here.get(key) ?? null;
    const problem = problemOf(tx, event, entry, ticket, { at, since });
    if (ticket && (problem === null || problem === "ticket-used")) {
      kept.push({ ...entry, registrationId: ticket.registrationId, at });
      here.set(key, since === null || at < since ? at : since);
    }
    outcomes.set(entry.id, outcome(entry, problem, ticket, problem ? since : at));
  }
  await write(tx, event.id, kept);
  return entries.map((entry) => outcomes.get(entry.id) ?? outcome(entry, "ticket-unknown"));
}

async function write(tx: Tx, eventId: string, kept: readonly NewCheckIn[]): Promise<void> {
  const fresh = await insertCheckIns(tx, eventId, kept);
  const added = kept.filter(({ id }) => fresh.has(id));
  const earliest = new Map<string, NewCheckIn>();
  for (const one of added) {
    const key = `${one.sessionId} ${one.registrationId}`;
    const before = earliest.get(key);
    if (!before || one.at < before.at) earliest.set(key, one);
  }
  await keepEarliest(tx, eventId, [...earliest.values()]);
  await recordAll(
    tx,
    "event.checked-in",
    "event",
    added.map(({ registrationId, sessionId, how }) => ({
      id: eventId,
      data: { registrationId, sessionId, how },
    })),
  );
}

async function ticketsOf(tx: Tx, entries: readonly CheckIn[]) {
  const texts = [...new Set(entries.map(({ ticket }) => ticket.trim()))];
  const codes = texts.flatMap((text) => readTicket(text)?.code ?? []);
  const found = await ticketsBy(tx, { codes, ids: texts.filter(isUuid) });
  return new Map(
    found.flatMap((one) => [
      [one.code, one],
      [one.registrationId, one],
    ]),
  );
}

function ticketFor(
  tickets: ReadonlyMap<string, KnownTicket>,
  entry: CheckIn,
): KnownTicket | undefined {
  const read = readTicket(entry.ticket);
  const ticket = tickets.get(read?.code ?? entry.ticket.trim());
  // A square that names another event than its code belongs to was put together by somebody.
  return ticket && read?.eventId && read.eventId !== ticket.eventId ? undefined : ticket;
}

function problemOf(
  tx: Tx,
  event: DeskEvent,
  entry: CheckIn,
  ticket: KnownTicket | undefined,
  when: { readonly at: Date; readonly since: Date | null },
): TicketProblem | null {
  if (!event.sessions.some(({ id }) => id === entry.sessionId)) return "session-unknown";
  // What a helper saw while the event was on may come in later; nothing is seen after it.
  if (tx.actor.kind === "door" && wallTimeOf(when.at).day > event.ends) return "desk-over";
  return ticketProblem(ticket, { eventId: event.id, hereSince: when.since });
}

/** A telephone whose clock is wrong by days saw them when its message came in. */
function momentOf(tx: Tx, event: DeskEvent, entry: CheckIn): Date {
  const first = Date.parse(`${event.starts}T00:00:00Z`) - DAY_MS;
  const at = entry.at.getTime();
  return Number.isFinite(at) && at >= first && at <= tx.now.getTime() ? entry.at : tx.now;
}

function outcome(
  entry: CheckIn,
  problem: TicketProblem | null,
  ticket?: KnownTicket,
  at: Date | null = null,
): Outcome {
  const isOther = problem === "ticket-of-other-event";
  // Who goes to another event is no business of this door.
  const own = isOther ? undefined : ticket;
  return {
    id: entry.id,
    problem,
    registrationId: own?.registrationId ?? null,
    name: own?.name ?? null,
    at,
    otherEvent: isOther ? (ticket?.eventTitle ?? null) : null,
  };
}
