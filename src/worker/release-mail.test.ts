import { expect, test } from "vitest";
import { readyDrafts } from "../../tests/support/apply.ts";
import { need, testCall } from "../../tests/support/call.ts";
import { testDatabase } from "../../tests/support/database.ts";
import { clockAt } from "../platform/clock.ts";
import { createLog } from "../platform/log.ts";
import { submitApplication } from "../stages/applications/submit-application.ts";
import { releaseBatch } from "./release-mail.ts";

const clock = clockAt("2027-03-10T18:59:10Z");
const db = await testDatabase({ clock });
const call = await testCall(db);

const jobs = async () =>
  db.sql<{ task: string; payload: { batchId?: string } }>(
    `select t.identifier as task, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
const states = async () =>
  (await db.sql<{ state: string }>("select state from mail_messages order by created_at, id")).map(
    (row) => row.state,
  );
const context = {
  database: db.database,
  actor: call.actor,
  clock,
  log: createLog({ level: "fatal" }),
  attempt: 1,
  lastAttempt: false,
};

test("letters of one minute wait together under one job, go together, and a late one is still found", async () => {
  const drafts = await readyDrafts(db, call, { count: 4, secret: "-", now: clock.now() });
  const send = async (at: number) => {
    const actor = {
      kind: "applicant",
      schemeId: call.scheme.id,
      draftId: drafts[at]!.draftId,
    } as const;
    need(
      await db.database.withTx(actor, (tx) => submitApplication(tx, actor.draftId), {
        purpose: "own-answers",
      }),
    );
  };
  await send(0);
  await send(1);
  await send(2);
  expect((await jobs()).map((job) => job.task)).toEqual(["release-mail"]);
  expect(await states()).toEqual(["held", "held", "held"]);
  const batchId = (await jobs())[0]?.payload.batchId ?? "";

  await releaseBatch({ batchId }, context);
  expect(await states()).toEqual(["queued", "queued", "queued"]);
  expect((await jobs()).map((job) => job.task).sort()).toEqual([
    "release-mail",
    "send-mail",
    "send-mail",
    "send-mail",
  ]);
  // Somebody whose act began in that minute and took longer than the wait.
  await send(3);
  expect((await states()).filter((state) => state === "held")).toHaveLength(1);
  await releaseBatch({ batchId }, context);
  expect((await states()).filter((state) => state === "held")).toEqual([]);
});
