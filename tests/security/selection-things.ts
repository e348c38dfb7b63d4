/** A closed call whose points are decided here, as far as a provisional list with an objection. */
import { clockAt, systemClock } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import { addDays, day } from "../../src/shared/day.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { barAssessor } from "../../src/stages/selection/declare-conflict.ts";
import { distributeCases } from "../../src/stages/selection/distribute-cases.ts";
import { bringObjection } from "../../src/stages/selection/objections.ts";
import {
  assignAssessor,
  prepareSelection,
  USUAL_SETTINGS,
} from "../../src/stages/selection/prepare-selection.ts";
import { publishProvisionalList } from "../../src/stages/selection/publish-list.ts";
import { recordMinutes } from "../../src/stages/selection/record-minutes.ts";
import { saveScores } from "../../src/stages/selection/save-scores.ts";
import type { TestDatabase } from "../support/database.ts";
import { ASSESSED } from "../support/selection.ts";
import { must } from "../support/small-scheme.ts";
import { OWNERS } from "../world/owners.ts";

type Of = {
  readonly anna: StaffActor;
  readonly assessor: StaffActor;
  /** A second assessor of the scheme. */
  readonly other: StaffActor;
  readonly number: number;
  readonly publicCode: string;
  readonly objectionDays: number;
};

/** Eleven people of Albania, two cases shared; everything still to be done. */
export async function closedSelection(db: TestDatabase, of: Of) {
  const today = day(systemClock.now().toISOString().slice(0, 10));
  const clock = clockAt(new Date(`${addDays(today, -30)}T09:00:00Z`));
  const database = openDatabase({ appUrl: db.appUrl, clock, max: 1 });
  const one = async (text: string): Promise<string> => {
    const [row] = await db.sql<{ id: string }>(text, [of.anna.schemeId]);
    if (!row) throw new Error(`nothing found: ${text}`);
    return row.id;
  };
  const lineId = await one(
    "select id from activity_lines where scheme_id = $1 and code = 'one-month'",
  );
  const host = await one(
    "select id from organisations where scheme_id = $1 and 'hosting' = any(roles) limit 1",
  );
  const school = await one(
    "select id from organisations where scheme_id = $1 and country = 'AL' and 'school' = any(roles) order by name limit 1",
  );
  try {
    const callId = await database.withTx(of.anna, async (tx) => {
      const id = must(
        await createCall(tx, {
          lineId,
          number: of.number,
          publicCode: of.publicCode,
          title: { en: "A call that is assessed" },
          opensAt: new Date(`${addDays(today, -29)}T09:00:00Z`),
          closesAt: new Date(`${addDays(today, -3)}T18:00:00Z`),
          decideBy: addDays(today, 20),
          answerBy: new Date(`${addDays(today, 40)}T18:00:00Z`),
          minimumAge: 16,
          maximumAge: 20,
          criteria: ASSESSED,
          ties: ["motivation"],
          objectionDays: of.objectionDays,
          needsList: true,
        }),
      );
      must(await setOwners(tx, id, OWNERS));
      must(
        await addFlow(tx, {
          callId: id,
          code: `AL-BOL-${of.number}`,
          sendingCountry: "AL",
          hostingOrganisationId: host,
          city: "Bologna",
          country: "IT",
          starts: addDays(today, 120),
          ends: addDays(today, 147),
          places: [{ trade: null, seats: 4 }],
        }),
      );
      return id;
    });
    clock.moveTo(new Date(`${addDays(today, -29)}T10:00:00Z`));
    const people = await database.withTx(
      of.anna,
      async (tx) => {
        must(await openCall(tx, callId));
        const flow = await tx.db
          .selectFrom("flows")
          .where("call_id", "=", callId)
          .select("id")
          .executeTakeFirstOrThrow();
        return must(
          await registerApplicants(
            tx,
            callId,
            Array.from({ length: 11 }, (_, at) => ({
              person: {
                givenNames: "Selektuara",
                familyName: `Prove${of.number}${String.fromCharCode(97 + at)}`,
                birthDate: addDays(today, -17 * 366 - at),
                country: "AL",
                email: `prove${of.number}.${at}@learner.example`,
                invented: true,
              },
              organisationId: school,
              trade: "hospitality",
              locale: "sq",
              points: { record: 8 + at, languages: 3, talk: 0 },
              wishes: [flow.id],
            })),
          ),
        );
      },
      { purpose: "import" },
    );
    clock.moveTo(new Date(`${addDays(today, -2)}T09:00:00Z`));
    await database.withTx(of.anna, async (tx) => must(await closeCall(tx, callId)));
    return { callId, people: people.map((each) => each.applicationId) };
  } finally {
    await database.close();
  }
}

/** What stands in the addresses of the pages for selection. */
export async function preparedSelection(
  db: TestDatabase,
  of: Omit<Of, "number" | "publicCode" | "objectionDays">,
) {
  const { callId, people } = await closedSelection(db, {
    ...of,
    number: 71,
    publicCode: "K8SEEN",
    objectionDays: 7,
  });
  const { database } = db;
  await database.withTx(of.anna, async (tx) => {
    must(
      await prepareSelection(tx, callId, { ...USUAL_SETTINGS, sharedCases: 0, assessorsACase: 1 }),
    );
    for (const { userId } of [of.assessor, of.other]) {
      must(await assignAssessor(tx, callId, { userId, teamId: null }));
    }
    const assessors = await tx.db
      .selectFrom("assessors")
      .where("call_id", "=", callId)
      .select("id")
      .orderBy("mark")
      .execute();
    must(await barAssessor(tx, people[0]!, { assessorId: assessors[1]!.id, ground: "family" }));
    must(await distributeCases(tx, callId));
  });
  for (const actor of [of.assessor, of.other]) {
    const own = await db.sql<{ id: string }>(
      "select t.id from assessments t join assessors r on r.id = t.assessor_id where t.call_id = $1 and r.user_id = $2",
      [callId, actor.userId],
    );
    await database.withTx(actor, async (tx) => {
      for (const { id } of own) {
        const values = { motivation: 3, plan: 2 };
        must(await saveScores(tx, id, { values, reason: "", note: "", forPanel: false }));
      }
    });
  }
  // Interviews are no part of this: the committee gave the points.
  await db.sql(
    `insert into scores (id, scheme_id, application_id, criterion, source, value, version, reason, given_by, given_at)
     select gen_random_uuid(), scheme_id, id, 'talk', 'committee', 6, 1, 'Nobody was heard this year.', 'test', now()
     from applications where call_id = $1`,
    [callId],
  );
  const listId = await database.withTx(of.anna, async (tx) => {
    must(
      await recordMinutes(tx, callId, {
        heldOn: tx.now.toISOString().slice(0, 10),
        members: [
          { name: "One Member", role: "chair" },
          { name: "Another Member", role: "" },
        ],
        minutes: "The committee looked at every case and takes the order as computed.",
      }),
    );
    return must(await publishProvisionalList(tx, callId));
  });
  const objectionId = await database.withTx(of.anna, async (tx) =>
    must(await bringObjection(tx, people[0]!, "A certificate was not counted, says the school.")),
  );
  const one = async (text: string, ...values: unknown[]) =>
    (await db.sql<{ id: string }>(text, values))[0]!.id;
  return {
    selectionCall: callId,
    selectionCase: people[0]!,
    assessmentId: await one(
      "select t.id from assessments t join assessors r on r.id = t.assessor_id where t.call_id = $1 and r.user_id = $2 limit 1",
      callId,
      of.assessor.userId,
    ),
    assessorId: await one("select id from assessors where call_id = $1 limit 1", callId),
    conflictId: await one("select id from conflicts where call_id = $1 limit 1", callId),
    listId,
    objectionId,
  };
}
