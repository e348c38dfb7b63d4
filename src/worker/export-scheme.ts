import { keepLong } from "../platform/files/long-file.ts";
import { LOCALES } from "../platform/i18n/index.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import { moveProgress } from "../platform/jobs/progress.ts";
import type { Drawn, PageAnswer } from "../stages/archive/archive.ts";
import { finishExport, readExport } from "../stages/archive/begin-export.ts";
import { runExport } from "../stages/archive/run-export.ts";
import { readScheme } from "../stages/schemes/read-scheme.ts";

/** The public pages as they are asked for an archive, and how pages of it are drawn. */
export type ExportPages = {
  readonly publicUrl: string;
  readonly program: string;
  readonly drawn: Drawn;
  open(): Promise<{
    ask(path: string): Promise<PageAnswer>;
    close(): Promise<void>;
  }>;
};

const EVERY = 20;

/** Writes a whole scheme into one archive; started twice, it begins anew and replaces the half. */
export const exportScheme =
  (pages: ExportPages): Task<"export-scheme"> =>
  async ({ exportId }, { database, actor, lastAttempt }) => {
    const found = await database.withTx(actor, async (tx) => {
      const of = await readExport(tx, exportId);
      const scheme = await readScheme(tx);
      return of && scheme && of.bytes === null ? { of, scheme } : null;
    });
    if (!found) return;
    const { of, scheme } = found;
    let last = { done: 0, total: 1 };
    const move = (state: "working" | "done" | "failed") =>
      database.withTx(actor, (tx) => moveProgress(tx, of.progressId, { ...last, state }));
    const site = await pages.open();
    try {
      await move("working");
      const done = await runExport(
        {
          order: {
            level: of.level,
            scheme: { id: scheme.id, slug: scheme.slug, name: scheme.name },
            at: of.madeAt,
            by: of.madeByName,
            program: pages.program,
            languages: LOCALES,
          },
          asker: { id: of.madeBy, name: of.madeByName },
          moment: (work) => database.withTx(actor, work, { oneMoment: true, purpose: "archive" }),
          ask: site.ask,
          publicUrl: pages.publicUrl,
          drawn: pages.drawn,
          onProgress: async (at, total) => {
            last = { done: at, total };
            if (at % EVERY === 0) await move("working");
          },
        },
        (bytes) => keepLong({ schemeId: actor.schemeId, id: of.id }, bytes),
      );
      await database.withTx(actor, (tx) => finishExport(tx, of, done));
      last = { done: last.total, total: last.total };
      await move("done");
    } catch (error) {
      if (lastAttempt) await move("failed");
      throw error;
    } finally {
      await site.close();
    }
  };
