/** Two who do the same thing at the same moment, and agreements that nobody should be asked about. */
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { agreementScene, codes, PUBLIC, sentAgreement } from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import { answerQuestion, askQuestion } from "./ask-question.ts";
import { handOn } from "./change-party.ts";
import { changeText } from "./change-text.ts";
import { draftAgreement } from "./draft-agreement.ts";
import { readAgreement } from "./read-agreements.ts";
import { remindSigners, sendAgain } from "./remind-signers.ts";
import { sendAgreement } from "./send-agreement.ts";
import { asSigner } from "./signing-link.ts";
import { withdrawAgreement } from "./withdraw-agreement.ts";

const scene = await agreementScene();
const { db, as, clock, agreementId } = scene;
const [first = "", second = ""] = scene.stays;
const letters = async (template: string) =>
  (await db.sql("select 1 from mail_messages where template = $1", [template])).length;
const events = async (name: string) =>
  (await db.sql("select 1 from event_log where name = $1 and subject_id = $2", [name, agreementId]))
    .length;
const handOver = (secret: string) =>
  as(async (tx) => {
    const signer = await asSigner(tx, secret);
    return signer ? handOn(signer, null, PUBLIC) : { ok: false as const, problems: [] };
  });

test("two in the office begin the same agreement at once: there is one, and both are led to it", async () => {
  await db.sql("update mobilities set company_id = $1, state = 'matched' where id = $2", [
    scene.companies[1],
    second,
  ]);
  const draft = { mobilityId: second, kind: "host-agreement" };
  let late: ReturnType<typeof draftAgreement> | undefined;
  const early = await as(async (tx) => {
    const done = await draftAgreement(tx, draft);
    // Before the first one is written for all to see, the second has looked and found none.
    late = as((other) => draftAgreement(other, draft));
    await setTimeout(300);
    return done;
  });
  expect(need(early).isNew).toBe(true);
  expect(need(await late!)).toEqual({ ...need(early), isNew: false });
});

test("a question that two answer at once has one answer and one letter", async () => {
  const secret = await scene.secret("participant");
  need(await as(async (tx) => askQuestion((await asSigner(tx, secret))!, "Who pays the bus?")));
  const page = await as((tx) => readAgreement(tx, agreementId));
  const questionId = page?.questions[0]?.id ?? "";
  const answer = (text: string) =>
    as((tx) => answerQuestion(tx, { agreementId, questionId }, text, PUBLIC));
  const done = await Promise.all([answer("The school"), answer("The partner")]);
  expect(done.flatMap(codes)).toEqual(["agreement-answered"]);
  expect(await letters("sign.mail-answer")).toBe(1);
  expect(await events("agreement.question-answered")).toBe(1);
});

test("not the right person, pressed in two tabs: the line is free once", async () => {
  const secret = await scene.secret("participant");
  const done = await Promise.all([handOver(secret), handOver(secret)]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await events("agreement.wrong-person")).toBe(1);
});

test("of somebody who does not go nobody is reminded, and no new text is sent", async () => {
  need(await as((tx) => moveMobility(tx, first, "cancel", { reason: "Stays at home" })));
  clock.moveTo("2027-03-05T08:00:00Z");
  expect(await as((tx) => remindSigners(tx, { agreementId, publicUrl: PUBLIC }))).toBe(0);
  need(
    await as((tx) =>
      changeText(tx, agreementId, (path) =>
        path === "monitoring.emergency" ? ["+34 600 111 111"] : undefined,
      ),
    ),
  );
  expect(codes(await as((tx) => sendAgreement(tx, agreementId, PUBLIC)))).toEqual([
    "mobility-cancelled",
  ]);
});

test("about an agreement that was taken back nobody gets another letter or another link", async () => {
  const other = await sentAgreement(scene, 1);
  const partyId = await other.party("participant");
  need(await as((tx) => withdrawAgreement(tx, other.agreementId, "Another company")));
  const before = await letters("sign.mail-reminder");
  const again = await as((tx) =>
    sendAgain(tx, { agreementId: other.agreementId, partyId }, PUBLIC),
  );
  expect(codes(again)).toEqual(["agreement-withdrawn"]);
  expect(await letters("sign.mail-reminder")).toBe(before);
  const open = await db.sql(
    "select 1 from agreement_links where party_id = $1 and ended_at is null",
    [partyId],
  );
  expect(open).toEqual([]);
});
