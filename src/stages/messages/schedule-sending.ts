import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale } from "../../platform/i18n/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { cancelHeld, holdWritten } from "../../platform/mail/index.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./message.policy.ts";
import { planSending } from "./plan-sending.ts";
import { isChannel, momentProblems, next } from "./sending.rules.ts";
import { insertPeople, insertSending, lockSending, moveSending } from "./sending.store.ts";
import type { NewSending } from "./sending.ts";

/** Whole minutes until a moment, never too early. */
export const minutesUntil = (at: Date, now: Date): number =>
  Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 60_000));

/**
 * Writes everybody's message and holds it until its time: what was previewed is what goes, and
 * nobody who comes into the view later gets it.
 * @param site.gateway whether text messages can be sent here
 * @param typed what is wrong with the moment as it was typed, to be said with everything else
 */
export async function scheduleSending(
  tx: Tx<StaffActor>,
  from: NewSending,
  site: { readonly publicUrl: string; readonly gateway: boolean },
  typed: readonly Problem[] = [],
): Promise<Result<string>> {
  if (!can.write(tx.actor)) return notFound;
  const { channel } = from;
  const isOpen = isChannel(channel) && (channel === "mail" || site.gateway);
  if (!isOpen) return refuse({ code: "not-a-choice", field: "channel" }, ...typed);
  const plan = await planSending(tx, { ...from, channel }, site.publicUrl);
  if (!plan) return notFound;
  const problems: Problem[] = [...momentProblems(from.at, tx.now), ...typed];
  for (const { locale, people } of plan.missing) {
    problems.push({
      code: "fallback-missing",
      params: { count: people },
      field: `fallback-${locale}`,
    });
  }
  if (plan.people.length === 0) problems.push({ code: "audience-empty", field: "view" });
  if (problems.length > 0) return refuse(...problems);
  const at = from.at ?? tx.now;
  const id = await insertSending(tx, { ...from, at }, plan);
  const ids = await holdWritten(
    tx,
    id,
    plan.people.map((one) =>
      one.channel === null || one.to === null || !isLocale(one.locale)
        ? null
        : { ...one, channel: one.channel, to: one.to, locale: one.locale, template: "messages" },
    ),
  );
  await insertPeople(tx, id, plan.people, ids);
  await record(
    tx,
    "sending.scheduled",
    { type: "sending", id },
    { people: plan.people.length, at: at.toISOString() },
  );
  await enqueue(tx, "send-messages", { sendingId: id }, { inMinutes: minutesUntil(at, tx.now) });
  return ok(id);
}

/** Calls a sending off before its time; its messages stay in the outbox to be read. */
export async function cancelSending(tx: Tx<StaffActor>, id: string): Promise<Result<string>> {
  const sending = await lockSending(tx, id);
  if (!sending || !can.cancelSending(tx.actor, sending)) return notFound;
  const to = next(sending.state, "cancel");
  if (!to.ok) return to;
  await moveSending(tx, id, to.value, tx.actor.userId);
  await cancelHeld(tx, id);
  await record(tx, "sending.cancelled", { type: "sending", id });
  return ok(id);
}
