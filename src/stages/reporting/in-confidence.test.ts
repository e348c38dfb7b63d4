/** That a reason for a shorter stay exists is read by whoever may open it, and by nobody else. */
import { expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { day } from "../../shared/day.ts";
import { readPerson } from "../applications/read-person.ts";
import { writeTables } from "../archive/write-tables.ts";
import { changeDays } from "../mobilities/change-days.ts";
import { forgetReasons, openReasons, removeReasons } from "../mobilities/keep-shorter-stay.ts";
import { registerMobilities } from "../mobilities/register-mobility.ts";
import { readChanges, readHistory } from "./read-today.ts";

openVault("a data key of the tests only, long enough");
const db = await testDatabase({ clock: clockAt("2027-03-01T08:00:00Z") });
const call = await testCall(db);
const office = async (role: "coordinator" | "auditor") =>
  (await signInAs(db, call.scheme, { role })).actor;
const partnerOf = async (country: string) =>
  (await signInAs(db, call.scheme, { role: "country-partner", country })).actor;
const [coordinator, auditor] = [await office("coordinator"), await office("auditor")];
const [partner, neighbour] = [await partnerOf("RS"), await partnerOf("AL")];
const system = { kind: "system", schemeId: call.scheme.id } as const;
await db.sql("update activity_lines set minimum_days = 10, maximum_days = 30");
const as = <T>(actor: Tx["actor"], work: (tx: Tx) => Promise<T>) => db.database.withTx(actor, work);
const caring = <T>(actor: Tx["actor"], work: (tx: Tx) => Promise<T>) =>
  db.database.withTx(actor, work, { purpose: "care" });

const [{ mobilityId: stay } = { mobilityId: "" }] = need(
  await as(coordinator, (tx) =>
    registerMobilities(tx, [
      {
        lineId: call.lineId,
        reference: "S-1",
        person: {
          givenNames: "Ana",
          familyName: "Short",
          birthDate: day("2010-05-01"),
          country: "RS",
        },
        sendingOrganisationId: call.schools.RS,
        hostingOrganisationId: call.host,
        hostingCountry: "IT",
        hostingCity: "Bologna",
        starts: "2027-06-01",
        ends: "2027-06-30",
      },
    ]),
  ),
);
const [{ person = "" } = {}] = await db.sql<{ person: string }>(
  "select person_id as person from mobilities",
);
const shorten = async () =>
  need(
    await as(partner, (tx) =>
      changeDays(tx, stay, {
        starts: day("2027-06-01"),
        ends: day("2027-06-05"),
        shorter: "Cares for her mother.",
      }),
    ),
  );
await shorten();
need(await caring(partner, (tx) => openReasons(tx, stay)));
need(await caring(partner, (tx) => removeReasons(tx, stay)));
await shorten();
await db.sql("update mobilities set state = 'cancelled'");
await caring(system, forgetReasons);

const ALL = ["kept", "opened", "removed", "kept", "forgotten"].map(
  (act) => `mobility.shorter-${act}`,
);
const inConfidence = (entries: readonly { readonly name: string }[]) =>
  entries.flatMap(({ name }) => (name.startsWith("mobility.shorter") ? [name] : []));

test("the history of the stay and of the person has it for the office that may open it", async () => {
  for (const actor of [coordinator, partner]) {
    expect(inConfidence(await as(actor, (tx) => readHistory(tx, stay)))).toEqual(ALL);
    const read = await as(actor, (tx) => readPerson(tx, person));
    expect(inConfidence(read?.events ?? [])).toEqual(ALL);
  }
});

test("an auditor and another country's office read everything else", async () => {
  for (const actor of [auditor, neighbour]) {
    const history = await as(actor, (tx) => readHistory(tx, stay));
    expect(history.map(({ name }) => name)).toEqual([
      "mobility.registered",
      "mobility.days-changed",
      "mobility.days-changed",
    ]);
  }
  const read = await as(auditor, (tx) => readPerson(tx, person));
  expect(read?.events.length).toBeGreaterThan(2);
  expect(inConfidence(read?.events ?? [])).toEqual([]);
});

test("what is new names it to nobody", async () => {
  for (const actor of [coordinator, auditor, partner]) {
    expect(inConfidence(await as(actor, (tx) => readChanges(tx, 100)))).toEqual([]);
  }
  const changes = await as(auditor, (tx) => readChanges(tx, 100));
  expect(changes.map(({ name }) => name)).toContain("mobility.days-changed");
});

test("a scheme's export for the office leaves it out and says so; a whole one has it", async () => {
  await db.sql("update mobilities set state = 'planned'");
  await shorten();
  const written = async (level: "office" | "whole") => {
    const files = new Map<string, string>();
    const { tables } = await db.database.withTx(
      system,
      (tx) =>
        writeTables(tx, level, async (name, pieces) => {
          let text = "";
          for await (const piece of pieces) text += piece;
          files.set(name, text);
          return { name, bytes: text.length, sha256: "" };
        }),
      { purpose: "archive" },
    );
    const log = JSON.parse(files.get("tables/program/event_log.json") ?? "[]");
    const rows = tables.find(({ name }) => name === "shorter_stays")?.rows;
    return { log, rows, table: tables.find(({ name }) => name === "event_log") };
  };
  const [given, whole] = [await written("office"), await written("whole")];
  expect(inConfidence(given.log)).toEqual([]);
  expect(given.log.length).toBe(whole.log.length - ALL.length - 1);
  expect([given.rows, whole.rows]).toEqual([0, 1]);
  expect(given.table?.leftOut).toMatchObject({ "mobility.shorter-*": "told-in-confidence" });
  expect(inConfidence(whole.log)).toEqual([...ALL, ALL[0]]);
});
