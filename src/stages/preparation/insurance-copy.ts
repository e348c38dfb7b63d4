import type { LearnerActor, SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  checkUpload,
  keepUpload,
  type ReadUpload,
  readUpload,
  takeBackUpload,
  type UploadKind,
} from "../../platform/files/upload.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { changeTask } from "./change-task.ts";
import {
  type CopyOwner,
  copiesOfFlow,
  copiesOfStay,
  type InsuranceCopy,
  insertCopy,
  markRemoved,
  type OwnPolicy,
  outlivedCopies,
  ownerOfCopy,
  policiesOfStay,
} from "./insurance-copy.store.ts";
import { readInsurance } from "./keep-insurance.ts";
import { can } from "./preparation.policy.ts";
import { standingOf } from "./read-preparation.ts";
import { ownStay } from "./task.store.ts";
import type { StayTask } from "./task.ts";

export type { CopyOwner, InsuranceCopy, OwnPolicy };

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
  const owner = isUuid(uploadId) ? await ownerOfCopy(tx, uploadId) : undefined;
  if (!owner || !can.workFor(tx.actor, owner.country)) return undefined;
  return readUpload(tx, uploadId);
}

/**
 * Takes a copy away for good: the office any of its country, a learner what was sent with an own task.
 * Sent by mistake it has to go, whatever became of the task. Done before, it is done.
 * @returns whose it was, to lead back there
 */
export async function removeCopy(tx: Tx, uploadId: string): Promise<Result<CopyOwner>> {
  const owner = isUuid(uploadId) ? await ownerOfCopy(tx, uploadId) : undefined;
  if (!owner || !(await mayRemove(tx, owner))) return notFound;
  if (owner.removed) return ok(owner);
  const gone = await takeAway(tx, uploadId, owner);
  if (!gone.ok) return gone;
  if (owner.of === "stay") await reopenWithoutProof(tx, owner);
  return ok(owner);
}

/**
 * Nothing is left to look at where the last file of a task goes that had no words beside it: it is open
 * again, for another one. One that was found right stays so: what the office saw, it saw.
 */
async function reopenWithoutProof(
  tx: Tx,
  { mobilityId, code }: CopyOwner & { readonly of: "stay" },
): Promise<void> {
  const task = (await standingOf(tx, [mobilityId])).get(mobilityId)?.find((t) => t.code === code);
  if (task?.state !== "being-checked" || (task.note ?? "") !== "") return;
  const left = await copiesOfStay(tx, mobilityId);
  if (left.some((copy) => copy.code === code)) return;
  await changeTask(tx, task.id, "take-back");
}

async function mayRemove(tx: Tx, owner: CopyOwner): Promise<boolean> {
  if (tx.actor.kind !== "learner") return can.workFor(tx.actor, owner.country);
  const stay = await ownStay(tx as Tx<LearnerActor>);
  return owner.of === "stay" && owner.mobilityId === stay?.id;
}

async function takeAway(tx: Tx, uploadId: string, owner: CopyOwner): Promise<Result<null>> {
  if (!(await markRemoved(tx, uploadId))) return ok(null);
  const about =
    owner.of === "policy"
      ? { type: "flow", id: owner.flowId }
      : { type: "mobility", id: owner.mobilityId };
  await record(tx, "insurance.copy-removed", about, { uploadId });
  const gone = await takeBackUpload(tx, uploadId);
  // The office let it go already when no scanner let it pass.
  return !gone.ok && gone.problems.some(({ code }) => code === "upload-refused") ? ok(null) : gone;
}

/**
 * Days after a stay, or after a policy ended, for which it is still kept, as with a medical card. Of
 * somebody who does not go it is of no use the day after.
 */
const DAYS_KEPT = 30;

/** Every night: policies as files that nobody needs any more. */
export async function forgetCopies(tx: Tx<SystemActor>): Promise<void> {
  for (const id of await outlivedCopies(tx, wallTimeOf(tx.now).day, DAYS_KEPT)) {
    const owner = await ownerOfCopy(tx, id);
    if (owner) await takeAway(tx, id, owner);
  }
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
