import { expect, test } from "vitest";
import { need, type TestCall, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { type Day, day } from "../../shared/day.ts";
import { changeApplication } from "../applications/change-application.ts";
import { readDuplicates, readVerdicts } from "../applications/read-duplicates.ts";
import { readPerson } from "../applications/read-person.ts";
import { registerApplicant } from "../applications/register-applicant.ts";
import { decidePair } from "./decide-pair.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
type Someone = {
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly phone?: string;
  readonly country?: string;
};
async function register(
  call: TestCall,
  one: Someone,
  more: { readonly wishes?: readonly string[] } = {},
): Promise<string> {
  const of = await db.database.withTx(call.actor, async (tx) =>
    need(
      await registerApplicant(tx, {
        callId: call.callId,
        ...testEntry(call, {
          person: {
            givenNames: one.given,
            familyName: one.family,
            birthDate: day(one.born),
            email: null,
            phone: one.phone ?? null,
            country: one.country ?? "RS",
          },
          ...more,
        }),
      }),
    ),
  );
  return of.personId;
}
/** A second open call of the same scheme. */
async function anotherCall(call: TestCall, number: number): Promise<TestCall> {
  const [row] = await db.sql<{ id: string }>(
    `insert into calls (id, scheme_id, line_id, number, title, state, opens_at, closes_at, decide_by,
       answer_by, minimum_age, maximum_age, draw_seed, criteria, created_at)
     select gen_random_uuid(), scheme_id, line_id, $2, title, 'open', opens_at, closes_at, decide_by,
       answer_by, minimum_age, maximum_age, draw_seed, criteria, created_at from calls where id = $1 returning id`,
    [call.callId, number],
  );
  return { ...call, callId: row!.id };
}
// With no wishes, because the places of one call are not another's.
const registerIn = (call: TestCall, one: Someone) => register(call, one, { wishes: [] });
const pairsOf = async (actor: Parameters<typeof db.database.withTx>[0]) =>
  (await db.database.withTx(actor, (tx) => readDuplicates(tx, { number: 1, size: 100 }))).pairs.map(
    ({ first, second, why }) => ({
      names: [first, second].map((one) => `${one.givenNames} ${one.familyName}`).sort(),
      why,
    }),
  );
const born = "2009-04-12";
type Named = Omit<Someone, "born"> & { born?: string };

test.each<[string, Named, Named, string[]]>([
  [
    "scripts",
    { given: "Јована", family: "Ђорђевић" },
    { given: "Jovana", family: "Đorđević" },
    ["same-name", "same-birth"],
  ],
  [
    "spellings",
    { given: "Jovana", family: "Djordjevic" },
    { given: "Јована", family: "Ђорђевић" },
    ["same-name", "same-birth"],
  ],
  [
    "swapped names",
    { given: "Hoxha", family: "Arta" },
    { given: "Arta", family: "Hoxha" },
    ["swapped-name", "same-birth"],
  ],
  [
    "one letter",
    { given: "Milica", family: "Petrović" },
    { given: "Milca", family: "Petrović" },
    ["alike-name", "same-birth"],
  ],
  [
    "day and month",
    { given: "Ana", family: "Kos" },
    { given: "Ana", family: "Kos", born: "2009-12-04" },
    ["same-name", "near-birth"],
  ],
  [
    "one figure",
    { given: "Ana", family: "Kos" },
    { given: "Ana", family: "Kos", born: "2008-04-12" },
    ["same-name", "near-birth"],
  ],
  [
    "same telephone",
    { given: "Iva", family: "Marić", phone: "+387 61 234 567" },
    { given: "Ivana", family: "Marić", phone: "061/234-567", born: "2007-01-30" },
    ["alike-name", "same-phone"],
  ],
  [
    "Nada and Nadja",
    { given: "Nada", family: "Ilić" },
    { given: "Nadja", family: "Ilić" },
    ["same-name", "same-birth"],
  ],
])("%s: found for a human, and both rows stay two", async (_what, one, other, why) => {
  const call = await testCall(db);
  const second = await anotherCall(call, 2);
  const first = await register(call, { born, ...one });
  const twin = await registerIn(second, { born, ...other });
  expect(twin).not.toBe(first);
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator", name: "Anna" });
  expect(await pairsOf(actor)).toEqual([
    { names: [one, other].map((each) => `${each.given} ${each.family}`).sort(), why },
  ]);
  const left = await db.sql("select 1 from persons where scheme_id = $1 and merged_into is null", [
    call.scheme.id,
  ]);
  expect(left).toHaveLength(2);
});

test.each<[string, Someone, Someone]>([
  [
    "twins with one family name",
    { given: "Ana", family: "Marić", born },
    { given: "Iva", family: "Marić", born },
  ],
  [
    "one name, other years",
    { given: "Ana", family: "Marić", born },
    { given: "Ana", family: "Marić", born: "2007-11-30" },
  ],
  [
    "brother and sister with their mother's telephone",
    { given: "Luka", family: "Šarić", born, phone: "061 234 567" },
    { given: "Ema", family: "Šarić", born: "2007-11-30", phone: "061 234 567" },
  ],
])("%s are not put beside each other", async (_what, one, other) => {
  const call = await testCall(db);
  await register(call, one);
  await register(call, other);
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });
  expect(await pairsOf(actor)).toEqual([]);
});

test("told apart they are not asked about again; the last word is kept with who and why", async () => {
  const call = await testCall(db);
  const second = await anotherCall(call, 2);
  const nada = await register(call, { given: "Nada", family: "Ilić", born });
  const nadja = await registerIn(second, { given: "Nadja", family: "Ilić", born });
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator", name: "Anna" });
  const decide = (said: Parameters<typeof decidePair>[2]) =>
    db.database.withTx(actor, (tx) => decidePair(tx, [nada, nadja], said));
  expect(await decide({ verdict: "", why: "", keep: "" })).toEqual({
    ok: false,
    problems: [
      { code: "required", field: "verdict" },
      { code: "required", field: "why" },
    ],
  });
  expect(await decide({ verdict: "same", why: "documents", keep: "" })).toMatchObject({
    problems: [{ code: "required", field: "keep" }],
  });
  expect(await decide({ verdict: "different", why: "asked-person", keep: "" })).toEqual({
    ok: true,
    value: "different",
  });
  expect(await pairsOf(actor)).toEqual([]);
  const [said] = await db.database.withTx(actor, (tx) => readVerdicts(tx));
  expect(said).toMatchObject({ verdict: "different", why: "asked-person", by: "Anna" });
  // Looked at again with a passport in hand: the newest counts, the older line stays.
  expect((await decide({ verdict: "same", why: "documents", keep: nada })).ok).toBe(true);
  expect(
    await db.sql("select 1 from person_verdicts where scheme_id = $1", [call.scheme.id]),
  ).toHaveLength(2);
});

test("the same: applications, declared stays and journeys move, with a line of history each", async () => {
  const call = await testCall(db);
  const second = await anotherCall(call, 2);
  const kept = await register(call, { given: "Јована", family: "Ђорђевић", born });
  const gone = await registerIn(second, {
    given: "Jovana",
    family: "Đorđević",
    born,
    phone: "060 123 4567",
  });
  const stay = (person: string, entry: string, exit: string) =>
    db.sql(
      `insert into declared_stays (id, scheme_id, person_id, entry, exit) values (gen_random_uuid(), $1, $2, $3, $4)`,
      [call.scheme.id, person, entry, exit],
    );
  await stay(kept, "2026-12-01", "2026-12-10");
  await stay(gone, "2026-12-01", "2026-12-10");
  await stay(gone, "2027-01-01", "2027-01-05");
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator", name: "Anna" });
  const done = await db.database.withTx(actor, (tx) =>
    decidePair(tx, [gone, kept], { verdict: "same", why: "spelling", keep: kept }),
  );
  expect(done).toEqual({ ok: true, value: "same" });
  const found = await db.database.withTx(actor, (tx) => readPerson(tx, kept));
  expect(found?.person.applications.map((each) => each.callNumber)).toEqual([2, 1]);
  expect(found?.person.stays.map((each) => each.entry)).toEqual([
    "2026-12-01",
    "2027-01-01",
  ] as Day[]);
  expect(found?.person).toMatchObject({ givenNames: "Јована", phone: "060 123 4567" });
  expect(found?.events.map((event) => event.name)).toContain("person.merged");
  expect(found?.events.map((event) => event.name)).toContain("application.person-merged");
  const again = await db.database.withTx(actor, (tx) =>
    decidePair(tx, [gone, kept], { verdict: "same", why: "spelling", keep: kept }),
  );
  expect(again).toEqual({ ok: false, problems: [{ code: "merged-meanwhile" }] });
});

test("two applications to one call are refused by the call's number until one is withdrawn", async () => {
  const call = await testCall(db);
  const one = await register(call, { given: "Milica", family: "Petrović", born });
  const two = await register(call, { given: "Milca", family: "Petrović", born });
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });
  const same = () =>
    db.database.withTx(actor, (tx) =>
      decidePair(tx, [one, two], { verdict: "same", why: "spelling", keep: one }),
    );
  expect(await same()).toEqual({
    ok: false,
    problems: [{ code: "merge-one-call", params: { call: 1 } }],
  });
  const [gone] = await db.sql<{ id: string }>("select id from applications where person_id = $1", [
    two,
  ]);
  await db.database.withTx(actor, async (tx) =>
    need(await changeApplication(tx, gone!.id, "withdraw", "entered-by-mistake")),
  );
  expect((await same()).ok).toBe(true);
  expect(
    await db.database.withTx(actor, (tx) =>
      changeApplication(tx, gone!.id, "reinstate", "entered-by-mistake"),
    ),
  ).toEqual({ ok: false, problems: [{ code: "other-application-counts" }] });
});

test("two journeys on the same days are refused by their references", async () => {
  const call = await testCall(db);
  const second = await anotherCall(call, 2);
  const one = await register(call, { given: "Milica", family: "Petrović", born });
  const two = await registerIn(second, { given: "Milca", family: "Petrović", born });
  for (const [person, reference, starts, ends] of [
    [one, "M-1", "2027-06-01", "2027-06-28"],
    [two, "M-2", "2027-06-20", "2027-07-20"],
  ]) {
    await db.sql(
      `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
         hosting_organisation_id, sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 'RS', 'IT', 'Bologna', $7, $8, 'physical', 'planned', now())`,
      [call.scheme.id, call.lineId, person, reference, call.schools.RS, call.host, starts, ends],
    );
  }
  const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });
  const done = await db.database.withTx(actor, (tx) =>
    decidePair(tx, [one, two], { verdict: "same", why: "documents", keep: one }),
  );
  expect(done).toEqual({
    ok: false,
    problems: [{ code: "merge-stays-overlap", params: { first: "M-1", second: "M-2", days: 9 } }],
  });
});

test("a country partner sees and decides about the own country's people alone", async () => {
  const call = await testCall(db);
  const second = await anotherCall(call, 2);
  const one = await register(call, { given: "Nada", family: "Ilić", born });
  const two = await registerIn(second, { given: "Nadja", family: "Ilić", born });
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect(await pairsOf(neighbour.actor)).toEqual([]);
  expect(await pairsOf(auditor.actor)).toEqual([]);
  expect(await pairsOf(partner.actor)).toHaveLength(1);
  for (const { actor } of [neighbour, auditor]) {
    expect(
      await db.database.withTx(actor, (tx) =>
        decidePair(tx, [one, two], { verdict: "different", why: "documents", keep: "" }),
      ),
    ).toEqual({ ok: false, problems: [{ code: "not-found" }] });
  }
});
