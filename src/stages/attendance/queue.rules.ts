import { isUuid } from "../../shared/id.ts";
import { type CheckIn, type How, WAYS } from "./attendance.ts";

const MOST = 500;
const LONGEST_TICKET = 500;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value.length <= longest;

/**
 * What a telephone sends of what lay on it; null for anything else. Its clock may be wrong: what it
 * says the time was when it sent shows by how much, and every moment is moved by that.
 * @param entries JSON: a list of `{ id, session, ticket, at, how }`, `at` in milliseconds of its clock
 * @param sent milliseconds of its clock when it sent
 */
export function readQueue(entries: string, sent: string, now: Date): readonly CheckIn[] | null {
  let list: unknown;
  try {
    list = JSON.parse(entries);
  } catch {
    return null;
  }
  const clock = /^\d{1,15}$/.test(sent) ? Number(sent) : Number.NaN;
  if (!Array.isArray(list) || list.length > MOST || Number.isNaN(clock)) return null;
  const ahead = clock - now.getTime();
  const read = list.map((one) => entryOf(one, ahead));
  return read.every((one) => one !== null) ? read : null;
}

function entryOf(one: unknown, ahead: number): CheckIn | null {
  if (typeof one !== "object" || one === null) return null;
  const { id, session, ticket, at, how } = one as Record<string, unknown>;
  if (!isText(id, 36) || !isUuid(id) || !isText(session, 36) || !isUuid(session)) return null;
  if (!isText(ticket, LONGEST_TICKET) || typeof at !== "number" || !Number.isFinite(at))
    return null;
  const way = WAYS.find((known): known is How => known === how);
  // By the wall and by the word people come in alone, never through a door.
  if (!way || way === "screen" || way === "word") return null;
  return { id, sessionId: session, ticket, at: new Date(at - ahead), how: way };
}
