import type { Clock } from "../clock.ts";
import type { SystemActor } from "../db/actor.ts";
import type { Database } from "../db/index.ts";
import type { Log } from "../log.ts";

/**
 * Every kind of work done after the answer was given, and what it is told. Ids only: the queue's
 * table is outside row-level security, so nothing personal may lie in it.
 */
export type Jobs = {
  "send-mail": { messageId: string };
  "send-sms": { messageId: string };
  "release-mail": { batchId: string };
  "send-messages": { sendingId: string };
  "run-allocation": { runId: string };
  "check-import": { importId: string };
  "write-import": { importId: string };
  "draft-agreements": {
    flowId: string;
    kind: string;
    send: boolean;
    progressId: string;
    publicUrl: string;
  };
  "remind-signers": { agreementId: string; publicUrl: string };
  "seal-agreement": { agreementId: string; publicUrl: string };
  "seal-certificate": { certificateId: string };
  "seal-event-certificate": { certificateId: string };
  "fill-own-papers": { bundleId: string };
  "fill-sent-paper": { agreementId: string };
  "scan-upload": { uploadId: string };
  "discard-upload": { uploadId: string };
  "forget-tries": Record<never, never>;
  sweep: Record<never, never>;
  "send-newsletter": { newsletterId: string; publicUrl: string };
  "export-scheme": { exportId: string };
  "remind-host": { requestId: string; publicUrl: string };
  "watch-preparation": { mobilityId: string };
};

export type TaskName = keyof Jobs;

/** Done every night in every running scheme. */
export const NIGHTLY = ["sweep"] as const satisfies readonly TaskName[];

/** What a task works with. It opens its own transactions, as the system of the job's scheme. */
export type JobContext = {
  readonly database: Database;
  readonly actor: SystemActor;
  readonly clock: Clock;
  readonly log: Log;
  /** 1 at the first try. */
  readonly attempt: number;
  /** True when no further try follows a failure: the moment to tell a person. */
  readonly lastAttempt: boolean;
};

/**
 * A task may be started twice (a process killed at its last line): it must find out by itself
 * that its work is done. It throws to be tried again later.
 */
export type Task<Name extends TaskName> = (
  payload: Jobs[Name],
  context: JobContext,
) => Promise<void>;

export type Tasks = { readonly [Name in TaskName]: Task<Name> };
