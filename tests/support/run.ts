/** A closed call whose applicants compete: a tie, a reserved seat that matters, somebody left over. */
import { clockAt } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import { day } from "../../src/shared/day.ts";
import type { Result } from "../../src/shared/result.ts";
import { publishRun } from "../../src/stages/allocation-runs/publish-run.ts";
import { belongsTo, openText } from "../../src/stages/allocation-runs/sealed-run.ts";
import { signRun } from "../../src/stages/allocation-runs/sign-run.ts";
import { startRun } from "../../src/stages/allocation-runs/start-run.ts";
import type { Entry } from "../../src/stages/applications/application.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { offerPlaces } from "../../src/stages/mobilities/offer-places.ts";
import { computeRun } from "../../src/worker/run-allocation.ts";
import { need, type TestCall, testCall, testEntry } from "./call.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export { computeRun };

export const AFTER_CLOSING = "2027-03-11T08:00:00Z";
export const FREEZE = { purpose: "freeze" } as const;

export type ClosedCall = TestCall & {
  readonly clock: ReturnType<typeof clockAt>;
  /** Application ids in the order of `PEOPLE`. */
  readonly people: readonly string[];
};

type Someone = { country: "AL" | "RS"; points: number; ground?: boolean; wishes?: 1 | 2 };
/** Four seats a country in two flows, one of each kept for reserve_1. */
export const PEOPLE: readonly Someone[] = [
  { country: "AL", points: 80 },
  { country: "AL", points: 75 },
  { country: "AL", points: 70 },
  { country: "AL", points: 70 },
  { country: "AL", points: 55, ground: true },
  { country: "AL", points: 50 },
  { country: "RS", points: 90 },
  { country: "RS", points: 61 },
  { country: "RS", points: 60, wishes: 1 },
  { country: "RS", points: 40, ground: true },
  { country: "RS", points: 39, wishes: 1 },
  { country: "RS", points: 38, wishes: 1 },
];

export async function closedCall(
  db: TestDatabase,
  clock: ReturnType<typeof clockAt>,
  options: { readonly slug?: string; readonly people?: readonly Someone[] } = {},
): Promise<ClosedCall> {
  clock.moveTo("2027-03-01T08:00:00Z");
  const call = await testCall(db, options.slug);
  const entries = (options.people ?? PEOPLE).map((one, at): Entry => {
    const motivation = Math.min(one.points, 40);
    return testEntry(call, {
      points: { motivation, marks: one.points - motivation },
      ...(one.wishes === 1 ? { wishes: [call.flows[`${one.country}-1`]] } : {}),
      ...(one.ground ? { grounds: ["fewer-opportunities"] } : {}),
      person: {
        country: one.country,
        familyName: `Person${String(at).padStart(2, "0")}`,
        email: `person${at}@example.org`,
        gender: at % 2 === 0 ? "woman" : "man",
        birthDate: day("2009-03-12"),
      },
    });
  });
  const registered = await db.database.withTx(
    call.actor,
    (tx) => registerApplicants(tx, call.callId, entries),
    { purpose: "import" },
  );
  clock.moveTo(AFTER_CLOSING);
  need(await db.database.withTx(call.actor, (tx) => closeCall(tx, call.callId)));
  return { ...call, clock, people: need(registered).map((r) => r.applicationId) };
}

/** A database with one such call in it. */
export async function closedCallDatabase(): Promise<{ db: TestDatabase; call: ClosedCall }> {
  const clock = clockAt(AFTER_CLOSING);
  const db = await testDatabase({ clock });
  return { db, call: await closedCall(db, clock) };
}

/** Freezes and solves, as the job would. */
export async function computedRun(
  db: TestDatabase,
  call: Pick<TestCall, "callId" | "actor">,
): Promise<string> {
  const start = (tx: Tx): Promise<Result<{ runId: string; number: number }>> =>
    startRun(tx, call.callId);
  const { runId } = need(await db.database.withTx(call.actor, start, FREEZE));
  await computeRun(db.database, call.actor, runId);
  return runId;
}

/** Signs a computed run as each of the two, publishes it and makes its offers. */
export async function publishAndOffer(
  db: TestDatabase,
  runId: string,
  signers: readonly [{ readonly actor: StaffActor }, { readonly actor: StaffActor }],
): Promise<void> {
  for (const { actor } of signers) {
    need(await db.database.withTx(actor, (tx) => signRun(tx, runId), FREEZE));
  }
  await db.database.withTx(
    signers[0].actor,
    async (tx) => {
      need(await publishRun(tx, runId));
      need(await offerPlaces(tx, runId));
    },
    FREEZE,
  );
}

/** Every file of a run as it was frozen, past row-level security. */
export async function storedFiles(
  db: TestDatabase,
  runId: string,
): Promise<Record<string, string>> {
  const rows = await db.sql<{ name: string; content: Buffer }>(
    "select name, content from run_files where run_id = $1",
    [runId],
  );
  return Object.fromEntries(
    rows.map(({ name, content }) => [name, openText(content, belongsTo.file(runId, name))]),
  );
}
