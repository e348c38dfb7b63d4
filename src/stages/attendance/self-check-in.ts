import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { mark } from "../../platform/vault.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { How, Outcome } from "./attendance.ts";
import { writeCheckIns } from "./check-in.ts";
import { type DeskEvent, type DeskSession, eventForDesk } from "./desk.store.ts";
import { keptEvent } from "./kept-event.ts";
import { isLiveSlot, isOpenNow, isSameWord, isWord, slotOf } from "./self-check-in.rules.ts";
import { readTicket } from "./ticket.rules.ts";
import { countTry, forgetTries, triesOf } from "./try.store.ts";
import { type CodeWord, keepWord, wordsOf } from "./word.store.ts";

/** A whole room may sit behind one address; a program that guesses is slower than the event. */
const MOST_TRIES = 60;
const TRIES_MS = 10 * 60_000;
const KEPT_MS = 24 * 3_600_000;

/** What the square on the wall proves: that somebody sees the wall in this minute. */
const proofOf = (sessionId: string, slot: number): string =>
  mark(`event-screen/${sessionId}/${slot}`).slice(0, 20);

export type Screen = {
  readonly event: DeskEvent;
  readonly session: DeskSession;
  readonly slot: number;
  readonly proof: string;
};

/** What is on the wall now. */
export async function readScreen(
  tx: Tx,
  eventId: string,
  sessionId: string,
): Promise<Screen | null> {
  const event = await keptEvent(tx, eventId);
  const session = event?.sessions.find(({ id }) => id === sessionId);
  if (!event || !session) return null;
  const slot = slotOf(tx.now);
  return { event, session, slot, proof: proofOf(session.id, slot) };
}

export async function readCodeWords(tx: Tx, eventId: string): Promise<readonly CodeWord[]> {
  return (await keptEvent(tx, eventId)) ? wordsOf(tx, eventId) : [];
}

/** The word that is said online; a new one takes the place of the old one at once. */
export async function setCodeWord(
  tx: Tx,
  eventId: string,
  from: { readonly sessionId: string; readonly word: string },
): Promise<Result<null>> {
  const event = await keptEvent(tx, eventId);
  if (!event?.sessions.some(({ id }) => id === from.sessionId)) return notFound;
  const word = from.word.trim();
  if (!isWord(word)) return refuse({ code: "code-word-shape", field: "word" });
  const others = (await wordsOf(tx, eventId)).filter((one) => one.sessionId !== from.sessionId);
  // Said in one session, it must not open another one.
  if (others.some((one) => isSameWord(word, one.word))) {
    return refuse({ code: "code-word-taken", field: "word" });
  }
  await keepWord(tx, { eventId, sessionId: from.sessionId, word });
  const { sessionId } = from;
  await record(tx, "event.code-word-set", { type: "event", id: eventId }, { sessionId });
  return ok(null);
}

/** What somebody brings who checks in without a helper. */
export type OwnCheckIn = {
  readonly ticket: string;
  /** A one-way mark of the network, so that guessing ends. */
  readonly client: string;
  /** The form's own id, so that the same one sent twice is one. */
  readonly id: string;
  readonly by:
    | {
        readonly screen: {
          readonly sessionId: string;
          readonly slot: string;
          readonly proof: string;
        };
      }
    | { readonly word: string };
};

/** The event that people may check in to by themselves, as anybody sees it. */
export async function readOwnDoor(tx: Tx, eventId: string): Promise<DeskEvent | null> {
  if (!isUuid(eventId)) return null;
  const event = await eventForDesk(tx, eventId);
  return event && event.state !== "cancelled" ? event : null;
}

/** Whether what was scanned is on the wall, or was a moment ago. */
export function screenSession(
  tx: Tx,
  event: DeskEvent,
  screen: { readonly sessionId: string; readonly slot: string; readonly proof: string },
): DeskSession | undefined {
  const slot = Number(screen.slot);
  const isTrue = isLiveSlot(slot, tx.now) && proofOf(screen.sessionId, slot) === screen.proof;
  return isTrue ? event.sessions.find(({ id }) => id === screen.sessionId) : undefined;
}

/**
 * Somebody checks in alone, by what only those see or hear who are there. A wrong ticket is counted,
 * and has to be kept: the refusal that says so comes as a value that does not undo it.
 */
export async function checkInMyself(
  tx: Tx,
  eventId: string,
  from: OwnCheckIn,
): Promise<Result<{ readonly outcome: Outcome; readonly session: DeskSession }>> {
  const event = await readOwnDoor(tx, eventId);
  if (!event) return notFound;
  const since = new Date(tx.now.getTime() - TRIES_MS);
  const of = { eventId, client: from.client, since };
  if ((await triesOf(tx, of)) >= MOST_TRIES)
    return refuse({ code: "too-many-tries", params: { minutes: TRIES_MS / 60_000 } });
  const session = await sessionOf(tx, event, from.by);
  if (!session) {
    const byScreen = "screen" in from.by;
    return refuse(
      byScreen ? { code: "screen-too-old" } : { code: "code-word-wrong", field: "word" },
    );
  }
  if (!isOpenNow(session, tx.now)) return refuse({ code: "session-not-now" });
  if (!readTicket(from.ticket)) return refuse({ code: "ticket-shape", field: "ticket" });
  const how: How = "screen" in from.by ? "screen" : "word";
  const [outcome] = await writeCheckIns(tx, event, [
    { id: from.id, sessionId: session.id, ticket: from.ticket, at: tx.now, how },
  ]);
  if (!outcome) return notFound;
  if (outcome.problem === "ticket-unknown") await countTry(tx, of);
  return ok({ outcome, session });
}

async function sessionOf(
  tx: Tx,
  event: DeskEvent,
  by: OwnCheckIn["by"],
): Promise<DeskSession | undefined> {
  if ("screen" in by) return screenSession(tx, event, by.screen);
  const said = (await wordsOf(tx, event.id)).find(({ word }) => isSameWord(by.word, word));
  return event.sessions.find(({ id }) => id === said?.sessionId);
}

/** Networks that typed wrong tickets are forgotten the next day. */
export const forgetCheckInTries = (tx: Tx): Promise<void> =>
  forgetTries(tx, new Date(tx.now.getTime() - KEPT_MS));
