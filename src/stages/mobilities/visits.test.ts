/** Preparatory visits: at most three people, one visit for each host. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { day } from "../../shared/day.ts";
import { addLine } from "../schemes/add-line.ts";
import { registerMobilities } from "./register-mobility.ts";
import { visitProblems } from "./visit.rules.ts";

const visit = (id: string, starts = "2027-04-01", hostId = "a") => ({
  id,
  hostId,
  starts,
  ends: starts,
});

test("three on the same days are one visit; a fourth, and another visit to the host, are refused", () => {
  const three = ["1", "2", "3"].map((id) => visit(id));
  expect(visitProblems(visit("3"), three)).toEqual([]);
  expect(visitProblems(visit("4"), three).map(({ code }) => code)).toEqual(["visit-too-many"]);
  expect(visitProblems(visit("4", "2027-05-01"), three).map(({ code }) => code)).toEqual([
    "visit-once-a-host",
  ]);
  expect(visitProblems(visit("4", "2027-05-01", "b"), three)).toEqual([]);
});

const db = await testDatabase({ clock: { now: () => new Date("2027-02-01T09:00:00Z") } });
const s = await smallScheme(db.database);

test("a list of visitors is held against those in the books and against itself", async () => {
  const line = await db.database.withTx(s.coordinator, async (tx) =>
    must(
      await addLine(tx, {
        code: "preparatory-visits",
        name: { en: "Preparatory visits" },
        audience: "staff",
        activity: "preparatory-visit",
        target: 4,
      }),
    ),
  );
  const rows = (people: readonly number[], starts: string, host = s.hosts.bologna) =>
    people.map((n) => ({
      lineId: line,
      reference: `PV-${n}`,
      person: {
        givenNames: "Visitor",
        familyName: `Number ${n}`,
        birthDate: day("1980-01-01"),
        country: "AL",
        invented: true,
      },
      sendingOrganisationId: s.schools.AL,
      hostingOrganisationId: host,
      hostingCountry: "IT",
      hostingCity: "Bologna",
      starts,
      ends: starts,
    }));
  const register = (...of: Parameters<typeof rows>) =>
    db.database.withTx(s.coordinator, (tx) => registerMobilities(tx, rows(...of)));
  const four = await register([1, 2, 3, 4], "2027-04-01");
  expect(four.ok ? [] : four.problems.map(({ code, field }) => `${field} ${code}`)).toEqual([
    "3.hostingOrganisationId visit-too-many",
  ]);
  expect((await register([1, 2, 3], "2027-04-01")).ok).toBe(true);
  // The same file once more changes nothing.
  expect((await register([1, 2, 3], "2027-04-01")).ok).toBe(true);
  const again = await register([5], "2027-05-01");
  expect(again.ok ? [] : again.problems.map(({ code }) => code)).toEqual(["visit-once-a-host"]);
  expect((await register([6], "2027-05-01", s.hosts.maribor)).ok).toBe(true);
});
