import type { Explanation, OptionReason } from "../../allocation/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { readProgress } from "../../platform/jobs/progress.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "./allocation-run.policy.ts";
import type { Signature } from "./allocation-run.rules.ts";
import { findRun, runsOfCall, signaturesOf } from "./allocation-run.store.ts";
import type { DataCheck, Run } from "./allocation-run.ts";
import { glanceAtChanges } from "./changes-since-freeze.ts";
import { freezeProblem } from "./freeze-problem.ts";
import { callFacts } from "./frozen-input.store.ts";
import { livePins, type Pin } from "./pin.store.ts";
import { fileNames, readFile } from "./run-files.store.ts";
import type { Removed } from "./run-people.store.ts";
import {
  flagsOf,
  movesBetween,
  onePerson,
  type PeopleFilter,
  placesOfRun,
  type RunFlag,
  type RunPerson,
  type RunPlace,
  searchPeople,
  staffNames,
} from "./run-reading.store.ts";

export type { PeopleFilter, RunFlag, RunPerson, RunPlace };

/** Runs of a call, newest first; nobody outside the office sees a draft. */
export const listRuns = async (tx: Tx, callId: string): Promise<Run[]> =>
  can.readRuns(tx.actor) && isUuid(callId) ? runsOfCall(tx, callId) : [];

/** Null for "not yours", "not there" and, outside the office, "not published". */
export async function readRun(tx: Tx, runId: string): Promise<Run | null> {
  const run = await findRun(tx, runId);
  if (!run || (run.state !== "published" && !can.readRuns(tx.actor))) return null;
  return run;
}

/** Places with seats, what was taken and the last place: public once the run is. */
export async function readRunPlaces(tx: Tx, runId: string): Promise<RunPlace[]> {
  return (await readRun(tx, runId)) ? placesOfRun(tx, runId) : [];
}

export async function readFlags(tx: Tx, runId: string): Promise<RunFlag[]> {
  return can.readRuns(tx.actor) ? flagsOf(tx, runId) : [];
}

export async function findRunPeople(
  tx: Tx,
  runId: string,
  filter: PeopleFilter,
): Promise<{ people: RunPerson[]; total: number }> {
  return can.readRuns(tx.actor) ? searchPeople(tx, runId, filter) : { people: [], total: 0 };
}

export const findRunPerson = async (
  tx: Tx,
  runId: string,
  applicationId: string,
): Promise<RunPerson | null> =>
  can.readRuns(tx.actor) && isUuid(applicationId) ? onePerson(tx, runId, applicationId) : null;

export const readSignatures = async (tx: Tx, runId: string): Promise<Signature[]> =>
  can.readRuns(tx.actor) ? signaturesOf(tx, runId) : [];

/** Who would get another place, from one draft to another. */
export const compareRuns = async (tx: Tx, before: string, after: string) =>
  can.readRuns(tx.actor) ? movesBetween(tx, before, after) : [];

export const readPins = async (
  tx: Tx,
  callId: string,
): Promise<(Pin & { readonly pinnedByName: string })[]> => {
  if (!can.readRuns(tx.actor)) return [];
  const pins = await livePins(tx, callId);
  const names = await staffNames(
    tx,
    pins.map((p) => p.pinnedBy),
  );
  return pins.map((p) => ({ ...p, pinnedByName: names.get(p.pinnedBy) ?? "" }));
};

/** The six checks: as frozen with the run, or, before any run, as the data stand now. */
export async function readChecks(
  tx: Tx,
  callId: string,
  run: Run | null,
): Promise<readonly DataCheck[]> {
  if (!can.readRuns(tx.actor)) return [];
  if (run) return JSON.parse((await readFile(tx, run.id, "office/checks.json")) ?? "[]");
  const frozen = await freezeProblem(tx, callId, "without-grounds");
  return frozen.ok ? frozen.value.checks : [];
}

/** Why a draft is out of date; empty while it is what a new run would be. */
export const readChanges = async (tx: Tx, run: Run): Promise<readonly Problem[]> =>
  can.readRuns(tx.actor) ? glanceAtChanges(tx, run) : [];

export const readRunProgress = async (tx: Tx, run: Run) =>
  run.progressId ? readProgress(tx, run.progressId) : null;

export const readCallFacts = (tx: Tx, callId: string) =>
  isUuid(callId) ? callFacts(tx, callId) : Promise.resolve(null);

/** An option as the core judged it, with the flow it stands for. */
export type OptionExplained = OptionReason & {
  readonly placeId: string;
  readonly flowId: string;
  readonly flowCode: string;
  readonly trade: string | null;
  readonly city: string;
  readonly country: string;
  readonly hostingOrganisation: string;
  /** Reserve codes instead of the rules' names, in the order of the seats. */
  readonly cutOff: RunPlace["cutOff"];
};
export type RunExplanation = Omit<Explanation, "options" | "place" | "withoutReserves"> & {
  readonly runId: string;
  readonly placeId: string | null;
  readonly place: RunPlace | null;
  readonly withoutReserves: { readonly place: RunPlace | null } | null;
  readonly options: readonly OptionExplained[];
  /** Options that eligibility took away before the contest. */
  readonly removed: readonly Removed[];
};

/**
 * Why here, why not there, what would change it: for the staff who may see this person, and, of a
 * published run, for the person.
 */
export async function readExplanation(
  tx: Tx,
  runId: string,
  applicationId: string,
): Promise<RunExplanation | null> {
  const run = await readRun(tx, runId);
  const own = tx.actor.kind === "learner" && tx.actor.applicationId === applicationId;
  if (!run || !isUuid(applicationId) || !(own || can.readRuns(tx.actor))) return null;
  const person = await onePerson(tx, runId, applicationId);
  if (!person?.explanation) return null;
  return explained(run.id, person, await placesOfRun(tx, runId));
}

/** The same from rows already read. */
export function explained(
  runId: string,
  person: RunPerson,
  places: readonly RunPlace[],
): RunExplanation | null {
  const core = person.explanation as Explanation | null;
  if (!core) return null;
  const byRef = new Map(places.map((p) => [p.ref, p]));
  const placeOf = (ref: string | null) => (ref === null ? null : (byRef.get(ref) ?? null));
  return {
    ...core,
    runId,
    placeId: person.placeId,
    place: placeOf(core.place),
    withoutReserves: core.withoutReserves && { place: placeOf(core.withoutReserves.place) },
    options: core.options.map((option) => {
      const place = byRef.get(option.place)!;
      return {
        ...option,
        placeId: place.placeId,
        flowId: place.flowId,
        flowCode: place.flowCode,
        trade: place.trade,
        city: place.city,
        country: place.country,
        hostingOrganisation: place.hostingOrganisation,
        cutOff: place.cutOff,
      };
    }),
    removed: person.removed,
  };
}

export const PUBLIC_FILES = [
  "problem/applicants.csv",
  "problem/options.csv",
  "problem/places.csv",
  "problem/rules.json",
  "result/placements.csv",
  "result/certificate.json",
  "result/summary.json",
  "result/explanations.ndjson",
] as const;

/** Files anybody may have of a published run; none for a run of few people. */
export async function listPublicFiles(tx: Tx, runId: string) {
  const run = await readRun(tx, runId);
  if (run?.state !== "published") return [];
  return (await fileNames(tx, runId))
    .filter((f) => f.name.startsWith("public/"))
    .map((f) => ({ name: f.name.slice("public/".length), sha256: f.sha256 }));
}

export async function readPublicFile(tx: Tx, runId: string, name: string): Promise<string | null> {
  const run = await readRun(tx, runId);
  if (run?.state !== "published" || !(PUBLIC_FILES as readonly string[]).includes(name))
    return null;
  return readFile(tx, runId, `public/${name}`);
}
