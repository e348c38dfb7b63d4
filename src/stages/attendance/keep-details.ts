import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { day } from "../../shared/day.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { OwnRegistration } from "../events/own-registration.ts";
import { keepDetails, keepShare } from "./attendance.store.ts";
import { detailProblems, type TypedDetails } from "./details.rules.ts";
import { keptEvent } from "./kept-event.ts";

/** Whoever holds a ticket writes down the own names and day of birth, for the certificate. */
export async function keepOwnDetails(
  { tx, registration, event }: OwnRegistration,
  typed: TypedDetails,
): Promise<Result<null>> {
  if (registration.state !== "registered") return refuse({ code: "registration-not-in-state" });
  const problems = detailProblems(typed, wallTimeOf(tx.now).day);
  if (problems.length > 0) return refuse(...problems);
  await keepDetails(
    tx,
    { eventId: event.id, registrationId: registration.id },
    {
      givenNames: typed.givenNames.trim(),
      familyName: typed.familyName.trim(),
      birthDate: day(typed.birthDate),
      organisationId: null,
    },
    "participant",
  );
  await record(
    tx,
    "event-registration.details-kept",
    { type: "event-registration", id: registration.id },
    { eventId: event.id },
  );
  return ok(null);
}

/** From which share of the minutes on there is a certificate, in whole percent. */
export async function setShare(tx: Tx, eventId: string, typed: string): Promise<Result<null>> {
  if (!(await keptEvent(tx, eventId))) return notFound;
  const share = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || share < 1 || share > 100) {
    return refuse({ code: "share-shape", field: "share" });
  }
  await keepShare(tx, eventId, share);
  await record(tx, "event.share-set", { type: "event", id: eventId }, { share });
  return ok(null);
}
