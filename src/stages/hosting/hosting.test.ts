import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  declineRequest,
  forwardRequest,
  type RequestVisit,
} from "./answer-request.ts";
import { askHost } from "./ask-hosts.ts";
import { hostSecret } from "./host-link.ts";
import { readAppetite } from "./read-appetite.ts";
import { readHosting } from "./read-hosting.ts";
import { setCapacities } from "./set-capacity.ts";
import { remindHost, settleRequest, withdrawRequest } from "./settle-request.ts";

const scene = await hostingScene(8);
const { db, clock, companies, stays } = scene;
const { database } = db;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const anonymous = { kind: "anonymous", schemeId: scene.scheme.id } as const;

const asCoordinator = <T>(work: (tx: Tx) => Promise<T>) => database.withTx(coordinator.actor, work);
const ask = (at: 0 | 1, people: readonly string[]) =>
  asCoordinator((tx) =>
    askHost(tx, {
      organisationId: companies[at],
      flowId: scene.flows["AL-2"],
      mobilityIds: people,
      tasks: "Brakes",
      publicUrl: PUBLIC,
    }),
  );
const answer = <T>(requestId: string, work: (visit: RequestVisit) => Promise<Result<T>>) =>
  database.withTx(anonymous, async (tx) => {
    const visit = await asRequested(tx, hostSecret("request", requestId));
    if (!visit) throw new Error("no such link");
    return work(visit);
  });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const stayOf = async (id: string) =>
  (
    await db.sql<{ state: string; company: string | null }>(
      "select state, company_id as company from mobilities where id = $1",
      [id],
    )
  )[0];
const letters = () =>
  db.sql<{ template: string; locale: string; body: string; subject: string }>(
    "select template, locale, body, subject from mail_messages order by created_at, id",
  );
const row = (places: number, minimumAge: number | null = null) => ({
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places,
  minimumAge,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
});

test("yes in one press: matched, told, and the names are written down as shown", async () => {
  const requestId = need(await ask(0, [stays[0]!, stays[1]!]));
  const [letter] = await letters();
  expect(letter).toMatchObject({ template: "host.mail-ask", locale: "es" });
  expect(letter?.body).toContain(`${PUBLIC}/host/es/${scene.scheme.slug}/`);
  // Before the yes nobody is named, in no letter.
  expect(JSON.stringify(letter)).not.toMatch(/Secret|Ana|secret\d/);
  expect(codes(await ask(1, [stays[0]!]))).toEqual(["stay-asked-already"]);
  need(await answer(requestId, (visit) => acceptRequest(visit, PUBLIC)));
  expect(await stayOf(stays[0]!)).toEqual({ state: "matched", company: companies[0] });
  const names = await db.sql<{ name: string; kind: string }>(
    "select name, actor_kind as kind from event_log where name like 'host-%' or name = 'mobility.matched' order by id",
  );
  expect(names.map((each) => each.name)).toEqual([
    "host-contact.added",
    "host-contact.added",
    "host-request.asked",
    "mobility.matched",
    "mobility.matched",
    "host-request.people-shared",
    "host-request.accepted",
  ]);
  expect(names.at(-1)?.kind).toBe("host");
  // Answered once; the link does nothing any more.
  expect(codes(await answer(requestId, (visit) => acceptRequest(visit, PUBLIC)))).toEqual([
    "host-request-over",
  ]);
  const hosting = await asCoordinator((tx) => readHosting(tx, stays[0]!));
  expect(hosting).toMatchObject({ waits: [], company: { name: "Talleres Prueba" } });
  // Taken back, everybody waits for a company again.
  expect(codes(await asCoordinator((tx) => withdrawRequest(tx, requestId, " ", PUBLIC)))).toEqual([
    "required",
  ]);
  need(await asCoordinator((tx) => withdrawRequest(tx, requestId, "The company moved", PUBLIC)));
  expect(await stayOf(stays[1]!)).toEqual({ state: "planned", company: null });
});

test("another country's partner asks for nobody here", async () => {
  const asked = await database.withTx(serbian.actor, (tx) =>
    askHost(tx, {
      organisationId: companies[0],
      flowId: null,
      mobilityIds: [stays[0]!],
      publicUrl: PUBLIC,
    }),
  );
  expect(codes(asked)).toEqual(["not-found"]);
});

test("a host over its places is not asked, with every reason", async () => {
  need(await asCoordinator((tx) => setCapacities(tx, companies[1], [row(1, 18)])));
  expect(codes(await ask(1, [stays[0]!, stays[1]!])).sort()).toEqual([
    "host-full",
    "host-too-young",
  ]);
  need(await asCoordinator((tx) => setCapacities(tx, companies[1], [row(1)])));
  const requestId = need(await ask(1, [stays[0]!]));
  // A question that waits holds its place, so a second one is not sent after it.
  expect(codes(await ask(1, [stays[1]!]))).toEqual(["host-full"]);
  need(await answer(requestId, (visit) => acceptRequest(visit, PUBLIC)));
  // What was promised cannot be taken away in a table.
  const less = await asCoordinator((tx) =>
    setCapacities(tx, companies[1], [{ ...row(1), starts: "2027-07-15" }]),
  );
  expect(codes(less)).toEqual(["host-full"]);
});

test("yes with a change waits for the office, which takes as many as fit", async () => {
  const requestId = need(await ask(0, [stays[2]!, stays[3]!]));
  const change = { places: "1", starts: "2027-07-05", ends: "2027-07-28", tasks: "" };
  need(await answer(requestId, (visit) => acceptWithChange(visit, change)));
  expect(await stayOf(stays[2]!)).toEqual({ state: "planned", company: null });
  const settle = (who: readonly string[]) =>
    asCoordinator((tx) => settleRequest(tx, requestId, who, PUBLIC));
  expect(codes(await settle([stays[2]!, stays[3]!])).sort()).toEqual([
    "host-other-days",
    "host-takes-fewer",
  ]);
  await db.sql("update mobilities set starts = '2027-07-05' where id = $1", [stays[3]]);
  need(await settle([stays[3]!]));
  expect(await stayOf(stays[3]!)).toEqual({ state: "matched", company: companies[0] });
  // Whoever was left out can be asked for elsewhere at once.
  expect((await asCoordinator((tx) => readHosting(tx, stays[2]!))).request).toBeNull();
});

test("not the right person: the colleague gets a link of their own, the old one ends", async () => {
  const requestId = need(await ask(0, [stays[4]!]));
  expect(
    codes(await answer(requestId, (v) => forwardRequest(v, { name: "", email: "pedro" }, PUBLIC))),
  ).toEqual(["required", "not-an-email"]);
  const to = { name: "Pedro", email: "pedro@talleres.example" };
  need(await answer(requestId, (visit) => forwardRequest(visit, to, PUBLIC)));
  const asked = await db.sql("select template from mail_messages where to_address = $1", [
    to.email,
  ]);
  expect(asked).toEqual([{ template: "host.mail-ask" }]);
  const { request } = await asCoordinator((tx) => readHosting(tx, stays[4]!));
  expect(request).toMatchObject({ contactName: "Pedro", state: "asked" });
  need(await answer(request!.id, (v) => declineRequest(v, { reason: "no-mentor", again: "6" })));
  // It is not asked again before it said so.
  expect(codes(await ask(0, [stays[4]!]))).toEqual(["host-not-yet-again"]);
});

test("nobody answers: two reminders on their days, then the question lapses", async () => {
  const requestId = need(
    await ask(1, [stays[5]!]).then(async (full) => {
      expect(codes(full)).toEqual(["host-full"]);
      need(await asCoordinator((tx) => setCapacities(tx, companies[1], [row(5)])));
      return ask(1, [stays[5]!]);
    }),
  );
  const remind = () => database.withTx(scene.actor, (tx) => remindHost(tx, requestId, PUBLIC));
  const reminders = async () =>
    (await letters()).filter((letter) => letter.template === "host.mail-remind").length;
  for (const [on, sent] of [
    ["2027-03-02", 0],
    ["2027-03-05", 1],
    ["2027-03-05", 1],
    ["2027-03-10", 2],
    ["2027-03-15", 2],
  ] as const) {
    clock.moveTo(`${on}T08:00:00Z`);
    await remind();
    expect([on, await reminders()]).toEqual([on, sent]);
  }
  expect(await asCoordinator((tx) => readHosting(tx, stays[5]!))).toMatchObject({
    waits: [{ what: "host-answer", name: "Maderas Prueba" }],
  });
  clock.moveTo("2027-03-16T08:00:00Z");
  expect(codes(await answer(requestId, (visit) => acceptRequest(visit, PUBLIC)))).toEqual([
    "host-request-over",
  ]);
  await remind();
  expect((await asCoordinator((tx) => readHosting(tx, stays[5]!))).request).toBeNull();
});

test("what a host was asked and said stays over the years, with its reasons and from when to ask again", async () => {
  await db.sql(
    "update host_requests set starts = '2026-07-01', ends = '2026-07-28' where id = (select id from host_requests where state = 'accepted' and organisation_id = $1 limit 1)",
    [companies[0]],
  );
  const [appetite] = await asCoordinator((tx) => readAppetite(tx, [companies[0]]));
  const counted = await db.sql<{ year: number; asked: number; yes: number; no: number }>(
    `select extract(year from starts)::int as year, count(*)::int as asked,
       count(*) filter (where state = 'accepted')::int as yes,
       count(*) filter (where state = 'declined')::int as no
     from host_requests where organisation_id = $1 and state not in ('kept', 'forwarded', 'withdrawn')
     group by 1 order by 1 desc`,
    [companies[0]],
  );
  expect(appetite?.years.map(({ year, asked, yes, no }) => ({ year, asked, yes, no }))).toEqual(
    counted,
  );
  expect(counted.map(({ year }) => year)).toEqual([2027, 2026]);
  expect(appetite?.years[0]?.reasons).toEqual([{ reason: "no-mentor", count: 1 }]);
  expect(appetite).toMatchObject({ neverAgain: false, askFrom: expect.stringMatching(/^2027-/) });
  // Another country's partner reads nothing of questions that are not about its own.
  expect(await database.withTx(serbian.actor, (tx) => readAppetite(tx, [companies[0]]))).toEqual(
    [],
  );
});
