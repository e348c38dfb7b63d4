import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { cancelListLetters, queueMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { withinAllowance } from "../../platform/sign-in/index.ts";
import { mark } from "../../platform/vault.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { isEmail } from "../applications/application.rules.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { confirmPath } from "./addresses.ts";
import {
  confirmSubscriber,
  dropSubscriber,
  dropUnconfirmed,
  putSubscriber,
  type Subscriber,
  subscriberBy,
} from "./newsletter.store.ts";

const DAY_MS = 86_400_000;
/** Days in which the letter's link says yes. */
export const DAYS_TO_CONFIRM = 7;
/** Somebody else's mailbox must not be filled from here: a letter a day, few from one place. */
const AN_ADDRESS = { minutes: 24 * 60, most: 1 };
const A_PLACE = { minutes: 60, most: 5 };

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
const confirmSecret = (id: string): string => mark(`newsletter-confirm/${id}`).slice(0, 32);
/** What stands at the foot of each letter. */
export const leaveSecret = (id: string): string => mark(`newsletter-leave/${id}`).slice(0, 32);
const SECRET_LENGTH = 32;
const isSecret = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/**
 * Asks whoever owns an address whether it shall get the newsletter. The answer is the same whether it
 * is on the list already: nobody finds out here who reads what.
 * @param from.client a one-way mark of where it was asked from
 */
export async function askToSubscribe(
  tx: Tx,
  from: {
    readonly email: string;
    readonly locale: Locale;
    readonly client: string;
    readonly publicUrl: string;
  },
): Promise<Result<null>> {
  const email = from.email.trim();
  if (email === "") return refuse({ code: "required", field: "email" });
  if (email.length > 254 || !isEmail(email))
    return refuse({ code: "not-an-email", field: "email" });
  if (!(await withinAllowance(tx, `newsletter:${from.client}`, A_PLACE))) {
    return refuse({ code: "newsletter-too-often" });
  }
  const address = mark(`newsletter/${tx.actor.schemeId}/${email.toLowerCase()}`);
  if (!(await withinAllowance(tx, `newsletter-to:${address}`, AN_ADDRESS))) return ok(null);
  const scheme = await readScheme(tx);
  const fresh = newId();
  const id = await putSubscriber(tx, {
    id: fresh,
    email,
    locale: from.locale,
    confirmHash: hashOf(confirmSecret(fresh)),
    leaveHash: hashOf(leaveSecret(fresh)),
  });
  if (id === null || !scheme) return ok(null);
  await queueMail(tx, {
    to: email,
    template: "news.mail-confirm",
    locale: from.locale,
    params: {
      programme: scheme.name[from.locale] ?? scheme.name.en ?? scheme.slug,
      days: DAYS_TO_CONFIRM,
      link: new URL(confirmPath(from.locale, scheme.slug, confirmSecret(id)), from.publicUrl).href,
    },
  });
  await record(tx, "newsletter.asked", { type: "subscriber", id }, { locale: from.locale });
  return ok(null);
}

/** Who waits behind a letter's link; undefined for one that is unknown or too old. */
export async function openConfirmation(tx: Tx, secret: string): Promise<Subscriber | undefined> {
  return isSecret(secret) ? subscriberBy(tx, "confirm_hash", hashOf(secret)) : undefined;
}

/** The second yes. Pressed twice it is the same. */
export async function confirmSubscription(tx: Tx, secret: string): Promise<boolean> {
  const found = await openConfirmation(tx, secret);
  if (!found) return false;
  if (await confirmSubscriber(tx, found.id)) {
    await record(tx, "newsletter.confirmed", { type: "subscriber", id: found.id });
  }
  return true;
}

export async function opensLeaving(tx: Tx, secret: string): Promise<boolean> {
  return isSecret(secret) && (await subscriberBy(tx, "leave_hash", hashOf(secret))) !== undefined;
}

/** Off the list at once; whoever is not on it any more is told the same. */
export async function leaveNewsletter(tx: Tx, secret: string): Promise<void> {
  const found = isSecret(secret) ? await subscriberBy(tx, "leave_hash", hashOf(secret)) : undefined;
  if (!found) return;
  await dropSubscriber(tx, found.id);
  await cancelListLetters(tx, secret);
  await record(tx, "newsletter.left", { type: "subscriber", id: found.id });
}

/** An address at which nobody is: it leaves the list as if its reader had, and no letter waits for it. */
export const dropRefused = (tx: Tx, leaveUrl: string): Promise<void> =>
  leaveNewsletter(tx, leaveUrl.slice(-SECRET_LENGTH));

/** Every night: addresses of which nobody said yes. */
export const forgetUnconfirmed = (tx: Tx): Promise<void> =>
  dropUnconfirmed(tx, new Date(tx.now.getTime() - DAYS_TO_CONFIRM * DAY_MS));
