import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "../applications/register-applicant.ts";
import { decidePair } from "../mobilities/decide-pair.ts";
import { registerMobilities } from "../mobilities/register-mobility.ts";
import { checkTravel } from "./check-travel.ts";
import { addPapers, readNumber, type TypedPapers } from "./keep-papers.ts";

const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
const call = await testCall(db, "riverside");
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const as = <T>(work: Parameters<typeof db.database.withTx<T, typeof coordinator.actor>>[1]) =>
  db.database.withTx(coordinator.actor, work, { purpose: "care" });

const albanian: TypedPapers = {
  nationality: "AL",
  passport: "biometric",
  issuer: "AL",
  issued: "2024-03-01",
  expires: "2034-02-28",
  number: "BX012345",
};
const italian = { ...albanian, nationality: "IT", issuer: "IT", number: "YA 012-345" };

const person = (given: string) =>
  db.database.withTx(
    call.actor,
    async (tx) => {
      const entry = testEntry(call);
      const changed = { ...entry, person: { ...entry.person, givenNames: given } };
      return need(await registerApplicant(tx, { callId: call.callId, ...changed })).personId;
    },
    { purpose: "import" },
  );

const numberIn = (personId: string, paperId: string) =>
  as((tx) => readNumber(tx, personId, paperId));
const usedOf = async (personId: string) =>
  (
    await db.sql<{ nationality: string }>(
      "select nationality from travel_papers where person_id = $1 and used",
      [personId],
    )
  ).map(({ nationality }) => nationality);

test("of two passports a person travels with the one written down last, and both keep their number", async () => {
  const id = await person("Besa");
  const first = await as(async (tx) => need(await addPapers(tx, id, albanian)));
  const second = await as(async (tx) => need(await addPapers(tx, id, italian)));
  expect(await usedOf(id)).toEqual(["IT"]);
  expect(await numberIn(id, first)).toEqual({ ok: true, value: "BX012345" });
  expect(await numberIn(id, second)).toEqual({ ok: true, value: "YA012345" });
  // Somebody else's passport is not there, whoever asks.
  expect((await numberIn(await person("Drita"), first)).ok).toBe(false);
});

test("without a purpose no number is seen, and none is written", async () => {
  const id = await person("Elira");
  const paper = await as(async (tx) => need(await addPapers(tx, id, albanian)));
  expect(await db.database.withTx(coordinator.actor, (tx) => readNumber(tx, id, paper))).toEqual({
    ok: true,
    value: "",
  });
  await expect(
    db.database.withTx(coordinator.actor, (tx) => addPapers(tx, id, italian)),
  ).rejects.toThrow(/row-level security/);
});

test("everything wrong with papers is said at once; only Serbia has a Coordination Directorate", async () => {
  const id = await person("Fatime");
  const nothing = Object.fromEntries(Object.keys(albanian).map((name) => [name, ""]));
  const refused = await as((tx) => addPapers(tx, id, nothing as TypedPapers));
  expect(refused.ok ? [] : refused.problems.map(({ field }) => field)).toEqual([
    "nationality",
    "passport",
    "issuer",
    "issued",
    "expires",
  ]);
  const wrong = { ...albanian, passport: "coordination", expires: "2024-03-01", number: "№ 7" };
  const more = await as((tx) => addPapers(tx, id, wrong));
  expect(more.ok ? [] : more.problems).toEqual([
    { code: "coordination-is-serbian", field: "passport" },
    { code: "days-reversed", field: "expires" },
    { code: "passport-number", field: "number" },
  ]);
});

test("two rows that are one person: papers move with their numbers, and one is travelled with", async () => {
  const kept = await person("Gëzim");
  const gone = await person("Kaltrina");
  await as(async (tx) => need(await addPapers(tx, kept, albanian)));
  const moved = await as(async (tx) => need(await addPapers(tx, gone, italian)));
  await db.sql("update applications set state = 'withdrawn' where person_id = $1", [gone]);
  const done = await as((tx) =>
    decidePair(tx, [kept, gone], { verdict: "same", why: "spelling", keep: kept }),
  );
  expect(done).toEqual({ ok: true, value: "same" });
  expect(await usedOf(kept)).toEqual(["AL"]);
  expect(await usedOf(gone)).toEqual([]);
  expect(await numberIn(kept, moved)).toEqual({ ok: true, value: "YA012345" });
});

test("a journey is checked against all others of the person, on the days they took, in two statements", async () => {
  const id = await person("Hana");
  const hana = await db.database.withTx(call.actor, async (tx) =>
    need(
      await registerMobilities(tx, [
        {
          lineId: call.lineId,
          reference: "M-1",
          person: { ...testEntry(call).person, givenNames: "Hana" },
          sendingOrganisationId: call.schools.AL,
          hostingCountry: "ES",
          hostingCity: "Seville",
          starts: "2026-10-01",
          ends: "2026-12-20",
        },
      ]),
    ),
  );
  await db.sql("update mobilities set person_id = $1, actual_ends = '2026-12-29' where id = $2", [
    id,
    hana[0]?.mobilityId,
  ]);
  const journey = { country: "IT", starts: day("2027-02-10"), ends: day("2027-03-31") };
  const check = (but: string | null = null) => as((tx) => checkTravel(tx, id, journey, but));
  const found = await check();
  expect(found?.findings.map(({ code, params }) => [code, params])).toEqual([
    ["papers-missing", {}],
    ["visa-days", { days: 91, limit: 90, on: "2027-02-10" }],
  ]);
  expect((await check(hana[0]?.mobilityId))?.findings.map(({ code }) => code)).toEqual([
    "papers-missing",
  ]);
  // begin, who and what, the table of visas, commit
  expect(await queriesDuring(() => check())).toBe(4);
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  expect(await db.database.withTx(neighbour.actor, (tx) => checkTravel(tx, id, journey))).toBe(
    undefined,
  );
});
