/** A small scheme with an open call, made by the use-cases that a real one is made by. */
import type { SystemActor } from "../../src/platform/db/actor.ts";
import { openVault } from "../../src/platform/vault.ts";
import { day } from "../../src/shared/day.ts";
import type { Result } from "../../src/shared/result.ts";
import type { Entry } from "../../src/stages/applications/application.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { addReserve } from "../../src/stages/calls/add-reserve.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { addCountry } from "../../src/stages/schemes/add-country.ts";
import { addLine } from "../../src/stages/schemes/add-line.ts";
import type { TestDatabase } from "./database.ts";
import { type TestScheme, testScheme } from "./server.ts";

export type TestCall = {
  readonly scheme: TestScheme;
  readonly actor: SystemActor;
  readonly callId: string;
  readonly lineId: string;
  /** Schools of Albania and Serbia, and the Italian host. */
  readonly schools: { readonly AL: string; readonly RS: string };
  readonly host: string;
  /** Two flows a country, `AL-1` and so on: Bologna in June, Seville in July. */
  readonly flows: Readonly<Record<"AL-1" | "AL-2" | "RS-1" | "RS-2", string>>;
};

export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/**
 * @param now the moment the call stands at: it opened a month before and decides a month after
 */
export async function testCall(db: TestDatabase, slug?: string): Promise<TestCall> {
  openVault("a data key of the tests only");
  const scheme = await testScheme(db, slug === undefined ? {} : { slug });
  const actor: SystemActor = { kind: "system", schemeId: scheme.id };
  return db.database.withTx(actor, async (tx) => {
    const organisation = async (
      name: string,
      country: string,
      city: string,
      roles: ("sending" | "hosting" | "school")[],
    ) =>
      need(
        await addOrganisation(tx, {
          name,
          kind: roles[0] === "school" ? "vet-school" : "chamber",
          roles,
          city,
          country,
          setting: country === "AL" ? "rural" : "urban",
          invented: true,
        }),
      );
    const chambers = {
      AL: await organisation("Chamber of Tirana", "AL", "Tirana", ["sending"]),
      RS: await organisation("Chamber of Niš", "RS", "Niš", ["sending"]),
    };
    const schools = {
      AL: await organisation("Shkolla Profesionale", "AL", "Korçë", ["school"]),
      RS: await organisation("Техничка школа", "RS", "Ниш", ["school"]),
    };
    const host = await organisation("Uniser", "IT", "Bologna", ["hosting"]);
    for (const country of ["AL", "RS"] as const) {
      need(await addCountry(tx, { country, sendingPartnerId: chambers[country] }));
    }
    const lineId = need(
      await addLine(tx, {
        code: "short",
        name: { en: "One month", sq: "Një muaj", "sr-Cyrl": "Један месец" },
        audience: "learners",
        target: 360,
        minimumDays: 10,
        maximumDays: 89,
      }),
    );
    const callId = need(
      await createCall(tx, {
        lineId,
        number: 1,
        title: { en: "Summer", sq: "Vera", "sr-Cyrl": "Лето" },
        opensAt: new Date("2026-01-10T08:00:00Z"),
        closesAt: new Date("2027-03-10T19:00:00Z"),
        decideBy: day("2027-04-10"),
        answerBy: new Date("2027-05-01T18:00:00Z"),
        minimumAge: 16,
        maximumAge: 20,
        criteria: [
          { code: "motivation", name: { en: "Motivation", sq: "Motivimi" }, maximum: 40 },
          { code: "marks", name: { en: "School marks", sq: "Notat" }, maximum: 60 },
        ],
      }),
    );
    need(
      await addReserve(tx, {
        callId,
        code: "reserve_1",
        name: { en: "Fewer opportunities" },
        ground: "fewer-opportunities",
      }),
    );
    const flow = async (code: string, country: string, city: string, month: string) =>
      need(
        await addFlow(tx, {
          callId,
          code,
          sendingCountry: country,
          hostingOrganisationId: host,
          city,
          country: city === "Bologna" ? "IT" : "ES",
          starts: day(`2027-${month}-01`),
          ends: day(`2027-${month}-28`),
          places: [{ trade: null, seats: 2, reserved: [{ code: "reserve_1", seats: 1 }] }],
        }),
      );
    const flows = {
      "AL-1": await flow("AL-1", "AL", "Bologna", "06"),
      "AL-2": await flow("AL-2", "AL", "Sevilla", "07"),
      "RS-1": await flow("RS-1", "RS", "Bologna", "06"),
      "RS-2": await flow("RS-2", "RS", "Sevilla", "07"),
    };
    const owner = { name: "Test Owner", phone: "+355 4 000 0000", email: null };
    need(
      await setOwners(tx, callId, [
        { country: "AL", ...owner },
        { country: "RS", ...owner },
      ]),
    );
    need(await openCall(tx, callId));
    return { scheme, actor, callId, lineId, schools, host, flows };
  });
}

/** An entry that nothing is wrong with, and what the test wants different. */
export function testEntry(
  call: TestCall,
  given: Partial<Omit<Entry, "person">> & { readonly person?: Partial<Entry["person"]> } = {},
): Entry {
  const country = (given.person?.country ?? "AL") as "AL" | "RS";
  return {
    organisationId: call.schools[country],
    trade: "Cooking",
    locale: country === "AL" ? "sq" : "sr-Cyrl",
    points: { motivation: 30, marks: 41 },
    wishes: [call.flows[`${country}-1`], call.flows[`${country}-2`]],
    ...given,
    person: {
      givenNames: "Arta",
      familyName: "Ćosić-Hoxha",
      birthDate: day("2009-03-12"),
      gender: "woman",
      email: "arta@example.org",
      invented: true,
      ...given.person,
      country,
    },
  };
}
