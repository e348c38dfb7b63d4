import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { ELIGIBILITY_FILTERS } from "../applications/applicant-list.ts";
import { exportApplicants } from "../applications/list-applicants.ts";
import { registerApplicants } from "../applications/register-applicants.ts";
import { planSending } from "./plan-sending.ts";
import { saveTemplate } from "./save-template.ts";
import { saveView } from "./save-view.ts";

const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
const call = await testCall(db);
const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });

test("a message to those a rule speaks against goes to nobody else", async () => {
  const people = [
    { familyName: "Hoxha", birthDate: day("2009-03-12") },
    { familyName: "Krasniqi", birthDate: day("2014-03-12") },
  ];
  await db.database.withTx(
    call.actor,
    async (tx) =>
      need(
        await registerApplicants(
          tx,
          call.callId,
          people.map((person) =>
            testEntry(call, { person: { ...person, email: `${person.familyName}@example.org` } }),
          ),
        ),
      ),
    { purpose: "import" },
  );
  const text = { subject: "About your application", body: "{given-names}, please call us." };
  const named = await db.database.withTx(actor, async (tx) => {
    const templateId = need(
      await saveTemplate(tx, null, { name: "A word", texts: { en: text, sq: text } }),
    );
    const found: Record<string, string[]> = {};
    for (const eligibility of ELIGIBILITY_FILTERS) {
      const filter = { eligibility };
      const viewId = need(await saveView(tx, { name: eligibility, filter, shared: false }));
      const plan = await planSending(
        tx,
        { templateId, viewId, channel: "mail", fallbacks: {} },
        "https://kalfa.example",
      );
      found[eligibility] = plan?.people.map(({ person }) => person.familyName) ?? [];
    }
    return found;
  });
  expect(named).toEqual({ open: ["Hoxha"], unknown: [], against: ["Krasniqi"] });
});

test("a filter that was never looked up means nobody, not everybody", async () => {
  const rows = await db.database.withTx(actor, (tx) =>
    exportApplicants(tx, {
      filter: { eligibility: "against" },
      sort: "name",
      descending: false,
      locale: "en",
      today: day("2027-02-01"),
    }),
  );
  expect(rows).toEqual([]);
});
