import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Result } from "../../shared/result.ts";
import { addOrganisation } from "./add-organisation.ts";
import { changeOrganisation } from "./change-organisation.ts";
import type { NewOrganisation } from "./organisation.ts";
import { findOrganisations, listOrganisations, readOrganisation } from "./read-organisations.ts";

const db = await testDatabase();
const s = await smallScheme(db.database);
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map((p) => `${p.field ?? ""} ${p.code}`.trim());
const school: NewOrganisation = {
  name: "Škola Đurić",
  kind: "vet-school",
  roles: ["school"],
  city: "Niš",
  country: "RS",
  sendingPartnerId: s.senders.RS,
  setting: "urban",
};
const add = (from: NewOrganisation, actor = s.coordinator) =>
  db.database.withTx(actor, (tx) => addOrganisation(tx, from));

test("an organisation names all that is wrong with it at once", async () => {
  const wrong = await add({
    ...school,
    name: " ",
    city: "x".repeat(201),
    roles: [],
    country: "Serbia",
    website: "javascript:alert(1)",
    sendingPartnerId: "garbage",
  });
  expect(codes(wrong)).toEqual([
    "name required",
    "city too-long",
    "roles required",
    "country not-a-country",
    "website not-a-website",
    "sendingPartnerId not-found",
  ]);
  expect(codes(await add(school, s.auditor))).toEqual(["forbidden"]);
});

test("a country partner adds schools of its own country that it sends from itself, and no more", async () => {
  expect(codes(await add(school, s.partner))).toEqual(["country not-your-country"]);
  const host: NewOrganisation = { ...school, country: "AL", roles: ["school", "hosting"] };
  expect(codes(await add(host, s.partner))).toEqual([
    "roles not-a-choice",
    "sendingPartnerId not-a-choice",
  ]);
  const own = { ...school, name: "Shkolla Vjosa", country: "AL", sendingPartnerId: s.senders.AL };
  const id = must(await add(own, s.partner));
  const change = (to: NewOrganisation, actor = s.partner) =>
    db.database.withTx(actor, (tx) => changeOrganisation(tx, id, to));
  expect(codes(await change({ ...own, country: "RS" }))).toEqual(["country not-your-country"]);
  expect(codes(await change(own, s.auditor))).toEqual(["forbidden"]);
  // Once the coordinator makes it more than a school, it is the coordinator's to keep.
  must(await change({ ...own, roles: ["school", "excellence"] }, s.coordinator));
  expect(codes(await change(own))).toEqual(["not-found"]);
  must(await change({ ...own, name: "Old school" }, s.coordinator));
  const [first, second] = await Promise.all(
    ["A", "B"].map((name) => change({ ...own, name: `Shkolla ${name}` })),
  );
  expect([first?.ok, second?.ok]).toEqual([true, true]);
});

test("two people who give two organisations one name at the same moment: the second is told", async () => {
  const ids = [];
  for (const name of ["Ema", "Ana"]) ids.push(must(await add({ ...school, name, city: "Bor" })));
  const both = await Promise.all([
    ...ids.map((id) =>
      db.database.withTx(s.coordinator, (tx) =>
        changeOrganisation(tx, id, { ...school, name: "Iva", city: "Bor" }),
      ),
    ),
    add({ ...school, name: "Iva", city: "Bor" }),
  ]);
  expect(both.map(codes).sort()).toEqual([[], ["name already-there"], ["name already-there"]]);
  const named = await db.sql("select from organisations where name = 'Iva' and city = 'Bor'");
  expect(named).toHaveLength(1);
});

test("the same name in the same city is there once; one organisation may send and host", async () => {
  must(await add(school));
  expect(codes(await add({ ...school, name: " Škola Đurić " }))).toEqual(["name already-there"]);
  must(await add({ ...school, city: "Vranje" }));
  const id = must(
    await add({
      name: "IUS",
      kind: "higher-education",
      roles: ["sending", "hosting"],
      city: "Sarajevo",
      country: "BA",
    }),
  );
  const read = await db.database.withTx(s.coordinator, (tx) => readOrganisation(tx, id));
  expect(read?.roles).toEqual(["sending", "hosting"]);
});

test("another scheme's partner is not there, neither to read nor to belong to", async () => {
  const other = await smallScheme(db.database, "other");
  expect(codes(await add({ ...school, name: "B", sendingPartnerId: other.senders.RS }))).toEqual([
    "sendingPartnerId not-found",
  ]);
  const foreign = await db.database.withTx(s.coordinator, (tx) =>
    readOrganisation(tx, other.senders.RS),
  );
  expect(foreign).toBeNull();
});

test("a country partner sees its own schools and everybody's hosts; the public none", async () => {
  const own = await db.database.withTx(s.partner, listOrganisations);
  expect(own.filter((o) => o.roles.includes("school")).map((o) => o.country)).toEqual(["AL", "AL"]);
  expect(own.some((o) => o.name === "Ponte")).toBe(true);
  const anybody = { kind: "anonymous", schemeId: s.schemeId } as const;
  expect(await db.database.withTx(anybody, listOrganisations)).toEqual([]);
});

test("names are found in any script and sorted as the reader's alphabet goes", async () => {
  const list = {
    sort: "name",
    descending: false,
    collation: "sr-Latn-x-icu",
    countries: {},
  } as const;
  const find = (from: object) =>
    db.database.withTx(s.coordinator, (tx) => findOrganisations(tx, { ...list, ...from }));
  for (const text of ["djuric", "ђурић", "ĐURIĆ"]) {
    expect((await find({ text })).total, text).toBe(2);
  }
  must(await add({ ...school, name: "Ljig" }));
  must(await add({ ...school, name: "Lom" }));
  // In Serbian lj is a letter of its own after l; in English it is l and j.
  const order = async (collation: string) =>
    (await find({ collation, role: "school", country: "RS" })).rows
      .map((o) => o.name)
      .filter((name) => name.startsWith("L"));
  expect(await order("sr-Latn-x-icu")).toEqual(["Lom", "Ljig"]);
  expect(await order("en-x-icu")).toEqual(["Ljig", "Lom"]);
  expect((await find({ sort: "city", limit: 2, offset: 0 })).rows).toHaveLength(2);
});
