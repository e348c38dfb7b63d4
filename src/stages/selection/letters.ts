import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { type HeldMail, heldMail, holdMail, releaseMail } from "../../platform/mail/index.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { caseFacts } from "./case.store.ts";
import { type List, type ListLine, linesOf, listsOf } from "./list.store.ts";
import { can } from "./selection.policy.ts";
import { lockSelection } from "./selection-call.store.ts";

type Letters = {
  readonly list: List;
  readonly call: Call;
  /** Written and not yet let go. */
  readonly held: readonly HeldMail[];
  readonly released: number;
  /** Applicants who gave no address and are told by telephone or at school. */
  readonly without: number;
};

/** The letters of the newest list, as far as they are written. */
export async function readLetters(tx: Tx, callId: string): Promise<Letters | undefined> {
  if (!can.lead(tx.actor)) return undefined;
  const call = await readCall(tx, callId);
  const [list] = call ? await listsOf(tx, call.id) : [];
  if (!call || !list) return undefined;
  const people = await caseFacts(tx, call.id, null);
  const { held, released } = await heldMail(tx, list.id);
  return { list, call, held, released, without: people.filter((one) => !one.email).length };
}

const templateOf = (list: List, line: ListLine): MessageKey =>
  line.rank === null
    ? `selection.mail-${list.kind}-not-ranked`
    : `selection.mail-${list.kind}-ranked`;

/**
 * Writes a letter to everybody on the newest list, in the language of the application, and holds
 * it: nobody is told anything until somebody has read the letters over. No name, code or link is in
 * them; the points are for the person's own address.
 */
export async function writeLetters(tx: Tx, callId: string): Promise<Result<number>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const [list] = call ? await listsOf(tx, call.id) : [];
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  if (!list) return refuse({ code: "no-list" });
  const known = await heldMail(tx, list.id);
  if (known.held.length + known.released > 0) return refuse({ code: "letters-already-written" });
  const people = new Map((await caseFacts(tx, call.id, null)).map((one) => [one.id, one]));
  const lines = await linesOf(tx, list.id);
  const ranked = lines.filter((line) => line.rank !== null).length;
  let written = 0;
  for (const line of lines) {
    const to = people.get(line.applicationId);
    if (!to?.email) continue;
    const locale: Locale = isLocale(to.locale) ? to.locale : "en";
    const words = wordsFor(locale);
    const reasons = line.reasons.map((reason) => words.problem(reason)).join(" ");
    await holdMail(tx, list.id, {
      to: to.email,
      template: templateOf(list, line),
      locale,
      params: {
        call: words.local(call.title),
        points: line.points,
        rank: line.rank ?? 0,
        of: ranked,
        reasons,
        until: selection.objectionsUntil ? words.deadline(selection.objectionsUntil) : "",
        decide: words.day(call.decideBy),
      },
    });
    written += 1;
  }
  if (written === 0) return refuse({ code: "no-addresses" });
  await record(tx, "list.letters-written", { type: "list", id: list.id }, { letters: written });
  return ok(written);
}

/** Lets all held letters of the newest list go, with one click of somebody who has read them. */
export async function releaseLetters(tx: Tx, callId: string): Promise<Result<number>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const [list] = call ? await listsOf(tx, call.id) : [];
  if (!list) return notFound;
  const released = await releaseMail(tx, list.id);
  if (released === 0) return refuse({ code: "no-letters-held" });
  await record(tx, "list.letters-released", { type: "list", id: list.id }, { letters: released });
  return ok(released);
}
