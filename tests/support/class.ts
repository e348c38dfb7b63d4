/** A school with its officer, a class code, and pupils who begin and send with it. */
import { clockAt } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { newId } from "../../src/platform/random.ts";
import { day } from "../../src/shared/day.ts";
import type { FlowId } from "../../src/shared/id.ts";
import { beginApplication } from "../../src/stages/applications/begin-application.ts";
import { saveAnswers } from "../../src/stages/applications/save-answers.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { makeClassCode } from "../../src/stages/schools/make-class-code.ts";
import type { TestDatabase } from "./database.ts";
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

const typedFrom = (fields: Readonly<Record<string, string>>) => ({
  text: (name: string) => fields[name] ?? "",
  all: (name: string) => (fields[name] === undefined ? [] : [fields[name]]),
});

export type TestPupil = {
  readonly name: string;
  readonly birth?: string;
  /** How many pages are answered after the first; all of them and sent when left out. */
  readonly pages?: number;
};

/** A pupil begins with a class code and goes as far as the test says. */
export async function pupil(
  db: TestDatabase,
  s: SmallScheme,
  of: SchoolTestCall & { readonly classCode: string | null; readonly school?: string },
  who: TestPupil,
): Promise<{ readonly draftId: string; readonly applicationId: string | null }> {
  const anonymous = { kind: "anonymous", schemeId: s.schemeId } as const;
  const [given = "", family = ""] = who.name.split(" ");
  const school = of.school ?? s.schools.AL;
  const draftId = await db.database.withTx(anonymous, async (tx) => {
    const call = await readCall(tx, of.callId);
    const begun = await beginApplication(tx, {
      call: call!,
      key: newId(),
      locale: "sq",
      typed: typedFrom({ "name-given": given, "name-family": family }),
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
    });
    return must(begun).draftId;
  });
  const [year = "", month = "", date = ""] = (who.birth ?? "2010-03-14").split("-");
  const answers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["birth", { "birth-day": date, "birth-month": month, "birth-year": year }],
    ["school", { school }],
    ["trade", { "trade-trade": "hospitality", "trade-year": "2" }],
    [
      "contact",
      {
        "contact-phone": "+355 69 123 4567",
        "contact-email": `${given}.${family}@example.org`.toLowerCase(),
        "contact-way": "viber",
      },
    ],
    ["cities", { "cities-1": of.flow }],
    ["why", { why: "Because bread is made there as I want to learn to make it." }],
    ["guardian", { "guardian-name": "Drita Gashi", "guardian-phone": "069 765 4321" }],
    ["needs", { needs: "" }],
  ];
  const actor = { kind: "applicant", schemeId: s.schemeId, draftId } as const;
  const own = { purpose: "own-answers" } as const;
  // Whoever is of age by now is not asked for a guardian.
  const asked = answers.filter(([page]) => page !== "guardian" || Number(year) > 2008);
  for (const [page, fields] of asked.slice(0, who.pages ?? asked.length)) {
    await db.database.withTx(
      actor,
      async (tx) => must(await saveAnswers(tx, draftId, page, typedFrom(fields), "sq")),
      own,
    );
  }
  if (who.pages !== undefined) return { draftId, applicationId: null };
  const { applicationId } = await db.database.withTx(
    actor,
    async (tx) => must(await submitApplication(tx, draftId)),
    own,
  );
  return { draftId, applicationId };
}
