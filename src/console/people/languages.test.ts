import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { addLanguages } from "../../stages/applications/language.store.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { paths } from "../paths.ts";
import { routes as languages } from "./languages.page.ts";
import { routes as person } from "./person.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db);
const server = await testServer(db, [...person, ...languages], { clock });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const { slug } = call.scheme;
const register = (family: string, more = {}) =>
  db.database.withTx(
    call.actor,
    async (tx) => {
      const entry = testEntry(call);
      return need(
        await registerApplicant(tx, {
          callId: call.callId,
          ...entry,
          person: { ...entry.person, familyName: family, email: `${family}@example.org` },
          ...more,
        }),
      );
    },
    { purpose: "import" },
  );
const kept = (personId: string) =>
  db.sql(
    "select language, level, basis from person_languages where person_id = $1 and ended_at is null order by language",
    [personId],
  );

test("languages are written down with a level and who says so, refused with every reason", async () => {
  const { personId } = await register("Hoxha");
  const url = paths.spoken(slug, personId);
  const row = (at: number, language: string, level: string, basis = "self") => ({
    [`language-${at}`]: language,
    [`level-${at}`]: level,
    [`basis-${at}`]: basis,
  });
  const wrong = await server.post(
    url,
    { ...row(0, "it", "Z9"), ...row(1, "it", "B1", "rumour") },
    partner,
  );
  expect(wrong.statusCode).toBe(422);
  for (const field of ["level-0", "language-1", "basis-1"]) {
    expect(wrong.body).toContain(`href="#${field}"`);
  }
  const said = { ...row(0, "it", "B1", "teacher"), ...row(1, "en", "A2") };
  expect((await server.post(url, said, partner)).statusCode).toBe(303);
  const page = await server.get(paths.person(slug, personId), partner);
  expect(page.body).toMatch(/Italian: B1 \(tested by a teacher\)/i);
  // A level of nothing takes a language out.
  await server.post(url, { ...row(0, "it", "B2", "certificate"), ...row(1, "en", "") }, partner);
  expect(await kept(personId)).toEqual([{ language: "it", level: "B2", basis: "certificate" }]);
  const serbian = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  for (const other of [serbian, auditor]) {
    expect((await server.get(url, other)).statusCode).toBe(404);
    expect((await server.post(url, said, other)).statusCode).toBe(404);
  }
});

test("an own word does not take away what a certificate showed; somebody new brings theirs", async () => {
  const { personId } = await register("Deda", {
    languages: [
      { language: "it", level: "C1", basis: "certificate" },
      { language: "en", level: "A1", basis: "self" },
    ],
  });
  await db.database.withTx(call.actor, (tx) =>
    addLanguages(tx, [
      {
        personId,
        languages: [
          { language: "it", level: "A2", basis: "self" },
          { language: "en", level: "B1", basis: "self" },
        ],
      },
    ]),
  );
  expect(await kept(personId)).toEqual([
    { language: "en", level: "B1", basis: "self" },
    { language: "it", level: "C1", basis: "certificate" },
  ]);
});
