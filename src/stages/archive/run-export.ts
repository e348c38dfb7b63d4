/**
 * Writing an archive into a file: its bytes are taken while they are made, and a failure ends both. So
 * does whoever asked for it, by the signal.
 */
import { zipStream } from "../../platform/files/zip-stream.ts";
import type { ExportCounts } from "./archive.ts";
import { type ExportMeans, writeExport } from "./write-export.ts";

export type Kept = { readonly bytes: number; readonly sha256: string };

export async function runExport(
  means: Omit<ExportMeans, "zip">,
  keep: (bytes: AsyncIterable<Uint8Array>) => Promise<Kept>,
  signal?: AbortSignal,
): Promise<Kept & { readonly counts: ExportCounts }> {
  signal?.throwIfAborted();
  const zip = zipStream(means.order.at);
  signal?.addEventListener("abort", () => zip.fail(new Error("interrupted")), { once: true });
  const writing = writeExport({ ...means, zip }).catch((error: Error) => {
    zip.fail(error);
    throw error;
  });
  const keeping = keep(zip.output).catch((error: Error) => {
    zip.fail(error);
    throw error;
  });
  const [counts, kept] = await Promise.allSettled([writing, keeping]);
  if (counts.status === "rejected") throw counts.reason;
  if (kept.status === "rejected") throw kept.reason;
  return { ...kept.value, counts: counts.value };
}
