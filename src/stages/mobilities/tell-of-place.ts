import type { Tx } from "../../platform/db/index.ts";
import { isLocale, wordsFor } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";

type Reached = { readonly email: string | null; readonly locale: string; readonly answerBy: Date };

/**
 * Says that there is a result and until when to answer, in the person's language. Neither the code
 * nor the city nor a link is in it: a message can be read by others, and a scanner follows links.
 */
export async function tellOfPlace(
  tx: Tx,
  to: Reached,
  template: "offers.mail-place-offered" | "offers.mail-reserve-offered",
  answerBy: Date = to.answerBy,
): Promise<void> {
  if (!to.email) return;
  const locale = isLocale(to.locale) ? to.locale : "en";
  const params = { until: wordsFor(locale).deadline(answerBy) };
  await queueMail(tx, { to: to.email, template, locale, params });
}
