import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { photographOf } from "../../../tests/support/photograph.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { type SentFile, uploadOf } from "../../../tests/support/upload.ts";
import { squareText } from "../../stages/consents/sheet-square.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { routes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const server = await testServer(db, routes, { clock: call.clock });
const base = `/console/${call.scheme.slug}`;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
const officer = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.AL,
});
const stranger = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.RS,
});
const assessor = await signInAs(db, call.scheme, { role: "assessor" });

const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);
const minors = async (...people: number[]) =>
  db.sql(
    "update persons set birth_date = case when id in (select person_id from applications where id = any($1)) then '2010-12-31'::date else '2000-01-01' end",
    [people.map((at) => call.people[at])],
  );
const wish = async (at: number) => {
  const [offer] = await db.sql<{ id: string }>("select id from offers where application_id = $1", [
    call.people[at],
  ]);
  const learner = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: call.people[at]!,
  } as const;
  need(await database.withTx(learner, (tx) => acceptOffer(tx, offer!.id)));
};
const names = (html: string) => [...new Set(html.match(/Person\d\d/g) ?? [])].sort();
const square = (at: number, guardian: 1 | 2 = 1) =>
  squareText({
    applicationId: call.people[at]!,
    guardian,
    wording: { locale: "sq", hash: "ab".repeat(32) },
  });

const upload = (files: readonly SentFile[], as: SignedIn, key: string = randomUUID()) =>
  server.app.inject({
    method: "POST",
    url: `${base}/consents/papers`,
    cookies: { ...as.cookies },
    ...uploadOf("papers", files, key),
  });
const photo = async (code: string | null, name: string): Promise<SentFile> => ({
  name,
  type: "image/jpeg",
  bytes: await photographOf(code, { turned: 4, width: 900, height: 1200 }),
});
const papers = () =>
  db.sql<{ id: string; state: string; problem: string | null; application_id: string | null }>(
    "select id, state, problem, application_id from consent_papers where state <> 'removed' order by file_name",
  );

test("the wall asks the database as often for three rows as for one, and shows each their own", async () => {
  const count = (as: SignedIn) => queriesDuring(() => server.get(`${base}/consents?show=all`, as));
  await minors(0);
  expect(names((await server.get(`${base}/consents?show=all`, coordinator)).body)).toEqual([
    "Person00",
  ]);
  const one = await count(coordinator);
  await minors(0, 1, 6);
  const all = await server.get(`${base}/consents?show=all`, coordinator);
  expect(names(all.body)).toEqual(["Person00", "Person01", "Person06"]);
  expect(await count(coordinator)).toBe(one);
  expect(one).toBe(3);
  expect(names((await server.get(`${base}/consents?show=all`, officer)).body)).toEqual([
    "Person00",
    "Person01",
  ]);
  expect(names((await server.get(`${base}/consents?show=all`, stranger)).body)).toEqual([
    "Person06",
  ]);
  expect((await server.get(`${base}/consents`, auditor)).statusCode).toBe(200);
  expect((await server.get(`${base}/consents`, assessor)).statusCode).toBe(404);
});

test("a learner's consents are the office's of the country and the own school's, nobody else's", async () => {
  const path = `${base}/applications/${call.people[0]}/consents`;
  for (const as of [coordinator, partner, auditor, officer]) {
    expect((await server.get(path, as)).statusCode).toBe(200);
  }
  for (const as of [stranger, assessor]) {
    expect((await server.get(path, as)).statusCode).toBe(404);
    for (const act of ["", "/withdrawal"]) {
      const sent = await server.post(`${path}${act}`, { purpose: "data", guardian: "1" }, as);
      expect(sent.statusCode).toBe(404);
    }
  }
  expect((await server.post(path, {}, auditor)).statusCode).toBe(404);
  const asked = `${base}/consents/sheets?application=${call.people[0]}`;
  expect((await server.get(asked, stranger)).statusCode).toBe(404);
  expect(names((await server.get(asked, officer)).body)).toEqual(["Person00"]);
});

test("a paper is recorded with every problem at its field, and the wish becomes a place", async () => {
  await wish(1);
  const path = `${base}/applications/${call.people[1]}/consents`;
  const bad = await server.post(
    path,
    { guardianName: "", "givenOn-day": "31", "givenOn-month": "2", "givenOn-year": "2027" },
    partner,
  );
  expect(bad.statusCode).toBe(422);
  for (const field of ["guardianName", "givenOn-day", "purposes"]) {
    expect(bad.body).toContain(`href="#${field}"`);
  }
  expect(bad.body).toContain('value="31"');
  const paper = {
    purposes: ["taking-part", "pictures"],
    guardianName: "Agim <Hoxha>",
    "givenOn-day": "10",
    "givenOn-month": "3",
    "givenOn-year": "2027",
  };
  expect((await server.post(path, paper, officer)).statusCode).toBe(303);
  const after = await server.get(path, partner);
  expect(after.body).toContain("Agim &lt;Hoxha&gt;");
  const [offer] = await db.sql("select state from offers where application_id = $1", [
    call.people[1],
  ]);
  expect(offer).toEqual({ state: "accepted" });
  const told = { purpose: "taking-part", guardian: "1" };
  expect((await server.post(`${path}/withdrawal`, told, partner)).statusCode).toBe(303);
  const held = await server.get(`${base}/consents?show=decide`, coordinator);
  expect(names(held.body)).toEqual(["Person01"]);
});

test("photographed in a row, each sheet finds its learner; the others are listed with what to do", async () => {
  await wish(0);
  const files: SentFile[] = [
    await photo(square(0), "1 sheet.jpg"),
    await photo(null, "2 no square.jpg"),
    await photo(square(6), "3 of another school.jpg"),
    {
      name: "4 iphone.jpg",
      type: "image/jpeg",
      bytes: Buffer.concat([Buffer.alloc(4), Buffer.from("ftypheic"), Buffer.alloc(64)]),
    },
    { name: "5 empty.jpg", type: "image/jpeg", bytes: Buffer.alloc(0) },
    { name: "6 script.jpg", type: "image/jpeg", bytes: Buffer.from("<svg onload='x'/>") },
    { name: "7 scan.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-1.4") },
  ];
  const key = randomUUID();
  for (let tap = 0; tap < 2; tap += 1) {
    const sent = await upload(files, officer, key);
    expect([sent.statusCode, sent.headers.location]).toEqual([
      303,
      `${base}/consents/papers?matched=1&left=6`,
    ]);
  }
  expect(await papers()).toMatchObject([
    { state: "matched", problem: null, application_id: call.people[0] },
    { state: "unread", problem: "paper-no-square", application_id: null },
    { state: "unread", problem: "paper-no-square", application_id: null },
    { state: "refused", problem: "picture-heic" },
    { state: "refused", problem: "picture-empty" },
    { state: "refused", problem: "picture-no-picture" },
    { state: "refused", problem: "picture-pdf" },
  ]);
  const list = await server.get(`${base}/consents/papers`, officer);
  expect(list.body).toContain("HEIC");
  expect(list.body).toContain("7 scan.pdf");
  expect((await server.get(`${base}/consents/papers`, stranger)).body).not.toContain("7 scan.pdf");
  // Sent again in another form, the same photographs are the same papers.
  await upload(files, officer);
  expect(await papers()).toHaveLength(7);
});

test("a picture is sealed on the disk and shown to the school and its office alone", async () => {
  const [matched] = await papers();
  const path = `${base}/consents/papers/${matched!.id}`;
  const picture = await server.get(`${path}/picture`, officer);
  expect(picture.headers["content-type"]).toBe("image/jpeg");
  expect(picture.rawPayload.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  expect(picture.rawPayload.includes("Somewhere in Tirana")).toBe(false);
  expect((await server.get(`${path}/picture`, partner)).statusCode).toBe(200);
  for (const as of [stranger, assessor, auditor]) {
    expect((await server.get(`${path}/picture`, as)).statusCode).toBe(404);
    expect((await server.get(path, as)).statusCode).toBe(404);
    expect((await server.post(`${path}/removal`, {}, as)).statusCode).toBe(404);
  }
  const [row] = await db.sql<{ sealed: Buffer }>(
    "select sealed from consent_pictures where paper_id = $1",
    [matched!.id],
  );
  expect(row!.sealed.includes(picture.rawPayload.subarray(100, 140))).toBe(false);
});

test("name and day are read from the picture; then the wish is a place and the sheet is evidence", async () => {
  const [matched, unread] = await papers();
  const path = `${base}/consents/papers/${matched!.id}`;
  const bad = await server.post(path, { guardianName: "B" }, officer);
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain("/picture");
  const read = {
    purposes: ["taking-part", "data"],
    guardianName: "Besa Hoxha",
    "givenOn-day": "9",
    "givenOn-month": "3",
    "givenOn-year": "2027",
  };
  expect((await server.post(path, read, officer)).statusCode).toBe(303);
  const consents = await db.sql(
    "select purpose, medium, paper_id, text_locale, text_hash from consents where application_id = $1 order by purpose",
    [call.people[0]],
  );
  const same = { medium: "paper", paper_id: matched!.id, text_locale: "sq" };
  expect(consents).toEqual([
    { purpose: "data", ...same, text_hash: "ab".repeat(8) },
    { purpose: "taking-part", ...same, text_hash: "ab".repeat(8) },
  ]);
  expect((await server.post(path, read, officer)).statusCode).toBe(422);
  expect((await server.post(`${path}/removal`, {}, officer)).statusCode).toBe(422);
  // Whose the other is, a person says; not somebody of another school.
  const other = `${base}/consents/papers/${unread!.id}`;
  expect((await server.get(other, officer)).statusCode).toBe(200);
  const whose = (at: number) => ({ applicationId: call.people[at]!, guardian: "1" });
  expect((await server.post(`${other}/match`, whose(6), officer)).statusCode).toBe(422);
  expect((await server.post(`${other}/match`, whose(1), officer)).statusCode).toBe(303);
  expect((await server.post(`${other}/removal`, {}, officer)).statusCode).toBe(303);
  const [gone] = await db.sql("select 1 from consent_pictures where paper_id = $1", [unread!.id]);
  expect(gone).toBeUndefined();
});

test("a form without a photograph says so; one of a hundred megabytes is not read from strangers", async () => {
  expect((await upload([], officer)).statusCode).toBe(422);
  const big = { name: "big.jpg", type: "image/jpeg", bytes: Buffer.alloc(18 * 1024 * 1024, 1) };
  for (const as of [assessor, { ...assessor, cookies: {} }]) {
    expect((await upload([big], as)).statusCode).toBe(404);
  }
});

test("what a country asks for is said by its partner, and the border form follows it", async () => {
  const path = `${base}/consents/countries`;
  const rule = {
    country: "AL",
    guardians: "1",
    exitNeeded: "yes",
    exitSigners: "both",
    exitCertified: "notary",
  };
  expect((await server.get(path, partner)).body).not.toContain("Serbia");
  expect((await server.post(path, rule, officer)).statusCode).toBe(404);
  expect((await server.post(path, { ...rule, country: "RS" }, partner)).statusCode).toBe(404);
  expect((await server.post(path, { ...rule, exitNeeded: "maybe" }, partner)).statusCode).toBe(422);
  expect((await server.post(path, rule, partner)).statusCode).toBe(303);
  const form = `${base}/applications/${call.people[0]}/border-form`;
  const printed = await server.get(form, officer);
  expect(printed.body).toContain("Leje për udhëtim jashtë vendit");
  expect(printed.body).toContain("Permission to travel abroad without parents");
  expect(printed.body).toContain("Certified by a notary");
  expect((await server.get(form, stranger)).statusCode).toBe(404);
  expect((await server.post(form, { act: "see" }, officer)).statusCode).toBe(422);
  expect((await server.post(form, { act: "print" }, officer)).statusCode).toBe(303);
  expect((await server.post(form, { act: "see" }, officer)).statusCode).toBe(303);
  const consents = await server.get(`${base}/applications/${call.people[0]}/consents`, partner);
  expect(consents.body).toContain("Test school-officer");
});
