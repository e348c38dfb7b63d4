/** A school with its officer, a class code, and pupils who begin and send with it. */
import { clockAt } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { day } from "../../src/shared/day.ts";
import type { FlowId } from "../../src/shared/id.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { makeClassCode } from "../../src/stages/schools/make-class-code.ts";
import type { TestDatabase } from "./database.ts";
import { applyAs } from "./pupil.ts";
import { must, type SmallScheme } from "./small-scheme.ts";

/** When the call of `schoolCall` is open. */
export const openMoment = () => clockAt("2026-12-10T10:00:00Z");

export type SchoolTestCall = { readonly callId: string; readonly flow: FlowId };

/** A call whose points come from a list: grades and conduct by the school, the rest by assessors. */
export async function schoolCall(
  db: TestDatabase,
  s: SmallScheme,
  given: { readonly number?: number; readonly before?: (callId: string) => Promise<unknown> } = {},
): Promise<SchoolTestCall> {
  const number = given.number ?? 7;
  const made = await db.database.withTx(s.coordinator, async (tx) => {
    const callId = must(
      await createCall(tx, {
        lineId: s.oneMonth,
        number,
        title: { en: "Winter", sq: "Dimri", "sr-Cyrl": "Зима" },
        opensAt: new Date("2026-12-01T08:00:00Z"),
        closesAt: new Date("2026-12-20T19:00:00Z"),
        decideBy: day("2027-01-20"),
        answerBy: new Date("2027-02-01T19:00:00Z"),
        minimumAge: 16,
        maximumAge: 20,
        needsList: true,
        criteria: [
          { code: "grades", name: { en: "Grades", sq: "Notat" }, maximum: 35, kind: "entered" },
          {
            code: "conduct",
            name: { en: "Conduct" },
            maximum: 5,
            kind: "table",
            source: "school",
            table: [
              { value: "good", label: { en: "Good", sq: "Mirë" }, points: 5 },
              { value: "fair", label: { en: "Fair", sq: "Mesatare" }, points: 2 },
            ],
          },
          {
            code: "why",
            name: { en: "Why" },
            maximum: 60,
            kind: "assessed",
            source: "assessor",
            anchors: [
              { score: 1, words: { en: "Says nothing" } },
              { score: 4, words: { en: "Says why, and what for" } },
            ],
          },
        ],
      }),
    );
    const flow = must(
      await addFlow(tx, {
        callId,
        code: "AL-WIN",
        sendingCountry: "AL",
        hostingOrganisationId: s.hosts.bologna,
        city: "Bologna",
        country: "IT",
        starts: day("2027-06-01"),
        ends: day("2027-06-28"),
        minimum: 2,
        leader: "Test Leader",
        places: [{ trade: null, seats: 5 }],
      }),
    );
    await ensureStandardForms(tx);
    const owner = { name: "Test Owner", phone: "+355 4 000 0000", email: null };
    must(await setOwners(tx, callId, [{ country: "AL", ...owner }]));
    return { callId, flow };
  });
  await given.before?.(made.callId);
  await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, made.callId)));
  return made;
}

export const classOf = (
  db: TestDatabase,
  officer: StaffActor,
  callId: string,
  organisationId: string,
  pupils = "12",
) =>
  db.database.withTx(officer, async (tx) =>
    must(
      await makeClassCode(tx, {
        callId,
        organisationId,
        className: "11-B",
        trade: "hospitality",
        teacherName: "Besa Gashi",
        pupils,
      }),
    ),
  );

export type TestPupil = {
  readonly name: string;
  readonly birth?: string;
  /** How many pages are answered after the first; all of them and sent when left out. */
  readonly pages?: number;
};

/** A pupil begins with a class code and goes as far as the test says. */
export function pupil(
  db: TestDatabase,
  s: SmallScheme,
  of: SchoolTestCall & { readonly classCode: string | null; readonly school?: string },
  who: TestPupil,
): ReturnType<typeof applyAs> {
  const [givenNames = "", familyName = ""] = who.name.split(" ");
  const birth = who.birth ?? "2010-03-14";
  const school = of.school ?? s.schools.AL;
  return applyAs(db.database, {
    schemeId: s.schemeId,
    callId: of.callId,
    givenNames,
    familyName,
    birth,
    school,
    ofClass:
      of.classCode === null
        ? null
        : {
            code: of.classCode,
            organisationId: school,
            school: "Shkolla Drini",
            town: "Kukës",
            country: "AL",
            trade: "hospitality",
            teacher: null,
          },
    trade: "hospitality",
    wishes: [of.flow],
    why: "Because bread is made there as I want to learn to make it.",
    minor: Number(birth.slice(0, 4)) > 2008,
    pages: who.pages,
  });
}
