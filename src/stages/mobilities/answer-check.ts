import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { LONGEST_MESSAGE } from "./ask-for-check.ts";
import { next } from "./check-request.rules.ts";
import { answerRequest, lockRequest } from "./check-request.store.ts";
import { can } from "./offer.policy.ts";
import { recipient } from "./offer.store.ts";

/** Writes what a person of the office found; the learner reads it beside the result. */
export async function answerCheck(tx: Tx, id: string, answer: string): Promise<Result<void>> {
  const request = isUuid(id) ? await lockRequest(tx, id) : undefined;
  if (!request || !can.answerCheck(tx.actor, request)) return notFound;
  const after = next(request.state, "answer");
  if (!after.ok) return after;
  const words = answer.trim();
  if (words === "") return refuse({ code: "required", field: "answer" });
  if (words.length > LONGEST_MESSAGE) {
    return refuse({ code: "too-long", params: { max: LONGEST_MESSAGE }, field: "answer" });
  }
  await answerRequest(tx, { id, answer: words, by: actorId(tx.actor) ?? "" });
  await record(
    tx,
    "check.answered",
    { type: "application", id: request.applicationId },
    { checkRequestId: id },
  );
  const to = await recipient(tx, request.applicationId);
  if (to?.email) {
    await queueMail(tx, {
      to: to.email,
      template: "offers.mail-check-answered",
      locale: isLocale(to.locale) ? to.locale : "en",
    });
  }
  return ok(undefined);
}
