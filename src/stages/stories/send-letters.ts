import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";
import {
  heldListLetters,
  type ListLetter,
  queueListLetters,
  releaseMail,
  rewriteListLetter,
} from "../../platform/mail/index.ts";
import { isUuid } from "../../shared/id.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import type { Scheme } from "../schemes/scheme.ts";
import { leavePath } from "./addresses.ts";
import { nextNewsletter } from "./news.rules.ts";
import { NEWSLETTER_TEMPLATE, type Newsletter } from "./news.ts";
import {
  confirmedSubscribers,
  keepStories,
  lockNewsletter,
  moveNewsletter,
} from "./newsletter.store.ts";
import { leaveSecret } from "./subscribe.ts";
import { type NewsletterItems, readItems } from "./write-newsletter.ts";

export type NewsletterParts = {
  readonly scheme: Scheme;
  readonly newsletter: Newsletter;
  readonly items: NewsletterItems;
};
/** A letter in a language, with the address by which its reader leaves. */
export type WriteLetter = (
  parts: NewsletterParts,
  locale: Locale,
) => (leaveUrl: string) => Pick<ListLetter, "subject" | "body" | "html">;

/**
 * Writes a newsletter's letters into the outbox, all or none: a second start finds them written. What
 * may not be shown at this moment is in none of them.
 */
export async function writeLetters(
  tx: Tx,
  newsletterId: string,
  publicUrl: string,
  write: WriteLetter,
): Promise<number> {
  const newsletter = isUuid(newsletterId) ? await lockNewsletter(tx, newsletterId) : undefined;
  const scheme = await readScheme(tx);
  if (!newsletter || !scheme || tx.actor.kind !== "system") return 0;
  const next = nextNewsletter(newsletter.state, "finish");
  if (!next.ok) return 0;
  await keepStories(tx, newsletterId);
  const items = await readItems(tx, newsletterId);
  const parts = { scheme, newsletter, items };
  const readers =
    items.stories.length + items.news.length > 0 ? await confirmedSubscribers(tx) : [];
  const written = new Map<Locale, ReturnType<WriteLetter>>();
  const letters = readers.map(({ id, email, locale }): ListLetter => {
    const letter = written.get(locale) ?? write(parts, locale);
    written.set(locale, letter);
    const leaveUrl = new URL(leavePath(locale, scheme.slug, leaveSecret(id)), publicUrl).href;
    return {
      to: email,
      locale,
      template: NEWSLETTER_TEMPLATE,
      leaveUrl,
      ...pick(letter(leaveUrl)),
    };
  });
  await queueListLetters(tx, newsletterId, letters);
  await moveNewsletter(tx, newsletterId, { state: next.value, letters: letters.length });
  await record(
    tx,
    "newsletter.sent",
    { type: "newsletter", id: newsletterId },
    { letters: letters.length },
  );
  return letters.length;
}

/**
 * Letters that were held because something in them was taken back are written again without it and go
 * on; those with nothing left in them never go.
 */
export async function rewriteLetters(
  tx: Tx,
  newsletterId: string,
  write: WriteLetter,
): Promise<void> {
  const newsletter = isUuid(newsletterId) ? await lockNewsletter(tx, newsletterId) : undefined;
  const scheme = await readScheme(tx);
  if (newsletter?.state !== "sent" || !scheme || tx.actor.kind !== "system") return;
  const held = await heldListLetters(tx, newsletterId);
  if (held.length === 0) return;
  await keepStories(tx, newsletterId);
  const items = await readItems(tx, newsletterId);
  const isEmpty = items.stories.length + items.news.length === 0;
  const written = new Map<string, ReturnType<WriteLetter>>();
  for (const { id, locale, leaveUrl } of held) {
    if (!isLocale(locale)) continue;
    const letter = written.get(locale) ?? write({ scheme, newsletter, items }, locale);
    written.set(locale, letter);
    await rewriteListLetter(tx, id, isEmpty ? null : pick(letter(leaveUrl)));
  }
  await releaseMail(tx, newsletterId);
}

/** A letter's own fields, whatever else whoever set it has at hand. */
const pick = ({ subject, body, html }: Pick<ListLetter, "subject" | "body" | "html">) => ({
  subject,
  body,
  html,
});
