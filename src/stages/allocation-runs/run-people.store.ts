import { sql } from "kysely";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { CutOff, FlagCode, Params } from "./allocation-run.ts";
import { belongsTo, openText, sealText, sealValue } from "./sealed-run.ts";

export type RunApplicantRow = {
  readonly applicationId: string;
  readonly ref: string;
  readonly removed: readonly Removed[];
};
/** An option that eligibility took away before the contest, and why. */
export type Removed = { readonly flowId: string; readonly code: string; readonly params: Params };

// Parameters of one statement are limited to 65,535; big runs are written in slices.
const SLICE = 2_000;
const slices = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / SLICE) }, (_, at) =>
    rows.slice(at * SLICE, (at + 1) * SLICE),
  );

export async function insertRunApplicants(
  tx: Tx,
  runId: string,
  applicants: readonly RunApplicantRow[],
): Promise<void> {
  for (const slice of slices(applicants)) {
    await tx.db
      .insertInto("run_applicants")
      .values(
        slice.map((a) => ({
          scheme_id: tx.actor.schemeId!,
          run_id: runId,
          application_id: a.applicationId,
          ref: sealText(a.ref, belongsTo.ref(runId, a.applicationId)),
          removed: JSON.stringify(a.removed),
        })),
      )
      .execute();
  }
}

export async function insertRunPlaces(
  tx: Tx,
  runId: string,
  places: readonly { placeId: string; ref: string; seats: number }[],
): Promise<void> {
  for (const slice of slices(places)) {
    await tx.db
      .insertInto("run_places")
      .values(
        slice.map((p) => ({
          scheme_id: tx.actor.schemeId!,
          run_id: runId,
          place_id: p.placeId,
          ref: p.ref,
          seats: p.seats,
        })),
      )
      .execute();
  }
}

export async function refsOf(tx: Tx, runId: string) {
  const [applicants, places] = [
    await tx.db
      .selectFrom("run_applicants")
      .select(["ref", "application_id as applicationId"])
      .where("run_id", "=", runId)
      .execute(),
    await tx.db
      .selectFrom("run_places as r")
      .innerJoin("places as p", "p.id", "r.place_id")
      .innerJoin("flows as f", "f.id", "p.flow_id")
      .select(["r.ref", "r.place_id as placeId", "f.id as flowId", "f.code as flowCode"])
      .where("r.run_id", "=", runId)
      .execute(),
  ];
  return {
    applicants: applicants.map(({ ref, applicationId }) => ({
      ref: openText(ref, belongsTo.ref(runId, applicationId)),
      applicationId,
    })),
    places,
  };
}

const inJson = (value: unknown, where: string): string =>
  sealValue(value, where).toString("base64");

/** One statement for all: the rows travel as JSON and are joined by their ids. */
export async function storePlacements(
  tx: Tx,
  runId: string,
  rows: readonly { applicationId: string; placeId: string | null; explanation: unknown }[],
): Promise<void> {
  for (const slice of slices(rows)) {
    const sealed = slice.map(({ applicationId, placeId, explanation }) => ({
      applicationId,
      placeId,
      explanation: inJson(explanation, belongsTo.explanation(runId, applicationId)),
    }));
    await sql`
      update run_applicants set place_id = (row ->> 'placeId')::uuid,
        explanation = decode(row ->> 'explanation', 'base64')
      from jsonb_array_elements(${JSON.stringify(sealed)}::jsonb) row
      where run_id = ${runId} and application_id = (row ->> 'applicationId')::uuid
    `.execute(tx.db);
  }
}

export async function storeCutOffs(
  tx: Tx,
  runId: string,
  rows: readonly { placeId: string; taken: number; cutOff: CutOff }[],
): Promise<void> {
  const sealed = rows.map(({ placeId, taken, cutOff }) => ({
    placeId,
    taken,
    cutOff: inJson(cutOff, belongsTo.cutOff(runId, placeId)),
  }));
  await sql`
    update run_places set taken = (row ->> 'taken')::smallint,
      cut_off = decode(row ->> 'cutOff', 'base64')
    from jsonb_array_elements(${JSON.stringify(sealed)}::jsonb) row
    where run_id = ${runId} and place_id = (row ->> 'placeId')::uuid
  `.execute(tx.db);
}

export async function insertFlags(
  tx: Tx,
  runId: string,
  flags: readonly {
    applicationId: string | null;
    flowId: string | null;
    code: FlagCode;
    params: Params;
  }[],
): Promise<void> {
  for (const slice of slices(flags)) {
    await tx.db
      .insertInto("run_flags")
      .values(
        slice.map((f) => {
          const id = newId();
          return {
            id,
            scheme_id: tx.actor.schemeId!,
            run_id: runId,
            application_id: f.applicationId,
            flow_id: f.flowId,
            about: sealValue({ code: f.code, params: f.params }, belongsTo.flag(id)),
          };
        }),
      )
      .execute();
  }
}

/** Under the name of whoever looked first; later eyes change nothing. */
export async function markLooked(tx: Tx<StaffActor>, flagIds: readonly string[]): Promise<void> {
  if (flagIds.length === 0) return;
  await tx.db
    .updateTable("run_flags")
    .set({ looked_at: tx.now, looked_by: tx.actor.userName })
    .where("id", "in", [...flagIds])
    .where("looked_at", "is", null)
    .execute();
}
