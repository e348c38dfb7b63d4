import { expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import type { NewParticipant } from "./participant.rules.ts";
import { registerMobilities } from "./register-mobility.ts";

const db = await testDatabase({ clock: clockAt("2027-03-01T08:00:00Z") });
const call = await testCall(db);
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });

const row = (given: Partial<NewParticipant> = {}): NewParticipant => ({
  lineId: call.lineId,
  reference: "P-1",
  person: {
    givenNames: "Ана",
    familyName: "Ђурић-O'Neil",
    birthDate: day("2008-05-01"),
    email: "ana@example.org",
    country: "RS",
  },
  sendingOrganisationId: call.schools.RS,
  hostingOrganisationId: call.host,
  hostingCountry: "IT",
  hostingCity: "Bologna",
  starts: "2026-09-01",
  ends: "2026-09-30",
  ...given,
});
const bring = (rows: readonly NewParticipant[], actor: Tx["actor"] = call.actor) =>
  db.database.withTx(actor, (tx) => registerMobilities(tx, rows));
const count = async () =>
  (await db.sql<{ n: number }>("select count(*)::int n from mobilities"))[0]!.n;

test("a file brought twice adds nobody twice, and a corrected row corrects", async () => {
  const rows = [row(), row({ reference: "P-2", starts: "2027-06-01", ends: "2027-06-30" })];
  expect(need(await bring(rows)).map((r) => r.outcome)).toEqual(["added", "added"]);
  expect(need(await bring(rows)).map((r) => r.outcome)).toEqual(["unchanged", "unchanged"]);
  const corrected = [row({ hostingCity: "Forlì" }), rows[1]!];
  expect(need(await bring(corrected)).map((r) => r.outcome)).toEqual(["corrected", "unchanged"]);
  expect(
    await db.sql("select reference, state, hosting_city as city from mobilities order by 1"),
  ).toEqual([
    { reference: "P-1", state: "finished", city: "Forlì" },
    { reference: "P-2", state: "planned", city: "Bologna" },
  ]);
  expect(await db.sql("select 1 from persons")).toHaveLength(1);
});

test("everything wrong is said at once, and nothing of the file is written", async () => {
  const before = await count();
  const done = await bring([
    row({ reference: "P-3", starts: "2027-10-01", ends: "2027-10-05" }),
    row({ reference: " ", lineId: call.callId, starts: "2027-13-01", hostingCountry: "Italy" }),
    row({ reference: "P-3", ends: "2026-08-01" }),
  ]);
  expect(done).toEqual({
    ok: false,
    problems: [
      { code: "required", field: "1.reference" },
      { code: "not-found", field: "1.lineId" },
      { code: "not-a-country", params: { value: "Italy" }, field: "1.hostingCountry" },
      { code: "not-a-day", field: "1.starts" },
      { code: "days-reversed", field: "2.ends" },
      { code: "reference-twice", field: "2.reference" },
    ],
  });
  expect(await count()).toBe(before);
});

test("one person cannot be in two places on one day, in the file or beside it", async () => {
  const done = await bring([
    row({ reference: "P-4", starts: "2026-09-30", ends: "2026-10-10" }),
    row({ reference: "P-5", starts: "2028-01-01", ends: "2028-01-31" }),
    row({ reference: "P-6", starts: "2028-01-31", ends: "2028-02-10" }),
  ]);
  expect(done.ok ? [] : done.problems.map((p) => [p.code, p.field])).toEqual([
    ["stay-overlaps", "0.starts"],
    ["stay-overlaps", "1.starts"],
    ["stay-overlaps", "2.starts"],
  ]);
});

test("a country partner brings the own country's people only", async () => {
  const done = await bring([row({ reference: "P-7" })], partner.actor);
  expect(done).toMatchObject({ ok: false, problems: [{ code: "not-your-country" }] });
});

test("a country partner cannot correct another country's stay by naming the own country", async () => {
  const albanian = {
    person: {
      givenNames: "Arta",
      familyName: "Hoxha",
      birthDate: day("2008-05-01"),
      country: "AL",
    },
    sendingOrganisationId: call.schools.AL,
  };
  const before = await db.sql("select * from mobilities where reference = 'P-1'");
  const done = await bring([row({ ...albanian, hostingCity: "Elsewhere" })], partner.actor);
  expect(done.ok ? [] : done.problems).toEqual([{ code: "reference-taken", field: "0.reference" }]);
  expect(await db.sql("select * from mobilities where reference = 'P-1'")).toEqual(before);
});

test("an online stay leaves its person free for a stay abroad on the same days", async () => {
  const [online, abroad] = [
    row({ reference: "P-7", starts: "2029-01-01", ends: "2029-01-31", mode: "virtual" }),
    row({ reference: "P-8", starts: "2029-01-10", ends: "2029-01-20" }),
  ];
  expect(need(await bring([online])).map((r) => r.outcome)).toEqual(["added"]);
  expect(need(await bring([abroad])).map((r) => r.outcome)).toEqual(["added"]);
});

test("a file moves the days of a stay as its page does, and its state along the same table", async () => {
  const later = row({ reference: "P-2", starts: "2027-06-08", ends: "2027-07-07" });
  expect(need(await bring([later])).map((r) => r.outcome)).toEqual(["corrected"]);
  const read = () =>
    db.sql<{ state: string; starts: string; ends: string }>(
      "select state, starts::text, ends::text from mobilities where reference = 'P-2'",
    );
  expect(await read()).toEqual([{ state: "planned", starts: "2027-06-08", ends: "2027-07-07" }]);
  // Everybody who looks at days has a word: what they say stands at the row.
  const full = { ok: false as const, problems: [{ code: "host-full", field: "starts" }] };
  const refused = await db.database.withTx(call.actor, (tx) =>
    registerMobilities(tx, [row({ reference: "P-2" })], async () => full),
  );
  expect(refused).toEqual({ ok: false, problems: [{ code: "host-full", field: "0.starts" }] });
  // What is over is not moved by a file either.
  const over = await bring([row({ ends: "2026-09-20", hostingCity: "Forlì" })]);
  expect(over.ok ? [] : over.problems.map((p) => [p.code, p.field])).toEqual([
    ["mobility-finished", "0.starts"],
  ]);
  await db.sql("update mobilities set state = 'ready' where reference = 'P-2'");
  const begun = await bring([{ ...later, state: "in-progress" }]);
  expect(begun.ok ? [] : begun.problems.map((p) => [p.code, p.field])).toEqual([
    ["mobility-ready", "0.state"],
  ]);
  expect(need(await bring([{ ...later, state: "planned" }]))[0]?.outcome).toBe("unchanged");
  expect(need(await bring([{ ...later, state: "cancelled" }]))[0]?.outcome).toBe("corrected");
  const back = await bring([{ ...later, state: "planned" }]);
  expect(back.ok ? [] : back.problems.map((p) => p.code)).toEqual(["mobility-cancelled"]);
});

test("of somebody who is away a file tells no early way home, and the days of a break are not lost", async () => {
  const away = row({ reference: "P-10", starts: "2027-02-01", ends: "2027-03-20" });
  expect(need(await bring([away]))[0]?.outcome).toBe("added");
  // Yesterday: then the person is home, and the office says why. Until tomorrow is planned anew.
  const early = await bring([{ ...away, ends: "2027-02-28" }]);
  expect(early.ok ? [] : early.problems.map((p) => [p.code, p.field])).toEqual([
    ["stay-home-early", "0.ends"],
  ]);
  const planned = { ...away, ends: "2027-03-02" };
  expect(need(await bring([planned]))[0]?.outcome).toBe("corrected");
  await db.sql(
    `update mobilities set state = 'interrupted', interrupted_on = '2027-02-27' where reference = 'P-10'`,
  );
  expect(need(await bring([{ ...planned, state: "finished" }]))[0]?.outcome).toBe("corrected");
  const [stay] = await db.sql(
    "select state, interrupted_on, interruption_days from mobilities where reference = 'P-10'",
  );
  expect(stay).toEqual({ state: "finished", interrupted_on: null, interruption_days: 4 });
});

test("a stay to come keeps to what its line allows, by a file as on a page", async () => {
  await db.sql("update activity_lines set minimum_days = 10, maximum_days = 30");
  const short = row({ reference: "P-9", starts: "2030-01-01", ends: "2030-01-05" });
  const done = await bring([short]);
  expect(done.ok ? [] : done.problems.map((p) => [p.code, p.field])).toEqual([
    ["stay-too-short", "0.ends"],
  ]);
  // What was lived was lived.
  const past = row({ reference: "P-9", starts: "2020-01-01", ends: "2020-01-05" });
  expect(need(await bring([past]))[0]?.outcome).toBe("added");
});
