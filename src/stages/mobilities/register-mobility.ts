import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { ok, type Problem, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { keepPeople } from "../applications/keep-person.ts";
import { holdDays, refusedDays } from "../travel/refused-days.ts";
import { changeDays } from "./change-days.ts";
import { refusedVisits } from "./check-visits.ts";
import { can } from "./mobility.policy.ts";
import { stateInFile } from "./mobility.rules.ts";
import {
  correctMobility,
  insertMobilities,
  lockReferences,
  mobilitiesByReference,
  participantFacts,
} from "./mobility.store.ts";
import type { Mobility } from "./mobility.ts";
import {
  limitsFor,
  type NewParticipant,
  type ParticipantFacts,
  participantProblems,
} from "./participant.rules.ts";
import { stayOf } from "./registered-stay.ts";
import { lineLimits } from "./stay-record.store.ts";

export type { NewParticipant } from "./participant.rules.ts";

export type Registered = {
  readonly mobilityId: MobilityId;
  readonly outcome: "added" | "corrected" | "unchanged";
};

/** How the planned days of a stay that is here already are moved. */
export type MoveDays = (
  tx: Tx,
  id: string,
  to: { readonly starts: Day; readonly ends: Day },
) => Promise<Result<Pick<Mobility, "state">>>;

/**
 * Participants of any line, also of one without a call, brought from elsewhere: all or none. A
 * reference that the line already has is the same stay: its days and places are corrected, its
 * person stays who it is, and nothing doubles.
 * @param move the way a page moves days, with whoever else has a say in them
 * @returns one outcome a row, in their order; problems stand at `index.field`
 */
export async function registerMobilities(
  tx: Tx,
  rows: readonly NewParticipant[],
  move: MoveDays = changeDays,
): Promise<Result<readonly Registered[]>> {
  const unsound = rowProblems(tx, rows, await participantFacts(tx));
  if (unsound.length > 0) return { ok: false, problems: unsound };

  const references = rows.map((row) => row.reference);
  await lockReferences(tx, references);
  const known = await mobilitiesByReference(tx, references);
  const taken = rows.flatMap((row, at) => {
    const earlier = known.get(row.reference);
    return earlier ? correctionProblems(tx, row, earlier, at) : [];
  });
  if (taken.length > 0) return { ok: false, problems: taken };

  const today = wallTimeOf(tx.now).day;
  const fresh = rows.filter((row) => !known.has(row.reference));
  const personOf = await peopleOf(tx, fresh);
  const stays = rows.map((row) => {
    const earlier = known.get(row.reference);
    return stayOf(row, today, earlier, earlier?.personId ?? personOf.get(row.reference)!);
  });
  // Everybody's at once and in one order, so that two files never wait for each other.
  await holdDays(
    tx,
    stays.map(({ personId }) => personId),
  );
  const moved = await movedDays(tx, stays, known, move);
  const problems = [
    ...(await newDays(tx, stays, known)),
    ...(await refusedVisits(tx, stays)).flatMap((problems, at) =>
      problems.map((one) => ({ ...one, field: `${at}.${one.field ?? "hostingOrganisationId"}` })),
    ),
    ...moved.problems,
    ...(await changedMeanwhile(tx, moved.stays, known)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return ok(await write(tx, moved.stays, known));
}

/** Ids of people by reference; whoever a row names by an id is here already. */
async function peopleOf(tx: Tx, rows: readonly NewParticipant[]): Promise<Map<string, string>> {
  const unnamed = rows.filter(({ personId }) => personId === undefined);
  const people = await keepPeople(
    tx,
    unnamed.map(({ person }) => person),
  );
  const found = new Map<string, string>(unnamed.map((row, at) => [row.reference, people[at]!]));
  for (const { reference, personId } of rows) if (personId) found.set(reference, personId);
  return found;
}

function rowProblems(
  tx: Tx,
  rows: readonly NewParticipant[],
  facts: ParticipantFacts,
): readonly Problem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, at) => {
    const found = participantProblems(row, facts);
    if (!can.registerMobility(tx.actor, row.person.country)) {
      found.push({
        code: "not-your-country",
        params: { country: row.person.country },
        field: "country",
      });
    }
    if (seen.has(row.reference)) found.push({ code: "reference-twice", field: "reference" });
    seen.add(row.reference);
    return found.map((p) => ({ ...p, field: `${at}.${p.field}` }));
  });
}

/** What speaks against a row that names a stay of before. */
function correctionProblems(
  tx: Tx,
  row: NewParticipant,
  earlier: Mobility,
  at: number,
): readonly Problem[] {
  // Another country's stay is not this partner's to correct, whatever country the file names.
  if (!can.changeMobility(tx.actor, earlier.sendingCountry)) {
    return [{ code: "reference-taken", field: `${at}.reference` }];
  }
  if (earlier.lineId !== row.lineId) {
    return [{ code: "reference-of-other-line", field: `${at}.reference` }];
  }
  const after = stateInFile(earlier.state, row.state);
  if (!after.ok) return after.problems.map((one) => ({ ...one, field: `${at}.state` }));
  // The stay behind an accepted place ends with the offer, on its page, so that the seat is freed.
  return earlier.offerId !== null && after.value !== earlier.state
    ? [{ code: "stay-belongs-to-offer", field: `${at}.state` }]
    : [];
}

/** Days of stays that are not here yet; those to come keep to what their line allows. */
async function newDays(
  tx: Tx,
  stays: readonly Mobility[],
  known: ReadonlyMap<string, Mobility>,
): Promise<readonly Problem[]> {
  const limits = new Map<string, Awaited<ReturnType<typeof lineLimits>>>();
  const added = stays
    .map((stay, at) => ({ stay, at }))
    .filter(({ stay }) => !known.has(stay.reference) && stay.state !== "cancelled");
  for (const { stay } of added) {
    if (!limits.has(stay.lineId)) limits.set(stay.lineId, await lineLimits(tx, stay.lineId));
  }
  const found = await refusedDays(
    tx,
    added.map(({ stay }) => ({
      id: stay.id,
      personId: stay.personId,
      city: stay.hostingCity,
      country: stay.hostingCountry,
      starts: day(stay.starts),
      ends: day(stay.ends),
      virtual: stay.mode === "virtual",
      ...(stay.state === "planned" ? limitsFor(stay.mode, limits.get(stay.lineId)) : {}),
    })),
  );
  return found.flatMap((problems, n) =>
    problems.map((one) => ({ ...one, field: `${added[n]?.at}.${one.field ?? "starts"}` })),
  );
}

/**
 * Keeps the stays from others, now that their hosts are kept: whoever places learners takes the host
 * first too, so neither waits for the other.
 */
async function changedMeanwhile(
  tx: Tx,
  stays: readonly Mobility[],
  known: ReadonlyMap<string, Mobility>,
): Promise<readonly Problem[]> {
  const held = await mobilitiesByReference(tx, [...known.keys()], true);
  return stays.flatMap(({ reference, state }, at) => {
    const [then, now] = [known.get(reference), held.get(reference)];
    return then === undefined || now?.state === then.state || now?.state === state
      ? []
      : [{ code: "changed-meanwhile", field: `${at}.reference` }];
  });
}

/** Moves the days of stays that are here already; what refuses them is told at its row. */
async function movedDays(
  tx: Tx,
  stays: readonly Mobility[],
  known: ReadonlyMap<string, Mobility>,
  move: MoveDays,
): Promise<{ readonly problems: readonly Problem[]; readonly stays: readonly Mobility[] }> {
  const problems: Problem[] = [];
  const after = [...stays];
  for (const [at, stay] of stays.entries()) {
    const earlier = known.get(stay.reference);
    if (!earlier || (earlier.starts === stay.starts && earlier.ends === stay.ends)) continue;
    const moved = await move(tx, stay.id, { starts: day(stay.starts), ends: day(stay.ends) });
    if (!moved.ok) {
      problems.push(
        ...moved.problems.map((one) => ({ ...one, field: `${at}.${one.field ?? "starts"}` })),
      );
    } else if (stay.state === earlier.state) {
      // Longer days of somebody who is away are a step of the stay.
      after[at] = { ...stay, state: moved.value.state };
    }
  }
  return { problems, stays: after };
}

const CORRECTABLE = [
  "sendingOrganisationId",
  "hostingOrganisationId",
  "hostingCountry",
  "hostingCity",
  "mode",
  "state",
] as const satisfies readonly (keyof Mobility)[];

async function write(
  tx: Tx,
  stays: readonly Mobility[],
  known: ReadonlyMap<string, Mobility>,
): Promise<Registered[]> {
  const added = stays.filter((stay) => !known.has(stay.reference));
  await insertMobilities(tx, added);
  const outcomes: Registered[] = [];
  for (const stay of stays) {
    const earlier = known.get(stay.reference);
    const about = { type: "mobility", id: stay.id };
    const moved = earlier && (stay.starts !== earlier.starts || stay.ends !== earlier.ends);
    if (!earlier) {
      await record(tx, "mobility.registered", about, { lineId: stay.lineId, state: stay.state });
    } else if (CORRECTABLE.some((field) => stay[field] !== earlier[field])) {
      await correctMobility(tx, stay.id, stay);
      await record(tx, "mobility.corrected", about);
    } else if (!moved) {
      outcomes.push({ mobilityId: stay.id, outcome: "unchanged" });
      continue;
    }
    outcomes.push({ mobilityId: stay.id, outcome: earlier ? "corrected" : "added" });
  }
  return outcomes;
}
