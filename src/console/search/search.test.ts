import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { registerApplicants } from "../../stages/applications/register-applicants.ts";
import { addGuides } from "../../stages/library/add-guides.ts";
import { routes } from "./search.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, routes, { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });

const NAMES = [
  ["Arta", "Ćosić-Hoxha", "AL"],
  ["Мила", "Ђурић", "RS"],
  ["Ана", "Ќосевска", "RS"],
  ["Иво", "Ѓорѓиев", "RS"],
  ["Теа", "Ѕвезданова", "RS"],
  ["Blerim", "Çela", "AL"],
  ["Anna-Maria", "O’Neil", "AL"],
] as const;
await db.database.withTx(
  call.actor,
  async (tx) =>
    need(
      await registerApplicants(
        tx,
        call.callId,
        NAMES.map(([givenNames, familyName, country], at) =>
          testEntry(call, {
            person: { givenNames, familyName, country, email: `p${at}@example.org` },
          }),
        ),
      ),
    ),
  { purpose: "import" },
);
const [row] = await db.sql<{ code: string; public: string }>(
  `select a.code, c.public_code as public from applications a join calls c on c.id = a.call_id
   join persons p on p.id = a.person_id where p.family_name = 'Çela'`,
);

const ask = (text: string, as = coordinator) =>
  server.get(`/console/riverside/search?q=${encodeURIComponent(text)}`, as);
const people = async (text: string, as = coordinator) =>
  [...(await ask(text, as)).body.matchAll(/people\/[^"]+">([^<]+)<\/a>/g)].map(([, name]) => name);

test.each([
  ["cosic", "Ćosić-Hoxha, Arta"],
  ["ĆOSIĆ", "Ćosić-Hoxha, Arta"],
  ["Ђурић", "Ђурић, Мила"],
  ["Đurić", "Ђурић, Мила"],
  ["djuric mila", "Ђурић, Мила"],
  ["kjosevska", "Ќосевска, Ана"],
  ["gjorgjiev", "Ѓорѓиев, Иво"],
  ["dzvezdanova", "Ѕвезданова, Теа"],
  ["cela", "Çela, Blerim"],
  ["o’neil", "O’Neil, Anna-Maria"],
  ["p5@example.org", "Çela, Blerim"],
])("%s finds %s, written as in the passport", async (text, name) => {
  expect(await people(text)).toEqual([name]);
});

test("codes are found however they are divided, and calls, flows and organisations by their words", async () => {
  for (const typed of [row!.code, row!.code.toLowerCase(), row!.code.replaceAll("-", " ")]) {
    expect(await people(typed)).toEqual(["Çela, Blerim"]);
  }
  expect((await ask(row!.public)).body).toContain(`/calls/${call.callId}`);
  expect((await ask("vera")).body).toContain(`/calls/${call.callId}`);
  expect((await ask("sevilla")).body).toContain(`/flows/${call.flows["AL-2"]}`);
  expect((await ask("tehnicka skola nis")).body).toContain(`/organisations/${call.schools.RS}`);
});

test("each finds what they may open, and an assessor has no search", async () => {
  const serbia = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  expect(await people("a", serbia)).not.toContain("Çela, Blerim");
  expect(await people("durić", serbia)).toEqual(["Ђурић, Мила"]);
  expect(await people(row!.code, serbia)).toEqual([]);
  expect((await ask("sevilla", serbia)).body).not.toContain(call.flows["AL-2"]);
  expect((await ask("shkolla", serbia)).body).not.toContain("Shkolla Profesionale");
  const officer = await signInAs(db, call.scheme, {
    role: "school-officer",
    organisationId: call.schools.AL,
  });
  expect(await people("cosic", officer)).toEqual(["Ćosić-Hoxha, Arta"]);
  expect(await people("durić", officer)).toEqual([]);
  expect((await ask("bologna", officer)).body).not.toContain("/flows/");
  const assessor = await signInAs(db, call.scheme, { role: "assessor" });
  expect((await ask("cosic", assessor)).statusCode).toBe(404);
});

test("signs of a pattern are letters, nothing found says what to try, and an empty field asks for nothing", async () => {
  expect(await people("%")).toEqual([]);
  expect((await ask("qqq<b>")).body).toContain("Nothing was found for “qqq&lt;b&gt;”");
  expect((await ask("  ")).body).not.toContain("Nothing was found");
});

test("texts of the library are found by their words, and by whoever has the library", async () => {
  await db.database.withTx(coordinator.actor, async (tx) => need(await addGuides(tx)));
  const found = await ask("viza");
  expect(found.body).toMatch(/\d texts? in the library/);
  expect(found.body).toMatch(/\/console\/riverside\/library\/[0-9a-f-]{36}/);
  expect(found.body).not.toContain("Nothing was found");
  const officer = await signInAs(db, call.scheme, {
    role: "school-officer",
    organisationId: call.schools.AL,
  });
  expect((await ask("viza", officer)).body).toMatch(/texts? in the library/);
  await db.sql("update resource_versions set state = 'withdrawn'");
  expect((await ask("viza")).body).not.toMatch(/texts? in the library/);
});

test("two statements, whatever is found, and quick over 5,000 people", async () => {
  // begin with session and role, everything that is found by name, what the library has, commit
  expect(await queriesDuring(() => ask("cosic"))).toBe(4);
  expect(await queriesDuring(() => ask("a"))).toBe(4);
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
     select gen_random_uuid(), $1, 'Ana ' || n, 'Đorđević ' || n, '2009-01-01', 'RS', now()
     from generate_series(1, 5000) n`,
    [call.scheme.id],
  );
  await db.sql("analyze persons");
  const took: number[] = [];
  for (let at = 0; at < 21; at++) {
    const before = performance.now();
    await ask(`djordjevic ${at}`);
    took.push(performance.now() - before);
  }
  took.sort((a, b) => a - b);
  // Generous, because the machine may be busy; alone it is some 20 ms.
  expect(took[19]).toBeLessThan(500);
  expect((await ask("djordjevic")).body).toContain("5,000 people");
});
