import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { EVENT_URL, guest, openEvent, register } from "../../../tests/support/event.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { registrationSecret } from "../../stages/events/letters.ts";
import { answerOwnForm, asRegistered } from "../../stages/events/own-registration.ts";
import { routes } from "./index.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-05-03T08:00:00Z");
const db = await testDatabase({ clock });
const scheme = await smallScheme(db.database);
const server = await testServer(db, routes, { clock, publicUrl: EVENT_URL });
const office = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(scheme.coordinator, work);
const coordinator = await signInAs(
  db,
  { id: scheme.schemeId, slug: scheme.slug },
  { role: "coordinator", name: "Coordinator" },
);
const LINK = "https://meet.example.org/school";
const eventId = await office((tx) =>
  openEvent(tx, { mode: "blended", link: LINK, capacityOnSite: "1", capacityOnline: "2" }),
);

test("the office's list asks the database as often for three events as for one", async () => {
  const count = async (url: string) => {
    let status = 0;
    const asked = await queriesDuring(async () => {
      status = (await server.get(url, coordinator)).statusCode;
    });
    expect(status).toBe(200);
    return asked;
  };
  const root = "/console/small/events";
  const one = await count(root);
  await office((tx) => openEvent(tx));
  await office((tx) => openEvent(tx));
  expect(await count(root)).toBe(one);
  const people = `${root}/${eventId}/people`;
  await office((tx) => register(tx, eventId, { ...guest(1), mode: "online" }));
  const few = await count(people);
  await office((tx) => register(tx, eventId, { ...guest(2), mode: "online" }));
  await office((tx) => register(tx, eventId, { ...guest(3), mode: "online" }));
  expect(await count(people)).toBe(few);
  const csv = await server.get(`${people}.csv?state=registered`, coordinator);
  expect(csv.body).toContain("Guest 1");
  expect(csv.body).not.toContain("Guest 3");
});

test("the office writes an event down, opens it, and holds it another way", async () => {
  const root = "/console/small/events";
  const day = (field: string, on: string) => {
    const [year = "", month = "", date = ""] = on.split("-");
    return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year };
  };
  const typed = {
    kind: "thematic-team",
    "title-en": "Team on recognition",
    "title-sq": "Ekipi i njohjes",
    mode: "on-site",
    ...day("starts", "2027-09-06"),
    ...day("ends", "2027-09-08"),
    ...day("closesOn", "2027-09-01"),
    closesTime: "20:00",
    city: "Pisa",
    country: "IT",
    languages: ["en", "it"],
    capacityOnSite: "12",
  };
  const bad = await server.post(root, { ...typed, "ends-day": "5", city: "" }, coordinator);
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain("The last day cannot be before the first day.");
  expect(bad.body).toContain('value="Team on recognition"');
  const made = await server.post(root, typed, coordinator);
  const event = made.headers.location!.split("?")[0]!;
  await server.post(`${event}/state`, { act: "publish" }, coordinator);
  await server.post(`${event}/people`, { act: "add", ...guest(9) }, coordinator);
  const moved = await server.post(
    `${event}/mode`,
    { mode: "online", link: LINK, capacityOnline: "30" },
    coordinator,
  );
  expect(moved.headers.location).toBe(`${event}?told=1`);
  expect((await server.get(`${event}?told=1`, coordinator)).body).toContain("1 person was told.");
  const page = await server.get(event, coordinator);
  expect(page.body).toContain("Event held another way, everybody told");
});

test("the address to come in online is shown to those who keep the event alone", async () => {
  const page = `/console/small/events/${eventId}`;
  expect((await server.get(page, coordinator)).body).toContain(LINK);
  const people = { id: scheme.schemeId, slug: scheme.slug };
  for (const role of ["country-partner", "auditor"] as const) {
    const cookie = await signInAs(db, people, {
      role,
      name: role,
      ...(role === "country-partner" ? { country: "AL" } : {}),
    });
    const shown = await server.get(page, cookie);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).not.toContain(LINK);
  }
});

test("a refused answer keeps who was chosen, and leads to what can be mended", async () => {
  const id = await office((tx) => openEvent(tx));
  const people = `/console/small/events/${id}/people`;
  expect((await server.get(people, coordinator)).body).toContain("Nobody has registered yet.");
  const ids = [
    await office((tx) => register(tx, id, guest(41))),
    await office((tx) => register(tx, id, guest(42))),
  ];
  const undecided = await server.post(people, { act: "decide", ids: ids[1]! }, coordinator);
  expect(undecided.statusCode).toBe(422);
  expect(undecided.body).toContain(`value="${ids[1]}" checked`);
  expect(undecided.body).not.toContain(`value="${ids[0]}" checked`);
  const nobody = await server.post(people, { act: "decide", decision: "remove" }, coordinator);
  expect(nobody.body).toContain(`href="#choose-${ids[0]}"`);
  // Three empty boxes are three different sentences.
  const empty = await server.post(people, { act: "add" }, coordinator);
  const said = [...empty.body.matchAll(/<li><a href="#(?:name|contact|organisation)">([^<]+)/g)];
  expect(new Set(said.map(([, text]) => text)).size).toBe(3);
  // Whoever telephones reads another language than whoever picks up.
  const albanian = { act: "add", ...guest(43), locale: "sq" };
  expect((await server.post(people, albanian, coordinator)).statusCode).toBe(303);
  expect(await db.sql("select locale from event_registrations where name = 'Guest 43'")).toEqual([
    { locale: "sq" },
  ]);
  const form = await server.post("/console/small/events", { "starts-day": "1" }, coordinator);
  for (const field of ["starts-day", "ends-day", "closesOn-day"]) {
    expect(form.body).toContain(`href="#${field}"`);
    expect(form.body).toContain(`id="${field}"`);
  }
});

test("what people wrote is shown once, after a reason", async () => {
  const id = await office((tx) => openEvent(tx));
  const registered = await office((tx) => register(tx, id, guest(31)));
  await db.database.withTx(
    { kind: "anonymous", schemeId: scheme.schemeId },
    async (tx) => {
      const own = await asRegistered(tx, registrationSecret(registered));
      await answerOwnForm(own!, { needs: "No nuts", arrives: "", leaves: "" });
    },
    { purpose: "own-answers" },
  );
  const page = `/console/small/events/${id}/needs`;
  expect((await server.get(page, coordinator)).body).not.toContain("No nuts");
  expect((await server.post(page, {}, coordinator)).statusCode).toBe(422);
  const shown = await server.post(page, { reason: "meals" }, coordinator);
  expect(shown.body).toContain("No nuts");
  expect((await server.get(`/console/small/events/${id}`, coordinator)).body).toContain(
    "Food, access and care of people read",
  );
});
