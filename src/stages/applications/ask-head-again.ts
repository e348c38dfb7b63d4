import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newSecret } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./application.policy.ts";
import { isEmail } from "./application.rules.ts";
import { hashOfHead, queueHeadLetter } from "./ask-head.ts";
import { type AskedHead, askedHead, renewHead } from "./head.store.ts";

export type { AskedHead } from "./head.store.ts";

/** A head's post is read once a day; a second letter within it only confuses. */
const HOURS_BETWEEN = 20;
const MS_AN_HOUR = 3_600_000;

/** Whom a letter about this application went to; undefined for "not asked" and "not yours". */
export async function readAskedHead(tx: Tx, applicationId: string): Promise<AskedHead | undefined> {
  const asked = await askedHead(tx, applicationId, false);
  return asked && can.enterFor(tx.actor, asked) ? asked : undefined;
}

/** An office corrects an address that was written wrongly; a school sends to the one there is. */
export const mayReaddress = (tx: Tx, asked: AskedHead): boolean =>
  can.register(tx.actor, asked.country);

/**
 * Writes to the head teacher once more, with a new secret: the link of the letter that was lost
 * opens nothing from then on.
 */
export async function askHeadAgain(
  tx: Tx,
  applicationId: string,
  from: {
    readonly to: string;
    readonly link: (locale: Locale, secret: string) => string;
  },
): Promise<Result<null>> {
  const asked = await askedHead(tx, applicationId, true);
  if (!asked || !can.enterFor(tx.actor, asked)) return notFound;
  if (asked.answer !== null) return refuse({ code: "head-answered", field: "to" });
  const to = mayReaddress(tx, asked) ? from.to.trim() : asked.sentTo;
  if (!isEmail(to)) return refuse({ code: "not-an-email", field: "to" });
  const next = new Date(asked.askedAt.getTime() + HOURS_BETWEEN * MS_AN_HOUR);
  if (to === asked.sentTo && tx.now < next) {
    return refuse({ code: "head-asked-lately", field: "to" });
  }
  const secret = newSecret();
  await renewHead(tx, asked.id, { sentTo: to, secretHash: hashOfHead(secret) });
  const locale = asked.locale as Locale;
  await queueHeadLetter(tx, { ...asked, to, locale, link: from.link(locale, secret) });
  const of = { type: "application", id: applicationId };
  await record(tx, "application.head-asked-again", of, { readdressed: to !== asked.sentTo });
  return ok(null);
}
