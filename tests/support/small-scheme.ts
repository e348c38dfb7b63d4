/**
 * A small scheme for tests, made by calling use-cases: two lines, two countries, a call with three
 * flows. Everything is invented.
 */
import type { StaffActor, SystemActor } from "../../src/platform/db/actor.ts";
import type { Database, Tx } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/random.ts";
import { day } from "../../src/shared/day.ts";
import type { CallId, FlowId, LineId, OrganisationId } from "../../src/shared/id.ts";
import type { Result } from "../../src/shared/result.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { addReserve } from "../../src/stages/calls/add-reserve.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { addCountry } from "../../src/stages/schemes/add-country.ts";
import { addLine } from "../../src/stages/schemes/add-line.ts";
import { createScheme } from "../../src/stages/schemes/create-scheme.ts";

/** The value of a use-case that must succeed, or a failure that names the problems. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

export type SmallScheme = {
  readonly schemeId: string;
  readonly slug: string;
  readonly system: SystemActor;
  readonly coordinator: StaffActor;
  /** Country partner of Albania. */
  readonly partner: StaffActor;
  readonly auditor: StaffActor;
  readonly oneMonth: LineId;
  readonly meetings: LineId;
  readonly hosts: { readonly bologna: OrganisationId; readonly maribor: OrganisationId };
  readonly senders: { readonly AL: OrganisationId; readonly RS: OrganisationId };
  readonly schools: { readonly AL: OrganisationId; readonly RS: OrganisationId };
  /** A draft, closing `2027-02-01T19:00Z`, with reserve_1 for fewer opportunities. */
  readonly callId: CallId;
  /** Albania to Bologna and Maribor, Serbia to Bologna; July 2027. */
  readonly flows: {
    readonly alBologna: FlowId;
    readonly alMaribor: FlowId;
    readonly rsBologna: FlowId;
  };
};

export async function smallScheme(database: Database, slug = "small"): Promise<SmallScheme> {
  const schemeId = newId();
  const system: SystemActor = { kind: "system", schemeId };
  const name = { en: "Small scheme" };
  const staff = (membership: StaffActor["memberships"][number]): StaffActor => ({
    kind: "staff",
    userId: `user-${membership.role}-${schemeId}`,
    userName: `Test ${membership.role}`,
    schemeId,
    scheme: { slug, name, settings: {}, invented: true },
    memberships: [membership],
  });
  const made = await database.withTx(system, (tx) => build(tx, slug, name));
  return {
    schemeId,
    slug,
    system,
    coordinator: staff({ role: "coordinator", organisationId: made.hosts.bologna, country: null }),
    partner: staff({ role: "country-partner", organisationId: made.senders.AL, country: "AL" }),
    auditor: staff({ role: "auditor", organisationId: null, country: null }),
    ...made,
  };
}

async function build(tx: Tx, slug: string, name: { en: string }) {
  must(await createScheme(tx, { slug, name, kind: "running", listed: true, invented: true }));
  const organisation = async (
    title: string,
    role: "sending" | "hosting" | "school",
    city: string,
    country: string,
    sendingPartnerId?: OrganisationId,
  ) =>
    must(
      await addOrganisation(tx, {
        name: title,
        kind: role === "school" ? "vet-school" : "ngo",
        roles: [role],
        city,
        country,
        sendingPartnerId: sendingPartnerId ?? null,
        setting: role === "school" ? "rural" : null,
        invented: true,
      }),
    );
  const hosts = {
    bologna: await organisation("Ponte", "hosting", "Bologna", "IT"),
    maribor: await organisation("Most", "hosting", "Maribor", "SI"),
  };
  const senders = {
    AL: await organisation("Ura", "sending", "Tirana", "AL"),
    RS: await organisation("Spona", "sending", "Belgrade", "RS"),
  };
  const schools = {
    AL: await organisation("Shkolla Drini", "school", "Kukës", "AL", senders.AL),
    RS: await organisation("Škola Sava", "school", "Čačak", "RS", senders.RS),
  };
  for (const country of ["AL", "RS"] as const) {
    must(await addCountry(tx, { country, sendingPartnerId: senders[country] }));
  }
  const oneMonth = must(
    await addLine(tx, {
      code: "one-month",
      name: { en: "One month" },
      audience: "learners",
      target: 10,
      minimumDays: 14,
      maximumDays: 45,
    }),
  );
  const meetings = must(
    await addLine(tx, {
      code: "meetings",
      name: { en: "Meetings" },
      audience: "staff",
      counted: "meetings",
      direction: "both",
      target: 2,
    }),
  );
  const callId = must(
    await createCall(tx, {
      lineId: oneMonth,
      number: 1,
      title: { en: "Summer 2027" },
      opensAt: new Date("2026-12-01T08:00:00Z"),
      closesAt: new Date("2027-02-01T19:00:00Z"),
      decideBy: day("2027-03-01"),
      answerBy: new Date("2027-03-12T19:00:00Z"),
      minimumAge: 16,
      maximumAge: 20,
      drawSeed: "0123456789abcdef0123456789abcdef",
      criteria: [
        { code: "grades", name: { en: "Grades" }, maximum: 60 },
        { code: "motivation", name: { en: "Motivation" }, maximum: 40 },
      ],
    }),
  );
  must(
    await addReserve(tx, {
      callId,
      code: "reserve_1",
      name: { en: "Fewer opportunities" },
      ground: "fewer-opportunities",
    }),
  );
  const flow = async (
    code: string,
    sendingCountry: string,
    host: { id: OrganisationId; city: string; country: string },
    seats: number,
  ) =>
    must(
      await addFlow(tx, {
        callId,
        code,
        sendingCountry,
        hostingOrganisationId: host.id,
        city: host.city,
        country: host.country,
        starts: day("2027-07-01"),
        ends: day("2027-07-28"),
        minimum: 2,
        leader: "Test Leader",
        places: [{ seats, reserved: [{ code: "reserve_1", seats: 1 }] }],
      }),
    );
  must(
    await setOwners(
      tx,
      callId,
      (["AL", "RS"] as const).map((country) => ({
        country,
        name: `Test Owner of ${country}`,
        phone: "+355 4 000 0000",
        email: null,
      })),
    ),
  );
  const bologna = { id: hosts.bologna, city: "Bologna", country: "IT" };
  const maribor = { id: hosts.maribor, city: "Maribor", country: "SI" };
  const flows = {
    alBologna: await flow("AL-BOL", "AL", bologna, 3),
    alMaribor: await flow("AL-MAR", "AL", maribor, 2),
    rsBologna: await flow("RS-BOL", "RS", bologna, 2),
  };
  return { hosts, senders, schools, oneMonth, meetings, callId, flows };
}
