import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CRITERIA } from "../../../tests/world/calls.ts";
import { readTable } from "../../platform/files/table.ts";
import { APPLICATION_STEPS, next as nextApplication } from "../applications/application.rules.ts";
import { APPLICATION_STATES } from "../applications/application.ts";
import { readDay, readStays, readWhole, readYes } from "./cells.rules.ts";
import { mappingProblems, matchColumns } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import { IMPORT_STEPS, next } from "./import.rules.ts";
import { IMPORT_ACTIONS, IMPORT_STATES, type ImportKind } from "./import.ts";
import { kindOf } from "./kinds.ts";

const facts: Facts = {
  organisations: [],
  countries: [],
  flows: [],
  criteria: CRITERIA,
  reserves: [],
};

test.each([
  ["applicants-good.csv", "applicants"],
  ["applicants-broken.csv", "applicants"],
  ["flows-good.csv", "flows"],
  ["participants-good.csv", "participants"],
] as const)("the example %s is matched without a question", async (name, kind: ImportKind) => {
  const file = readFileSync(join(import.meta.dirname, "../../../examples/imports", name));
  const table = await readTable(file);
  if (!table.ok) throw new Error(JSON.stringify(table.problems));
  const columns = kindOf(kind).columns(facts);
  const matched = matchColumns(table.value.header, columns);
  expect(matched).not.toContain(null);
  expect(mappingProblems(columns, matched)).toEqual([]);
});

test.each([
  ["2009-03-12", "2009-03-12"],
  ["12.3.2009.", "2009-03-12"],
  ["12/03/2009", "2009-03-12"],
  ["12. 3. 2009", "2009-03-12"],
  ["2009-03-12 00:00:00", "2009-03-12"],
  ["31.2.2009", "not-a-day"],
  ["12.3.09", "year-four-digits"],
  ["3/25/2009", "not-a-day"],
  ["spring", "not-a-day"],
  ["39884", "not-a-day"],
])("the day %s is %s", (text, expected) => {
  const read = readDay(text);
  expect(read.ok ? read.value : read.problems[0]?.code).toBe(expected);
});

test("figures, yes and no, and stays are read or refused, never guessed", () => {
  expect(readWhole("12,0")).toEqual({ ok: true, value: 12 });
  // A thousand where points stand between thousands; never silently one.
  expect(readWhole("1.000")).toMatchObject({ problems: [{ code: "not-whole" }] });
  expect(readWhole("4,5")).toMatchObject({ problems: [{ code: "not-whole" }] });
  expect(readWhole("1e3")).toMatchObject({ problems: [{ code: "not-a-number" }] });
  for (const yes of ["Po", "Да", "DA", "yes", "x"])
    expect(readYes(yes)).toMatchObject({ value: true });
  expect(readYes("maybe")).toMatchObject({ ok: false });
  expect(readStays("3.1.2027 - 20.1.2027; 2027-03-01/2027-03-05 dozvola")).toEqual({
    ok: true,
    value: [
      { entry: "2027-01-03", exit: "2027-01-20", permit: false },
      { entry: "2027-03-01", exit: "2027-03-05", permit: true },
    ],
  });
  expect(readStays("all summer")).toMatchObject({ problems: [{ code: "not-stays" }] });
});

test("every step of an import and of an application is allowed or refused as its table says", () => {
  for (const state of IMPORT_STATES) {
    for (const action of IMPORT_ACTIONS) {
      const to = (IMPORT_STEPS[state] as Record<string, string>)[action];
      expect(next(state, action), `${state} ${action}`).toMatchObject(
        to ? { ok: true, value: to } : { ok: false },
      );
    }
  }
  for (const state of APPLICATION_STATES) {
    for (const action of ["withdraw", "reinstate"] as const) {
      const to = (APPLICATION_STEPS[state] as Record<string, string>)[action];
      expect(nextApplication(state, action)).toMatchObject(
        to ? { ok: true, value: to } : { ok: false },
      );
    }
  }
});
