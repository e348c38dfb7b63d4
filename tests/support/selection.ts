/** A closed call whose points are decided here: criteria of every kind, assessors, a dozen people. */
import type { clockAt } from "../../src/platform/clock.ts";
import { day } from "../../src/shared/day.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import type { Criterion } from "../../src/stages/calls/call.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { distributeCases } from "../../src/stages/selection/distribute-cases.ts";
import {
  assignAssessor,
  prepareSelection,
  USUAL_SETTINGS,
} from "../../src/stages/selection/prepare-selection.ts";
import { need, type TestCall, testCall, testEntry } from "./call.ts";
import type { TestDatabase } from "./database.ts";
import { type SignedIn, signInAs } from "./server.ts";

const anchors = [1, 2, 3, 4].map((score) => ({
  score,
  words: { en: `Words of score ${score}`, sq: `Fjalë ${score}`, "sr-Cyrl": `Речи ${score}` },
}));
const name = (en: string) => ({ en, sq: `${en} (sq)`, "sr-Cyrl": "Назив" });

export const ASSESSED: readonly Criterion[] = [
  { code: "record", name: name("School record"), maximum: 20, kind: "entered", source: "school" },
  {
    code: "languages",
    name: name("Languages"),
    maximum: 8,
    kind: "table",
    source: "applicant",
    table: [
      { value: "a2", label: name("A2"), points: 3 },
      { value: "b1", label: name("B1"), points: 6 },
      { value: "second", label: name("A second language"), points: 4 },
    ],
  },
  {
    code: "motivation",
    name: name("Motivation"),
    maximum: 25,
    kind: "assessed",
    source: "assessor",
    anchors,
    veto: true,
  },
  {
    code: "plan",
    name: name("Plan"),
    maximum: 15,
    kind: "assessed",
    source: "assessor",
    anchors,
  },
  {
    code: "talk",
    name: name("Interview"),
    maximum: 12,
    kind: "interview",
    source: "panel",
    anchors,
  },
];

export type SelectionCall = TestCall & {
  readonly clock: ReturnType<typeof clockAt>;
  /** Application ids in the order in which people were registered. */
  readonly people: readonly string[];
  readonly codes: readonly string[];
  readonly coordinator: SignedIn;
  readonly partner: SignedIn;
  readonly auditor: SignedIn;
  readonly assessors: readonly SignedIn[];
};

export type SelectionOptions = {
  readonly count?: number;
  readonly assessors?: number;
  readonly criteria?: readonly Criterion[];
  readonly shared?: number;
  /** Stops before cases are given out. */
  readonly undistributed?: boolean;
  readonly slug?: string;
};

export async function selectionCall(
  db: TestDatabase,
  clock: ReturnType<typeof clockAt>,
  options: SelectionOptions = {},
): Promise<SelectionCall> {
  clock.moveTo("2027-03-01T08:00:00Z");
  const call = await testCall(db, options.slug);
  const { scheme, actor } = call;
  const criteria = options.criteria ?? ASSESSED;
  const callId = await db.database.withTx(actor, async (tx) => {
    const id = need(
      await createCall(tx, {
        lineId: call.lineId,
        number: 5,
        title: { en: "Assessed", sq: "E vlerësuar", "sr-Cyrl": "Оцењен" },
        opensAt: new Date("2027-02-10T08:00:00Z"),
        closesAt: new Date("2027-03-10T19:00:00Z"),
        decideBy: day("2027-04-10"),
        answerBy: new Date("2027-05-01T18:00:00Z"),
        minimumAge: 16,
        maximumAge: 20,
        drawSeed: "0123456789abcdef0123456789abcdef",
        criteria,
        ties: criteria.flatMap(({ code }) => (code === "motivation" ? [code] : [])),
        objectionDays: 5,
        needsList: true,
      }),
    );
    need(
      await addFlow(tx, {
        callId: id,
        code: "AL-5",
        sendingCountry: "AL",
        hostingOrganisationId: call.host,
        city: "Bologna",
        country: "IT",
        starts: day("2027-06-01"),
        ends: day("2027-06-28"),
        places: [{ trade: null, seats: 6 }],
      }),
    );
    return id;
  });
  const [flow] = await db.sql<{ id: string }>("select id from flows where call_id = $1", [callId]);
  await db.database.withTx(actor, async (tx) => {
    await ensureStandardForms(tx);
    need(
      await setOwners(tx, callId, [
        { country: "AL", name: "Mirela", phone: "+355 4 000 000", email: null },
      ]),
    );
    need(await openCall(tx, callId));
  });
  const count = options.count ?? 12;
  const registered = await db.database.withTx(
    actor,
    async (tx) =>
      need(
        await registerApplicants(
          tx,
          callId,
          Array.from({ length: count }, (_, at) =>
            testEntry(call, {
              points: { record: 5 + (at % 12) },
              wishes: [flow!.id],
              person: {
                country: "AL",
                givenNames: "Zamira",
                familyName: `Qorraj${String(at).padStart(2, "0")}`,
                email: at % 4 === 3 ? null : `qorraj${at}@example.org`,
                gender: at % 2 === 0 ? "woman" : "man",
                birthDate: day("2009-03-12"),
              },
            }),
          ),
        ),
      ),
    { purpose: "import" },
  );
  clock.moveTo("2027-03-11T08:00:00Z");
  const coordinator = await signInAs(db, scheme, { role: "coordinator", name: "Anna Test" });
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const auditor = await signInAs(db, scheme, { role: "auditor" });
  const assessors: SignedIn[] = [];
  for (let at = 0; at < (options.assessors ?? 3); at += 1) {
    assessors.push(await signInAs(db, scheme, { role: "assessor", name: `Assessor ${at + 1}` }));
  }
  await db.database.withTx(coordinator.actor, async (tx) => {
    need(await closeCall(tx, callId));
    const sharedCases = options.shared ?? 2;
    need(await prepareSelection(tx, callId, { ...USUAL_SETTINGS, sharedCases }));
    for (const { userId } of assessors) {
      need(await assignAssessor(tx, callId, { userId, teamId: null }));
    }
    if (!options.undistributed) need(await distributeCases(tx, callId));
  });
  return {
    ...call,
    callId,
    clock,
    people: registered.map((one) => one.applicationId),
    codes: registered.map((one) => one.code),
    coordinator,
    partner,
    auditor,
    assessors,
  };
}
