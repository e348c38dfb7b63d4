import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { newId } from "../../platform/random.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { atWall, wallTimeOf } from "../../shared/wall-time.ts";
import { addOfficer, endLentOfficer } from "../accounts/add-officer.ts";
import { handOverProblems, handOverState } from "./hand-over.rules.ts";
import {
  handOversOfSchools,
  insertHandOver,
  markHandOverEnded,
  oneHandOver,
} from "./hand-over.store.ts";
import type { HandOver, NewHandOver } from "./hand-over.ts";
import { can } from "./school.policy.ts";

/**
 * Lets a colleague stand in from the first moment of one day to the last of another. The colleague
 * is told where to sign in; nothing in that letter opens a door by itself.
 */
export async function handOverSchool(
  tx: Tx,
  given: NewHandOver,
  tell?: {
    readonly locale: Locale;
    readonly signInUrl: string;
    readonly from: string;
    readonly days: string;
  },
): Promise<Result<{ readonly id: string }>> {
  if (tx.actor.kind !== "staff" || !can.handOver(tx.actor, given.organisationId)) return notFound;
  const problems = handOverProblems(given, wallTimeOf(tx.now).day);
  const days = {
    startsAt: atWall(given.starts, "00:00"),
    endsAt: atWall(addDays(given.ends, 1), "00:00"),
  };
  // A colleague's slips and wrong days are said together, so days that run backwards are not tried.
  const lent = await addOfficer(tx, {
    ...given,
    days: days.endsAt > days.startsAt ? days : { ...days, endsAt: addOneDay(days.startsAt) },
  });
  if (!lent.ok || problems.length > 0) {
    return refuse(...(lent.ok ? [] : lent.problems), ...problems);
  }
  const { membershipId } = lent.value;
  const id = newId();
  const name = given.name.trim();
  await insertHandOver(tx, { ...given, name, id, membershipId, from: tx.actor.userName });
  const school = { type: "organisation", id: given.organisationId };
  const { starts, ends } = given;
  await record(tx, "school.handed-over", school, { handOver: id, starts, ends });
  if (tell) {
    await queueMail(tx, {
      to: given.email.trim().toLowerCase(),
      template: "school.mail-hand-over",
      locale: tell.locale,
      params: { name, from: tell.from, days: tell.days, url: tell.signInUrl },
    });
  }
  return ok({ id });
}

const addOneDay = (moment: Date): Date => new Date(moment.getTime() + 86_400_000);

/** Ends it before its last day: the colleague's next click is refused. */
export async function endHandOver(tx: Tx, id: string): Promise<Result<null>> {
  const found = can.workForSchool(tx.actor) ? await oneHandOver(tx, id) : undefined;
  if (!found) return notFound;
  const state = handOverState(found, wallTimeOf(tx.now).day);
  if (state === "over" || state === "ended") return refuse({ code: "hand-over-over" });
  const ended = await endLentOfficer(tx, found.membershipId, found.organisationId);
  if (!ended.ok) return ended;
  await markHandOverEnded(tx, found.id);
  const school = { type: "organisation", id: found.organisationId };
  await record(tx, "school.hand-over-ended", school, { handOver: id });
  return ok(null);
}

/** Of the own schools, the last to end first. */
export const listHandOvers = async (tx: Tx): Promise<HandOver[]> =>
  can.workForSchool(tx.actor) ? handOversOfSchools(tx) : [];
