import type { Tx } from "../../platform/db/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { type Day, daysBetween } from "../../shared/day.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { readerWords } from "../schemes/reader-words.ts";
import { askerOf } from "./asker.store.ts";
import { hostSecret } from "./host-link.ts";
import { type HostRequest, TRADE_OPEN } from "./hosting.ts";

/** Where a host reads and answers: apart from the learners' pages, in the host's own language. */
export const requestPath = (language: string, scheme: string, secret: string): string =>
  `/host/${language}/${scheme}/${secret}`;
/** Where a host writes down what it can take. */
export const tablePath = (language: string, scheme: string, secret: string): string =>
  `/host/${language}/${scheme}/table/${secret}`;

type Letter =
  | "host.mail-ask"
  | "host.mail-remind"
  | "host.mail-yes"
  | "host.mail-instead"
  | "host.mail-fewer"
  | "host.mail-withdrawn";

/** No learner's name or contact is ever in a letter: a message can be sent on by anybody. */
export async function writeToHost(
  tx: Tx,
  letter: Letter,
  request: HostRequest,
  publicUrl: string,
): Promise<void> {
  if (request.contactEndedAt) return;
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a letter to a host outside a scheme");
  const { language } = request;
  const words = readerWords(scheme.settings, "public", language);
  const path = requestPath(language, scheme.slug, hostSecret("request", request.id));
  const programme = words.local(scheme.name);
  await queueMail(tx, {
    to: request.contactEmail,
    template: letter,
    locale: language,
    params: {
      name: request.contactName,
      asker: scheme.settings.contact?.name ?? programme,
      company: request.company,
      programme,
      trade: request.trade === TRADE_OPEN ? words.t("host.trade-open") : words.trade(request.trade),
      days: words.days(request.starts as Day, request.ends as Day),
      day: words.day(request.answerBy as Day),
      link: new URL(path, publicUrl).toString(),
    },
  });
}

/**
 * Tells whoever asked that a host took its yes back, or could not say it because the days were moved;
 * the programme's own address where that person has no role any more. Written in the language in which
 * was asked; it leads to the question's page and names no learner.
 */
export async function tellOffice(
  tx: Tx,
  request: HostRequest,
  publicUrl: string,
  letter: "hosting.mail-taken-back" | "hosting.mail-days-moved",
): Promise<void> {
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a letter to an office outside a scheme");
  const { contact } = scheme.settings;
  const asker = await askerOf(tx, request.id);
  const to = asker.person ?? contact;
  if (!to?.email) return;
  const locale = asker.language ?? "en";
  const words = readerWords(scheme.settings, "staff", locale);
  const path = `/console/${scheme.slug}/hosting/requests/${request.id}`;
  await queueMail(tx, {
    to: to.email,
    template: letter,
    locale,
    params: {
      name: to.name,
      company: request.company,
      days: words.days(request.starts as Day, request.ends as Day),
      link: new URL(path, publicUrl).toString(),
    },
  });
}

/** Comes back to a question on this day, in the morning as the office does; once a day, however often asked. */
export const lookAgain = (
  tx: Tx,
  requestId: string,
  publicUrl: string,
  from: Day,
  on: Day,
): Promise<void> =>
  enqueue(
    tx,
    "remind-host",
    { requestId, publicUrl },
    {
      key: `remind-host:${requestId}:${on}`,
      inMinutes: Math.max(1, daysBetween(from, on) * 1440),
    },
  );
