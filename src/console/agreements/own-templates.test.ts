/** The pages of a consortium's own Word files, as the office meets them. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { LOCALES } from "../../platform/i18n/index.ts";
import { LOCALE_COOKIE } from "../../platform/web/server.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { docxOf } from "../../platform/word/docx.ts";
import { docxParagraphs } from "../../platform/word/docx-text.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import { routes } from "./own-index.ts";

const scene = await hostingScene(1);
const { db, scheme } = scene;
const server = await testServer(db, routes, { clock: scene.clock });
const coordinator = await signInAs(db, scheme, { role: "coordinator", name: "Ada" });
const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, scheme, { role: "auditor" });
const root = `/console/${scheme.slug}`;
const all = `${root}/own-templates`;
const [stay] = scene.stays;

const word = (...texts: string[]) =>
  docxOf(
    "en",
    texts.map((text) => ({ style: "text", text })),
  );
const upload = (bytes: Buffer, by: SignedIn, name = "Agreement.docx") => {
  const { headers, payload } = uploadOf("file", [{ name, type: WORD_TYPE, bytes }], randomUUID());
  // The other fields of the form, in the same body.
  const fields = Object.entries({ kind: "learning-agreement", year: "2026", language: "en" })
    .map(
      ([field, value]) =>
        `------form\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    )
    .join("");
  return server.app.inject({
    method: "POST",
    url: all,
    cookies: { ...by.cookies },
    headers,
    payload: Buffer.concat([Buffer.from(fields), payload]),
  });
};
const said = (bytes: Buffer) => {
  const docx = checkDocx(bytes);
  return docx.ok ? docxParagraphs(docx.value).map(({ text }) => text) : [];
};

test("the fields are shown with examples, and the sample passes the check that it is for", async () => {
  const page = await server.get(`${all}/new?kind=grant-agreement&language=sq`, coordinator);
  expect(page.body).toContain("{participant.familyName}");
  expect(page.body).toContain("{#supports}{kind} {amount} {provision}{/supports}");
  expect(page.body).toContain("Probanović");
  const sample = await server.get(`${all}/sample.docx`, auditor);
  expect(sample.headers["content-type"]).toBe(WORD_TYPE);
  expect((await upload(sample.rawPayload, coordinator)).statusCode).toBe(303);
});

test("a file with faults comes back with every one of them, where it stands and what was meant", async () => {
  const reply = await upload(word("Mentor: {mentor.nmae}", "{#tasks}", "{x"), coordinator);
  expect(reply.statusCode).toBe(422);
  for (const part of [
    "There is no field {mentor.nmae}. The nearest is {mentor.name}. (text, paragraph 1: “Mentor: {mentor.nmae}”)",
    "The brace of {x is not closed.",
    "The part {#tasks} is not ended. (text, paragraph 2: “{#tasks}”)",
  ]) {
    expect(reply.body.replaceAll("&#39;", "'")).toContain(part);
  }
  const nasty = await upload(word("{<script>alert(1)</script>}"), coordinator);
  expect(nasty.statusCode).toBe(422);
  expect(nasty.body).not.toContain("<script>alert");
  expect((await upload(word("{mentor.name}"), partner)).statusCode).toBe(404);
});

test("a file is kept, shown filled, used for a stay, and taken out of use", async () => {
  const kept = await upload(word("Dear {participant.name}", "{#tasks}{text}{/}"), coordinator);
  const one = String(kept.headers.location).replace(/\?.*/, "");
  const page = await server.get(one, auditor);
  expect(page.body).toContain("Dear Đorđe Probanović");
  expect(page.body).not.toContain(`${one}/ending`);
  const preview = await server.get(`${one}/preview`, auditor);
  expect(said(preview.rawPayload)[0]).toBe("Dear Đorđe Probanović");
  expect(said((await server.get(`${one}/file`, auditor)).rawPayload)[0]).toBe(
    "Dear {participant.name}",
  );

  const papers = `${root}/mobilities/${stay}/own-papers`;
  expect((await server.get(papers, partner)).body).toContain("Make this paper");
  const begun = await server.post(papers, { kind: "learning-agreement" }, partner);
  expect(begun.headers.location).toBe(`${papers}?begun`);
  const link = /href="([^"]*\/own-papers\/[^"]*\/file)"/.exec(
    (await server.get(papers, auditor)).body,
  )?.[1];
  const paper = await server.get(link ?? "", auditor);
  expect(said(paper.rawPayload)[0]).toBe("Dear Ana Secret00");
  expect(paper.headers["content-disposition"]).toContain("attachment");
  expect((await server.post(papers, { kind: "grant-agreement" }, partner)).statusCode).toBe(422);
  expect((await server.post(papers, { kind: "nonsense" }, partner)).statusCode).toBe(422);

  const chosen = await server.post(`${all}/choice`, { own: "learning-agreement" }, coordinator);
  expect(chosen.headers.location).toBe(`${all}?saved`);
  expect((await server.get(papers, partner)).body).toContain("goes out in your own wording");
  expect((await server.post(`${one}/ending`, {}, coordinator)).statusCode).toBe(303);
  expect((await server.get(all, coordinator)).body).toContain("Out of use");
});

test("an archive is waited for by a page that asks again", async () => {
  const begun = await server.post(
    `${all}/archives`,
    { flow: scene.flows["AL-2"], "bundle-kind": "learning-agreement" },
    partner,
  );
  const url = String(begun.headers.location);
  const waiting = await server.get(url, partner);
  expect(waiting.headers.refresh).toBeDefined();
  expect(waiting.body).toContain("0 of 1 papers");
  expect((await server.get(`${url}/file`, partner)).statusCode).toBe(404);
  const refused = await server.post(`${all}/archives`, {}, partner);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#flow"');
});

test("every page stands in every language, and the list asks as often for one file as for many", async () => {
  const before = await queriesDuring(() => server.get(all, coordinator));
  await upload(word("{mentor.name}"), coordinator);
  await upload(word("{mentor.phone}"), coordinator);
  expect(await queriesDuring(() => server.get(all, coordinator))).toBe(before);
  for (const lang of LOCALES) {
    const as = { cookies: { ...coordinator.cookies, [LOCALE_COOKIE]: lang } };
    for (const url of [all, `${all}/new`, `${root}/mobilities/${stay}/own-papers`]) {
      expect([lang, url, (await server.get(url, as)).statusCode]).toEqual([lang, url, 200]);
    }
  }
  expect(server.errors).toEqual([]);
});
