/**
 * A published call whose places many people answer at once, and their stays of other years' files. It
 * is made once and then put back as it was, so that every history begins in the same world.
 */
import { clockAt } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { type Day, day } from "../../src/shared/day.ts";
import { publishRun } from "../../src/stages/allocation-runs/publish-run.ts";
import { signRun } from "../../src/stages/allocation-runs/sign-run.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import { nextRound } from "../../src/stages/calls/copy-call.ts";
import { declineOffer } from "../../src/stages/mobilities/decline-offer.ts";
import { offerPlaces } from "../../src/stages/mobilities/offer-places.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { need } from "./call.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { AFTER_CLOSING, type ClosedCall, closedCall, computedRun, FREEZE } from "./run.ts";
import { signInAs } from "./server.ts";

const ALBANIANS = 10;
const SERBS = 8;
/** Everybody's place in the list of people. */
export const PEOPLE = ALBANIANS + SERBS;
export const countryOf = (at: number): "AL" | "RS" => (at < ALBANIANS ? "AL" : "RS");
/** Every sixth is a minor in the flow: their yes waits for a paper. */
export const isMinor = (at: number): boolean => at % 6 === 5;

/** What a history changes. Rows about what happened (events, letters, jobs) only become more. */
const CHANGED = [
  "allocation_runs",
  "calls",
  "consents",
  "flows",
  "mobilities",
  "offers",
  "places",
] as const;

export type Moment = "signed" | "published";
export type OfOffer = { readonly id: string; readonly application: string; readonly place: string };

export type PlacesWorld = {
  readonly db: TestDatabase;
  readonly call: ClosedCall;
  readonly coordinator: StaffActor;
  readonly runId: string;
  /** The draft of a second round, which gives out one seat that the first one has to have left. */
  readonly secondRound: string;
  readonly offers: readonly OfOffer[];
  readonly stays: readonly { readonly id: string; readonly starts: Day; readonly ends: Day }[];
  /** Puts every row back: before the publication, or when the offers had just been made. */
  back(to: Moment): Promise<void>;
};

/** A row of a file about one of the people, under a reference that may be there already. */
export const fileRow = (
  call: ClosedCall,
  at: number,
  reference: string,
  days: { readonly starts: Day; readonly ends: Day },
) => ({
  lineId: call.lineId,
  reference,
  person: {
    givenNames: "Arta",
    familyName: `Person${String(at).padStart(2, "0")}`,
    birthDate: day(isMinor(at) ? "2010-03-12" : "2009-03-12"),
    country: countryOf(at),
    email: `person${at}@example.org`,
    invented: true,
  },
  sendingOrganisationId: call.schools[countryOf(at)],
  hostingOrganisationId: call.host,
  hostingCountry: "ES",
  hostingCity: "Cádiz",
  ...days,
});

/** @param connections how many may act at the same moment */
export async function placesWorld(connections: number): Promise<PlacesWorld> {
  const clock = clockAt(AFTER_CLOSING);
  const db = await testDatabase({ clock, max: connections });
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    country: countryOf(at),
    points: 90 - at,
    ground: at % 5 === 0,
  }));
  const call = await closedCall(db, clock, { people });
  await db.sql("update persons set birth_date = '2010-03-12' where family_name = any($1)", [
    people.flatMap((_, at) => (isMinor(at) ? `Person${String(at).padStart(2, "0")}` : [])),
  ]);
  const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const stays = await earlierStays(db, call);
  const runId = await computedRun(db, call);
  for (const { actor } of [coordinator, partner]) {
    need(await db.database.withTx(actor, (tx) => signRun(tx, runId), FREEZE));
  }
  await keep(db, "signed");
  need(await publishWithOffers(db, coordinator.actor, runId));
  const offers = await db.sql<OfOffer>(
    "select id, application_id as application, place_id as place from offers order by id",
  );
  const secondRound = await db.database.withTx(call.actor, async (tx) => {
    await ensureStandardForms(tx);
    need(await declineOffer(tx, offers[0]?.id ?? ""));
    return need(await nextRound(tx, call.callId));
  });
  // Held again: the round may open in a history in which somebody gives this place back.
  await db.sql("update offers set state = 'offered', answered_at = null");
  await keep(db, "published");
  return {
    db,
    call,
    coordinator: coordinator.actor,
    runId,
    secondRound,
    offers,
    stays,
    back: (to) => back(db, to),
  };
}

/** The run's result becomes the call's, and everybody placed is offered the place. */
export const publishWithOffers = (db: TestDatabase, actor: StaffActor, runId: string) =>
  db.database.withTx(
    actor,
    async (tx) => {
      const published = await publishRun(tx, runId);
      return published.ok ? offerPlaces(tx, runId) : published;
    },
    FREEZE,
  );

/** Every second of them is somewhere else in May, where the days of a flow do not begin yet. */
async function earlierStays(db: TestDatabase, call: ClosedCall): Promise<PlacesWorld["stays"]> {
  const days = { starts: day("2027-05-03"), ends: day("2027-05-24") };
  const rows = Array.from({ length: PEOPLE / 2 }, (_, at) =>
    fileRow(call, 2 * at, `F-${2 * at}-0`, days),
  );
  const made = need(await db.database.withTx(call.actor, (tx) => registerMobilities(tx, rows)));
  return made.map(({ mobilityId }) => ({ id: mobilityId, ...days }));
}

async function keep(db: TestDatabase, moment: Moment): Promise<void> {
  await db.sql(
    [
      `create schema kept_${moment}`,
      ...CHANGED.map((name) => `create table kept_${moment}.${name} as table public.${name}`),
    ].join("; "),
  );
}

/** Without triggers: what a history has published is final for everybody else. */
async function back(db: TestDatabase, moment: Moment): Promise<void> {
  await db.sql(
    [
      "begin; set local session_replication_role = replica",
      ...CHANGED.flatMap((name) => [
        `delete from public.${name}`,
        `insert into public.${name} table kept_${moment}.${name}`,
      ]),
      "commit",
    ].join("; "),
  );
}
