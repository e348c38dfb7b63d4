/** Two companies in Seville with somebody to ask, and learners of a flow who wait for a company. */
import { clockAt } from "../../src/platform/clock.ts";
import { day } from "../../src/shared/day.ts";
import { addContact } from "../../src/stages/hosting/keep-contact.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { need, type TestCall, testCall } from "./call.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export const PUBLIC = "https://kalfa.example";

export type HostingScene = TestCall & {
  readonly db: TestDatabase;
  readonly clock: ReturnType<typeof clockAt>;
  readonly companies: readonly [string, string];
  readonly stays: readonly string[];
};

/** @param connections how many may act at the same moment; four when left out */
export async function hostingScene(learners = 4, connections?: number): Promise<HostingScene> {
  const clock = clockAt("2027-03-01T08:00:00Z");
  const db = await testDatabase({ clock, ...(connections ? { max: connections } : {}) });
  const call = await testCall(db);
  return db.database.withTx(call.actor, async (tx) => {
    const company = async (name: string, email: string) => {
      const id = need(
        await addOrganisation(tx, {
          name,
          kind: "company",
          roles: ["company"],
          city: "Sevilla",
          country: "ES",
          hostingPartnerId: call.host,
          invented: true,
        }),
      );
      need(
        await addContact(tx, id, {
          role: "contact",
          name: "Lucía",
          email,
          phone: "",
          language: "es",
        }),
      );
      return id;
    };
    const companies = [
      await company("Talleres Prueba", "lucia@talleres.example"),
      await company("Maderas Prueba", "lucia@maderas.example"),
    ] as const;
    const made = need(
      await registerMobilities(
        tx,
        Array.from({ length: learners }, (_, at) => ({
          lineId: call.lineId,
          reference: `S-${at}`,
          person: {
            givenNames: "Ana",
            familyName: `Secret${String(at).padStart(2, "0")}`,
            birthDate: day("2010-05-01"),
            country: "AL",
            email: `secret${at}@example.org`,
            invented: true,
          },
          sendingOrganisationId: call.schools.AL,
          hostingOrganisationId: call.host,
          hostingCountry: "ES",
          hostingCity: "Sevilla",
          starts: "2027-07-01",
          ends: "2027-07-28",
        })),
      ),
    );
    const stays = made.map((each) => each.mobilityId as string);
    for (const id of stays) {
      await tx.db
        .updateTable("mobilities")
        .set({ flow_id: call.flows["AL-2"] })
        .where("id", "=", id)
        .execute();
    }
    return { ...call, db, clock, companies, stays };
  });
}
