import { smsNumber } from "../../shared/phone-number.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  type AudiencePerson,
  CHANNELS,
  type Channel,
  type NewSending,
  type SendingAction,
  type SendingState,
} from "./sending.ts";

/** Called off only while nothing has gone: half a sending that stops would leave people guessing. */
export const sendingStates = {
  scheduled: { start: "sending", cancel: "cancelled" },
  sending: { finish: "sent" },
  sent: {},
  cancelled: {},
} as const satisfies Record<SendingState, Partial<Record<SendingAction, SendingState>>>;

export function next(state: SendingState, action: SendingAction): Result<SendingState> {
  const row: Partial<Record<SendingAction, SendingState>> = sendingStates[state];
  const to = row[action];
  return to ? ok(to) : refuse({ code: `sending-${state}` });
}

/** A year: nobody means more, and a wrong year is a common slip. */
const FARTHEST_MS = 366 * 86_400_000;

export function momentProblems(at: Date | null, now: Date): Problem[] {
  if (at === null) return [];
  if (at < now) return [{ code: "sending-in-past", field: "at" }];
  return at.getTime() - now.getTime() > FARTHEST_MS
    ? [{ code: "sending-too-far", field: "at" }]
    : [];
}

export const isChannel = (text: string): text is Channel =>
  CHANNELS.some((known) => known === text);

/** Languages a template can be read in: Serbian in Latin letters comes with the Cyrillic one. */
export const readableIn = (written: readonly string[]): string[] =>
  written.flatMap((locale) => (locale === "sr-Cyrl" ? [locale, "sr-Latn"] : [locale]));

/** The language of somebody's message: the own one, else the one chosen instead, else none. */
export function languageOf(
  own: string,
  written: readonly string[],
  fallbacks: NewSending["fallbacks"],
): string | null {
  const readable = readableIn(written);
  if (readable.includes(own)) return own;
  const chosen = fallbacks[own];
  return chosen !== undefined && readable.includes(chosen) ? chosen : null;
}

/** How somebody is reached: null for by neither. */
export function reachOf(
  person: Pick<AudiencePerson, "email" | "phone">,
  channel: Channel,
): { readonly channel: "mail" | "sms"; readonly to: string } | null {
  const number = smsNumber(person.phone);
  if (channel !== "sms" && person.email) return { channel: "mail", to: person.email };
  return channel !== "mail" && number ? { channel: "sms", to: number } : null;
}

/** One row a person: of several applications the one to the newest call. */
export function onePerPerson<Row extends { personId: string; callNumber: number }>(
  rows: readonly Row[],
): Row[] {
  const chosen = new Map<string, Row>();
  for (const row of rows) {
    const known = chosen.get(row.personId);
    if (!known || row.callNumber > known.callNumber) chosen.set(row.personId, row);
  }
  return [...chosen.values()];
}
