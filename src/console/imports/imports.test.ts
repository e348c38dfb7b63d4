import { expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { matchedColumns } from "../../../tests/support/columns.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { readTable } from "../../platform/files/table.ts";
import { routes as one } from "./import.page.ts";
import { routes as all } from "./imports.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...all, ...one], { clock });
const base = "/console/riverside/imports";
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });

const HEAD = "Emri;Mbiemri;Datëlindja;Vendi;Shkolla;Profesioni;Dëshirat;Motivimi;Notat;Email\n";
const row = (name: string, more = "") =>
  `${name};Hoxha;12.3.2009;Shqipëri;Shkolla Profesionale;Kuzhinë;AL-1 AL-2;30;41;${more}\n`;

/** Sends a table as somebody; gives back the address of its import. */
async function bring(
  text: string,
  fields: Record<string, string> = {},
  as: SignedIn = coordinator,
) {
  const reply = await server.post(
    base,
    { kind: "applicants", callId: call.callId, paste: text, ...fields },
    as,
  );
  return { reply, at: reply.headers.location ?? "" };
}

/** Takes the columns as they were matched. */
async function check(at: string, as: SignedIn = coordinator) {
  const page = await server.get(at, as);
  const fields = matchedColumns(page.body);
  return server.post(`${at}/columns`, fields, as);
}
const count = async (tableName: string) =>
  Number((await db.sql<{ n: string }>(`select count(*) as n from ${tableName}`))[0]?.n);

test("a good file is matched by its Albanian headings, tried out, and written once confirmed", async () => {
  const { reply, at } = await bring(HEAD + row("Arta", "arta@example.org") + row("Çlirim"));
  expect(reply.statusCode).toBe(303);
  expect((await check(at)).headers.location).toBe(at);
  // The dry run leaves nothing behind.
  expect(await count("applications")).toBe(0);
  expect(await count("event_log where name = 'application.submitted'")).toBe(0);
  const checked = await server.get(at, coordinator);
  expect(checked.body).toContain("2 rows would be added");
  const written = await server.post(`${at}/confirmation`, {}, coordinator);
  expect(written.statusCode).toBe(303);
  expect((await server.get(at, coordinator)).body).toContain("2 rows added");
  const people = await db.sql(
    "select given_names, sending_country, points, locale from applications a join persons p on p.id = a.person_id order by 1",
  );
  expect(people).toEqual([
    { given_names: "Arta", sending_country: "AL", points: 71, locale: "sq" },
    { given_names: "Çlirim", sending_country: "AL", points: 71, locale: "sq" },
  ]);
  // The file itself is forgotten: it held people's data.
  expect(await db.sql("select length(content) from imports")).toEqual([{ length: 0 }]);
  expect(await server.post(`${at}/confirmation`, {}, coordinator)).toMatchObject({
    statusCode: 422,
  });
});

test("the same file again changes nothing and doubles nothing", async () => {
  const before = await db.sql("select * from applications order by id");
  const { at } = await bring(HEAD + row("Arta", "arta@example.org") + row("Çlirim"));
  await check(at);
  const page = await server.get(at, coordinator);
  expect(page.body).toContain("2 rows are already here");
  expect(page.body).toContain("There is nothing to write");
  expect(await db.sql("select * from applications order by id")).toEqual(before);
});

const BROKEN = `${HEAD}Blerim;Hoxha;31.2.2009;Shqipëri;Shkolla Profesionale;Kuzhinë;AL-1;30;41;
Dita;Hoxha;1.1.09;Atlantis;Shkolla e Panjohur;;XX-9;99;4,5;not mail
=cmd|'/C calc'!A0;Hoxha;1.2.2009;AL;Shkolla Profesionale;Kuzhinë;;30;41;;extra;cell
Era;Hoxha;2.3.2009;AL;Shkolla Profesionale;Kuzhinë;AL-2;30;41;
Era;Hoxha;2.3.2009;AL;Shkolla Profesionale;Kuzhinë;AL-2;30;41;
`;

test("every problem stands at its row and column in words, and nothing is written", async () => {
  const before = await count("persons");
  const { at } = await bring(BROKEN);
  await check(at);
  const page = await server.get(at, coordinator);
  expect(page.body).toContain("4 rows have problems");
  const csv = await server.get(`${at}/problems.csv`, coordinator);
  const table = need(await readTable(Buffer.from(csv.body)));
  expect(table.rows.map(({ cells }) => [cells[0], cells[1], cells[2], cells[4]])).toEqual([
    ["2", "Blerim Hoxha", "Datëlindja", expect.stringContaining("real date")],
    ["3", "Dita Hoxha", "Datëlindja", expect.stringContaining("four numbers")],
    ["3", "Dita Hoxha", "Notat", expect.stringContaining("whole number")],
    ["3", "Dita Hoxha", "Vendi", expect.stringContaining("no country we know")],
    ["3", "Dita Hoxha", "Profesioni", expect.stringContaining("empty")],
    ["3", "Dita Hoxha", "Shkolla", expect.stringContaining("Shkolla e Panjohur")],
    ["3", "Dita Hoxha", "Dëshirat", expect.stringContaining("XX-9")],
    ["4", "=cmd|'/C calc'!A0 Hoxha", "whole row", expect.stringContaining("12 cells")],
    ["6", "Era Hoxha", "whole row", expect.stringContaining("line 5")],
  ]);
  expect(csv.body).not.toMatch(/^=|,=|"=/m);
  const refused = await server.post(`${at}/confirmation`, {}, coordinator);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("4 rows have problems. Put them right");
  expect(await count("persons")).toBe(before);
  const done = await server.post(`${at}/confirmation`, { "leave-out": "yes" }, coordinator);
  expect(done.statusCode).toBe(303);
  expect((await server.get(at, coordinator)).body).toContain("4 rows left out");
  expect(await count("persons")).toBe(before + 1);
});

test("a problem of the rules (points, mail) is found by the dry run too, whatever else is wrong", async () => {
  const { at } = await bring(
    `${HEAD}Gent;Hoxha;2.3.2009;AL;Shkolla Profesionale;Kuzhinë;AL-2;41;61;nobody\nHana;Hoxha;x;AL;Shkolla Profesionale;Kuzhinë;;1;1;\n`,
  );
  await check(at);
  const csv = await server.get(`${at}/problems.csv`, coordinator);
  const table = need(await readTable(Buffer.from(csv.body)));
  expect(table.rows.map(({ cells }) => `${cells[0]} ${cells[2]}`).sort()).toEqual([
    "2 Email",
    "2 Motivimi",
    "2 Notat",
    "3 Datëlindja",
  ]);
});

test("columns nobody knows are asked for, and the answer is remembered for the same headings", async () => {
  const text = `${HEAD.replace("Datëlindja", "Kur lindi").replace("Email", "Ngjyra")}${row("Ilir", "blu")}`;
  const { at } = await bring(text);
  const refused = await check(at);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("No column stands for “Birth date”");
  await server.post(
    `${at}/columns`,
    Object.fromEntries(
      ["given-names", "family-name", "birth-date", "country", "school", "trade", "wishes"]
        .concat("points.motivation", "points.marks", "")
        .map((name, n) => [`column-${n}`, name]),
    ),
    coordinator,
  );
  expect((await server.get(at, coordinator)).body).toContain("1 row would be added");
  const second = await bring(text);
  expect((await server.get(second.at, coordinator)).body).toMatch(
    /name="column-2"[^>]*>.*?<option value="birth-date" selected/s,
  );
  const discarded = await server.post(`${second.at}/discard`, {}, coordinator);
  expect(discarded.statusCode).toBe(303);
  expect((await server.get(second.at, coordinator)).body).toContain("thrown away");
});

test("Serbian headings in both scripts, wishes in several columns, a file in windows-1251", async () => {
  const cyrillic =
    "Име,Презиме,Датум рођења,Земља,Школа,Занимање,Жеља 1,Жеља 2,motivation,marks,Мање могућности\nЉубица,Ђурић,2009-03-12,Србија,Техничка школа,Кување,RS-2,RS-1,10,20,да\n";
  const letters = new Map(
    Array.from({ length: 128 }, (_, n) => [
      new TextDecoder("windows-1251").decode(Buffer.of(n + 128)),
      n + 128,
    ]),
  );
  const bytes = Buffer.from([...cyrillic].map((c) => letters.get(c) ?? c.charCodeAt(0)));
  const boundary = "----kalfa";
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const reply = await server.app.inject({
    method: "POST",
    url: base,
    cookies: coordinator.cookies,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "sec-fetch-site": "same-origin",
    },
    payload: Buffer.concat([
      Buffer.from(
        field("_key", crypto.randomUUID()) +
          field("kind", "applicants") +
          field("callId", call.callId) +
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="C:\\\\кандидати.csv"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  });
  const at = reply.headers.location ?? "";
  expect(reply.statusCode).toBe(303);
  expect((await server.get(at, coordinator)).body).toContain("windows-1251");
  await check(at);
  await server.post(`${at}/confirmation`, {}, coordinator);
  const [person] = await db.sql(
    `select p.given_names, p.family_name, a.locale,
       (select count(*) from application_grounds g where g.application_id = a.id) as grounds,
       array(select f.code from wishes w join flows f on f.id = w.flow_id
         where w.application_id = a.id order by rank) as wishes
     from persons p join applications a on a.person_id = p.id where family_name = 'Ђурић'`,
  );
  expect(person).toEqual({
    given_names: "Љубица",
    family_name: "Ђурић",
    locale: "sr-Cyrl",
    grounds: 1,
    wishes: ["RS-2", "RS-1"],
  });
});

test("flows: several rows of one code are one flow with counted trades", async () => {
  const text = `Code,Sending country,Host,City,Host country,First day,Last day,Seats,Trade,Minimum,Reserved
AL-3,Albania,Uniser,Bologna,Italy,2027-06-01,2027-06-28,4,Cooking,2,reserve_1=1
AL-3,Albania,Uniser,Bologna,Italy,2027-06-01,2027-06-28,2,Welding,2,
AL-4,Albania,Uniser,Bologna,Italy,2027-06-28,2027-06-01,4,,2,
AL-5,Albania,Uniser,Bologna,Italy,2027-06-01,2027-06-28,4,,2,
AL-5,Albania,Uniser,Forlì,Italy,2027-06-01,2027-06-28,4,Care,2,
`;
  const { at } = await bring(text, { kind: "flows" });
  await check(at);
  expect((await server.get(at, coordinator)).body).toContain("3 rows have problems");
  await server.post(`${at}/confirmation`, { "leave-out": "yes" }, coordinator);
  expect(
    await db.sql(
      "select f.code, p.trade, p.seats from flows f join places p on p.flow_id = f.id where f.code in ('AL-3', 'AL-4', 'AL-5') order by trade",
    ),
  ).toEqual([
    { code: "AL-3", trade: "Cooking", seats: 4 },
    { code: "AL-3", trade: "Welding", seats: 2 },
  ]);
  const again = await bring(text, { kind: "flows" });
  await check(again.at);
  expect((await server.get(again.at, coordinator)).body).toContain("2 rows are already here");
  // More seats than there are here are not written by the way, and nobody is told that they were.
  const more = await bring(text.replace(",4,Cooking", ",6,Cooking"), { kind: "flows" });
  await check(more.at);
  const told = (await server.get(more.at, coordinator)).body;
  expect(told).toContain("5 rows have problems");
  expect(told).toContain("A flow with this code is already here and differs from the row.");
});

test("participants of a line without a call are written and corrected by their reference", async () => {
  const text = (city: string) =>
    `Reference,Given names,Family name,Birth date,Country,School,Hosting city,Hosting country,First day,Last day
P-1,Arben,Gashi,2008-01-01,AL,Shkolla Profesionale,${city},Italy,2027-03-01,2027-03-28\n`;
  for (const [city, said] of [
    ["Bologna", "1 row would be added"],
    ["Bologna", "1 row is already here"],
    ["Forlì", "1 row would correct"],
  ] as const) {
    const { at } = await bring(text(city), { kind: "participants", lineId: call.lineId });
    await check(at);
    expect((await server.get(at, coordinator)).body).toContain(said);
    await server.post(`${at}/confirmation`, {}, coordinator);
  }
  expect(await db.sql("select reference, hosting_city from mobilities")).toEqual([
    { reference: "P-1", hosting_city: "Forlì" },
  ]);
});

test("a country partner brings people of the own country, and only sees the own files", async () => {
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const { at } = await bring(HEAD + row("Jeta"), {}, partner);
  await check(at, partner);
  const page = await server.get(at, partner);
  expect(page.body).toContain("Your role covers another country than Albania");
  expect((await bring("a,b\n1,2", { kind: "flows" }, partner)).reply.statusCode).toBe(422);
  const mine = await bring(HEAD + row("Kela"));
  expect((await server.get(mine.at, partner)).statusCode).toBe(404);
  expect((await check(mine.at, partner)).statusCode).toBe(404);
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect((await server.get(base, auditor)).statusCode).toBe(404);
  const other = await testCall(db, "hillside");
  const stranger = await signInAs(db, other.scheme, { role: "coordinator" });
  const elsewhere = at.replace("riverside", "hillside");
  expect((await server.get(elsewhere, stranger)).statusCode).toBe(404);
});

test.each([
  [{ paste: "" }, "Choose a file or paste the table"],
  [{ paste: "a,b\n" }, "no rows under them"],
  [{ paste: 'a,b\n1,"2\n' }, "never closed"],
  [{ kind: "" }, "cannot be empty"],
  [{ callId: "nonsense" }, "cannot be empty"],
])("a form with %j comes back with words and what was typed", async (fields, said) => {
  const { reply } = await bring(HEAD + row("Lule"), fields);
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain(said);
});

test("no page failed on the way", () => expect(server.errors).toEqual([]));
