/** The papers of a whole flow in one archive, made by a job. */
import { actorId, hasRole } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import { archiveOf } from "../../platform/word/docx.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { isKind } from "./agreement.ts";
import { staysOfFlow } from "./facts.store.ts";
import {
  fillBundle,
  forgetBundles,
  insertOwnBundle,
  ownBundleById,
  ownBundleBytes,
} from "./own-paper.store.ts";
import { beginOwnPaper, type FilledPaper, fillOwnPaper } from "./own-paper.ts";
import { can } from "./own-template.policy.ts";
import type { LeftOut, OwnBundle } from "./own-template.ts";

/** How long an archive lies ready, in hours. */
export const KEPT_HOURS = 24;
/** Whoever has the page open when these are over still gets the file that it offers. */
const GRACE_HOURS = 1;
const HOUR_MS = 3_600_000;

/** Archives hold people: those that have lain long enough go every night. */
export const sweepBundles = (tx: Tx): Promise<void> =>
  forgetBundles(tx, new Date(tx.now.getTime() - (KEPT_HOURS + GRACE_HOURS) * HOUR_MS));

/** Begins the papers of one kind for everybody in a flow whom the actor may see. */
export async function beginBundle(
  tx: Tx,
  from: { readonly flowId: string; readonly kind: string },
): Promise<Result<string>> {
  if (!can.make(tx.actor)) return notFound;
  const { kind, flowId } = from;
  const problems: Problem[] = [
    ...(isKind(kind) ? [] : [{ code: "choose-one", field: "bundle-kind" }]),
    ...(isUuid(flowId) ? [] : [{ code: "choose-one", field: "flow" }]),
  ];
  if (problems.length > 0 || !isKind(kind)) return refuse(...problems);
  const stays = await staysOfFlow(tx, flowId);
  if (stays.length === 0) return refuse({ code: "own-template-no-stays", field: "flow" });
  await sweepBundles(tx);
  const progressId = await beginProgress(tx, "fill-own-papers");
  const id = newId();
  await insertOwnBundle(tx, {
    id,
    flowId,
    kind,
    progressId,
    stays,
    madeBy: actorId(tx.actor) ?? "",
  });
  await record(
    tx,
    "own-papers.asked-for",
    { type: "flow", id: flowId },
    { kind, stays: stays.length },
  );
  await enqueue(tx, "fill-own-papers", { bundleId: id }, { key: `fill-own-papers:${id}` });
  return ok(id);
}

/** An archive holds people of the countries of whoever asked for it: it is theirs and the coordinator's. */
export async function readBundle(tx: Tx, id: string): Promise<OwnBundle | undefined> {
  if (!can.make(tx.actor) || !isUuid(id)) return undefined;
  const bundle = await ownBundleById(tx, id);
  const until = tx.now.getTime() - (KEPT_HOURS + GRACE_HOURS) * HOUR_MS;
  if (!bundle || bundle.madeAt.getTime() < until) return undefined;
  const own = bundle.madeBy === actorId(tx.actor);
  return own || tx.actor.kind === "system" || hasRole(tx.actor, "coordinator") ? bundle : undefined;
}

export const readArchive = async (tx: Tx, id: string): Promise<Buffer | undefined> =>
  (await readBundle(tx, id)) ? ownBundleBytes(tx, id) : undefined;

/** One stay's paper for an archive, begun where it was not. */
export async function paperForBundle(
  tx: Tx,
  bundle: OwnBundle,
  mobilityId: string,
  child?: CappedChild,
): Promise<Result<FilledPaper>> {
  const begun = await beginOwnPaper(tx, { mobilityId, kind: bundle.kind });
  return begun.ok ? fillOwnPaper(tx, begun.value, child) : begun;
}

export async function finishBundle(
  tx: Tx,
  bundle: OwnBundle,
  from: { readonly papers: readonly FilledPaper[]; readonly leftOut: readonly LeftOut[] },
): Promise<void> {
  await fillBundle(tx, bundle.id, {
    papers: from.papers.length,
    leftOut: from.leftOut,
    bytes: from.papers.length > 0 ? archiveOf(from.papers) : null,
  });
}
