import { readXlsx, writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { matchedColumns } from "../../../tests/support/columns.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicants } from "../../stages/applications/register-applicants.ts";
import { uploadImport } from "../../stages/imports/upload-import.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { routes as files } from "../applicants/applicants-file.page.ts";
import { routes as one } from "./import.page.ts";
import { routes as all } from "./imports.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...files, ...all, ...one], { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const base = "/console/riverside";

await db.database.withTx(
  call.actor,
  async (tx) =>
    need(
      await registerApplicants(
        tx,
        call.callId,
        ["Hoxha", "Berisha", "=SUM(1)"].map((familyName, at) =>
          testEntry(call, { person: { familyName, birthDate: day(`2009-03-1${at}`) } }),
        ),
      ),
    ),
  { purpose: "import" },
);

type Cells = (string | number | null)[];
const download = async (as: SignedIn = coordinator): Promise<Cells[]> => {
  const reply = await server.get(`${base}/applicants.xlsx?sort=name`, as);
  expect(reply.headers["content-type"]).toContain("spreadsheetml");
  const book = await readXlsx(reply.rawPayload);
  return book.sheets[0]!.rows as Cells[];
};
const columnOf = (rows: Cells[], name: string) => {
  const at = rows[0]!.indexOf(name);
  if (at < 0) throw new Error(`no column ${name} in ${rows[0]!.join(", ")}`);
  return at;
};
const rowOf = (rows: Cells[], family: string) =>
  rows.find((row) => row[columnOf(rows, "Family name")] === family)!;

/** Brings edited rows back, takes the columns as matched, gives the page that was shown then. */
async function bringBack(rows: Cells[], as: SignedIn = coordinator) {
  const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: "list", rows }] }));
  const id = await db.database.withTx(as.actor, async (tx) =>
    need(
      await uploadImport(tx, {
        kind: "applicant-changes",
        callId: "",
        lineId: "",
        fileName: "applicants.xlsx",
        bytes,
      }),
    ),
  );
  const at = `${base}/imports/${id}`;
  const page = await server.get(at, as);
  const fields = matchedColumns(page.body);
  expect((await server.post(`${at}/columns`, fields, as)).statusCode).toBe(303);
  return { at, page: (await server.get(at, as)).body };
}
const people = () =>
  db.sql<{ family_name: string; phone: string | null; points: number }>(
    "select p.family_name, p.phone, a.points from applications a join persons p on p.id = a.person_id order by p.birth_date",
  );

test("a list that comes back untouched changes nothing", async () => {
  const before = await people();
  const { page } = await bringBack(await download());
  expect(page).toContain("3 rows are already here");
  expect(page).toContain("There is nothing to write");
  expect(await people()).toEqual(before);
});

test("nor does one with an address in capitals, and a school whose name another town has too", async () => {
  await db.database.withTx(call.actor, async (tx) => {
    for (const city of ["Tirana", "Vlorë"]) {
      need(
        await addOrganisation(tx, {
          name: "Shkolla Profesionale",
          kind: "vet-school",
          roles: ["school"],
          city,
          country: "AL",
        }),
      );
    }
  });
  const address = (email: string) =>
    db.sql("update persons set email = $1 where family_name = 'Hoxha'", [email]);
  const written = async () =>
    (await db.sql<{ email: string }>("select email from persons where family_name = 'Hoxha'"))[0]!
      .email;
  const email = await written();
  await address(email.toUpperCase());
  const before = await people();
  const { page } = await bringBack(await download());
  expect(page).toContain("3 rows are already here");
  expect(page).toContain("There is nothing to write");
  expect([await people(), await written()]).toEqual([before, email.toUpperCase()]);
  // Written over with a name that two schools have, it is asked for.
  await db.sql("update organisations set name = name || ' ' || city where city = 'Korçë'");
  const rows = await download();
  rowOf(rows, "Hoxha")[columnOf(rows, "School")] = "Shkolla Profesionale";
  const asked = await bringBack(rows);
  expect(asked.page).toContain("1 row has a problem");
  expect(asked.page).toContain("Several organisations are called “Shkolla Profesionale”");
  await address(email);
});

test("what was edited is shown as it is and as it would be, and written when confirmed", async () => {
  const rows = await download();
  const hoxha = rowOf(rows, "Hoxha");
  hoxha[columnOf(rows, "Telephone")] = "+355 69 111 2222";
  hoxha[columnOf(rows, "motivation")] = 12;
  rowOf(rows, "Berisha")[columnOf(rows, "Family name")] = "Berisha-Krasniqi";
  const before = await people();
  const { at, page } = await bringBack(rows);
  expect(page).toContain("3 values would be another.");
  expect(page).toMatch(/<del>Berisha<\/del>.*<ins>Berisha-Krasniqi<\/ins>/s);
  expect(page).toContain("<ins>+355 69 111 2222</ins>");
  expect(await people()).toEqual(before);
  expect((await server.post(`${at}/confirmation`, {}, coordinator)).statusCode).toBe(303);
  const after = await people();
  expect(after[0]).toMatchObject({ family_name: "Hoxha", phone: "+355 69 111 2222" });
  expect(after[1]).toMatchObject({ family_name: "Berisha-Krasniqi" });
  const events = await db.sql<{ data: unknown }>(
    "select data from event_log where name = 'application.corrected' order by data::text",
  );
  expect(events.map((event) => event.data)).toEqual([
    { fields: ["familyName"] },
    { fields: ["phone", "points.motivation"] },
  ]);
  const again = await bringBack(rows);
  expect(again.page).toContain("There is nothing to write");
});

test("a value changed in the file and here meanwhile is named, and not written over", async () => {
  const rows = await download();
  rowOf(rows, "Hoxha")[columnOf(rows, "Telephone")] = "+355 1";
  await db.sql("update persons set phone = '+355 2' where family_name = 'Hoxha'");
  const { page } = await bringBack(rows);
  expect(page).toContain("1 row has a problem");
  expect(page).toContain("here it is now “+355 2”, in the file “+355 1”");
  expect(page).toContain("There is nothing to write");
});

test("a value changed here and left alone in the file stays as it is here", async () => {
  const rows = await download();
  await db.sql("update persons set phone = '+355 3' where family_name = 'Hoxha'");
  rowOf(rows, "Hoxha")[columnOf(rows, "E-mail")] = "hoxha@example.org";
  const { at, page } = await bringBack(rows);
  expect(page).toContain("1 value would be another.");
  await server.post(`${at}/confirmation`, {}, coordinator);
  expect((await people())[0]).toMatchObject({ phone: "+355 3" });
});

test("bad values stand at the person and the column, all at once", async () => {
  const rows = await download();
  const hoxha = rowOf(rows, "Hoxha");
  hoxha[columnOf(rows, "Birth date")] = "31.2.2009";
  hoxha[columnOf(rows, "School")] = "A school nobody knows";
  rowOf(rows, "=SUM(1)")[columnOf(rows, "motivation")] = 4_000;
  const { page } = await bringBack(rows);
  expect(page).toContain("2 rows have problems");
  for (const words of ["real date", "A school nobody knows", "4000"]) expect(page).toContain(words);
});

test("a country partner of another country can change nobody by a copied row", async () => {
  const rows = await download();
  expect(await download(partner)).toHaveLength(1);
  rowOf(rows, "Hoxha")[columnOf(rows, "Telephone")] = "+381 1";
  const { page } = await bringBack(rows, partner);
  expect(page).toContain("3 rows have problems");
  expect(page).toContain("This row belongs to nobody on your list");
  expect(page).not.toContain("+355");
  const made = rows.map((row) => [...row]);
  made[1]![0] = "11111111-1111-4111-8111-111111111111";
  expect((await bringBack(made)).page).toContain("This row belongs to nobody on your list");
});
