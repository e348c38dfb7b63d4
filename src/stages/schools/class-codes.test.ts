import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Result } from "../../shared/result.ts";
import { openCall } from "../calls/open-call.ts";
import { addOrganisation } from "../organisations/add-organisation.ts";
import { classProblems, typedClassCode } from "./class-code.rules.ts";
import { makeClassCode, withdrawClassCode } from "./make-class-code.ts";
import { classByCode, listClasses, readClass } from "./read-classes.ts";

const clock = { now: () => new Date("2026-12-10T10:00:00Z") };
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
const scheme = { id: s.schemeId, slug: s.slug };
const officer = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: s.schools.AL,
});
const elsewhere = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: s.schools.RS,
});
const anybody = { kind: "anonymous", schemeId: s.schemeId } as const;
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map((p) => `${p.field ?? ""} ${p.code}`.trim());
const mechanics = {
  callId: s.callId as string,
  organisationId: s.schools.AL as string,
  className: " 11-B ",
  trade: "car-mechanics",
  teacherName: "Besa Gashi",
  pupils: "12",
};
const make = (from = mechanics, as = officer) =>
  db.database.withTx(as.actor, (tx) => makeClassCode(tx, from));

test.each([
  ["pr-4711", "PR-4711"],
  [" PR 4711 ", "PR-4711"],
  ["pr4711", "PR-4711"],
  ["PR–4711", "PR-4711"],
  ["PR-471", null],
  ["PO-47I1", null],
  ["KABCDE", null],
  ["", null],
])("somebody types %j and means %j", (typed, meant) => {
  expect(typedClassCode(typed)).toBe(meant);
});

test("everything wrong with a class is said at once", () => {
  const wrong = {
    callId: "",
    organisationId: "x",
    className: "",
    trade: "t".repeat(81),
    teacherName: "B",
    pupils: "many",
  };
  const known = { callIds: [], schoolIds: ["y"] };
  expect(classProblems(wrong, known).map((p) => `${p.field} ${p.code}`)).toEqual([
    "callId required",
    "organisationId not-a-choice",
    "className required",
    "trade too-long",
    "teacherName too-short",
    "pupils not-whole",
  ]);
  expect(classProblems({ ...wrong, pupils: "0" }, known).at(-1)?.code).toBe("too-small");
  expect(classProblems({ ...wrong, pupils: "201" }, known).at(-1)?.code).toBe("too-big");
});

test("a class code leads anybody to its school and call, until it is withdrawn", async () => {
  const { id, code } = must(await make());
  expect(code).toMatch(/^[A-HJ-NP-Z]{2}-\d{4}$/);
  const find = (typed: string) => db.database.withTx(anybody, (tx) => classByCode(tx, typed));
  expect(await find(code.toLowerCase().replace("-", " "))).toEqual({
    code,
    className: "11-B",
    trade: "car-mechanics",
    teacherName: "Besa Gashi",
    call: { id: s.callId, number: 1, publicCode: expect.any(String), state: "open" },
    school: { id: s.schools.AL, name: "Shkolla Drini", city: "Kukës", country: "AL" },
  });
  const withdraw = (as = officer) =>
    db.database.withTx(as.actor, (tx) => withdrawClassCode(tx, id));
  expect(codes(await withdraw(elsewhere))).toEqual(["not-found"]);
  must(await withdraw());
  expect(codes(await withdraw())).toEqual(["class-code-withdrawn"]);
  expect(await find(code)).toBeNull();
});

test("only the own school's officer makes codes and sees them", async () => {
  expect(codes(await make(mechanics, elsewhere))).toEqual(["organisationId not-a-choice"]);
  for (const actor of [s.coordinator, s.partner, s.auditor]) {
    expect(codes(await db.database.withTx(actor, (tx) => makeClassCode(tx, mechanics)))).toEqual([
      "forbidden",
    ]);
  }
  const { id } = must(await make());
  expect(await db.database.withTx(elsewhere.actor, (tx) => readClass(tx, id))).toBeNull();
  expect(await db.database.withTx(elsewhere.actor, listClasses)).toEqual([]);
  const [own] = (await db.database.withTx(officer.actor, listClasses)).filter((k) => k.id === id);
  expect(own).toMatchObject({ begun: 0, sent: 0, pupils: 12, school: { verified: true } });
});

test("a code of a school that nobody has verified works for nobody yet", async () => {
  const added = await db.database.withTx(s.coordinator, async (tx) =>
    must(
      await addOrganisation(tx, {
        name: "Shkolla e re",
        kind: "vet-school",
        roles: ["school"],
        city: "Fier",
        country: "AL",
        sendingPartnerId: s.senders.AL,
      }),
    ),
  );
  const there = await signInAs(db, scheme, { role: "school-officer", organisationId: added });
  const { code } = must(await make({ ...mechanics, organisationId: added }, there));
  const find = () => db.database.withTx(anybody, (tx) => classByCode(tx, code));
  expect(await find()).toBeNull();
  await db.sql("update organisations set verified_at = now() where id = $1", [added]);
  expect((await find())?.school.name).toBe("Shkolla e re");
});

test("another scheme's code is a code of nobody", async () => {
  const { code } = must(await make());
  const other = await smallScheme(db.database, "other");
  const there = { kind: "anonymous", schemeId: other.schemeId } as const;
  expect(await db.database.withTx(there, (tx) => classByCode(tx, code))).toBeNull();
});
