/** One agreement from its first text to a sealed paper, mixed on three channels, and what goes wrong. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { agreementScene, codes, hands, PUBLIC } from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import { openSeals } from "../../platform/signing/index.ts";
import { remindSigners } from "../../worker/remind-signers.ts";
import { sealAgreement } from "../../worker/seal-agreement.ts";
import { answerQuestion, askQuestion } from "./ask-question.ts";
import { changePerson, handOn } from "./change-party.ts";
import { checkPaper, paperCode } from "./check-paper.ts";
import { draftAgreement } from "./draft-agreement.ts";
import { digestOf } from "./fingerprints.ts";
import { readFile } from "./keep-file.ts";
import { isLearningAgreementSigned, readAgreements, startProblems } from "./read-agreements.ts";
import { readSigning } from "./read-signing.ts";
import { recordSignature } from "./record-signature.ts";
import { sendAgain } from "./remind-signers.ts";
import { sendAgreement } from "./send-agreement.ts";
import { asSigner } from "./signing-link.ts";
import { ownHost } from "./wall.store.ts";

const scene = await agreementScene();
const { db, as, agreementId } = scene;
const { context, letters, page, sign } = hands(scene);
const PDF = Buffer.from("%PDF-1.7 signed elsewhere");

test("what is known is not typed again, and a text that lacks something is not sent", async () => {
  await db.sql("update mobilities set company_id = $1, state = 'matched' where id = $2", [
    scene.companies[1],
    scene.stays[1],
  ]);
  await db.sql(
    `insert into person_languages (id, scheme_id, person_id, language, level, basis, said_at, said_by)
     select gen_random_uuid(), m.scheme_id, m.person_id, y.language, y.level, 'self', now(), 'a'
     from mobilities m, (values ('en', 'A2'), ('es', 'B1')) y (language, level) where m.id = $1`,
    [scene.stays[1]],
  );
  const drafted = await as((tx) =>
    draftAgreement(tx, { mobilityId: scene.stays[1] ?? "", kind: "learning-agreement" }),
  );
  const { agreementId: other } = need(drafted);
  const { agreement } = await page(other);
  expect(agreement.content).toMatchObject({
    "mobility.from": "2027-07-01",
    "mobility.activity": "vet-short",
    "mobility.working-language": "Spanish (B1), English (A2)",
    "participant.name": "Ana Secret01",
    "hosting.name": "Maderas Prueba",
    "hosting.contact": "Lucía",
  });
  const refused = await as((tx) => sendAgreement(tx, other, PUBLIC));
  expect(codes(refused)).toContain("outcomes.outcomes required");
  expect(codes(refused).length).toBeGreaterThan(2);
  expect((await page(other)).agreement.state).toBe("draft");
  // Asked again, there is still one of a kind.
  const again = await as((tx) =>
    draftAgreement(tx, { mobilityId: scene.stays[1] ?? "", kind: "learning-agreement" }),
  );
  expect(need(again)).toEqual({ agreementId: other, isNew: false });
});

test("sending asks the first two, tells nobody's name in the letter, and the stay is being prepared", async () => {
  const all = await letters();
  expect(all.map((one) => [one.to_address, one.template])).toEqual([
    ["secret0@example.org", "sign.mail-asked"],
  ]);
  expect(all[0]?.body).toMatch(/https:\/\/kalfa\.example\/en\/[a-z0-9-]+\/sign\/[0-9a-f]{32}/);
  expect(all[0]?.body).not.toContain("Secret00");
  const [stay] = await db.sql<{ state: string }>("select state from mobilities where id = $1", [
    scene.stays[0],
  ]);
  expect(stay?.state).toBe("preparing");
  const { waits } = await as((tx) => readAgreements(tx, scene.stays[0] ?? ""));
  expect(waits.map(({ what, who }) => `${what} ${who}`)).toEqual([
    // Of the guardian neither a name nor an address is known: somebody has to act first.
    "agreement-naming office",
    "agreement-signature participant",
  ]);
  expect(
    codes({ ok: false, problems: await as((tx) => startProblems(tx, scene.stays[0] ?? "")) }),
  ).toEqual(["agreement-not-signed-yet"]);
});

test("signing needs a name and a tick, in the turn of the party, on the text of today", async () => {
  const secret = await scene.secret("participant");
  expect(codes(await sign(secret, { name: "", agreed: false, version: 9 }))).toEqual([
    "agreement-outdated",
    "name required",
    "agreed agreement-tick",
  ]);
  const done = need(await sign(secret, { drawing: "600x160|M1 2L3 4" }));
  expect(done.complete).toBe(false);
  // A second press, in another tab: nothing is written twice.
  need(await sign(secret));
  const { stand } = await page();
  expect(stand?.signatures.map((one) => [one.role, one.channel, one.drawing?.path])).toEqual([
    ["participant", "link", "M1 2L3 4"],
  ]);
});

test("a guardian's sheet counts like a page, with its photograph and the version that is on it", async () => {
  const partyId = await scene.party("guardian");
  const from = {
    agreementId,
    partyId,
    channel: "paper",
    version: 1,
    name: "Mirjeta Secret",
    signedOn: "2027-03-01",
    file: { type: "image/jpeg" as const, bytes: Buffer.from("a photograph") },
  };
  const bad = await as((tx) =>
    recordSignature(
      tx,
      { ...from, version: 2, name: "", signedOn: "2027-03-02", file: null },
      PUBLIC,
    ),
  );
  expect(codes(bad)).toEqual([
    "agreement-other-version",
    "name required",
    "signedOn day-in-future",
    "file no-file",
  ]);
  need(await as((tx) => recordSignature(tx, from, PUBLIC)));
  expect(codes(await as((tx) => recordSignature(tx, from, PUBLIC)))).toEqual([
    "agreement-already-signed",
  ]);
  const { files } = await page();
  expect(files.map((one) => [one.kind, one.digest])).toEqual([
    ["sheet", digestOf(Buffer.from("a photograph"))],
  ]);
});

test("the school hands on to the right person, whose answer it is then, and others' signatures stay", async () => {
  await as((tx) =>
    scene
      .party("sending")
      .then((partyId) =>
        changePerson(
          tx,
          { agreementId, partyId },
          { name: "Head", email: "head@school.example" },
          PUBLIC,
        ),
      )
      .then(need),
  );
  const first = await scene.secret("sending");
  const visit = await as((tx) => asSigner(tx, first));
  expect(visit?.party.name).toBe("Head");
  const wrong = await as(async (tx) => {
    const signer = await asSigner(tx, first);
    return handOn(signer!, { name: "", email: "nobody" }, PUBLIC);
  });
  expect(codes(wrong)).toEqual(["name required", "email not-an-email"]);
  need(
    await as(async (tx) => {
      const signer = await asSigner(tx, first);
      return handOn(signer!, { name: "Deputy", email: "deputy@school.example" }, PUBLIC);
    }),
  );
  expect(await as((tx) => asSigner(tx, first))).toBe(undefined);
  const { stand } = await page();
  expect(stand?.standings.filter(({ valid }) => valid).map((one) => one.party.role)).toEqual([
    "guardian",
    "participant",
  ]);
  expect((await letters()).filter(({ to_address: to }) => to === "deputy@school.example")).toEqual([
    expect.objectContaining({ template: "sign.mail-asked" }),
  ]);
  // Who has signed was the right person, whatever an old page still offers.
  const signed = await scene.secret("participant");
  expect(
    codes(await as(async (tx) => handOn((await asSigner(tx, signed))!, null, PUBLIC))),
  ).toEqual(["agreement-already-signed"]);
});

test("a question waits at the office and its answer stands on the page", async () => {
  const secret = await scene.secret("sending");
  need(await as(async (tx) => askQuestion((await asSigner(tx, secret))!, "Who pays the bus?")));
  const [asked] = (await page()).questions;
  const answer = (text: string) =>
    as((tx) => answerQuestion(tx, { agreementId, questionId: asked!.id }, text, PUBLIC));
  expect(codes(await answer(" "))).toEqual(["answer required"]);
  need(await answer("The programme."));
  expect(codes(await answer("Again"))).toEqual(["agreement-answered"]);
  const shown = await as(async (tx) => readSigning((await asSigner(tx, secret))!));
  expect(shown?.questions[0]?.answer).toBe("The programme.");
});

test("those who do not answer are reminded on the days that are shown, and not before", async () => {
  const payload = { agreementId, publicUrl: PUBLIC };
  const reminders = async () =>
    (await letters()).filter((one) => one.template === "sign.mail-reminder").length;
  await remindSigners(payload, context);
  expect(await reminders()).toBe(0);
  scene.clock.moveTo("2027-03-04T08:00:01Z");
  await remindSigners(payload, context);
  const first = await reminders();
  expect(first).toBeGreaterThan(0);
  await remindSigners(payload, context);
  expect(await reminders()).toBe(first);
  const hosting = await scene.party("hosting");
  expect(codes(await as((tx) => sendAgain(tx, { agreementId, partyId: hosting }, PUBLIC)))).toEqual(
    ["agreement-not-their-turn"],
  );
});

test("the last one names the mentor, everybody's signature counts, and the paper is sealed and checked", {
  timeout: 60_000,
}, async () => {
  const school = await scene.party("sending");
  need(
    await as((tx) =>
      recordSignature(
        tx,
        {
          agreementId,
          partyId: school,
          channel: "elsewhere",
          version: 1,
          name: "Deputy",
          signedOn: "2027-03-03",
          file: { type: "application/pdf", bytes: PDF },
        },
        PUBLIC,
      ),
    ),
  );
  need(await sign(await scene.secret("intermediary"), { name: "Host partner" }));
  const host = await scene.secret("hosting");
  expect(codes(await sign(host, { name: "Lucía" }))).toEqual(["mentor.name agreement-mentor"]);
  const named = (path: string) => (path === "mentor.name" ? "Marta" : "");
  expect(need(await sign(host, { name: "Lucía", named })).complete).toBe(true);
  const { agreement, stand } = await page();
  expect(agreement.state).toBe("signed");
  // A learner without a stay has no company to read of.
  expect(await as((tx) => ownHost(tx, agreementId))).toBe(undefined);
  expect(stand?.standings.every(({ valid }) => valid)).toBe(true);
  expect(await as((tx) => isLearningAgreementSigned(tx, scene.stays[0] ?? ""))).toBe(true);
  expect(await as((tx) => startProblems(tx, scene.stays[0] ?? ""))).toEqual([]);

  const home = mkdtempSync(join(tmpdir(), "kalfa-seal-"));
  const seals = openSeals({ home, dataKey: "a key of this test only", organisation: "Test" });
  afterAll(() => {
    seals.end();
    rmSync(home, { recursive: true, force: true });
  });
  // While the clock outside is silent the paper waits: it is tried again, and from day to day.
  const silent = openSeals({
    home,
    dataKey: "a key of this test only",
    organisation: "Test",
    timestampUrl: "http://127.0.0.1:9/",
  });
  const waits = { agreementId, publicUrl: PUBLIC };
  await expect(sealAgreement(silent)(waits, context)).rejects.toThrow();
  const job = `seal-agreement:${agreementId}`;
  await db.sql("select graphile_worker.remove_job($1)", [job]);
  await sealAgreement(silent)(waits, { ...context, lastAttempt: true });
  silent.end();
  const [again] = await db.sql<{ hours: number }>(
    `select round(extract(epoch from run_at - now()) / 3600)::int as hours
     from graphile_worker.jobs where key = $1`,
    [job],
  );
  expect(again?.hours).toBe(24);
  await sealAgreement(seals)({ agreementId, publicUrl: PUBLIC }, context);
  await sealAgreement(seals)({ agreementId, publicUrl: PUBLIC }, context);
  const { files } = await page();
  const sealed = files.filter(({ kind }) => kind === "sealed");
  expect(sealed.length).toBe(1);
  const kept = await as((tx) => readFile(tx, { agreementId, fileId: sealed[0]!.id }));
  expect((await seals.verify(kept!.bytes)).verdict).toBe("whole");
  const checked = await as((tx) => checkPaper(tx, { digest: digestOf(kept!.bytes) }));
  expect(checked).toMatchObject({ code: agreement.code, state: "signed", isNewest: true });
  expect(JSON.stringify(checked)).not.toContain("Secret00");
  const turned = Buffer.from(kept!.bytes);
  turned[2000] = turned[2000]! ^ 1;
  expect((await seals.verify(turned)).verdict).toBe("changed");
  expect(await as((tx) => checkPaper(tx, { digest: digestOf(turned) }))).toBe(undefined);
  expect(paperCode(` ${agreement.code.toLowerCase().replaceAll("-", " ")} `)).toBe(agreement.code);
  // Another party's sheet is not a party's to open.
  const sheet = files.find(({ kind }) => kind === "sheet");
  const asHost = await as(async (tx) => {
    const visit = await asSigner(tx, host);
    return readFile(visit!.tx, { agreementId, fileId: sheet!.id });
  });
  expect(asHost).toBe(undefined);
});
