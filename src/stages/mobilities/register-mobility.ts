import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { ok, type Problem, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { keepPeople } from "../applications/keep-person.ts";
import { can } from "./mobility.policy.ts";
import { stateOn } from "./mobility.rules.ts";
import {
  correctMobility,
  insertMobilities,
  mobilitiesByReference,
  overlappingStays,
  participantFacts,
} from "./mobility.store.ts";
import type { Mobility, MobilityState } from "./mobility.ts";
import { type NewParticipant, participantProblems } from "./participant.rules.ts";

export type { NewParticipant } from "./participant.rules.ts";

export type Registered = {
  readonly mobilityId: MobilityId;
  readonly outcome: "added" | "corrected" | "unchanged";
};

/**
 * Participants of any line, also of one without a call, brought from elsewhere: all or none. A
 * reference that the line already has is the same stay: its dates and places are corrected, its person stays who it is, and nothing doubles.
 * @returns one outcome a row, in their order; problems stand at `index.field`
 */
export async function registerMobilities(
  tx: Tx,
  rows: readonly NewParticipant[],
): Promise<Result<readonly Registered[]>> {
  const facts = await participantFacts(tx);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
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
    problems.push(...found.map((p) => ({ ...p, field: `${at}.${p.field}` })));
  }
  if (problems.length > 0) return { ok: false, problems };

  const known = await mobilitiesByReference(
    tx,
    rows.map((row) => row.reference),
  );
  for (const [at, row] of rows.entries()) {
    const earlier = known.get(row.reference);
    if (!earlier) continue;
    // Another country's stay is not this partner's to correct, whatever country the file names.
    if (!can.changeMobility(tx.actor, earlier.sendingCountry)) {
      problems.push({ code: "reference-taken", field: `${at}.reference` });
    } else if (earlier.lineId !== row.lineId) {
      problems.push({ code: "reference-of-other-line", field: `${at}.reference` });
    } else if (earlier.offerId !== null && row.state && row.state !== earlier.state) {
      // The stay behind an accepted place ends with the offer, on its page, so that the seat is freed.
      problems.push({ code: "stay-belongs-to-offer", field: `${at}.state` });
    }
  }
  if (problems.length > 0) return { ok: false, problems };

  const today = wallTimeOf(tx.now).day;
  const fresh = rows.filter((row) => !known.has(row.reference));
  const people = await keepPeople(
    tx,
    fresh.map((row) => row.person),
  );
  const personOf = new Map(fresh.map((row, at) => [row.reference, people[at]!]));
  const stays = rows.map((row) => {
    const earlier = known.get(row.reference);
    return stayOf(row, today, earlier, earlier?.personId ?? personOf.get(row.reference)!);
  });
  for (const { at, city, starts, ends } of await overlappingStays(tx, stays)) {
    problems.push({ code: "stay-overlaps", params: { city, starts, ends }, field: `${at}.starts` });
  }
  if (problems.length > 0) return { ok: false, problems };
  return ok(await write(tx, stays, known));
}

function stayOf(
  row: NewParticipant,
  today: Day,
  earlier: Mobility | undefined,
  personId: string,
): Mobility {
  const byDates = stateOn(today, row);
  // What a person recorded here is not undone by an older file.
  const state = row.state ?? (earlier && earlier.state !== "planned" ? earlier.state : byDates);
  return {
    id: earlier?.id ?? newId<MobilityId>(),
    lineId: row.lineId,
    personId,
    offerId: earlier?.offerId ?? null,
    flowId: earlier?.flowId ?? null,
    reference: row.reference,
    sendingOrganisationId: row.sendingOrganisationId,
    hostingOrganisationId: row.hostingOrganisationId ?? null,
    sendingCountry: earlier?.sendingCountry ?? row.person.country,
    hostingCountry: row.hostingCountry,
    hostingCity: row.hostingCity.trim(),
    companyId: earlier?.companyId ?? null,
    starts: row.starts,
    ends: row.ends,
    // A file tells what was lived with the same two days; days recorded here are better known.
    actualStarts: earlier?.actualStarts ?? (HAS_BEGUN.includes(state) ? row.starts : null),
    actualEnds: earlier?.actualEnds ?? (state === "finished" ? row.ends : null),
    mode: row.mode ?? "physical",
    state,
    invented: row.person.invented ?? false,
  };
}

const HAS_BEGUN: readonly MobilityState[] = ["in-progress", "interrupted", "finished"];

const CORRECTABLE = [
  "sendingOrganisationId",
  "hostingOrganisationId",
  "hostingCountry",
  "hostingCity",
  "starts",
  "ends",
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
    if (!earlier) {
      await record(tx, "mobility.registered", about, { lineId: stay.lineId, state: stay.state });
    } else if (CORRECTABLE.some((field) => stay[field] !== earlier[field])) {
      await correctMobility(tx, stay.id, stay);
      await record(tx, "mobility.corrected", about);
    } else {
      outcomes.push({ mobilityId: stay.id, outcome: "unchanged" });
      continue;
    }
    outcomes.push({ mobilityId: stay.id, outcome: earlier ? "corrected" : "added" });
  }
  return outcomes;
}
