import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { settleOutcome } from "../mobilities/settle-outcome.ts";
import { certificateOfStay } from "./certificate.store.ts";
import { answerProblems, next } from "./reflection.rules.ts";
import { keepAnswers, livedStays, reflectionOf } from "./reflection.store.ts";
import type { Answers, Lived, Reflection } from "./reflection.ts";
import { hashOfSecret, isSecret } from "./reflection-link.ts";

export type AskedReflection = { readonly reflection: Reflection; readonly lived: Lived };

/** What the holder of a link is asked; undefined for a link that nobody was sent. */
export async function readAsked(
  tx: Tx,
  secret: string,
  held = false,
): Promise<AskedReflection | undefined> {
  if (!isSecret(secret)) return undefined;
  const reflection = await reflectionOf(tx, { secretHash: hashOfSecret(secret) }, held);
  const [lived] = reflection ? await livedStays(tx, { ids: [reflection.mobilityId] }) : [];
  return reflection && lived && lived.state !== "cancelled" ? { reflection, lived } : undefined;
}

/**
 * Three answers of whoever was there. They may be sent again, put better, until the library has them;
 * with them the stay is reported.
 */
export async function sendReflection(
  tx: Tx,
  secret: string,
  answers: Answers & { readonly locale: string },
): Promise<Result<Reflection["id"]>> {
  const asked = await readAsked(tx, secret, true);
  if (!asked) return notFound;
  const { reflection, lived } = asked;
  const after = next(reflection.state, "send");
  if (!after.ok) return after;
  const problems = answerProblems(answers);
  if (problems.length > 0) return refuse(...problems);
  const locale = isLocale(answers.locale) ? answers.locale : reflection.locale;
  await keepAnswers(tx, reflection.id, { ...answers, locale, state: after.value });
  await record(
    tx,
    "reflection.sent",
    { type: "mobility", id: lived.mobilityId },
    { share: answers.share, again: reflection.state === "sent" },
  );
  await settleOutcome(tx, lived.mobilityId, "report");
  // The certificate may have been there first.
  const certificate = await certificateOfStay(tx, lived.mobilityId);
  if (certificate?.state === "sealed") await settleOutcome(tx, lived.mobilityId, "recognise");
  return ok(reflection.id);
}
