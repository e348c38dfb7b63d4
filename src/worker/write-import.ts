import type { Task } from "../platform/jobs/jobs.ts";
import { writeImport as write } from "../stages/imports/write-import.ts";
import { withProgress } from "./import-progress.ts";

/** A long file that its person confirmed, written in one transaction or not at all. */
export const writeImport: Task<"write-import"> = ({ importId }, context) =>
  withProgress(importId, context, async (tell) => {
    await context.database.withTx(context.actor, (tx) => write(tx, importId, tell), {
      purpose: "import",
    });
  });
