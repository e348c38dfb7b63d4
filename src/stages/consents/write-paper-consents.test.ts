import { expect, test } from "vitest";
import { closedCallDatabase } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { writePaperConsents } from "./write-paper-consents.ts";

const { db, call } = await closedCallDatabase();

test("a paper signed today can be written down at any hour of the day, one of tomorrow at none", async () => {
  const officer = await signInAs(db, call.scheme, {
    role: "school-officer",
    organisationId: call.schools.AL,
  });
  const write = (at: string, givenOn: string) => {
    call.clock.moveTo(at);
    return db.database.withTx(officer.actor, (tx) =>
      writePaperConsents(tx, {
        applicationId: call.people[0]!,
        guardianName: "Besa Hoxha",
        givenOn,
        guardian: 1,
      }),
    );
  };
  // Five to midnight on the wall, and half past midnight: still the day before in UTC.
  expect(await write("2027-07-14T21:55:00Z", "2027-07-15")).toMatchObject({
    ok: false,
    problems: [{ code: "day-in-future" }],
  });
  expect(await write("2027-07-14T22:30:00Z", "2027-07-15")).toMatchObject({ ok: true });
});
