/**
 * INTERVET's own numbers as a story: six calls, people of seven cities, somebody of 17 in her last
 * year, one person who goes to Poland, to Italy and to Slovenia.
 */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { clockAt } from "../../src/platform/clock.ts";
import type { AnonymousActor, ApplicantActor } from "../../src/platform/db/actor.ts";
import { addDays, day } from "../../src/shared/day.ts";
import { beginApplication } from "../../src/stages/applications/begin-application.ts";
import { readDuplicates } from "../../src/stages/applications/read-duplicates.ts";
import { readPerson } from "../../src/stages/applications/read-person.ts";
import { saveAnswers } from "../../src/stages/applications/save-answers.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { decidePair } from "../../src/stages/mobilities/decide-pair.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { readStandings } from "../../src/stages/selection/read-standings.ts";
import { need, testCall } from "../support/call.ts";
import { testDatabase } from "../support/database.ts";
import { signInAs } from "../support/server.ts";

const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
const base = await testCall(db, "intervet");
const { actor, scheme } = base;
const HOSTS = [
  ["Wrocław", "PL"],
  ["Bologna", "IT"],
  ["Maribor", "SI"],
  ["Sevilla", "ES"],
  ["Lyon", "FR"],
  ["Paola", "MT"],
] as const;
const CITIES = ["Tirana", "Shkodër", "Durrës", "Vlorë", "Korçë", "Elbasan", "Berat"] as const;

const world = await db.database.withTx(actor, async (tx) => {
  const schools: string[] = [];
  for (const city of CITIES) {
    schools.push(
      need(
        await addOrganisation(tx, {
          name: `Shkolla ${city}`,
          kind: "vet-school",
          roles: ["school"],
          city,
          country: "AL",
          setting: "urban",
          invented: true,
        }),
      ),
    );
  }
  const calls: { id: string; flow: string }[] = [];
  for (const [at, [city, country]] of HOSTS.entries()) {
    const callId = need(
      await createCall(tx, {
        lineId: base.lineId,
        number: at + 2,
        title: { en: `Call ${at + 2}` },
        opensAt: new Date("2026-11-10T08:00:00Z"),
        closesAt: new Date("2027-03-10T19:00:00Z"),
        decideBy: day("2027-04-10"),
        answerBy: new Date("2027-05-01T18:00:00Z"),
        minimumAge: 16,
        maximumAge: 20,
        criteria: [{ code: "marks", name: { en: "Marks" }, maximum: 100 }],
        who: { enrolled: true, graduateMonths: 12, earlierMobility: "any" },
      }),
    );
    const starts = addDays(day("2027-06-01"), at * 35);
    const flow = need(
      await addFlow(tx, {
        callId,
        code: `AL-${country}`,
        sendingCountry: "AL",
        hostingOrganisationId: base.host,
        city,
        country,
        starts,
        ends: addDays(starts, 27),
        places: [{ trade: null, seats: 4, reserved: [] }],
      }),
    );
    const owner = { name: "Owner", phone: "+355 4 000 0000", email: null };
    need(await setOwners(tx, callId, [{ country: "AL", ...owner }]));
    need(await openCall(tx, callId));
    calls.push({ id: callId, flow });
  }
  return { schools, calls };
});

type Someone = {
  readonly given: string;
  readonly family: string;
  readonly born: readonly [string, string, string];
  readonly email?: string;
  readonly phone?: string;
};
const typed = (fields: Readonly<Record<string, string>>) => ({
  text: (name: string) => fields[name] ?? "",
  all: (name: string) => (fields[name] === undefined ? [] : [fields[name]]),
});

/** Applies page by page, as a phone does. */
async function apply(one: Someone, at: number, school: string): Promise<string> {
  const { id, flow } = world.calls[at]!;
  const nobody: AnonymousActor = { kind: "anonymous", schemeId: scheme.id };
  const draftId = await db.database.withTx(nobody, async (tx) => {
    const call = (await readCall({ ...tx, actor }, id))!;
    const begun = await beginApplication(tx, {
      call,
      key: randomUUID(),
      locale: "sq",
      typed: typed({ "name-given": one.given, "name-family": one.family }),
      ofClass: null,
    });
    return need(begun).draftId;
  });
  const applicant: ApplicantActor = { kind: "applicant", schemeId: scheme.id, draftId };
  const [dd, mm, yyyy] = one.born;
  const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    birth: { "birth-day": dd, "birth-month": mm, "birth-year": yyyy },
    school: { school },
    trade: { "trade-trade": "hospitality", "trade-year": "4" },
    contact: one.email
      ? { "contact-email": one.email, "contact-way": "email" }
      : { "contact-phone": one.phone ?? "+355 69 123 4567", "contact-way": "viber" },
    cities: { "cities-1": flow },
    why: { why: "To learn how they work there." },
    ...(Number(yyyy) > 2009
      ? { guardian: { "guardian-name": "Drita", "guardian-phone": "069 765 4321" } }
      : {}),
    needs: { needs: "" },
  };
  for (const [page, fields] of Object.entries(pages)) {
    await db.database.withTx(
      applicant,
      async (tx) => need(await saveAnswers(tx, draftId, page, typed(fields), "sq")),
      { purpose: "own-answers" },
    );
  }
  const sent = await db.database.withTx(
    applicant,
    async (tx) => need(await submitApplication(tx, draftId)),
    { purpose: "own-answers" },
  );
  return sent.applicationId;
}
const personOf = async (application: string): Promise<string> =>
  (
    await db.sql<{ id: string }>("select person_id as id from applications where id = $1", [
      application,
    ])
  )[0]!.id;

test("people of seven cities apply to six calls; somebody of 17 is fit to go and not decided yet", async () => {
  for (const [at, school] of world.schools.entries()) {
    await apply(
      {
        given: `Nxënës${at}`,
        family: `Qytetar${at}`,
        born: [String(at + 1), "5", "2008"],
        email: `n${at}@example.org`,
      },
      at % 6,
      school,
    );
  }
  const minor = await apply(
    { given: "Era", family: "Gashi", born: ["14", "3", "2010"], phone: "+355 69 555 0001" },
    2,
    world.schools[0]!,
  );
  const { actor: anna } = await signInAs(db, scheme, { role: "coordinator" });
  const standing = await db.database.withTx(anna, async (tx) =>
    (await readStandings(tx, { callId: world.calls[2]!.id })).get(minor),
  );
  expect(standing).toMatchObject({
    kind: "unknown",
    against: [],
    unknown: [{ code: "enrolment-unconfirmed" }],
  });
  const [cities] = await db.sql<{ count: string }>(
    "select count(distinct o.city) from applications a join organisations o on o.id = a.organisation_id where a.scheme_id = $1",
    [scheme.id],
  );
  expect(Number(cities?.count)).toBe(7);
});

test("three calls, three spellings, one telephone: one person after a human said so twice", async () => {
  const spelt = [
    ["Jovana", "Đorđević"],
    ["Јована", "Ђорђевић"],
    ["Djordjevic", "Jovana"],
  ] as const;
  const applications: string[] = [];
  for (const [at, [given, family]] of spelt.entries()) {
    applications.push(
      await apply(
        { given, family, born: ["2", "2", "2008"], phone: "+355 69 777 1234" },
        at,
        world.schools[at]!,
      ),
    );
  }
  const people = await Promise.all(applications.map(personOf));
  expect(new Set(people).size).toBe(3);
  const { actor: anna } = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
  const found = await db.database.withTx(anna, (tx) => readDuplicates(tx, { number: 1, size: 50 }));
  expect(found.total).toBe(3);
  const [keep = "", second = "", third = ""] = people;
  for (const gone of [second, third]) {
    await db.database.withTx(anna, async (tx) =>
      need(await decidePair(tx, [keep, gone], { verdict: "same", why: "documents", keep })),
    );
  }
  const whole = await db.database.withTx(anna, (tx) => readPerson(tx, keep));
  expect(whole?.person.applications.map((one) => one.callNumber)).toEqual([4, 3, 2]);
  const left = await db.database.withTx(anna, (tx) => readDuplicates(tx, { number: 1, size: 50 }));
  expect(left.total).toBe(0);
});

test("with the same e-mail address and the same letters three applications are one person at once", async () => {
  const one = {
    given: "Adnan",
    family: "Hodžić",
    born: ["3", "3", "2008"],
    email: "adnan@example.org",
  } as const;
  const people: string[] = [];
  for (const at of [0, 1, 2]) people.push(await personOf(await apply(one, at, world.schools[at]!)));
  expect(new Set(people).size).toBe(1);
});
