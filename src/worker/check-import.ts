import type { Task } from "../platform/jobs/jobs.ts";
import { checkImport as check } from "../stages/imports/check-import.ts";
import { withProgress } from "./import-progress.ts";

/** The dry run of a long file. */
export const checkImport: Task<"check-import"> = ({ importId }, context) =>
  withProgress(importId, context, (tell) =>
    context.database.withTx(context.actor, (tx) => check(tx, importId, tell), {
      purpose: "import",
    }),
  );
