import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./recognition.policy.ts";
import { notYet } from "./reflection.rules.ts";
import { insertReflection, livedStays, reflectionOf } from "./reflection.store.ts";
import type { Lived } from "./reflection.ts";
import { hashOfSecret, reflectionPath, reflectionSecret } from "./reflection-link.ts";

/** What staff of a country most likely read, where no application says it. */
const OF_COUNTRY: Readonly<Record<string, Locale>> = {
  AL: "sq",
  BA: "bs",
  ME: "cnr",
  MK: "mk",
  RS: "sr-Cyrl",
  XK: "sq",
};

/**
 * Asks whoever is home from a stay for three answers, by a link in a letter; without an address the
 * office hands the link over. Asked again, the same link is sent again.
 * @returns the secret of the link
 */
export async function askReflection(
  tx: Tx,
  mobilityId: string,
  publicUrl: string,
): Promise<Result<string>> {
  const [lived] = isUuid(mobilityId) ? await livedStays(tx, { ids: [mobilityId] }) : [];
  if (!lived || !can.changeOutcome(tx.actor, lived.sendingCountry)) return notFound;
  return ask(tx, lived, publicUrl);
}

/** Asks everybody of a line who is home and was not asked; how many that were. */
export async function askReflectionsOfLine(
  tx: Tx,
  lineId: string,
  publicUrl: string,
): Promise<Result<number>> {
  if (!can.changeSomeOutcome(tx.actor) || !isUuid(lineId)) return notFound;
  let asked = 0;
  for (const lived of await livedStays(tx, { lineId })) {
    if (!can.changeOutcome(tx.actor, lived.sendingCountry) || notYet(lived)) continue;
    if (await reflectionOf(tx, { mobilityId: lived.mobilityId })) continue;
    const done = await ask(tx, lived, publicUrl);
    if (!done.ok) return done;
    asked += 1;
  }
  return ok(asked);
}

async function ask(tx: Tx, lived: Lived, publicUrl: string): Promise<Result<string>> {
  const problem = notYet(lived);
  if (problem) return refuse(problem);
  const known = await reflectionOf(tx, { mobilityId: lived.mobilityId }, true);
  if (known && known.state !== "asked") return refuse({ code: "reflection-there" });
  const id = known?.id ?? newId();
  const secret = reflectionSecret(id);
  const locale = localeOf(lived);
  if (!known) {
    const isFirst = await insertReflection(tx, {
      id,
      mobilityId: lived.mobilityId,
      locale,
      sentTo: lived.email,
      secretHash: hashOfSecret(secret),
      by: actorId(tx.actor) ?? "",
    });
    // Somebody else asked at the same moment: theirs was sent.
    if (!isFirst) return refuse({ code: "reflection-there" });
  }
  if (lived.email) await writeTo(tx, { lived, email: lived.email, locale, secret, publicUrl });
  const about = { type: "mobility", id: lived.mobilityId };
  await record(tx, "reflection.asked", about, { again: known !== undefined });
  return ok(secret);
}

function localeOf({ locale, sendingCountry }: Lived): Locale {
  return locale && isLocale(locale) ? locale : (OF_COUNTRY[sendingCountry] ?? "en");
}

/** The letter says where and when, and nothing of what somebody did. */
async function writeTo(
  tx: Tx,
  to: {
    readonly lived: Lived;
    readonly email: string;
    readonly locale: Locale;
    readonly secret: string;
    readonly publicUrl: string;
  },
): Promise<void> {
  const scheme = await readScheme(tx);
  const words = wordsFor(to.locale);
  const path = reflectionPath(to.locale, scheme?.slug ?? "", to.secret);
  await queueMail(tx, {
    to: to.email,
    template: "recognition.mail-ask",
    locale: to.locale,
    params: {
      line: words.local(to.lived.line),
      city: to.lived.city,
      days: words.days(day(to.lived.starts), day(to.lived.ends)),
      link: new URL(path, to.publicUrl).toString(),
    },
  });
}
