import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { MobilityState } from "../mobilities/mobility.ts";
import { registerMobilities } from "../mobilities/register-mobility.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { can } from "./attendance.policy.ts";
import { insertCounted, keepDetails } from "./attendance.store.ts";
import { detailProblems, type TypedDetails } from "./details.rules.ts";
import { lockCounting } from "./lock.store.ts";
import { type Attendee, attendanceOf, proposed } from "./read-attendance.ts";

/** Names and a day of birth that the office knows better than the registration, by its id. */
export type TypedPeople = ReadonlyMap<string, TypedDetails>;

/**
 * Those of the proposal who are chosen become people of the scheme with a stay on the event's days,
 * which is what the line counts: all of them or none. Confirmed again, nobody doubles.
 * @returns how many were counted now; problems stand at `registrationId.field`
 */
export async function confirmCounted(
  tx: Tx,
  eventId: string,
  chosen: readonly string[],
  typed: TypedPeople = new Map(),
): Promise<Result<number>> {
  if (!isUuid(eventId) || !can.confirm(tx.actor)) return notFound;
  await lockCounting(tx, eventId);
  const list = await attendanceOf(tx, eventId);
  if (!list?.line) return notFound;
  const { event, line } = list;
  if (wallTimeOf(tx.now).day < event.starts) return refuse({ code: "event-not-begun" });
  const people = proposed(list).waiting.filter((one) => chosen.includes(one.registrationId));
  // Somebody counted by a colleague in the meantime is no problem; a stranger is.
  const known = new Set(list.people.map(({ registrationId }) => registrationId));
  if (chosen.some((id) => !known.has(id))) return notFound;
  if (people.length === 0) return refuse({ code: "nobody-chosen" });

  const problems: Problem[] = people.flatMap((one) =>
    detailProblems(detailsOf(one, typed), wallTimeOf(tx.now).day).map((problem) => ({
      ...problem,
      field: `${one.registrationId}.${problem.field}`,
    })),
  );
  if (problems.length > 0) return refuse(...problems);
  const place = await placeOf(tx, event);
  if (place.city === "" || place.country === "") return refuse({ code: "event-without-place" });
  const made = await registerMobilities(
    tx,
    people.map((one) => {
      const { birthDate, ...names } = detailsOf(one, typed);
      return {
        lineId: line.id,
        reference: `EV-${one.code}`,
        person: {
          givenNames: names.givenNames.trim(),
          familyName: names.familyName.trim(),
          birthDate: day(birthDate),
          email: one.email,
          country: one.organisationCountry ?? "",
          invented: one.invented,
        },
        sendingOrganisationId: one.organisationId ?? "",
        hostingOrganisationId: place.organisationId,
        hostingCountry: place.country,
        hostingCity: place.city,
        starts: event.starts,
        ends: event.ends,
        mode: one.mode === "online" ? ("virtual" as const) : ("physical" as const),
        state: stateOn(event, wallTimeOf(tx.now).day),
      };
    }),
  );
  if (!made.ok) return { ok: false, problems: made.problems.map((one) => atPerson(one, people)) };
  for (const one of people) {
    const details = detailsOf(one, typed);
    if (one.givenNames !== null && !typed.has(one.registrationId)) continue;
    await keepDetails(
      tx,
      { eventId, registrationId: one.registrationId },
      {
        givenNames: details.givenNames.trim(),
        familyName: details.familyName.trim(),
        birthDate: day(details.birthDate),
        organisationId: one.organisationId,
      },
      "office",
    );
  }
  await insertCounted(
    tx,
    people.map((one, at) => ({
      registrationId: one.registrationId,
      eventId,
      lineId: line.id,
      mobilityId: made.value[at]?.mobilityId ?? "",
      minutes: one.share.minutes,
      ofMinutes: one.share.ofMinutes,
    })),
  );
  await record(
    tx,
    "event.attendance-confirmed",
    { type: "event", id: eventId },
    { lineId: line.id, people: people.length },
  );
  return ok(people.length);
}

const stateOn = (event: { readonly ends: Day }, today: Day): MobilityState =>
  today >= event.ends ? "finished" : "in-progress";

function detailsOf(one: Attendee, typed: TypedPeople): TypedDetails {
  const given = typed.get(one.registrationId);
  return {
    givenNames: given?.givenNames ?? one.givenNames ?? "",
    familyName: given?.familyName ?? one.familyName ?? "",
    birthDate: given?.birthDate ?? one.birthDate ?? "",
  };
}

/** What a file of participants calls the third row is somebody here. */
function atPerson(problem: Problem, people: readonly Attendee[]): Problem {
  const [row = "", ...field] = (problem.field ?? "").split(".");
  const one = people[Number(row)];
  return one ? { ...problem, field: `${one.registrationId}.${field.join(".")}` } : problem;
}

/** Where it was: an online event is at home with whoever organised it. */
async function placeOf(
  tx: Tx,
  event: {
    readonly city: string | null;
    readonly country: string | null;
    readonly organiserId: string | null;
  },
): Promise<{ city: string; country: string; organisationId: string | null }> {
  const organiser = event.organiserId ? await readOrganisation(tx, event.organiserId) : null;
  return {
    city: event.city ?? organiser?.city ?? "",
    country: event.country ?? organiser?.country ?? "",
    organisationId: organiser?.id ?? null,
  };
}
