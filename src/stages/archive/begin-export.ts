/** A whole scheme in one archive: asked for, followed, fetched, forgotten. A job writes it. */
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  discardHalf,
  discardLong,
  hasLong,
  longFilesOf,
  readLong,
} from "../../platform/files/long-file.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { beginProgress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./archive.policy.ts";
import { type ExportCounts, isLevel, type SchemeExport } from "./archive.ts";
import {
  exportById,
  exportsSince,
  fillExport,
  forgetExports,
  insertExport,
} from "./export.store.ts";

/** How long an archive lies ready, in hours. */
export const KEPT_HOURS = 24;
const KEPT_MS = KEPT_HOURS * 3_600_000;
const keptSince = (tx: Tx): Date => new Date(tx.now.getTime() - KEPT_MS);

/** @param asked.sure said of a whole export: that the confidence of people is opened */
export async function beginExport(
  tx: Tx,
  asked: { readonly level: string; readonly sure: boolean },
): Promise<Result<string>> {
  if (!can.export(tx.actor)) return notFound;
  const { level } = asked;
  if (!isLevel(level)) return refuse({ code: "choose-one", field: "level" });
  if (level === "whole" && !asked.sure) return refuse({ code: "export-not-sure", field: "sure" });
  const progressId = await beginProgress(tx, "export-scheme");
  const id = newId();
  const madeByName = tx.actor.kind === "staff" ? tx.actor.userName : "kalfa";
  await insertExport(tx, { id, level, progressId, madeBy: actorId(tx.actor) ?? "", madeByName });
  await record(tx, "archive.asked-for", { type: "scheme", id: tx.actor.schemeId! }, { level });
  await enqueue(tx, "export-scheme", { exportId: id }, { key: `export-scheme:${id}` });
  return ok(id);
}

/** Whoever asked for it has it, and nobody else: the next coordinator asks for one and is written down. */
export async function readExport(tx: Tx, id: string): Promise<SchemeExport | undefined> {
  if (!can.export(tx.actor) || !isUuid(id)) return undefined;
  const found = await exportById(tx, id);
  if (!found || found.madeAt < keptSince(tx)) return undefined;
  return tx.actor.kind === "system" || found.madeBy === actorId(tx.actor) ? found : undefined;
}

export async function listExports(tx: Tx): Promise<readonly SchemeExport[]> {
  if (!can.export(tx.actor)) return [];
  const all = await exportsSince(tx, keptSince(tx));
  return all.filter(({ madeBy }) => madeBy === actorId(tx.actor));
}

/** The bytes for whoever asked, whose asking is in the history; undefined where they are gone. */
export async function fetchExport(tx: Tx, id: string): Promise<AsyncIterable<Buffer> | undefined> {
  const found = await readExport(tx, id);
  const schemeId = tx.actor.schemeId;
  if (!found || found.bytes === null || !schemeId) return undefined;
  if (!(await hasLong({ schemeId, id }))) return undefined;
  return readLong({ schemeId, id });
}

export async function finishExport(
  tx: Tx,
  of: SchemeExport,
  done: { readonly bytes: number; readonly sha256: string; readonly counts: ExportCounts },
): Promise<void> {
  await fillExport(tx, of.id, done);
  await record(
    tx,
    "archive.written",
    { type: "scheme", id: tx.actor.schemeId! },
    { level: of.level, bytes: done.bytes, sha256: done.sha256, ...done.counts },
  );
}

/** Archives hold everybody: those of yesterday go every night, and bytes of which no row speaks. */
export async function sweepExports(tx: Tx): Promise<void> {
  const { schemeId } = tx.actor;
  if (!schemeId) return;
  await forgetExports(tx, keptSince(tx));
  const kept = new Set((await exportsSince(tx, keptSince(tx))).map(({ id }) => id));
  for (const id of await longFilesOf(schemeId)) {
    if (kept.has(id)) continue;
    await discardLong({ schemeId, id });
    await discardHalf({ schemeId, id });
  }
}
