import { createTransport } from "nodemailer";

export type Letter = {
  /** The outbox's id: a letter that has to be sent twice keeps its Message-ID, so that mail
   * programs show it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: string;
  /** The same with headings and pictures, for a letter to a list. */
  readonly html?: string | null;
  /** Where a mail program takes its reader off the list. */
  readonly leaveUrl?: string | null;
};

/** Somebody who carries letters away; null where the outbox is only read (the demo). */
export type Post = {
  send(letter: Letter): Promise<void>;
  close(): void;
};

/** @param smtpUrl such as `smtps://user:password@mail.example.org` */
export function openPost(smtpUrl: string, from: string): Post {
  const url = new URL(smtpUrl);
  // A mail server that hangs must not hold up the queue: a quarter of a minute a step, then later.
  for (const step of ["connectionTimeout", "greetingTimeout", "socketTimeout"]) {
    if (!url.searchParams.has(step)) url.searchParams.set(step, "15000");
  }
  const transport = createTransport(url.toString(), { from });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async send(letter) {
      await transport.sendMail({
        // An address object is never parsed as a list, whatever characters it holds.
        to: { name: "", address: letter.to },
        subject: letter.subject,
        text: letter.body,
        ...(letter.html ? { html: letter.html } : {}),
        messageId: `<${letter.id}@${domain}>`,
        headers: {
          "Content-Language": letter.locale,
          // No answer from holiday robots.
          "Auto-Submitted": "auto-generated",
          // One press in the mail program leaves the list (RFC 2369, RFC 8058).
          ...(letter.leaveUrl
            ? {
                "List-Unsubscribe": `<${letter.leaveUrl}>`,
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
              }
            : {}),
        },
      });
    },
    close: () => transport.close(),
  };
}
