/** An agreement that goes out with the consortium's own Word paper, and one whose paper cannot be made. */
import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { agreementScene, codes, FILLED, hands, PUBLIC } from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { docxOf } from "../../platform/word/docx.ts";
import { docxParagraphs } from "../../platform/word/docx-text.ts";
import { wordFiller } from "../../platform/word/fill-apart.ts";
import { fillSentPaper } from "../../worker/fill-sent-paper.ts";
import { changeText } from "./change-text.ts";
import { draftAgreement } from "./draft-agreement.ts";
import { readFile } from "./keep-file.ts";
import { choosePapers } from "./own-template-choose.ts";
import { addOwnTemplate } from "./own-template-keep.ts";
import { readAgreement } from "./read-agreements.ts";
import { readSigning } from "./read-signing.ts";
import { sendAgreement } from "./send-agreement.ts";
import { asSigner } from "./signing-link.ts";

const scene = await agreementScene();
const { db, as, agreementId } = scene;
const { context, page, signAll } = hands(scene);
const filler = wordFiller();
afterAll(() => filler.end());
const kind = "learning-agreement";
const coordinator: StaffActor = {
  kind: "staff",
  userId: "coordinator",
  userName: "Ada",
  schemeId: scene.actor.schemeId,
  scheme: { slug: "test", name: { en: "Test" }, settings: {}, invented: true },
  memberships: [{ role: "coordinator", organisationId: null, country: null }],
};
const by = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.database.withTx(coordinator, work);
const word = (...texts: string[]) =>
  docxOf(
    "en",
    texts.map((text) => ({ style: "text", text })),
  );
const add = (bytes: Buffer) =>
  by((tx) =>
    addOwnTemplate(
      tx,
      { kind, year: "2026", language: "en", fileName: "Ours.docx", bytes },
      filler,
    ),
  );
const said = (bytes: Buffer) => {
  const docx = checkDocx(bytes);
  return docx.ok ? docxParagraphs(docx.value).map(({ text }) => text) : [];
};
const change = (path: string, text: string, id = agreementId) =>
  as(async (tx) => need(await changeText(tx, id, (at) => (at === path ? [text] : undefined))));
const send = (id = agreementId) => as((tx) => sendAgreement(tx, id, PUBLIC, filler));
const files = async (id = agreementId) => (await page(id)).ownPapers;
const openFile = async (fileId: string) =>
  as(async (tx) => (await readFile(tx, { agreementId, fileId }))?.bytes ?? Buffer.alloc(0));

test("what goes out as we word it has no Word paper; chosen, the next text has one", async () => {
  need(await add(word("{participant.name}", "Mentor: {mentor.name}", "{monitoring.frequency}")));
  await change("monitoring.frequency", "Every day");
  need(await send());
  expect(await files()).toEqual([]);
  need(await by((tx) => choosePapers(tx, [kind])));
  await change("monitoring.frequency", "Twice a week");
  need(await send());
  const [paper, ...others] = await files();
  expect(others).toEqual([]);
  expect(paper).toMatchObject({
    number: 3,
    templateVersion: 1,
    templateYear: 2026,
    language: "en",
  });
  const bytes = await openFile(paper!.fileId);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(paper?.digest);
  expect(said(bytes)).toEqual(["Ana Secret00", "Mentor: ", "Twice a week"]);
  const [row] = await db.sql<{ facts: Record<string, unknown> }>(
    "select facts from agreement_own_papers",
  );
  expect(row?.facts).toMatchObject({
    "participant.name": "Ana Secret00",
    "monitoring.frequency": "Twice a week",
  });
});

test("who signs is shown it, and the mentor whom the host names stands in it afterwards", async () => {
  const secret = await scene.secret("participant");
  const seen = await as(async (tx) => {
    const signer = await asSigner(tx, secret);
    const found = signer && (await readSigning(signer));
    const own = found?.ownPaper;
    const file =
      signer && own ? await readFile(signer.tx, { agreementId, fileId: own.fileId }) : undefined;
    return { own, file };
  });
  expect(seen.own?.number).toBe(3);
  expect(said(seen.file?.bytes ?? Buffer.alloc(0))[0]).toBe("Ana Secret00");

  await signAll();
  const [job] = await db.sql<{ id: string }>(
    "select key as id from graphile_worker.jobs where task_identifier = 'fill-sent-paper'",
  );
  expect(job?.id).toBe(`fill-sent-paper:${agreementId}`);
  for (const _ of [1, 2]) await fillSentPaper({ agreementId }, context);
  const all = await files();
  expect(all.map(({ number }) => number)).toEqual([3, 3]);
  expect(said(await openFile(all[0]!.fileId))).toEqual([
    "Ana Secret00",
    "Mentor: Marta",
    "Twice a week",
  ]);
});

test("a file with a field that agreements no longer have is named, and nothing is sent", async () => {
  // A template of earlier years: it was right when it was added.
  const second = need(await add(word("{participant.name}")));
  await db.sql("update own_templates set bytes = $1 where id = $2", [
    word("{participant.shoeSize}", "{#tasks}{text}{/tasks}"),
    second,
  ]);
  await db.sql("update mobilities set company_id = $1, state = 'matched' where id = $2", [
    scene.companies[0],
    scene.stays[1],
  ]);
  const { agreementId: other } = need(
    await as((tx) => draftAgreement(tx, { mobilityId: scene.stays[1] ?? "", kind })),
  );
  await as((tx) => changeText(tx, other, (path) => (FILLED[path] ? [FILLED[path]] : undefined)));
  const parties = async () => (await as((tx) => readAgreement(tx, other)))?.agreement;
  const before = await parties();
  const done = await send(other);
  expect(codes(done).slice(-2)).toEqual(["own-template-unfilled", "own-template-unknown"]);
  expect(done.ok ? [] : done.problems.map(({ params }) => params?.name ?? params?.file)).toEqual([
    "Ours.docx",
    "{participant.shoeSize}",
  ]);
  expect(await parties()).toEqual(before);
  expect(before?.state).toBe("draft");
  const [left] = await db.sql<{ count: number }>(
    "select count(*)::int as count from own_papers where mobility_id = $1",
    [scene.stays[1]],
  );
  expect(left?.count).toBe(0);
  // The one that was begun with the first version goes on with it.
  await change("monitoring.frequency", "Once a week");
  need(await send());
  expect((await files())[0]).toMatchObject({ number: 4, templateVersion: 1 });
});
