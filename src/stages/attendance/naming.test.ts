/** People who wrote their organisation themselves, and lists from paper: both change who counts. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { eventScene, there } from "../../../tests/support/door.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { keepCheckIns } from "./check-in.ts";
import { confirmCounted } from "./confirm-counted.ts";
import { markAttendance } from "./mark-attendance.ts";
import { nameOrganisations, namesAsked } from "./name-organisation.ts";
import { proposed, readAttendance } from "./read-attendance.ts";
import { likeliest, writtenNames } from "./written-organisation.rules.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-03-02T18:00:00Z");
const db = await testDatabase({ clock });
const small = await smallScheme(db.database);
const scene = await eventScene(
  db,
  { id: small.schemeId, slug: small.slug },
  { people: 4, lineId: small.oneMonth, mode: "on-site" },
);
const [morning, noon] = scene.sessions;
const [ana, bora, cvet, dino] = scene.people.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
];
const as = <T>(work: (tx: Tx) => Promise<T>, actor: Tx["actor"] = small.coordinator) =>
  db.database.withTx(actor, work);
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map(({ code }) => code);
const list = async () => there(await as((tx) => readAttendance(tx, scene.eventId)));
const mark = (mark: string, sessionId: string, ...registrationIds: string[]) =>
  as((tx) => markAttendance(tx, scene.eventId, { mark, sessionId, registrationIds }));
const minutesOf = async (id: string) =>
  (await list()).people.find((one) => one.registrationId === id)?.share.minutes;

test("the same words are one name in every spelling, and the likeliest organisation is first", () => {
  const one = (organisation: string, more = {}) => ({
    registrationId: organisation,
    organisation,
    organisationId: null,
    organisationName: null,
    mobilityId: null,
    ...more,
  });
  const names = writtenNames([
    one("Tehnička škola, Čačak"),
    one("ТЕХНИЧКА ШКОЛА ЧАЧАК"),
    one("Beni Dyrra", { organisationId: "x", organisationName: "Shkolla Beqir Çela" }),
    one("Mollerussa", { organisationId: "y", organisationName: "MOLLERUSSA" }),
    one("Counted", { mobilityId: "z" }),
    one("?"),
  ]);
  expect(names.map(({ key, registrationIds }) => [key, registrationIds.length])).toEqual([
    ["tehnicka skola cacak", 2],
    ["beni dyrra", 1],
  ]);
  const schools = [
    { name: "Gimnazija", city: "Kragujevac" },
    { name: "Tehnička škola", city: "Užice" },
    { name: "Tehnička škola", city: "Čačak" },
  ];
  expect(likeliest("tehnicka skola cacak", schools).map(({ city }) => city)).toEqual([
    "Čačak",
    "Užice",
    "Kragujevac",
  ]);
});

test("a paper list marks many at once; taken back and marked again they are there", async () => {
  expect(codes(await mark("", morning, ana))).toEqual(["choose-one"]);
  expect(codes(await mark("there", randomUUID(), ana))).toEqual(["choose-one"]);
  expect(codes(await mark("there", morning))).toEqual(["nobody-chosen"]);
  expect(codes(await mark("there", morning, ana, randomUUID()))).toEqual(["not-found"]);
  await db.sql(
    "update event_registrations set state = 'cancelled', cancelled_at = now() where id = $1",
    [dino],
  );
  expect(must(await mark("there", morning, ana, bora, cvet, dino))).toBe(3);
  expect(must(await mark("there", morning, ana, bora, cvet))).toBe(0);
  expect(await minutesOf(ana)).toBe(120);
  expect(must(await mark("away", morning, ana, bora))).toBe(2);
  expect(await minutesOf(ana)).toBe(0);
  expect(must(await mark("there", morning, ana, bora))).toBe(2);
  expect(await minutesOf(ana)).toBe(120);
  // The door saw somebody late before the paper came: the earlier moment stands.
  const late = { id: randomUUID(), sessionId: noon, ticket: cvet, how: "list" as const };
  const at = new Date("2027-03-01T13:00:00Z");
  must(await as((tx) => keepCheckIns(tx, scene.eventId, [{ ...late, at }])));
  expect(must(await mark("there", noon, ana, bora, cvet))).toBe(2);
  expect(await minutesOf(cvet)).toBe(180);
  clock.moveTo("2027-03-01T11:30:00Z");
  expect(codes(await mark("there", noon, ana))).toEqual(["session-not-yet"]);
  clock.moveTo("2027-03-02T18:00:00Z");
  expect(
    codes(
      await as(
        (tx) =>
          markAttendance(tx, scene.eventId, {
            mark: "away",
            sessionId: noon,
            registrationIds: [ana],
          }),
        small.partner,
      ),
    ),
  ).toEqual(["not-found"]);
});

test("whoever wrote the organisation themselves counts once the office says which it is", async () => {
  for (const [id, words] of [
    [ana, "Shkolla Teknike"],
    [bora, "SHKOLLA  TEKNIKE!"],
    [cvet, "Somewhere else"],
  ] as const) {
    await db.sql("update event_registrations set organisation = $2 where id = $1", [id, words]);
  }
  expect(proposed(await list()).waiting).toEqual([]);
  const [asked, other] = namesAsked(await list());
  expect(asked).toMatchObject({ key: "skolla teknike", organisationId: null });
  expect(there(asked).registrationIds.length).toBe(2);
  const say = (key: string, organisationId: string, actor?: Tx["actor"]) =>
    as((tx) => nameOrganisations(tx, scene.eventId, new Map([[key, organisationId]])), actor);
  expect(codes(await say(there(asked).key, randomUUID()))).toEqual(["not-a-choice"]);
  expect(codes(await say(there(asked).key, there(small.senders.AL), small.partner))).toEqual([
    "not-found",
  ]);
  expect(must(await say(there(asked).key, there(small.senders.AL)))).toBe(2);
  expect(must(await say(there(asked).key, there(small.senders.AL)))).toBe(0);
  // Of a host: known now, and still beside.
  must(await say(there(other).key, small.hosts.bologna));
  const { waiting, beside } = proposed(await list());
  expect(waiting.map((one) => one.registrationId).sort()).toEqual([ana, bora].sort());
  expect(beside.map(({ why }) => why)).toEqual([["share-too-small", "not-a-sending-country"]]);

  const people = new Map(
    [ana, bora].map((id, at) => [
      id,
      { givenNames: "Ana", familyName: `Guest ${at}`, birthDate: "1985-02-01" },
    ]),
  );
  expect(must(await as((tx) => confirmCounted(tx, scene.eventId, [ana], people)))).toBe(1);
  // A mistake is corrected for whoever is not counted; who is counted stands.
  expect(must(await say("skolla teknike", ""))).toBe(1);
  expect(codes(await as((tx) => confirmCounted(tx, scene.eventId, [bora], people)))).toEqual([
    "nobody-chosen",
  ]);
  expect(proposed(await list()).counted.map((one) => one.registrationId)).toEqual([ana]);
});
