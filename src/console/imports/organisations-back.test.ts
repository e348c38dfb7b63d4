import { readXlsx, writeXlsx } from "hucre/xlsx";
import { beforeEach, expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { matchedColumns } from "../../../tests/support/columns.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { uploadImport } from "../../stages/imports/upload-import.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { routes as list } from "../organisations/organisations.page.ts";
import { routes as one } from "./import.page.ts";
import { routes as all } from "./imports.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...list, ...all, ...one], { clock });
const as = async (role: "coordinator" | "country-partner", more: object = {}) =>
  signInAs(db, call.scheme, { role, ...more });
const coordinator = await as("coordinator");
const albanian = await as("coordinator", { name: "Drita", locale: "sq" });
const partner = await as("country-partner", { country: "RS" });
const base = "/console/riverside";

const before = await db.sql("select * from organisations");
beforeEach(async () => {
  // Each test begins with the same list, whatever the one before did to it.
  for (const { id, name, city, website, setting } of before) {
    await db.sql(
      "update organisations set name = $2, city = $3, website = $4, setting = $5 where id = $1",
      [id, name, city, website, setting],
    );
  }
});

type Cells = (string | number | null)[];
async function download(who: SignedIn = coordinator): Promise<Cells[]> {
  const reply = await server.get(`${base}/organisations.xlsx?sort=name`, who);
  return (await readXlsx(reply.rawPayload)).sheets[0]!.rows as Cells[];
}
const at = (rows: Cells[], heading: string): number => {
  const found = rows[0]!.indexOf(heading);
  if (found < 0) throw new Error(`no column ${heading} in ${rows[0]!.join(", ")}`);
  return found;
};
const rowOf = (rows: Cells[], name: string) => rows.find((row) => row.includes(name))!;

/** Brings edited rows back, takes the columns as matched, gives the page that was shown then. */
async function bringBack(rows: Cells[], who: SignedIn = coordinator) {
  const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: "list", rows }] }));
  const id = await db.database.withTx(who.actor, async (tx) =>
    need(
      await uploadImport(tx, {
        kind: "organisation-changes",
        callId: "",
        lineId: "",
        fileName: "organisations.xlsx",
        bytes,
      }),
    ),
  );
  const url = `${base}/imports/${id}`;
  const page = await server.get(url, who);
  const fields = matchedColumns(page.body);
  expect((await server.post(`${url}/columns`, fields, who)).statusCode).toBe(303);
  return { url, page: (await server.get(url, who)).body, fields };
}
const now = (name: string) =>
  db.sql("select kind, roles, city, country, website, setting from organisations where name = $1", [
    name,
  ]);

test.each([
  ["English", coordinator],
  ["Albanian", albanian],
] as const)("a list made in %s that comes back untouched changes nothing", async (_, who) => {
  const rows = await download(who);
  expect(rows.length - 1).toBe(before.length);
  const { page, fields } = await bringBack(rows, who);
  // Every column of the list is known by its heading in the language it was made in.
  expect(Object.values(fields).filter(Boolean)).toHaveLength(rows[0]!.length);
  expect(page).not.toContain("<ins>");
  expect(page).not.toMatch(/problem-line|class="govuk-error/);
  expect(await db.sql("select * from organisations order by id")).toEqual(
    [...before].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
  );
});

test("what was edited is shown before and after in the words of the list, and written when confirmed", async () => {
  const rows = await download();
  const school = rowOf(rows, "Shkolla Profesionale");
  school[at(rows, "City")] = "Pogradec";
  school[at(rows, "Surroundings")] = "town";
  school[at(rows, "Website")] = "https://shkolla.example";
  rowOf(rows, "Uniser")[at(rows, "Kind")] = "foundation";
  const { url, page } = await bringBack(rows);
  expect(page).toContain("4 values would be another.");
  expect(page).toMatch(/<del>Korçë<\/del>.*<ins>Pogradec<\/ins>/s);
  expect(page).toContain("<ins>town</ins>");
  expect(page).toContain("<ins>foundation</ins>");
  expect(await now("Shkolla Profesionale")).toMatchObject([{ city: "Korçë" }]);
  expect((await server.post(`${url}/confirmation`, {}, coordinator)).statusCode).toBe(303);
  expect(await now("Shkolla Profesionale")).toMatchObject([
    { city: "Pogradec", setting: "urban", website: "https://shkolla.example", roles: ["school"] },
  ]);
  const events = await db.sql(
    "select data from event_log where name = 'organisation.changed' order by data::text",
  );
  expect(events).toEqual([
    { data: { fields: ["city", "website", "setting"] } },
    { data: { fields: ["kind"] } },
  ]);
  expect((await server.get(url, coordinator)).body).toContain(`href="${base}/organisations"`);
  expect((await bringBack(rows)).page).toContain("There is nothing to write");
});

test("a value changed in the file and here meanwhile is named, and not written over", async () => {
  const rows = await download();
  rowOf(rows, "Shkolla Profesionale")[at(rows, "Surroundings")] = "not known";
  await db.sql("update organisations set setting = 'urban' where name = 'Shkolla Profesionale'");
  const { page } = await bringBack(rows);
  expect(page).toContain("here it is now “town”, in the file “(empty)”");
  expect(page).toContain("There is nothing to write");
});

test("bad values stand at the organisation and the column, all at once", async () => {
  const rows = await download();
  const school = rowOf(rows, "Shkolla Profesionale");
  school[at(rows, "Kind")] = "a circus";
  school[at(rows, "Roles")] = "home school; juggles";
  school[at(rows, "Country")] = "Atlantis";
  rowOf(rows, "Uniser")[at(rows, "Website")] = "javascript:alert(1)";
  rowOf(rows, "Техничка школа")[at(rows, "Sending partner")] = "Nobody";
  const { page } = await bringBack(rows);
  expect(page).toContain("3 rows have problems");
  for (const words of ["a circus", "juggles", "Atlantis", "javascript:alert(1)", "Nobody"]) {
    expect(page, words).toContain(words);
  }
  expect(page).toContain("There is nothing to write");
});

test("of two partners with one name the one that stands there stays", async () => {
  const twins = await db.database.withTx(call.actor, async (tx) => {
    const twin = { name: "Twin", kind: "ngo", country: "AL", roles: ["sending"] } as const;
    const first = need(await addOrganisation(tx, { ...twin, city: "Durrës" }));
    return [first, need(await addOrganisation(tx, { ...twin, city: "Fier" }))];
  });
  const own =
    "update organisations set sending_partner_id = $1 where name = 'Shkolla Profesionale'";
  for (const id of twins) {
    await db.sql(own, [id]);
    expect((await bringBack(await download())).page).toContain("There is nothing to write");
  }
  await db.sql(own, [null]);
  await db.sql("delete from organisations where name = 'Twin'");
});

test("a country partner changes its own schools and nothing else", async () => {
  const rows = await download(partner);
  expect(rows.flat()).not.toContain("Shkolla Profesionale");
  rowOf(rows, "Uniser")[at(rows, "City")] = "Napoli";
  rowOf(rows, "Техничка школа")[at(rows, "Surroundings")] = "town";
  const { url, page } = await bringBack(rows, partner);
  expect(page).toContain("not yours to change");
  expect(page).toContain("1 row has a problem");
  await server.post(`${url}/confirmation`, { "leave-out": "yes" }, partner);
  expect([await now("Uniser"), await now("Техничка школа")]).toMatchObject([
    [{ city: "Bologna" }],
    [{ setting: "urban" }],
  ]);
  // A row copied from somebody else's list is nobody's here.
  const all = await download();
  rowOf(all, "Shkolla Profesionale")[at(all, "City")] = "Niš";
  expect((await bringBack(all, partner)).page).toContain("not yours to change");
  expect(await now("Shkolla Profesionale")).toMatchObject([{ city: "Korçë" }]);
});
