import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { changeOffice } from "../../stages/organisations/change-office.ts";
import { routes as poster } from "../calls/poster.page.ts";
import { routes as check } from "./check.page.ts";

const clock = { now: () => new Date("2026-12-02T10:00:00Z") };
const db = await testDatabase({ clock });
const server = await testServer(db, [...check, ...poster], { clock });
const s = await smallScheme(db.database);
const other = await smallScheme(db.database, "other");
const HERE = "/en/small/check";
const codeOf = async (callId: string) =>
  (
    await db.sql<{ code: string }>("select public_code as code from calls where id = $1", [callId])
  )[0]?.code ?? "";
const code = await codeOf(s.callId);

test("before any code stands what is promised and where each partner is", async () => {
  await db.database.withTx(s.coordinator, async (tx) =>
    must(
      await changeOffice(tx, s.senders.AL, {
        street: "Rruga e Shembullit 4",
        postcode: "1001",
        landline: "+355 4 000 0040",
        firstDay: "1",
        lastDay: "5",
        opens: "9",
        closes: "15",
      }),
    ),
  );
  const { body } = await server.get(HERE);
  for (const shown of [
    "We never ask for money.",
    "We never keep your passport.",
    "You can always call home.",
    "Rruga e Shembullit 4",
    "1001 Tirana, Albania",
    'href="tel:+35540000040"',
    "Monday to Friday, 09:00 to 15:00",
    // Serbia's office is not known yet, and that is said.
    "The street is not written here yet.",
  ]) {
    expect(body, shown).toContain(shown);
  }
  expect((await server.get("/sr-Cyrl/small/check")).body).toContain("понедељак – петак, од 09:00");
});

test("a code that is not out yet is not ours; once the call is open it is", async () => {
  expect((await server.get(`${HERE}?code=${code}`)).body).toContain("No, we do not know this code");
  await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
  const typed = `${code.slice(0, 3)}-${code.slice(3)} `.toLowerCase();
  const reply = await server.get(`${HERE}?code=${encodeURIComponent(typed)}&country=AL`);
  for (const shown of [
    "Yes, this is real",
    "“Summer 2027” of the programme “Small scheme”",
    'href="/en/small/calls/1?country=AL"',
    "Rruga e Shembullit 4",
    "Test Owner of AL",
  ]) {
    expect(reply.body, shown).toContain(shown);
  }
  expect(reply.body).not.toContain("Test Owner of RS");
});

test("a code of nobody says what not to do, what to do, and whom to call", async () => {
  for (const wrong of ["K22222", "AB-1234", "<i>free bed</i>", "K", "ж".repeat(80)]) {
    const reply = await server.get(`${HERE}?code=${encodeURIComponent(wrong)}`);
    expect(reply.statusCode, wrong).toBe(200);
    expect(reply.body, wrong).toContain("No, we do not know this code");
    expect(reply.body).not.toContain("<i>free");
  }
  const { body } = await server.get(`${HERE}?code=K22222&country=RS`);
  expect(body).toContain("pay nothing, sign nothing");
  expect(body).toContain('href="tel:192"');
  expect(body).toContain('href="tel:+381117850000"');
  expect(body).not.toContain('href="tel:129"');
});

test("nothing typed is said at the field", async () => {
  const reply = await server.get(`${HERE}?code=%20`);
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain('href="#code"');
});

test("a class code names school, class and teacher while it works, and is false when taken back", async () => {
  await db.sql(
    `insert into class_codes (id, scheme_id, call_id, organisation_id, code, class_name, trade, teacher_name, made_by, made_at)
     values ($1, $2, $3, $4, 'AB-2345', 'III-2', 'hospitality', 'Test Teacher', 'x', now())`,
    [randomUUID(), s.schemeId, s.callId, s.schools.AL],
  );
  await db.sql("update organisations set verified_at = now() where id = $1", [s.schools.AL]);
  const reply = await server.get(`${HERE}?code=ab%202345`);
  for (const shown of [
    "Yes, this is real",
    "Shkolla Drini, Kukës",
    "III-2 · Hospitality",
    "Test Teacher",
    `href="/en/small/apply/${code}?class=AB-2345"`,
    "Rruga e Shembullit 4",
  ]) {
    expect(reply.body, shown).toContain(shown);
  }
  await db.sql("update class_codes set withdrawn_at = now()");
  expect((await server.get(`${HERE}?code=AB-2345&again`)).body).toContain("No, we do not know");
});

test("whoever knows the code alone is led to the programme that gave it out, and to no draft", async () => {
  const lead = async (typed: string) =>
    (await server.get(`/sq/check?code=${encodeURIComponent(typed)}`)).headers.location;
  expect(await lead(` ${code.toLowerCase()}`)).toBe(`/sq/small/check?code=${code.toLowerCase()}`);
  // A code of earlier days can look like a class's.
  await db.sql("update calls set public_code = 'KK5974' where id = $1", [other.callId]);
  const draft = await codeOf(other.callId);
  expect(await lead(draft)).toBeUndefined();
  await db.database.withTx(other.coordinator, async (tx) => must(await openCall(tx, other.callId)));
  expect(await lead(draft)).toBe(`/sq/other/check?code=${draft}`);
  // One programme does not vouch for another's code.
  expect((await server.get(`${HERE}?code=${draft}`)).body).toContain("No, we do not know");
  await db.sql("update schemes set listed = false where slug = 'other'");
  expect(await lead(draft)).toBeUndefined();
  expect((await server.get("/en/check?code=K22222")).body).toContain("No, we do not know");
  expect((await server.get("/en/check?code=")).statusCode).toBe(422);
});

test("asking changes nothing, gives no cookie and costs little", async () => {
  const everything = () =>
    db.sql("select count(*) as n from event_log union all select count(*) from mail_messages");
  const before = await everything();
  const reply = await server.get(`${HERE}?code=${code}&n=1`);
  expect(reply.headers["set-cookie"]).toBeUndefined();
  expect(await everything()).toEqual(before);
  const real = await queriesDuring(() => server.get(`${HERE}?code=${code}&n=2`));
  expect(real).toBe(6);
});
