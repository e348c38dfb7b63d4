import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  type AnyLocale,
  isHostLocale,
  isLocale,
  type Locale,
  wordsFor,
} from "../../platform/i18n/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { isComplete, next, nextReminder, type Standing, whoseTurn } from "./agreement.rules.ts";
import { changeState, type StoredAgreement } from "./agreement.store.ts";
import type { Party } from "./agreement.ts";
import { markAsked } from "./party.store.ts";
import { readStand } from "./read-standings.ts";
import { signingSecret } from "./signing-link.ts";

const MINUTE_MS = 60_000;

/** The language of a letter to a party: its own where the words are there, else English. */
export function letterLocale({ locale }: Pick<Party, "locale">): AnyLocale {
  if (isLocale(locale)) return locale;
  return isHostLocale(locale) && wordsFor(locale).has("sign.mail-asked-body") ? locale : "en";
}

/** The language in the address of the page; a host's own is found by the link. */
export const pageLocale = (party: Pick<Party, "locale">): Locale =>
  isLocale(party.locale) ? party.locale : "en";

/**
 * After a text was sent, a signature given or a person replaced: asks whoever is next, or says that
 * everybody has signed. Whoever was asked for this text already is not asked again.
 * @param since a new text asks those again whose signature fell with it
 */
export async function moveOn(
  tx: Tx,
  agreement: StoredAgreement,
  from: { readonly since: Date | null; readonly publicUrl: string },
): Promise<"asked" | "complete"> {
  const stand = await readStand(tx, agreement);
  // Who does not go asks nobody for a signature.
  if (!stand || agreement.stayState === "cancelled") return "asked";
  if (isComplete(stand.standings)) {
    const after = next(agreement.state, "complete");
    if (after.ok) {
      await changeState(tx, agreement.id, { state: after.value });
      await record(
        tx,
        "agreement.completed",
        { type: "agreement", id: agreement.id },
        { version: stand.version.number, mobilityId: agreement.mobilityId },
      );
      await enqueue(
        tx,
        "seal-agreement",
        { agreementId: agreement.id, publicUrl: from.publicUrl },
        { key: `seal-agreement:${agreement.id}` },
      );
    }
    return "complete";
  }
  const due = whoseTurn(stand.standings).filter(
    ({ party }) => party.askedAt === null || (from.since && party.askedAt < from.since),
  );
  for (const one of due) await ask(tx, agreement, one, from.publicUrl);
  if (due.length > 0)
    await remindLater(tx, { agreementId: agreement.id, publicUrl: from.publicUrl }, due);
  return "asked";
}

/** Makes the party's address and writes the letter, where there is one to write to. */
async function ask(
  tx: Tx,
  agreement: StoredAgreement,
  { party, fallen }: Standing,
  publicUrl: string,
): Promise<void> {
  const secret = await signingSecret(tx, party.id);
  await markAsked(tx, party.id);
  await record(
    tx,
    "agreement.asked",
    { type: "agreement", id: agreement.id },
    { partyId: party.id, again: fallen !== null },
  );
  await writeTo(tx, party, {
    secret,
    publicUrl,
    code: agreement.code,
    template: fallen ? "sign.mail-changed" : "sign.mail-asked",
  });
}

/** Where a party reads and signs. */
export const signingPath = (locale: string, scheme: string, secret: string): string =>
  `/${locale}/${scheme}/sign/${secret}`;

type Letter =
  | "sign.mail-asked"
  | "sign.mail-changed"
  | "sign.mail-reminder"
  | "sign.mail-answer"
  | "sign.mail-signed";

/** The letter to one party. It names no other person: a message can be read by others. */
export async function writeTo(
  tx: Tx,
  party: Party,
  from: {
    readonly secret: string;
    readonly code: string;
    readonly publicUrl: string;
    readonly template: Letter;
  },
): Promise<void> {
  if (!party.email) return;
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a letter about an agreement outside a scheme");
  const locale = letterLocale(party);
  const path = signingPath(pageLocale(party), scheme.slug, from.secret);
  await queueMail(tx, {
    to: party.email,
    template: from.template,
    locale,
    params: {
      programme: wordsFor(locale).local(scheme.name),
      code: from.code,
      link: new URL(path, from.publicUrl).toString(),
    },
  });
}

/** The job that reminds comes when the first of them is due; one that waits is left where it is. */
export async function remindLater(
  tx: Tx,
  of: { readonly agreementId: string; readonly publicUrl: string },
  due: readonly Standing[],
): Promise<void> {
  const moments = due.flatMap(({ party }) => {
    const at = nextReminder({ askedAt: party.askedAt ?? tx.now, reminders: party.reminders });
    return at ? [at.getTime()] : [];
  });
  if (moments.length === 0) return;
  const minutes = Math.ceil((Math.min(...moments) - tx.now.getTime()) / MINUTE_MS);
  await enqueue(tx, "remind-signers", of, {
    key: `remind-signers:${of.agreementId}`,
    inMinutes: Math.max(1, minutes),
  });
}
