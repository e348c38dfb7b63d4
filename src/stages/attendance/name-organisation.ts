import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { nameOrganisationOf } from "../events/name-organisation.ts";
import type { Organisation } from "../organisations/organisation.ts";
import { listOrganisations } from "../organisations/read-organisations.ts";
import { keptEvent } from "./kept-event.ts";
import { lockCounting } from "./lock.store.ts";
import { type AttendanceList, attendanceOf } from "./read-attendance.ts";
import { type WrittenName, writtenNames } from "./written-organisation.rules.ts";

/** Names that people of an event wrote themselves and that are still asked about. */
export const namesAsked = ({ people }: AttendanceList): readonly WrittenName[] =>
  writtenNames(people.filter(({ arrivals }) => arrivals.length > 0));

/** Organisations that somebody may be of. */
export const organisationsToChoose = (tx: Tx): Promise<Organisation[]> => listOrganisations(tx);

/**
 * The office says which organisation is meant by what people wrote, for everybody who wrote the same
 * words at once; an empty answer lets the words stand alone again. Who counts is judged anew after it.
 * @param said ids of organisations by the `key` of the name; problems stand at `key`
 * @returns how many people have another organisation now
 */
export async function nameOrganisations(
  tx: Tx,
  eventId: string,
  said: ReadonlyMap<string, string>,
): Promise<Result<number>> {
  if (!(await keptEvent(tx, eventId))) return notFound;
  // Nobody is counted for one organisation while another one is written down.
  await lockCounting(tx, eventId);
  const list = await attendanceOf(tx, eventId);
  if (!list) return notFound;
  const known = new Set((await organisationsToChoose(tx)).map(({ id }) => id as string));
  const asked = namesAsked(list).filter(({ key }) => said.has(key));
  const problems: Problem[] = asked
    .filter(({ key }) => said.get(key) !== "" && !known.has(said.get(key) ?? ""))
    .map(({ key }) => ({ code: "not-a-choice", field: key }));
  if (problems.length > 0) return refuse(...problems);
  let people = 0;
  for (const { key, organisationId, registrationIds } of asked) {
    const to = said.get(key) || null;
    if (to === organisationId) continue;
    await nameOrganisationOf(tx, registrationIds, to);
    await record(
      tx,
      "event.organisation-named",
      { type: "event", id: eventId },
      { organisationId: to, people: registrationIds.length },
    );
    people += registrationIds.length;
  }
  return ok(people);
}
