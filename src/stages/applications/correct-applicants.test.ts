import { expect, test } from "vitest";
import { readyDrafts } from "../../../tests/support/apply.ts";
import { need, testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { correctApplicants } from "./correct-applicants.ts";
import { reopenForCorrection } from "./end-draft.ts";
import { readAnswers } from "./read-answers.ts";
import { submitApplication } from "./submit-application.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db);
const office = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const own = { purpose: "own-answers" } as const;

const drafts = await readyDrafts(db, call, { count: 4, secret: "-", now: clock.now() });
const as = <T>(draftId: string, work: (tx: Tx) => Promise<T>) =>
  db.database.withTx({ kind: "applicant", schemeId: call.scheme.id, draftId } as const, work, own);
const send = async (draftId: string, after?: number) =>
  need(
    await as(draftId, (tx) => submitApplication(tx, draftId, after === undefined ? {} : { after })),
  ).applicationId;
const reopen = async (applicationId: string) =>
  need(
    await db.database.withTx(
      { kind: "learner", schemeId: call.scheme.id, applicationId } as const,
      (tx) => reopenForCorrection(tx, applicationId),
      own,
    ),
  );
const correct = async (applicationId: string) =>
  need(
    await db.database.withTx(office.actor, (tx) =>
      correctApplicants(tx, [
        {
          applicationId,
          person: { familyName: "Putright", phone: "+355 69 000 0000" },
          trade: "metalwork",
        },
      ]),
    ),
  );
const now = async (applicationId: string) =>
  (
    await db.sql<Record<string, unknown>>(
      `select p.family_name as family, p.phone, a.trade, a.revision, a.corrected_by->>'name' as by
       from applications a join persons p on p.id = a.person_id where a.id = $1`,
      [applicationId],
    )
  )[0];
const RIGHT = { family: "Putright", phone: "+355 69 000 0000", trade: "metalwork" };

test("what the office puts right in a list says who did it, and the person's own form says it too", async () => {
  const { draftId } = drafts[0]!;
  const applicationId = await send(draftId);
  await correct(applicationId);
  expect(await now(applicationId)).toEqual({ ...RIGHT, revision: 2, by: "Ada" });
  const frozen = await db.database.withTx(office.actor, (tx) =>
    readAnswers(tx, applicationId, { blind: false }),
  );
  const said = (field: string) => frozen?.find((one) => one.field === field)?.answer;
  expect(said("name")).toContain("Putright");
  expect(said("contact")).toContain("+355 69 000 0000");
  expect(said("cities")).toContain("2027");
  // The person takes the form up again and changes nothing: nothing is taken back.
  await reopen(applicationId);
  await send(draftId, 2);
  expect(await now(applicationId)).toMatchObject({ ...RIGHT, revision: 3 });
});

test("somebody who is correcting the own form meanwhile sends both", async () => {
  const { draftId } = drafts[2]!;
  const applicationId = await send(draftId);
  await reopen(applicationId);
  await db.sql(
    `update application_drafts set answers = jsonb_set(answers, '{why}', '"To bake."') where id = $1`,
    [draftId],
  );
  await correct(applicationId);
  await send(draftId, 1);
  expect(await now(applicationId)).toMatchObject({ ...RIGHT, revision: 2 });
  const [why] = await db.sql(
    "select answer from application_answers where application_id = $1 and field = 'why' and revision = 2",
    [applicationId],
  );
  expect(why).toEqual({ answer: "To bake." });
});
