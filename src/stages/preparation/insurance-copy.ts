import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  checkUpload,
  keepUpload,
  type ReadUpload,
  readUpload,
  type UploadKind,
} from "../../platform/files/upload.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { changeTask } from "./change-task.ts";
import {
  copiesOfFlow,
  copiesOfStay,
  countryOfCopy,
  type InsuranceCopy,
  insertCopy,
  type OwnPolicy,
  policiesOfStay,
} from "./insurance-copy.store.ts";
import { readInsurance } from "./keep-insurance.ts";
import { can } from "./preparation.policy.ts";
import { ownStay } from "./task.store.ts";
import type { StayTask } from "./task.ts";

export type { InsuranceCopy, OwnPolicy };

type SentFile = { readonly name: string; readonly bytes: Buffer };
const KINDS: readonly UploadKind[] = ["picture", "pdf"];

/** A browser sends an empty part for a field in which nothing was chosen. */
const chosen = (file: SentFile | undefined): SentFile | undefined =>
  file && (file.name !== "" || file.bytes.length > 0) ? file : undefined;

/** A policy is a paper; of other tasks a file could say more of a person than anybody asked. */
export const takesCopy = (task: Pick<StayTask, "code" | "proof">): boolean =>
  task.proof && task.code.startsWith("insurance-");

/** The office keeps a policy as a file, for everybody whom it covers. */
export async function keepPolicyCopy(
  tx: Tx,
  flowId: string,
  policyId: string,
  file: SentFile | undefined,
): Promise<Result<string>> {
  const of = await readInsurance(tx, flowId);
  const policy = of?.policies.find(({ id }) => id === policyId);
  if (!of || !policy || !can.workFor(tx.actor, of.group.flow.sendingCountry)) return notFound;
  const sent = chosen(file);
  if (!sent) return refuse({ code: "no-file", field: "copy" });
  const kept = await keepUpload(tx, { ...sent, kinds: KINDS, field: "copy" });
  if (!kept.ok) return kept;
  await insertCopy(tx, kept.value, { policyId });
  const about = { type: "flow", id: of.group.flow.id };
  await record(tx, "insurance.copy-kept", about, { policyId, uploadId: kept.value });
  return kept;
}

/** Hands a task in, with the policy as a file where it is about insurance. */
export async function handIn(
  tx: Tx,
  task: StayTask,
  shown: { readonly note: string; readonly file: SentFile | undefined },
): Promise<Result<unknown>> {
  const sent = takesCopy(task) ? chosen(shown.file) : undefined;
  const done = await changeTask(tx, task.id, "hand-in", { note: shown.note, withFile: !!sent });
  if (!sent || (!done.ok && done.problems.some(({ code }) => code === "not-found"))) return done;
  const upload = { ...sent, kinds: KINDS, field: "copy" };
  if (!done.ok) {
    // Only looked at, so that all that is wrong is told at once: a file that is not kept is not counted.
    const checked = await checkUpload(upload);
    return refuse(...done.problems, ...(checked.ok ? [] : checked.problems));
  }
  const kept = await keepUpload(tx, upload);
  if (!kept.ok) return kept;
  await insertCopy(tx, kept.value, { mobilityId: task.mobilityId, code: task.code });
  return done;
}

/** Of a flow whose insurance the caller was shown already. */
export const readPolicyCopies = (tx: Tx, flowId: string): Promise<InsuranceCopy[]> =>
  copiesOfFlow(tx, flowId);

/** What was handed in for a stay that the caller was shown already. */
export const readStayCopies = (tx: Tx, mobilityId: string): Promise<InsuranceCopy[]> =>
  copiesOfStay(tx, mobilityId);

/** One of them for the office of its country; undefined also while it lies apart. */
export async function readCopy(tx: Tx, uploadId: string): Promise<ReadUpload | undefined> {
  const country = isUuid(uploadId) ? await countryOfCopy(tx, uploadId) : undefined;
  if (country === undefined || !can.workFor(tx.actor, country)) return undefined;
  return readUpload(tx, uploadId);
}

/** Which policies cover the learner, whom to call at night, and the files to save. */
export async function readOwnPolicies(tx: Tx<LearnerActor>): Promise<readonly OwnPolicy[]> {
  const stay = await ownStay(tx);
  return stay ? policiesOfStay(tx, stay.id) : [];
}

/** What the learner sent, or a policy that covers the learner. */
export async function readOwnCopy(
  tx: Tx<LearnerActor>,
  uploadId: string,
): Promise<Result<ReadUpload>> {
  const stay = isUuid(uploadId) ? await ownStay(tx) : undefined;
  if (!stay) return notFound;
  const own = await copiesOfStay(tx, stay.id);
  const shared = (await policiesOfStay(tx, stay.id)).flatMap(({ copies }) => copies);
  const mine = [...own, ...shared].some(({ id }) => id === uploadId);
  const file = mine ? await readUpload(tx, uploadId) : undefined;
  return file ? ok(file) : notFound;
}
