import type { Task } from "../platform/jobs/jobs.ts";
import { newsletterOf } from "../stages/stories/newsletter-words.ts";
import { writeLetters } from "../stages/stories/send-letters.ts";
import { newsletterLetter } from "../ui/story/index.ts";

/** Writes the letters of a newsletter that somebody let go; a second start finds them written. */
export const sendNewsletter: Task<"send-newsletter"> = async (
  { newsletterId, publicUrl },
  { database, actor, log },
) => {
  const letters = await database.withTx(actor, (tx) =>
    writeLetters(tx, newsletterId, publicUrl, (parts, locale) => {
      const from = newsletterOf(parts, locale, publicUrl);
      return (leaveUrl) => newsletterLetter({ ...from, leaveUrl });
    }),
  );
  if (letters > 0) log.info({ letters }, "newsletter in the outbox");
};
