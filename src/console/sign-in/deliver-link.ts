import type { Database } from "../../platform/db/index.ts";
import { wordsFor } from "../../platform/i18n/index.ts";
import { carry, noteLetter, type Post } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { LINK_MINUTES, type LinkLetter } from "../../platform/sign-in/index.ts";

const TEMPLATE = "sign-in.mail-link";

/**
 * Sends the letter with a sign-in link. It never lies in the outbox whole: who may read the outbox
 * could otherwise sign in as somebody else and give the second signature too. Only the demo, whose
 * people are invented and which has no mail server, keeps the link to be read.
 */
export function deliverLink(from: {
  readonly database: Database;
  readonly post: Post | null;
  readonly demo: boolean;
}): (letter: LinkLetter) => Promise<void> {
  return async ({ schemeId, address, personName, locale, url }) => {
    const words = wordsFor(locale);
    const body = (link: string) =>
      words.t(`${TEMPLATE}-body`, { name: personName, link, minutes: LINK_MINUTES });
    const letter = {
      id: newId(),
      to: address,
      locale,
      subject: words.t(`${TEMPLATE}-subject`),
    };
    const shown = from.demo && !from.post ? body(url) : body(words.t("sign-in.mail-link-hidden"));
    const error = from.post
      ? await carry(from.post, { ...letter, body: body(url) })
      : from.demo
        ? null
        : "no-mail-server";
    const state = error ? "failed" : from.post ? "sent" : "kept";
    await from.database.withTx({ kind: "system", schemeId }, (tx) =>
      noteLetter(tx, { ...letter, body: shown, template: TEMPLATE, state, error }),
    );
  };
}
