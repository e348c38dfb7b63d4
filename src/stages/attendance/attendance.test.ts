/** What follows from being there: shares, certificates, three questions, and who counts for a line. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { eventScene, there } from "../../../tests/support/door.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { readBoard } from "../reporting/read-board.ts";
import { checkCertificate, issueCertificates, withdrawCertificate } from "./certificate.ts";
import { keepCheckIns } from "./check-in.ts";
import { confirmCounted } from "./confirm-counted.ts";
import { splitName } from "./details.rules.ts";
import { setShare } from "./keep-details.ts";
import { proposed, readAttendance, readEvidence } from "./read-attendance.ts";
import { isSameWord } from "./self-check-in.rules.ts";
import { checkInMyself, readScreen, setCodeWord } from "./self-check-in.ts";
import { shareOf, wholeMinutes } from "./share.rules.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-03-02T18:00:00Z");
const db = await testDatabase({ clock });
const small = await smallScheme(db.database);
const scheme = { id: small.schemeId, slug: small.slug };
const as = <T>(work: (tx: Tx) => Promise<T>, actor: Tx["actor"] = small.coordinator) =>
  db.database.withTx(actor, work);
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map(({ code }) => code);

const time = (text: string) => new Date(`2027-03-01T${text}:00Z`);
const session = (id: string, from: string, to: string) => ({
  id,
  startsAt: time(from),
  endsAt: time(to),
});

test("minutes are counted once where sessions overlap, and from the door where somebody is late", () => {
  const morning = session("a", "09:00", "11:00");
  const beside = session("b", "10:00", "11:00");
  const noon = session("c", "12:00", "14:00");
  expect(wholeMinutes([morning, beside, noon])).toBe(240);
  const share = (...arrivals: [string, string][]) =>
    shareOf([morning, beside, noon], new Map(arrivals.map(([id, at]) => [id, time(at)])));
  expect(share(["a", "08:40"], ["c", "12:15"]).percent).toBe(100);
  expect(share(["a", "09:16"], ["c", "12:00"])).toMatchObject({ minutes: 224, percent: 93 });
  // In the other room from ten on.
  expect(share(["a", "09:00"], ["b", "10:02"])).toMatchObject({ minutes: 120, sessions: 2 });
  expect(share(["a", "11:00"])).toMatchObject({ minutes: 0, sessions: 0, percent: 0 });
  expect(shareOf([], new Map()).percent).toBe(0);
});

test("a word is the same in both scripts, however it is written", () => {
  expect(isSameWord("Ниво ДВА", "nivo-dva")).toBe(true);
  expect(isSameWord("nivo tri", "nivo-dva")).toBe(false);
  expect(isSameWord("  ", "--")).toBe(false);
  expect(splitName("Ana Marija  Đurić")).toEqual({ givenNames: "Ana Marija", familyName: "Đurić" });
});

const scene = await eventScene(db, scheme, {
  people: 5,
  lineId: small.oneMonth,
  mode: "on-site",
  organisationId: small.senders.AL,
});
const [morning, noon] = scene.sessions;
const [ana, besnik, cvet, dino, eno] = scene.people.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
  string,
];
const came = (sessionId: string, ticket: string, at: string) => ({
  id: randomUUID(),
  sessionId,
  ticket,
  at: time(at),
  how: "list" as const,
});

test("who was there long enough has a certificate; the share can be set", async () => {
  const listed = [ana, besnik, cvet].flatMap((id) => [
    came(morning, id, "08:55"),
    came(noon, id, "11:58"),
  ]);
  must(
    await as((tx) => keepCheckIns(tx, scene.eventId, [...listed, came(morning, dino, "09:00")])),
  );
  clock.moveTo("2027-03-01T13:00:00Z");
  const issue = () => as((tx) => issueCertificates(tx, scene.eventId, "https://kalfa.example"));
  expect(codes(await issue())).toEqual(["event-not-over"]);
  clock.moveTo("2027-03-02T18:00:00Z");
  expect(must(await issue())).toBe(3);
  expect(must(await issue())).toBe(0);
  expect(codes(await as((tx) => setShare(tx, scene.eventId, "101")))).toEqual(["share-shape"]);
  must(await as((tx) => setShare(tx, scene.eventId, "50")));
  expect(must(await issue())).toBe(1);
  const list = there(await as((tx) => readAttendance(tx, scene.eventId)));
  const code = there(list.people.find((one) => one.registrationId === dino)?.certificateCode);
  const check = () =>
    as((tx) => checkCertificate(tx, { code }), { kind: "anonymous", schemeId: scheme.id });
  expect(await check()).toMatchObject({ minutes: 120, ofMinutes: 240, withdrawnAt: null });
  must(await as((tx) => withdrawCertificate(tx, scene.eventId, dino)));
  expect((await check())?.withdrawnAt).not.toBeNull();
  must(await as((tx) => setShare(tx, scene.eventId, "80")));
});

test("the proposal counts staff of senders who were there, names why the others stand beside, and is confirmed once", async () => {
  await db.sql("update event_registrations set organisation_id = $2 where id = $1", [
    besnik,
    small.hosts.bologna,
  ]);
  await db.sql("update event_registrations set organisation_id = null where id = $1", [dino]);
  const list = there(await as((tx) => readAttendance(tx, scene.eventId)));
  const { counted, waiting, beside } = proposed(list);
  expect(counted).toEqual([]);
  expect(waiting.map((one) => one.registrationId)).toEqual([ana, cvet]);
  expect(beside.map((one) => [one.registrationId, one.why])).toEqual([
    [besnik, ["not-a-sending-country"]],
    [dino, ["share-too-small", "no-organisation"]],
  ]);
  // Who never came is in neither list.
  expect([...waiting, ...beside].some((one) => one.registrationId === eno)).toBe(false);

  const confirm = (ids: readonly string[], typed = new Map()) =>
    as((tx) => confirmCounted(tx, scene.eventId, ids, typed));
  const empty = await confirm([ana, cvet]);
  expect(empty.ok ? [] : empty.problems.map(({ field }) => field)).toContain(`${ana}.birthDate`);
  const people = new Map([
    [ana, { givenNames: "Ana", familyName: "Guest", birthDate: "1985-02-01" }],
    [cvet, { givenNames: "Cveta", familyName: "Guest", birthDate: "1979-11-30" }],
  ]);
  const both = await Promise.all([confirm([ana, cvet], people), confirm([ana, cvet], people)]);
  expect(both.map((one) => (one.ok ? one.value : codes(one)[0])).sort()).toEqual([
    2,
    "nobody-chosen",
  ]);
  const [stays] = await db.sql<{ n: number; city: string; state: string }>(
    `select count(*)::int as n, min(hosting_city) as city, min(state) as state from mobilities
     where line_id = $1`,
    [small.oneMonth],
  );
  expect(stays).toEqual({ n: 2, city: "Bologna", state: "finished" });
  const board = await as((tx) => readBoard(tx));
  expect(board.find(({ id }) => id === small.oneMonth)?.counts.finished).toBe(2);
  const after = there(await as((tx) => readAttendance(tx, scene.eventId)));
  const mobilityId = there(after.people.find((one) => one.registrationId === ana)?.mobilityId);
  expect(await as((tx) => readEvidence(tx, mobilityId))).toMatchObject({
    eventId: scene.eventId,
    minutes: 240,
    ofMinutes: 240,
  });
  expect(codes(await as((tx) => confirmCounted(tx, scene.eventId, [ana]), small.partner))).toEqual([
    "not-found",
  ]);
});

test("the square on the wall is good for some minutes, a word online while the session is on", async () => {
  const online = await eventScene(db, scheme, { people: 3, first: "2027-04-01", mode: "online" });
  const [first, second] = online.sessions;
  const [one, two, three] = online.people;
  const at = (text: string) => clock.moveTo(`2027-04-01T${text}:00Z`);
  const nobody = { kind: "anonymous", schemeId: scheme.id } as const;
  type By = Parameters<typeof checkInMyself>[2]["by"];
  const come = async (ticket: string, by: By, id = randomUUID()) => {
    const done = await as(
      (tx) => checkInMyself(tx, online.eventId, { ticket, client: "net", id, by }),
      nobody,
    );
    return done.ok ? done.value.outcome.problem : done.problems[0]?.code;
  };
  at("09:05");
  const wall = there(await as((tx) => readScreen(tx, online.eventId, first)));
  const screen = { sessionId: first, slot: String(wall.slot), proof: wall.proof };
  expect(await come(there(one).code, { screen })).toBeNull();
  expect(await come(there(one).code, { screen })).toBe("ticket-used");
  expect(await come(there(two).code, { screen: { ...screen, sessionId: second } })).toBe(
    "screen-too-old",
  );
  expect(await come(there(two).code, { screen: { ...screen, slot: String(wall.slot + 1) } })).toBe(
    "screen-too-old",
  );
  at("09:08");
  expect(await come(there(two).code, { screen })).toBeNull();
  at("09:09");
  expect(await come(there(three).code, { screen })).toBe("screen-too-old");

  const word = (sessionId: string, text: string) =>
    as((tx) => setCodeWord(tx, online.eventId, { sessionId, word: text }));
  expect(codes(await word(first, "--"))).toEqual(["code-word-shape"]);
  must(await word(first, "Ниво два"));
  expect(codes(await word(second, "nivo-dva"))).toEqual(["code-word-taken"]);
  expect(await come(there(three).code, { word: "nivo tri" })).toBe("code-word-wrong");
  expect(await come(there(three).code, { word: "NIVO DVA" })).toBeNull();
  at("12:00");
  expect(await come(there(three).code, { word: "NIVO DVA" })).toBe("session-not-now");
  at("09:10");
  expect(await come("000 000", { word: "nivo dva" })).toBe("ticket-unknown");
  await db.sql("update event_check_in_tries set failed = 60");
  expect(await come("000 000", { word: "nivo dva" })).toBe("too-many-tries");
});
