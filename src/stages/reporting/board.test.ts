import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, type SmallScheme, smallScheme } from "../../../tests/support/small-scheme.ts";
import { closeCall } from "../calls/close-call.ts";
import { openCall } from "../calls/open-call.ts";
import { pipelineOf } from "./board.ts";
import { readBoard, readBoardLine, readBoardPeople } from "./read-board.ts";
import { readChanges, readToday } from "./read-today.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const db = await testDatabase({ clock: { now: () => moment } });
const s = await smallScheme(db.database);
const list = { standing: null, collation: "und-x-icu", limit: null, offset: 0 } as const;

async function person(scheme: SmallScheme, familyName: string, country: string) {
  const id = randomUUID();
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
     values ($1, $2, 'Test', $3, '2009-05-05', $4, now())`,
    [id, scheme.schemeId, familyName, country],
  );
  return id;
}

async function mobility(
  scheme: SmallScheme,
  given: {
    line: string;
    personId: string;
    country: "AL" | "RS";
    state: string;
    city?: string;
    starts?: string;
  },
) {
  const starts = given.starts ?? "2027-07-01";
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     values ($1::uuid, $2, $3, $4, $1::uuid::text, $5, $6, 'IT', $7, $8::date, $8::date + 27, 'physical', $9, now())`,
    [
      randomUUID(),
      scheme.schemeId,
      given.line,
      given.personId,
      scheme.schools[given.country],
      given.country,
      given.city ?? "Bologna",
      starts,
      given.state,
    ],
  );
}

async function application(scheme: SmallScheme, personId: string, country: "AL" | "RS") {
  const id = randomUUID();
  const letters = randomUUID().toUpperCase();
  await db.sql(
    `insert into applications (id, scheme_id, call_id, person_id, code, state, organisation_id,
       sending_country, trade, locale, points, submitted_at, created_at)
     values ($1, $2, $3, $4, $5, 'submitted', $6, $7, 'cook', 'en', 71, now(), now())`,
    [
      id,
      scheme.schemeId,
      scheme.callId,
      personId,
      `KLF-${letters.slice(0, 3)}-${letters.slice(4, 7)}`,
      scheme.schools[country],
      country,
    ],
  );
  return id;
}

const people = {
  arta: await person(s, "Arta", "AL"),
  besa: await person(s, "Besa", "AL"),
  ćira: await person(s, "Ćira", "RS"),
  dana: await person(s, "Dana", "RS"),
};
await mobility(s, { line: s.oneMonth, personId: people.arta, country: "AL", state: "finished" });
await mobility(s, { line: s.oneMonth, personId: people.besa, country: "AL", state: "planned" });
await mobility(s, { line: s.oneMonth, personId: people.ćira, country: "RS", state: "in-progress" });
await mobility(s, { line: s.oneMonth, personId: people.dana, country: "RS", state: "cancelled" });
// One meeting of three people that was held, and one of one person that is to come.
for (const [personId, country, state] of [
  [people.arta, "AL", "finished"],
  [people.besa, "AL", "planned"],
  [people.ćira, "RS", "finished"],
] as const) {
  await mobility(s, { line: s.meetings, personId, country, state, city: "Lyon" });
}
await mobility(s, {
  line: s.meetings,
  personId: people.dana,
  country: "RS",
  state: "planned",
  city: "Lyon",
  starts: "2028-01-01",
});
await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
const waiting = await application(s, people.dana, "RS");

describe("the board", () => {
  test("counts people of a line and meetings of a meetings' line", async () => {
    const [oneMonth, meetings] = await db.database.withTx(s.coordinator, readBoard);
    expect([oneMonth?.code, oneMonth?.target, oneMonth?.counts]).toEqual([
      "one-month",
      10,
      { waiting: 1, offered: 0, planned: 1, "in-progress": 1, finished: 1 },
    ]);
    expect(oneMonth && pipelineOf(oneMonth.counts)).toBe(2);
    expect([meetings?.code, meetings?.counts]).toEqual([
      "meetings",
      { waiting: 0, offered: 0, planned: 1, "in-progress": 0, finished: 1 },
    ]);
  });

  test("opens from a line to its countries to the people behind a figure", async () => {
    const opened = await db.database.withTx(s.coordinator, async (tx) => {
      const line = await readBoardLine(tx, "one-month");
      const found = line && {
        lineId: line.line.id,
        ...list,
      };
      return {
        line,
        rs: found && (await readBoardPeople(tx, { ...found, country: "RS" })),
        finished:
          found && (await readBoardPeople(tx, { ...found, country: "AL", standing: "finished" })),
        first: found && (await readBoardPeople(tx, { ...found, country: "RS", limit: 1 })),
      };
    });
    expect(
      opened.line?.countries.map((c) => [c.country, c.counts.finished, c.counts.waiting]),
    ).toEqual([
      ["AL", 1, 0],
      ["RS", 0, 1],
    ]);
    expect(opened.rs?.rows.map((p) => [p.familyName, p.standing, p.city])).toEqual([
      ["Ćira", "in-progress", "Bologna"],
      ["Dana", "waiting", null],
    ]);
    expect(opened.finished?.rows.map((p) => p.familyName)).toEqual(["Arta"]);
    expect([opened.first?.rows.length, opened.first?.total]).toEqual([1, 2]);
    const none = await db.database.withTx(s.coordinator, (tx) => readBoardLine(tx, "no-such"));
    expect(none).toBeNull();
  });

  test("shows a country partner its own country only, a stranger no people, another scheme nothing", async () => {
    const own = await db.database.withTx(s.partner, async (tx) => ({
      board: await readBoard(tx),
      line: await readBoardLine(tx, "one-month"),
      abroad: await readBoardPeople(tx, { ...list, lineId: s.oneMonth, country: "RS" }),
    }));
    expect(own.board[0]?.counts).toEqual({
      waiting: 0,
      offered: 0,
      planned: 1,
      "in-progress": 0,
      finished: 1,
    });
    expect(own.line?.countries.map((c) => c.country)).toEqual(["AL"]);
    expect(own.abroad).toEqual({ rows: [], total: 0 });
    const anybody = { kind: "anonymous", schemeId: s.schemeId } as const;
    const strange = await db.database.withTx(anybody, (tx) =>
      readBoardPeople(tx, { ...list, lineId: s.oneMonth, country: "AL" }),
    );
    expect(strange.total).toBe(0);
    const other = await smallScheme(db.database, "other");
    const foreign = await db.database.withTx(other.coordinator, async (tx) => [
      ...(await readBoard(tx)).map((line) => line.counts.finished),
      (await readBoardPeople(tx, { ...list, lineId: s.oneMonth, country: "AL" })).total,
    ]);
    expect(foreign).toEqual([0, 0, 0]);
  });
});

describe("today", () => {
  test("names the flagged cases of the newest run, who signed, and offers without an answer", async () => {
    moment = new Date("2027-02-02T10:00:00Z");
    await db.database.withTx(s.coordinator, async (tx) => must(await closeCall(tx, s.callId)));
    const before = await db.database.withTx(s.coordinator, readToday);
    expect(before.calls.map((c) => [c.number, c.state, c.applicants, c.seats, c.runId])).toEqual([
      [1, "closed", 1, 7, null],
    ]);
    const run = randomUUID();
    await db.sql(
      `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
         problem_hash, frozen_at, frozen_by)
       values ($1, $2, $3, 1, 'computed', 'aa', 'stable', '1', 'hash', now(), 'me')`,
      [run, s.schemeId, s.callId],
    );
    // Two rules flagged one person: still one case, and not done with while one of them is open.
    for (const looked of [null, "2027-02-02"]) {
      await db.sql(
        `insert into run_flags (id, scheme_id, run_id, application_id, about, looked_at)
         values ($1, $2, $3, $4, '', $5)`,
        [randomUUID(), s.schemeId, run, waiting, looked],
      );
    }
    await db.sql(
      `insert into run_signatures (scheme_id, run_id, user_id, role, person_name, problem_hash,
         result_hash, signed_at) values ($1, $2, $3, 'coordinator', 'C', 'hash', 'hash', now())`,
      [s.schemeId, run, s.coordinator.userId],
    );
    await db.sql(
      `insert into check_requests (id, scheme_id, application_id, run_id, message, state, asked_at)
       values ($1, $2, $3, $4, 'Why?', 'open', now())`,
      [randomUUID(), s.schemeId, waiting, run],
    );
    const [mine, partners] = await Promise.all([
      db.database.withTx(s.coordinator, readToday),
      db.database.withTx(s.partner, readToday),
    ]);
    const [call] = mine.calls;
    expect([call?.runNumber, call?.flagged, call?.toLookAt, call?.signedRoles]).toEqual([
      1,
      1,
      1,
      ["coordinator"],
    ]);
    expect([call?.signedByMe, mine.checkRequests]).toEqual([true, 1]);
    // The flagged person and the question are Serbian; the partner works for Albania.
    const [theirs] = partners.calls;
    expect([theirs?.flagged, theirs?.signedByMe, partners.checkRequests]).toEqual([0, false, 0]);
  });

  test("lists what happened with alike things together", async () => {
    const changes = await db.database.withTx(s.coordinator, (tx) => readChanges(tx, 3));
    expect(changes.map((c) => [c.name, c.count, c.subjectType])).toEqual([
      ["call.closed", 1, "call"],
    ]);
  });
});
