import type { Task } from "../platform/jobs/jobs.ts";
import { newsletterOf } from "../stages/stories/newsletter-words.ts";
import { rewriteLetters, type WriteLetter, writeLetters } from "../stages/stories/send-letters.ts";
import { newsletterLetter } from "../ui/story/index.ts";

/**
 * Writes the letters of a newsletter that somebody let go; a second start finds them written. Those
 * that wait and told what was taken back since are written again without it.
 */
export const sendNewsletter: Task<"send-newsletter"> = async (
  { newsletterId, publicUrl },
  { database, actor, log },
) => {
  const write: WriteLetter = (parts, locale) => {
    const from = newsletterOf(parts, locale, publicUrl);
    return (leaveUrl) => newsletterLetter({ ...from, leaveUrl });
  };
  const letters = await database.withTx(actor, (tx) =>
    writeLetters(tx, newsletterId, publicUrl, write),
  );
  await database.withTx(actor, (tx) => rewriteLetters(tx, newsletterId, write));
  if (letters > 0) log.info({ letters }, "newsletter in the outbox");
};
