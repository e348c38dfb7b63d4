import { sql } from "kysely";
import { expect, test } from "vitest";
import { classOf, openMoment, pupil, schoolCall } from "../../../tests/support/class.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { openVault } from "../../platform/vault.ts";
import { confirmFacts } from "./confirm-facts.ts";
import type { TypedFacts } from "./confirmation.ts";

openVault("a data key of the tests only");
const db = await testDatabase({ clock: openMoment() });
const s = await smallScheme(db.database);
const officer = await signInAs(
  db,
  { id: s.schemeId, slug: s.slug },
  { role: "school-officer", organisationId: s.schools.AL },
);
const call = await schoolCall(db, s);
const { code } = await classOf(db, officer.actor, call.callId, s.schools.AL);
const era = (await pupil(db, s, { ...call, classCode: code }, { name: "Era Gashi" }))
  .applicationId!;
const confirm = (row: Omit<TypedFacts, "applicationId">) =>
  db.database.withTx(officer.actor, (tx) =>
    confirmFacts(tx, call.callId, [{ applicationId: era, ...row }]),
  );
const stands = () =>
  db.sql(
    `select distinct on (criterion) criterion, points from school_confirmations
     where application_id = $1 order by criterion, sequence desc`,
    [era],
  );

test("an officer who changes one figure leaves alone what a colleague confirmed meanwhile", async () => {
  const empty = { grades: "", conduct: "", attendance: "", enrolled: "" };
  must(await confirm({ values: { grades: "20", conduct: "fair" }, enrolled: "yes", was: empty }));
  const page = { grades: "20", conduct: "fair", attendance: "", enrolled: "yes" };
  // Both have the page open. One puts the grades right; the other says the attendance after it.
  must(await confirm({ values: { ...page, grades: "34" }, enrolled: "yes", was: page }));
  must(await confirm({ values: { ...page, attendance: "97" }, enrolled: "yes", was: page }));
  expect(await stands()).toEqual([
    { criterion: "conduct", points: 2 },
    { criterion: "grades", points: 34 },
  ]);
  // A third has another figure for the same cell: told at the cell, and nothing is written.
  const third = { values: { ...page, grades: "25" }, enrolled: "yes" };
  expect(await confirm({ ...third, was: page })).toMatchObject({
    ok: false,
    problems: [{ code: "changed-meanwhile", field: `grades-${era}` }],
  });
  expect(await stands()).toContainEqual({ criterion: "grades", points: 34 });
  must(await confirm({ ...third, was: { ...page, grades: "34" } }));
  expect(await stands()).toContainEqual({ criterion: "grades", points: 25 });
});

test("a word of the school that comes while the committee decides waits, and is too late then", async () => {
  await db.sql(
    `insert into selections (id, scheme_id, call_id, state, seed, created_at)
     values (gen_random_uuid(), $1, $2, 'assessing', 'aa', now())`,
    [s.schemeId, call.callId],
  );
  let late: Promise<unknown> = Promise.resolve();
  await db.database.withTx(s.coordinator, async (tx) => {
    await sql`update selections set state = 'decided' where call_id = ${call.callId}`.execute(
      tx.db,
    );
    late = confirm({ values: { grades: "30" }, enrolled: "yes" });
    let hasEnded = false;
    late.then(() => {
      hasEnded = true;
    });
    for (let waiting = 0; waiting === 0 && !hasEnded; ) {
      const rows = await db.sql<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      waiting = rows[0]?.n ?? 0;
    }
  });
  expect(await late).toMatchObject({ ok: false, problems: [{ code: "facts-closed" }] });
  expect(await stands()).toContainEqual({ criterion: "grades", points: 25 });
});
