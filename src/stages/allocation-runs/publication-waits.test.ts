import { expect, test } from "vitest";
import { need, testEntry } from "../../../tests/support/call.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { closedCallDatabase, computedRun, computeRun, FREEZE } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { pause } from "../../platform/clock.ts";
import { changeApplication } from "../applications/change-application.ts";
import { registerApplicants } from "../applications/register-applicants.ts";
import { lockCall } from "./allocation-run.store.ts";
import { pinApplicant, removePin } from "./pin-applicant.ts";
import { publishRun } from "./publish-run.ts";
import { readRunPlaces } from "./read-runs.ts";
import { signRun } from "./sign-run.ts";
import { startRun } from "./start-run.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });

const sign = (who: typeof coordinator, runId: string) =>
  database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE);

async function untilWaiting(on: TestDatabase, connections: number): Promise<void> {
  for (;;) {
    const [row] = await on.sql<{ n: number }>(
      `select count(*)::int n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (row!.n === connections) return;
    await pause(10);
  }
}

test("what is decided while a call is being published waits, and is then refused by name", async () => {
  const first = await computedRun(db, call);
  const places = await database.withTx(coordinator.actor, (tx) => readRunPlaces(tx, first));
  const { pinId } = need(
    await database.withTx(coordinator.actor, (tx) =>
      pinApplicant(tx, {
        callId: call.callId,
        applicationId: call.people[5]!,
        placeId: places.find((p) => p.flowCode === "AL-1")!.placeId,
        reason: "Medical care that only Bologna can give",
      }),
    ),
  );
  const runId = await computedRun(db, call);
  need(await sign(coordinator, runId));
  need(await sign(partner, runId));
  // Frozen before the other was published, solved after.
  const late = need(
    await database.withTx(coordinator.actor, (tx) => startRun(tx, call.callId), FREEZE),
  );

  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const publishing = database.withTx(
    coordinator.actor,
    async (tx) => {
      const done = await publishRun(tx, runId);
      await held;
      return done;
    },
    FREEZE,
  );
  // Three at most beside the publication: the test's pool has four connections.
  const meanwhile = [
    database.withTx(coordinator.actor, (tx) => removePin(tx, pinId)),
    database.withTx(partner.actor, (tx) =>
      changeApplication(tx, call.people[0]!, "withdraw", "person-asked"),
    ),
    database.withTx(
      call.actor,
      (tx) =>
        registerApplicants(tx, call.callId, [
          testEntry(call, { person: { familyName: "Late", email: "late@example.org" } }),
        ]),
      { purpose: "import" },
    ),
  ];
  await untilWaiting(db, meanwhile.length);
  commit();
  need(await publishing);
  expect(await Promise.all(meanwhile)).toMatchObject([
    { ok: false, problems: [{ code: "run-already-published" }] },
    { ok: false, problems: [{ code: "call-already-published" }] },
    { ok: false, problems: [{ code: "call-not-open", params: { state: "published" } }] },
  ]);

  await computeRun(database, call.actor, late.runId);
  expect(await sign(coordinator, late.runId)).toEqual({
    ok: false,
    problems: [{ code: "run-already-published" }],
  });
});

test("a run that ends while another one is being published does not block it", async () => {
  const other = await closedCallDatabase();
  const one = await computedRun(other.db, other.call);
  const start = need(
    await other.db.database.withTx(
      other.call.actor,
      (tx) => startRun(tx, other.call.callId),
      FREEZE,
    ),
  );
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = other.db.database.withTx(other.call.actor, async (tx) => {
    await lockCall(tx, other.call.callId);
    await held;
  });
  const ending = computeRun(other.db.database, other.call.actor, start.runId);
  await untilWaiting(other.db, 1);
  const publishing = other.db.database.withTx(
    other.call.actor,
    (tx) => publishRun(tx, one),
    FREEZE,
  );
  await untilWaiting(other.db, 2);
  release();
  const [published] = await Promise.all([publishing, ending, holding]);
  // Refused in words, because nobody signed it; neither is cut off by the database.
  expect(published.ok).toBe(false);
  const states = await other.db.sql("select number, state from allocation_runs order by number");
  expect(states).toEqual([
    { number: 1, state: "superseded" },
    { number: 2, state: "computed" },
  ]);
});
