/**
 * The programme of INTERVET replayed: every line from its call to a counted result, a summer school
 * moved online with thirty who were there, and the realised figures as they were published (372, 54,
 * 57, 42, 66; sources in `tests/world/consortium.ts`), each of which opens its evidence in three clicks.
 */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { routes } from "../../src/console/index.ts";
import { clockAt } from "../../src/platform/clock.ts";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import { openVault } from "../../src/platform/vault.ts";
import { day } from "../../src/shared/day.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { keepCheckIns } from "../../src/stages/attendance/check-in.ts";
import { confirmCounted } from "../../src/stages/attendance/confirm-counted.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { addSession } from "../../src/stages/events/keep-session.ts";
import { switchMode } from "../../src/stages/events/switch-mode.ts";
import { acceptOffer } from "../../src/stages/mobilities/accept-offer.ts";
import { finishMobility } from "../../src/stages/mobilities/move-mobility.ts";
import type { NewParticipant } from "../../src/stages/mobilities/participant.rules.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { writeStaffStay } from "../../src/stages/mobilities/write-staff-stay.ts";
import { askReflection } from "../../src/stages/recognition/ask-reflection.ts";
import { issueCertificate } from "../../src/stages/recognition/issue-certificate.ts";
import { keepCertificate } from "../../src/stages/recognition/seal-certificate.ts";
import { sendReflection } from "../../src/stages/recognition/send-reflection.ts";
import { readBoard } from "../../src/stages/reporting/read-board.ts";
import { addLine } from "../../src/stages/schemes/add-line.ts";
import { INTERVET_LINES } from "../../src/stages/schemes/intervet-lines.ts";
import { testDatabase } from "../support/database.ts";
import { EVENT_URL, guest, ONLINE, openEvent, register } from "../support/event.ts";
import { computedRun, publishAndOffer } from "../support/run.ts";
import { signInAs, testServer } from "../support/server.ts";
import { must, smallScheme } from "../support/small-scheme.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-01-10T08:00:00Z");
const db = await testDatabase({ clock });
const s = await smallScheme(db.database, "programme");
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const second = await signInAs(db, scheme, {
  role: "country-partner",
  country: "AL",
  name: "Mirela",
});
const server = await testServer(db, routes, { clock });
const as = <T>(work: (tx: Tx) => Promise<T>, actor: StaffActor = anna.actor) =>
  db.database.withTx(actor, work);

/** What was published as realised; the small scheme has the first of these lines already. */
const REALISED: Readonly<Record<string, number>> = {
  "one-month": 372,
  "three-months": 54,
  "job-shadowing": 57,
  "summer-school": 42,
  "thematic-teams": 66,
};
/** What the coordinator's own staff were to do in the sending countries. */
const TOWARDS: Readonly<Record<string, number>> = {
  "training-assignments": 18,
  "teaching-assignments": 26,
};
const lines = new Map<string, string>([["one-month", s.oneMonth]]);
for (const line of INTERVET_LINES) {
  if (REALISED[line.code] === undefined && TOWARDS[line.code] === undefined) continue;
  if (lines.has(line.code)) continue;
  lines.set(line.code, await as(async (tx) => must(await addLine(tx, line))));
}
const lineOf = (code: string) => lines.get(code) ?? "";
const daysOf: Readonly<Record<string, readonly [starts: string, ends: string]>> = {
  "one-month": ["2027-06-01", "2027-06-30"],
  "three-months": ["2027-06-01", "2027-08-27"],
  "job-shadowing": ["2027-06-07", "2027-06-11"],
  "summer-school": ["2027-06-14", "2027-06-18"],
  "thematic-teams": ["2027-06-21", "2027-06-23"],
};
const isStaff = (code: string) => !["one-month", "three-months"].includes(code);

/** One person goes the whole way: call, application, run, two signatures, offer, yes, home. */
async function throughACall(code: string, number: number): Promise<string> {
  clock.moveTo("2027-01-11T08:00:00Z");
  const [starts, ends] = daysOf[code] ?? ["", ""];
  const { callId, flowId } = await as(async (tx) => {
    const callId = must(
      await createCall(tx, {
        lineId: lineOf(code),
        number,
        title: { en: `Call of ${code}` },
        opensAt: new Date("2027-01-10T08:00:00Z"),
        closesAt: new Date("2027-02-10T19:00:00Z"),
        decideBy: day("2027-03-10"),
        answerBy: new Date("2027-04-01T18:00:00Z"),
        minimumAge: 16,
        maximumAge: 70,
        criteria: [{ code: "motivation", name: { en: "Motivation" }, maximum: 40 }],
      }),
    );
    const flowId = must(
      await addFlow(tx, {
        callId,
        code: `AL-${number}`,
        sendingCountry: "AL",
        hostingOrganisationId: s.hosts.bologna,
        city: "Bologna",
        country: "IT",
        starts: day(starts),
        ends: day(ends),
        places: [{ trade: null, seats: 2, reserved: [] }],
      }),
    );
    const owner = { name: "Test Owner", phone: "+355 4 000 0000", email: null };
    must(await setOwners(tx, callId, [{ country: "AL", ...owner }]));
    must(await openCall(tx, callId));
    return { callId, flowId };
  });
  await db.database.withTx(
    anna.actor,
    async (tx) =>
      must(
        await registerApplicants(tx, callId, [
          {
            organisationId: s.schools.AL,
            trade: "Cooking",
            locale: "sq",
            points: { motivation: 30 },
            wishes: [flowId],
            person: {
              givenNames: "Arta",
              familyName: `Called for ${code}`,
              birthDate: day(isStaff(code) ? "1985-03-12" : "2008-03-12"),
              gender: "woman",
              email: `${code}@example.org`,
              country: "AL",
              invented: true,
            },
          },
        ]),
      ),
    { purpose: "import" },
  );
  clock.moveTo("2027-02-11T08:00:00Z");
  await as(async (tx) => must(await closeCall(tx, callId)));
  const call = { callId, actor: s.system };
  await publishAndOffer(db, await computedRun(db, call), [anna, second]);
  const [offer] = await db.sql<{ id: string }>("select id from offers where call_id = $1", [
    callId,
  ]);
  const { mobilityId } = await as(async (tx) => must(await acceptOffer(tx, offer?.id ?? "")));
  clock.moveTo("2027-09-20T08:00:00Z");
  await as(async (tx) => must(await finishMobility(tx, mobilityId ?? "")));
  return mobilityId ?? "";
}

/** Those of earlier calls, as the partners' sheets name them. */
const sheet = (code: string, people: number): NewParticipant[] => {
  const [starts, ends] = daysOf[code] ?? ["", ""];
  return Array.from({ length: people }, (_, at) => {
    const country = at % 2 === 0 ? "AL" : "RS";
    return {
      lineId: lineOf(code),
      reference: `${code}-${at + 1}`,
      person: {
        givenNames: "Invented",
        familyName: `${code} ${at + 1}`,
        birthDate: day(isStaff(code) ? "1980-01-01" : "2007-01-01"),
        country,
        invented: true,
      },
      sendingOrganisationId: s.schools[country],
      hostingOrganisationId: s.hosts.maribor,
      hostingCountry: "SI",
      hostingCity: "Maribor",
      starts,
      ends,
      state: "finished",
    };
  });
};

const ONLINE_GUESTS = 30;
const went = new Map<string, string>();

test("every line has somebody who went the whole way from a call to the end of a stay", async () => {
  for (const [at, code] of Object.keys(REALISED).entries()) {
    went.set(code, await throughACall(code, at + 2));
  }
  const states = await db.sql<{ state: string }>("select state from mobilities");
  expect(states.map(({ state }) => state)).toEqual(Array(5).fill("finished"));
});

test("the summer school moves online, thirty are there, and the line counts them", async () => {
  clock.moveTo("2027-06-01T08:00:00Z");
  const lineId = lineOf("summer-school");
  const { eventId, sessionId } = await as(async (tx) => {
    const eventId = await openEvent(tx, {
      lineId,
      organiserId: s.hosts.bologna,
      capacityOnSite: "40",
    });
    const sessionId = must(
      await addSession(tx, eventId, {
        title: "Mobility in a school's year",
        day: "2027-07-05",
        from: "09:00",
        to: "12:00",
        speakers: "",
        room: "",
        link: "",
      }),
    );
    return { eventId, sessionId: sessionId as string };
  });
  for (let at = 0; at < ONLINE_GUESTS; at += 1) {
    await db.database.withTx({ kind: "anonymous", schemeId: s.schemeId }, (tx) =>
      register(tx, eventId, guest(at)),
    );
  }
  const told = await as(async (tx) => must(await switchMode(tx, eventId, ONLINE, EVENT_URL)));
  expect(told).toMatchObject({ told: ONLINE_GUESTS, waitAgain: 0 });
  await db.sql("update event_registrations set organisation_id = $2 where event_id = $1", [
    eventId,
    s.schools.AL,
  ]);
  const people = await db.sql<{ id: string }>(
    "select id from event_registrations where event_id = $1 order by id",
    [eventId],
  );
  clock.moveTo("2027-07-09T18:00:00Z");
  const details = new Map(
    people.map(({ id }, at) => [
      id,
      { givenNames: "Guest", familyName: `Number ${at}`, birthDate: "1979-05-01" },
    ]),
  );
  const entries = people.map(({ id }) => ({
    id: randomUUID(),
    sessionId,
    ticket: id,
    at: new Date("2027-07-05T07:00:00Z"),
    how: "list" as const,
  }));
  await as(async (tx) => must(await keepCheckIns(tx, eventId, entries)));
  const ids = people.map(({ id }) => id);
  expect(await as(async (tx) => must(await confirmCounted(tx, eventId, ids, details)))).toBe(
    ONLINE_GUESTS,
  );
});

test("with those of earlier calls the board shows what was published", async () => {
  clock.moveTo("2027-09-20T08:00:00Z");
  for (const [code, realised] of Object.entries(REALISED)) {
    const others = realised - 1 - (code === "summer-school" ? ONLINE_GUESTS : 0);
    must(await as((tx) => registerMobilities(tx, sheet(code, others))));
  }
  const board = await as(readBoard);
  const finished = board
    .filter(({ code }) => REALISED[code] !== undefined)
    .map(({ code, counts }) => [code, counts.finished]);
  expect(Object.fromEntries(finished)).toEqual(REALISED);
});

test("towards the sending countries: eighteen training and twenty-six teaching assignments, each counted once", async () => {
  const trainer = (at: number) => ({
    givenNames: "Invented",
    familyName: `Trainer ${at}`,
    birthDate: day("1978-04-01"),
  });
  for (const [code, target] of Object.entries(TOWARDS)) {
    // One is written down by hand with the post; the others are in the coordinator's sheet.
    const one = await as((tx) =>
      writeStaffStay(tx, {
        ...trainer(0),
        lineId: lineOf(code),
        personId: code === "training-assignments" ? "" : "new",
        gender: "",
        email: "",
        sendingOrganisationId: s.hosts.bologna,
        hostingOrganisationId: s.schools.AL,
        starts: day("2027-06-01"),
        ends: day("2027-06-03"),
        mode: "physical",
        reference: `${code}-0`,
        post: {
          employment: "permanent",
          post: "Trainer",
          since: day("2015-01-01"),
          until: null,
          paper: "Contract 3/2015",
        },
      }),
    );
    must(one);
    const rows = Array.from({ length: target - 1 }, (_, at) => ({
      lineId: lineOf(code),
      reference: `${code}-${at + 1}`,
      person: { ...trainer(at + 1), country: "IT", invented: true },
      sendingOrganisationId: s.hosts.bologna,
      hostingOrganisationId: s.schools[at % 2 === 0 ? "AL" : "RS"],
      hostingCountry: at % 2 === 0 ? "AL" : "RS",
      hostingCity: "Tirana",
      starts: "2027-06-01",
      ends: "2027-06-03",
      state: "finished" as const,
    }));
    must(await as((tx) => registerMobilities(tx, rows)));
    // The same sheet once more changes nothing.
    must(await as((tx) => registerMobilities(tx, rows)));
    // Who is at home in a sending country fills no target of this direction.
    const listener = { ...rows[0]!, reference: `${code}-home`, hostingCountry: "IT" };
    const refused = await as((tx) =>
      registerMobilities(tx, [{ ...listener, person: { ...listener.person, country: "AL" } }]),
    );
    expect(refused.ok ? [] : refused.problems.map((one) => one.code)).toEqual([
      "line-leads-to-senders",
      "line-ends-at-senders",
    ]);
    const line = (await as(readBoard)).find((known) => known.code === code);
    expect([code, line?.target, line?.counts.finished]).toEqual([code, target, target]);
  }
});

test("what came of a stay of staff: an agreement's place, three answers, a sealed certificate", async () => {
  const stay = went.get("job-shadowing") ?? "";
  const secret = must(await as((tx) => askReflection(tx, stay, EVENT_URL)));
  const answers = { seen: "Much", changes: "One thing", advice: "Ask", share: true, locale: "sq" };
  await db.database.withTx({ kind: "anonymous", schemeId: s.schemeId }, async (tx) =>
    must(await sendReflection(tx, secret, answers)),
  );
  const certificate = must(await as((tx) => issueCertificate(tx, stay, EVENT_URL)));
  await db.database.withTx(s.system, (tx) =>
    keepCertificate(tx, certificate, Buffer.from("%PDF-1.7 sealed")),
  );
  const [row] = await db.sql<{ state: string }>("select state from mobilities where id = $1", [
    stay,
  ]);
  expect(row?.state).toBe("recognised");
  // Recognised is still realised.
  const line = (await as(readBoard)).find(({ code }) => code === "job-shadowing");
  expect(line?.counts.finished).toBe(57);
});

test("each figure opens its evidence in three clicks", async () => {
  const root = `/console/${s.slug}`;
  const open = async (path: string): Promise<string> => {
    const reply = await server.get(path, anna);
    expect([path, reply.statusCode]).toEqual([path, 200]);
    return reply.body;
  };
  const linkIn = (body: string, pattern: RegExp): string => {
    const found = body.match(pattern)?.[1];
    expect([String(pattern), found === undefined]).toEqual([String(pattern), false]);
    return (found ?? "").replaceAll("&amp;", "&");
  };
  const board = await open(`${root}/board`);
  for (const [code, realised] of Object.entries(REALISED)) {
    const first = linkIn(
      board,
      new RegExp(`href="(${root}/board/${code}\\?standing=finished)">${realised}<`),
    );
    const byCountry = await open(first);
    const next = linkIn(
      byCountry,
      new RegExp(`href="(${root}/board/${code}/AL\\?standing=finished)"`),
    );
    const people = await open(next);
    const stay = linkIn(people, new RegExp(`href="(${root}/stays/[0-9a-f-]{36})"`));
    expect(await open(stay)).toMatch(/Finished|Recognised/);
  }
  // The summer school's figure rests on who was there, by session, on the page of the stay.
  const [counted] = await db.sql<{ id: string }>(
    "select mobility_id as id from event_counted limit 1",
  );
  expect(await open(`${root}/stays/${counted?.id}`)).toMatch(/events\/[0-9a-f-]{36}\/attendance/);
  const shadowed = await open(`${root}/stays/${went.get("job-shadowing")}`);
  for (const proof of ["Certificate as a PDF", "Much", "One thing"]) {
    expect(shadowed).toContain(proof);
  }
});
