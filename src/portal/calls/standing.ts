import type { Words } from "../../platform/i18n/index.ts";
import { daysBetween } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { CallSheet, SheetFlow } from "../../stages/calls/call-sheet.ts";
import { seatsOf } from "../../stages/calls/call-sheet.ts";

export const seatsIn = (flows: readonly SheetFlow[]): number =>
  flows.reduce((sum, flow) => sum + seatsOf(flow), 0);

type Times = Pick<CallSheet, "opensAt" | "closesAt" | "decideBy"> & { readonly state: string };

/** Where a call stands and until when, in one sentence. */
export function timeLeft(words: Words, call: Times, now: Date): string {
  const { t } = words;
  if (call.state === "published") return t("home.call-published");
  if (call.state === "closed" || now > call.closesAt) {
    return t("home.call-closed", { day: words.day(call.decideBy) });
  }
  if (now < call.opensAt) return t("front.opens", { when: words.dayTime(call.opensAt) });
  const days = daysBetween(wallTimeOf(now).day, wallTimeOf(call.closesAt).day);
  return t("front.open-until", { when: words.deadline(call.closesAt), count: days });
}
