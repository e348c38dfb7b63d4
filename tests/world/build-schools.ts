import type { StaffActor } from "../../src/platform/db/actor.ts";
import { addDays } from "../../src/shared/day.ts";
import {
  listSchoolRequests,
  verifyRequest,
} from "../../src/stages/schools/answer-school-request.ts";
import { askForSchool } from "../../src/stages/schools/ask-for-school.ts";
import { makeClassCode } from "../../src/stages/schools/make-class-code.ts";
import { applyAs } from "../support/pupil.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

const BLERIM = "blerim@rea.example";
const SCHOOL = "Shkolla e mesme teknike „Mjeshtri“";
/** What the poster of the demo's class shows. */
export const CLASS_CODE = "PR-4711";
/** The officer of a school in Prishtina; invented, like the pupils below. */
export const OFFICER = { name: "Vjosa Krasniqi", email: "vjosa@mjeshtri.example" } as const;

/** Twelve sit in the class: seven have sent, three have begun, two nobody has heard of. */
const PUPILS: readonly {
  readonly name: readonly [string, string];
  readonly age: number;
  readonly cities: readonly string[];
  readonly pages?: number;
}[] = [
  { name: ["Blerta", "Morina"], age: 17, cities: ["Bologna", "Maribor"] },
  { name: ["Dren", "Gashi"], age: 17, cities: ["Wrocław"] },
  { name: ["Fjolla", "Berisha"], age: 16, cities: ["Bologna"] },
  { name: ["Getoar", "Hoti"], age: 17, cities: ["Maribor", "Bologna"] },
  { name: ["Lirije", "Shala"], age: 17, cities: ["Bologna", "Wrocław", "Maribor"] },
  { name: ["Mentor", "Kelmendi"], age: 18, cities: ["Wrocław", "Maribor"] },
  { name: ["Qëndresa", "Bytyqi"], age: 16, cities: ["Maribor"] },
  { name: ["Rinor", "Thaçi"], age: 17, cities: [], pages: 3 },
  { name: ["Vesa", "Halili"], age: 16, cities: ["Bologna"], pages: 5 },
  { name: ["Ylber", "Rexha"], age: 17, cities: [], pages: 1 },
];

/**
 * The officer asked for the school's pages, the partner called the school, and the class has its
 * code. Another school still waits for the partner's call.
 * @returns the officer
 */
export async function buildSchools(world: World): Promise<StaffActor> {
  const { database, clock, days, schemeId } = world;
  const anybody = { kind: "anonymous", schemeId } as const;
  const school = world.schools.get(SCHOOL)!;
  clock.moveTo(atNine(addDays(days.call4.opens, -20)));
  await database.withTx(anybody, (tx) =>
    must(
      "asked",
      askForSchool(tx, {
        country: "XK",
        schoolName: SCHOOL,
        city: "Prishtina",
        landline: "+383 38 000 077",
        personName: OFFICER.name,
        email: OFFICER.email,
        locale: "sq",
      }),
    ),
  );
  clock.moveTo(atNine(addDays(days.call4.opens, -18)));
  const userId = await database.withTx(world.actorOf(BLERIM), async (tx) => {
    const [request] = await listSchoolRequests(tx);
    const signInUrl = "https://kalfa.example/sign-in";
    const verified = verifyRequest(tx, request?.id ?? "", { signInUrl });
    return (await must("verified", verified)).userId;
  });
  const officer: StaffActor = {
    ...world.actorOf(BLERIM),
    userId,
    userName: OFFICER.name,
    memberships: [{ role: "school-officer", organisationId: school, country: null }],
  };
  const { callId, flows } = await database.withTx({ kind: "system", schemeId }, async ({ db }) => {
    const call = await db
      .selectFrom("calls")
      .select("id")
      .where("number", "=", 4)
      .executeTakeFirstOrThrow();
    const own = await db
      .selectFrom("flows")
      .select(["id", "city"])
      .where("call_id", "=", call.id)
      .where("sending_country", "=", "XK")
      .execute();
    return { callId: call.id, flows: new Map(own.map((flow) => [flow.city, flow.id])) };
  });
  clock.moveTo(atNine(addDays(days.call4.opens, 1)));
  await database.withTx(officer, (tx) =>
    must(
      "class code",
      makeClassCode(tx, {
        callId,
        organisationId: school,
        className: "11-B",
        trade: "electrical",
        teacherName: OFFICER.name,
        pupils: "12",
        code: CLASS_CODE,
      }),
    ),
  );
  for (const [at, pupil] of PUPILS.entries()) {
    clock.moveTo(atNine(addDays(days.call4.opens, 2 + at)));
    const [givenNames, familyName] = pupil.name;
    await applyAs(database, {
      schemeId,
      callId,
      givenNames,
      familyName,
      birth: `${Number(days.today.slice(0, 4)) - pupil.age - 1}-12-${10 + at}`,
      school,
      ofClass: {
        code: CLASS_CODE,
        organisationId: school,
        school: SCHOOL,
        town: "Prishtina",
        country: "XK",
        trade: "electrical",
        teacher: OFFICER.name,
      },
      trade: "electrical",
      wishes: pupil.cities.map((city) => flows.get(city)!),
      why: "I want to see how a workshop abroad plans a whole installation, from the drawing to the test.",
      minor: pupil.age < 18,
      pages: pupil.pages,
    });
  }
  clock.moveTo(atNine(addDays(days.today, -3)));
  await database.withTx(anybody, (tx) =>
    must(
      "another asks",
      askForSchool(tx, {
        country: "XK",
        schoolName: "Shkolla e mesme profesionale „Sharri“",
        city: "Dragash",
        landline: "+383 29 000 012",
        personName: "Arben Saliu",
        email: "arben@sharri.example",
        locale: "sq",
      }),
    ),
  );
  return officer;
}
