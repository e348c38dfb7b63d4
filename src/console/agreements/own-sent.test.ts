/** The pages of an agreement that went out with a Word paper, and a paper that comes back signed. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { agreementScene } from "../../../tests/support/agreements.ts";
import { pdf } from "../../../tests/support/hostile.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { openUploads } from "../../platform/files/upload.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { docxParagraphs } from "../../platform/word/docx-text.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import { routes as sign } from "../../portal/sign/sign.page.ts";
import { sampleDocx } from "../../stages/agreements/own-template-sample.ts";
import { routes as agreements } from "./index.ts";
import { routes as own } from "./own-index.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-sent-"));
const scene = await agreementScene();
const { db, scheme, agreementId } = scene;
openUploads({ home, clamd: null });
const server = await testServer(db, [...agreements, ...own, ...sign], { clock: scene.clock });
const coordinator = await signInAs(db, scheme, { role: "coordinator", name: "Ada" });
let says = "stream: OK\0";
const scanner = createServer((socket) => {
  socket.on("error", () => {});
  let end = Buffer.alloc(0);
  socket.on("data", (piece) => {
    end = Buffer.concat([end, piece]).subarray(-4);
    if (end.equals(Buffer.alloc(4))) socket.end(says);
  });
});
const clamd = join(home, "clamd");
await new Promise<void>((resolve) => scanner.listen(clamd, resolve));
afterAll(() => {
  openUploads({ home, clamd: null });
  scanner.close();
  rmSync(home, { recursive: true, force: true });
  expect(server.errors).toEqual([]);
});

const page = `/console/${scheme.slug}/agreements/${agreementId}`;
const words = (bytes: Buffer) => {
  const docx = checkDocx(bytes);
  return docx.ok ? docxParagraphs(docx.value).map(({ text }) => text) : [];
};
const linkIn = (body: string, end: RegExp) =>
  [...body.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!).find((link) => end.test(link));

test("the office and every signer find the Word paper, and are told which text is signed", async () => {
  const kind = "learning-agreement";
  const fields = { kind, year: "2026", language: "en" };
  const { headers, payload } = uploadOf(
    "file",
    [{ name: "Ours.docx", type: WORD_TYPE, bytes: sampleDocx(kind, "en") }],
    randomUUID(),
    fields,
  );
  const cookies = { ...coordinator.cookies };
  const url = `/console/${scheme.slug}/own-templates`;
  await server.app.inject({ method: "POST", url, cookies, headers, payload });
  await server.post(`/console/${scheme.slug}/own-templates/choice`, { own: kind }, coordinator);
  await server.post(`${page}/text`, { "monitoring.frequency": "Twice a week" }, coordinator);
  const sent = await server.post(`${page}/sending`, {}, coordinator);
  expect(sent.statusCode).toBe(303);
  const shown = await server.get(page, coordinator);
  expect(shown.body.includes("Paper in your own wording")).toBe(true);
  const file = await server.get(linkIn(shown.body, /\/files\//) ?? "", coordinator);
  expect(file.headers["content-type"]).toBe(WORD_TYPE);
  expect(file.headers["content-disposition"]).toContain(".docx");
  expect(words(file.rawPayload).join("\n")).toContain("Ana Secret00");

  const signing = `/en/${scheme.slug}/sign/${await scene.secret("participant")}`;
  const party = await server.get(signing);
  expect(party.body).toContain("where the two differ, the text on this page counts");
  const saved = await server.get(`${signing}/own-paper`);
  expect(saved.rawPayload.equals(file.rawPayload)).toBe(true);
});

test("the Word paper comes back signed with a pen: looked through by the scanner like every upload", async () => {
  const partyId = await scene.party("guardian");
  const url = `${page}/parties/${partyId}/signature`;
  const send = (bytes: Buffer) => {
    const file = { name: "signed.pdf", type: "application/pdf", bytes };
    const { headers, payload } = uploadOf("file", [file], randomUUID(), {
      channel: "elsewhere",
      version: "2",
      signedName: "Mirjeta Secret",
      "signedOn-day": "1",
      "signedOn-month": "3",
      "signedOn-year": "2027",
    });
    const cookies = { ...coordinator.cookies };
    return server.app.inject({ method: "POST", url, cookies, headers, payload });
  };
  openUploads({ home, clamd });
  says = "stream: Eicar-Signature FOUND\0";
  const found = await send(pdf({ pages: 2 }));
  expect(found.statusCode).toBe(422);
  expect(found.body).toContain("The virus scanner found something in this file.");
  says = "";
  const unseen = await send(pdf({ pages: 2 }));
  expect(unseen.statusCode).toBe(422);
  expect(unseen.body).toContain("so the file was not kept");
  expect(await db.sql("select 1 from uploads")).toEqual([]);
  expect(await db.sql("select 1 from agreement_signatures")).toEqual([]);

  says = "stream: OK\0";
  expect((await send(pdf({ pages: 2 }))).statusCode).toBe(303);
  const rows = await db.sql(
    `select s.channel, f.kind, u.state, b.file_id as bytes from agreement_signatures s
       join agreement_files f on f.id = s.file_id join uploads u on u.id = f.upload_id
       left join agreement_file_bytes b on b.file_id = f.id`,
  );
  expect(rows).toEqual([
    { channel: "elsewhere", kind: "elsewhere", state: "checked", bytes: null },
  ]);
  const shown = await server.get(page, coordinator);
  const evidence = shown.body.slice(shown.body.indexOf("Evidence"));
  const file = await server.get(linkIn(evidence, /\/files\//) ?? "", coordinator);
  expect(file.rawPayload.equals(pdf({ pages: 2 }))).toBe(true);
  expect(file.headers["content-disposition"]).toContain("attachment");
});
