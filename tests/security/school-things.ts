/** What stands in the addresses of a school's pages: things of the officer's own school in Albania. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { wallTimeOf } from "../../src/shared/wall-time.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";
import { askForSchool } from "../../src/stages/schools/ask-for-school.ts";
import { handOverSchool } from "../../src/stages/schools/hand-over-school.ts";
import { makeClassCode } from "../../src/stages/schools/make-class-code.ts";
import { layDownPreselection } from "../../src/stages/schools/preselect.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";

export const testRequest = (name: string) => ({
  country: "AL",
  schoolName: `Shkolla ${name}`,
  city: "Vlorë",
  landline: "+355 33 000 012",
  personName: "Teuta Prifti",
  email: `${name.toLowerCase()}@school.example`,
  locale: "sq" as const,
});

export async function preparedSchools(
  db: TestDatabase,
  of: {
    readonly officer: StaffActor;
    readonly coordinator: StaffActor;
    readonly openCall: string;
    /** A call that is still a draft. */
    readonly preparing: string;
  },
): Promise<{ classId: string; handOverId: string; requestId: string }> {
  const { officer, coordinator } = of;
  const organisationId = officer.memberships[0]?.organisationId ?? "";
  const made = await db.database.withTx(officer, async (tx) => {
    const today = wallTimeOf(tx.now).day;
    return {
      classId: must(
        await makeClassCode(tx, {
          callId: of.openCall,
          organisationId,
          className: "11-A",
          trade: "hospitality",
          teacherName: "Besa Gashi",
          pupils: "20",
        }),
      ).id,
      handOverId: must(
        await handOverSchool(tx, {
          organisationId,
          name: "Luan Dema",
          email: "luan@school.example",
          starts: today,
          ends: today,
        }),
      ).id,
    };
  });
  const anybody = { kind: "anonymous", schemeId: officer.schemeId } as const;
  await db.database.withTx(anybody, async (tx) =>
    must(await askForSchool(tx, testRequest("Vjosa"))),
  );
  const [request] = await db.sql<{ id: string }>(
    "select id from school_requests where scheme_id = $1 and school_name = 'Shkolla Vjosa'",
    [officer.schemeId],
  );
  await db.database.withTx(coordinator, async (tx) => {
    const call = await readCall(tx, of.preparing);
    const rule = { atMost: null, until: call!.decideBy };
    must(await layDownPreselection(tx, of.preparing, rule));
  });
  return { ...made, requestId: request!.id };
}
