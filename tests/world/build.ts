import { clockAt } from "../../src/platform/clock.ts";
import type { Membership, StaffActor } from "../../src/platform/db/actor.ts";
import { type Database, openDatabase } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/random.ts";
import { day } from "../../src/shared/day.ts";
import type { SchemeId } from "../../src/shared/id.ts";
import { addMembership } from "../../src/stages/accounts/add-membership.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { addCountry } from "../../src/stages/schemes/add-country.ts";
import { addLine } from "../../src/stages/schemes/add-line.ts";
import { createScheme } from "../../src/stages/schemes/create-scheme.ts";
import { reportTotal } from "../../src/stages/schemes/report-total.ts";
import { buildAgreements } from "./build-agreements.ts";
import { buildAttendance } from "./build-attendance.ts";
import { buildCall2, buildCall3 } from "./build-calls.ts";
import { buildCall4 } from "./build-calls-open.ts";
import { buildDaily } from "./build-daily.ts";
import { buildDropOut } from "./build-drop-out.ts";
import { buildEvents } from "./build-events.ts";
import { buildHosting } from "./build-hosting.ts";
import { buildMessages } from "./build-messages.ts";
import { buildOffices } from "./build-offices.ts";
import { buildPreparation } from "./build-preparation.ts";
import { buildSchools } from "./build-schools.ts";
import { buildCall5 } from "./build-selection.ts";
import { buildStories } from "./build-stories.ts";
import { buildTravel } from "./build-travel.ts";
import {
  LINES,
  type LineCode,
  PARTNERS,
  type PartnerKey,
  PUBLISHED_TOTALS,
  SCHOOLS,
  SENDING,
} from "./consortium.ts";
import { atNine, worldDays } from "./days.ts";
import { buildGrowth } from "./growth.ts";
import { buildLibrary } from "./library.ts";
import { must } from "./must.ts";
import { buildOpportunities } from "./opportunities.ts";
import { participantsOf } from "./participants.ts";
import { STAFF } from "./people.ts";
import { buildRecognition } from "./recognition.ts";

/** Slug of the demo's own scheme: a fictional successor of INTERVET. */
export const DEMO_SCHEME = "intervet-next";
/** The real scheme, by what it published: totals with sources, no person. */
export const PAST_SCHEME = "intervet-wb";

/** What the builders of calls need to find their way. */
export type World = {
  readonly database: Database;
  /** The world's own clock: things happen on the day they would have happened. */
  readonly clock: ReturnType<typeof clockAt>;
  readonly schemeId: SchemeId;
  readonly lines: ReadonlyMap<LineCode, string>;
  readonly partners: ReadonlyMap<PartnerKey, string>;
  readonly schools: ReadonlyMap<string, string>;
  readonly actorOf: (email: string) => StaffActor;
  readonly days: ReturnType<typeof worldDays>;
  /** Where letters and papers of the world point. */
  readonly publicUrl: string;
};

const FUNDING = {
  line: "funded",
  emblem: true,
  disclaimer: true,
  authority: { en: "EACEA", "sr-Cyrl": "⟦EACEA⟧", mk: "⟦EACEA⟧" },
} as const;

/**
 * Fills an empty database with the invented scheme by calling the use-cases a person would have
 * called, on the days they would have called them; so the demo cannot drift from the rules.
 * @param say told what is being made, for whoever waits
 */
export async function buildWorld(from: {
  readonly appUrl: string;
  /** The moment the world is made; everything is dated from its day. */
  readonly now: Date;
  readonly say?: (what: string) => void;
  /** Where the program will answer. */
  readonly publicUrl?: string;
}): Promise<World> {
  const days = worldDays(day(from.now.toISOString().slice(0, 10)));
  const clock = clockAt(atNine(days.call2.opens));
  const database = openDatabase({ appUrl: from.appUrl, clock, max: 4 });
  const say = from.say ?? (() => {});
  try {
    say("The consortium, its lines and targets");
    await buildPast(database);
    const world = await buildScheme(
      database,
      clock,
      days,
      from.publicUrl ?? "http://localhost:4000",
    );
    await buildOffices(world);
    say("Participants of the lines without a call");
    clock.moveTo(atNine(days.call2.opens));
    await world.database.withTx(world.actorOf("anna@uniser.example"), async (tx) =>
      must("participants", registerMobilities(tx, participantsOf(days.today, world))),
    );
    say("Call 2: applicants, run, two signatures, answers");
    await buildCall2(world);
    say("Call 3: about 140 applicants, closed, waiting for a decision");
    await buildCall3(world);
    say("Call 4: open now");
    await buildCall4(world);
    say("Call 5: job shadowing, being assessed");
    await buildCall5(world);
    say("A school in Prishtina: its officer, a class of twelve");
    const officer = await buildSchools(world);
    say("Templates, and a message that waits for its time");
    await buildMessages(world);
    say("A week in the offices: calls, a message, a paper, people written twice");
    await buildDaily(world, officer);
    say("Passports and earlier stays of people about to travel");
    await buildTravel(world);
    say("Companies of the hosting cities: what they can take, what they were asked and said");
    await buildHosting(world);
    say("Agreements: some signed by all, one changed since, some that wait for a school or a host");
    await buildAgreements(world);
    say("The library: guides in many languages, a film with its text, one that waits");
    await buildLibrary(world);
    say("What came of stays of staff: answers, one in the library, certificates");
    await buildRecognition(world);
    say("Programmes of others: two to join, one that waits, two that are over");
    await buildOpportunities(world);
    say("Lists of what to do before a journey, leaders, journeys through Vienna, beds");
    await buildPreparation(world);
    say("Somebody who cannot go after all, with a seat to give to the next");
    await buildDropOut(world);
    say("Stories of people who are back, news, a newsletter begun");
    await buildStories(world);
    say(
      "Events: a summer school that was moved online, a team with a waiting list, a course to come",
    );
    await buildEvents(world);
    await buildAttendance(world);
    say("What partners say of themselves by the quality standards");
    await buildGrowth(world);
    return world;
  } finally {
    await database.close();
  }
}

async function buildPast(database: Database): Promise<void> {
  const schemeId = newId<SchemeId>();
  const name = {
    bs: "INTERVET Zapadni Balkan",
    cnr: "INTERVET Zapadni Balkan",
    en: "INTERVET Western Balkans",
    hr: "INTERVET Zapadni Balkan",
    mk: "INTERVET Западен Балкан",
    sq: "INTERVET Ballkani Perëndimor",
    "sr-Cyrl": "⟦INTERVET⟧ Западни Балкан",
  };
  await database.withTx({ kind: "system", schemeId }, async (tx) => {
    const settings = { funding: FUNDING };
    await must(
      "past scheme",
      createScheme(tx, {
        slug: PAST_SCHEME,
        name,
        kind: "archive",
        listed: true,
        invented: false,
        settings,
      }),
    );
    for (const line of LINES) {
      const published = PUBLISHED_TOTALS.find((t) => t.line === line.code);
      if (!published) continue;
      const lineId = await must(line.code, addLine(tx, line));
      await must("total", reportTotal(tx, { ...published, lineId }));
    }
  });
}

async function buildScheme(
  database: Database,
  clock: World["clock"],
  days: World["days"],
  publicUrl: string,
): Promise<World> {
  const schemeId = newId<SchemeId>();
  const lines = new Map<LineCode, string>();
  const partners = new Map<PartnerKey, string>();
  const schools = new Map<string, string>();
  const actors = new Map<string, StaffActor>();
  const scheme = {
    slug: DEMO_SCHEME,
    name: {
      bs: "INTERVET Next (izmišljeno)",
      cnr: "INTERVET Next (izmišljeno)",
      en: "INTERVET Next (invented)",
      hr: "INTERVET Next (izmišljeno)",
      mk: "INTERVET Next (измислено)",
      sq: "INTERVET Next (i trilluar)",
      "sr-Cyrl": "⟦INTERVET Next⟧ (измишљено)",
    },
    settings: {
      funding: FUNDING,
      contact: { name: "Anna Ferri", phone: "+39 0543 000 000", email: "anna@uniser.example" },
    },
    invented: true,
  };
  await database.withTx({ kind: "system", schemeId }, async (tx) => {
    await must("scheme", createScheme(tx, { ...scheme, kind: "running", listed: true }));
    for (const line of LINES) lines.set(line.code, await must(line.code, addLine(tx, line)));
    for (const { key, ...partner } of PARTNERS) {
      partners.set(
        key,
        await must(
          key,
          addOrganisation(tx, { ...partner, roles: [...partner.roles], invented: false }),
        ),
      );
    }
    for (const { country, partner } of SENDING) {
      await must(country, addCountry(tx, { country, sendingPartnerId: partners.get(partner)! }));
    }
    for (const school of SCHOOLS) {
      const partner = SENDING.find((s) => s.country === school.country)!.partner;
      const sendingPartnerId = partners.get(partner)!;
      const about = {
        ...school,
        kind: "vet-school" as const,
        roles: ["school" as const],
        sendingPartnerId,
        invented: true,
      };
      schools.set(school.name, await must(school.name, addOrganisation(tx, about)));
    }
    for (const person of STAFF) {
      const organisationId = person.partner ? partners.get(person.partner)! : null;
      const { userId } = await must(person.email, addMembership(tx, { ...person, organisationId }));
      const membership: Membership = { role: person.role, organisationId, country: person.country };
      actors.set(person.email, {
        kind: "staff",
        userId,
        userName: person.name,
        schemeId,
        scheme,
        memberships: [membership],
      });
    }
  });
  const actorOf = (email: string) => actors.get(email)!;
  return { database, clock, schemeId, lines, partners, schools, actorOf, days, publicUrl };
}
