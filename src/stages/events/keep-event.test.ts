import { describe, expect, it } from "vitest";
import { EVENT_URL, SUMMER } from "../../../tests/support/event.ts";
import { codes, eventScene } from "../../../tests/support/event-scene.ts";
import { must } from "../../../tests/support/small-scheme.ts";
import { decideRegistrations } from "./decide-registrations.ts";
import { changeEvent, makeEvent } from "./keep-event.ts";
import { addMaterial, removeMaterial } from "./keep-materials.ts";
import { addSession, changeSession, removeSession, writeMinutes } from "./keep-session.ts";
import { moveEventOn } from "./move-event.ts";
import { readOwnPage } from "./own-registration.ts";
import { listRegistrations, readProgramme } from "./read-events.ts";
import { switchMode } from "./switch-mode.ts";

const { clock, db, scheme, as, office, own, open, come, states, letters } = await eventScene();

describe("where the office says yes", () => {
  it("says it to many at once, to the first as long as there are places", async () => {
    const id = await open({ approval: true, capacityOnSite: "2" });
    const ids: string[] = [];
    for (const at of [91, 92, 93, 94]) ids.push(await come(id, at));
    expect(Object.values(await states(id))).toEqual(Array(4).fill("requested"));
    const decide = (decision: string, chosen: readonly string[]) =>
      office((tx) => decideRegistrations(tx, id, { decision, ids: chosen }, EVENT_URL));
    expect(await decide("accept", ids.slice(0, 3).reverse())).toEqual({
      ok: true,
      value: { registered: 2, waiting: 1, declined: 0, removed: 0 },
    });
    expect(await decide("decline", [ids[3]!])).toMatchObject({ value: { declined: 1 } });
    expect(await decide("remove", [ids[0]!])).toMatchObject({ value: { removed: 1 } });
    expect(await states(id)).toEqual({
      "Guest 91": "cancelled",
      "Guest 92": "registered",
      "Guest 93": "registered",
      "Guest 94": "declined",
    });
    expect((await letters("guest93@school.example")).map((l) => l.template)).toEqual([
      "events.mail-promoted",
      "events.mail-standing",
      "events.mail-standing",
    ]);
    expect(codes(await decide("accept", ids))).toEqual(["registration-not-in-state"]);
    expect(codes(await decide("accept", []))).toEqual(["nobody-chosen"]);
  });

  it("lets a partner keep the events of its own organisation and no other", async () => {
    const mine = { ...SUMMER, organiserId: scheme.senders.AL as string };
    const id = await as(scheme.partner, async (tx) => must(await makeEvent(tx, mine)));
    const theirs = await as(scheme.partner, (tx) => makeEvent(tx, SUMMER));
    expect(codes(theirs)).toEqual(["event-not-your-own"]);
    const other = await open();
    expect(await as(scheme.partner, (tx) => listRegistrations(tx, other))).toBeNull();
    expect((await as(scheme.partner, (tx) => listRegistrations(tx, id)))?.people).toEqual([]);
    expect(
      codes(await as(scheme.partner, (tx) => moveEventOn(tx, other, "cancel", EVENT_URL))),
    ).toEqual(["not-found"]);
    expect(
      codes(await as(scheme.auditor, (tx) => moveEventOn(tx, id, "cancel", EVENT_URL))),
    ).toEqual(["not-found"]);
  });
});

it("says in the history what was changed, and no more than that", async () => {
  const title = { en: "School", "sr-Cyrl": "Школа", sq: "Shkollë", cnr: "Škola" };
  const id = await open({ title });
  const to = { ...SUMMER, title, capacityOnSite: "11" };
  must(await office((tx) => changeEvent(tx, id, to, EVENT_URL)));
  expect(
    await db.sql(
      "select data ->> 'fields' as fields from event_log where name = 'event.changed' and subject_id = $1",
      [id],
    ),
  ).toEqual([{ fields: '["capacityOnSite"]' }]);
});

describe("the programme of an event", () => {
  const session = {
    title: "Opening",
    day: "2027-07-05",
    from: "09:00",
    to: "10:00",
    speakers: "Anna Ferri",
    room: "Aula 1",
    link: "",
  };
  it("refuses a room that is taken and a speaker who is elsewhere, by name", async () => {
    const house = { venue: "Villa", city: "Maribor", country: "SI" };
    const id = await open(house);
    const other = await open({ ...house, title: { en: "Another school" } });
    const first = await office(async (tx) => must(await addSession(tx, id, session)));
    const met = await office((tx) => addSession(tx, other, { ...session, from: "9:30" }));
    expect(met).toEqual({
      ok: false,
      problems: [
        { code: "session-room-taken", params: { room: "Aula 1", title: "Opening" }, field: "room" },
        {
          code: "session-speaker-busy",
          params: { speaker: "Anna Ferri", title: "Opening" },
          field: "speakers",
        },
      ],
    });
    // Two at once: one of them is refused.
    const both = await Promise.all(
      [id, other].map((each) =>
        office((tx) => addSession(tx, each, { ...session, from: "14:00", to: "15:00" })),
      ),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    must(
      await office((tx) => changeSession(tx, id, first, { ...session, to: "11:00" }, EVENT_URL)),
    );
    // What stands outside the days of its event is moved first.
    expect(
      codes(
        await office((tx) =>
          changeEvent(tx, id, { ...SUMMER, ...house, starts: "2027-07-06" }, EVENT_URL),
        ),
      ),
    ).toEqual(["event-sessions-outside"]);
    // An event that was called off holds no room.
    must(await office((tx) => moveEventOn(tx, id, "cancel", EVENT_URL)));
    must(await office((tx) => addSession(tx, other, session)));
  });

  it("tells whoever has a place, and nobody else, when a session moves or is taken out", async () => {
    const id = await open({ city: "Porto", country: "PT", capacityOnSite: "1" });
    const typed = { ...session, speakers: "Cy" };
    const first = await office(async (tx) => must(await addSession(tx, id, typed)));
    await come(id, 131);
    await come(id, 132);
    const told = async (at: number) =>
      (await letters(`guest${at}@school.example`)).filter(
        ({ template }) => template === "events.mail-session",
      );
    const change = (to: typeof typed) =>
      office(async (tx) => must(await changeSession(tx, id, first, to, EVENT_URL)));
    await change({ ...typed, room: "Aula 9" });
    expect(await told(131)).toEqual([]);
    await change({ ...typed, day: "2027-07-06", from: "11:00", to: "12:00" });
    await office(async (tx) => must(await removeSession(tx, id, first, EVENT_URL)));
    const [moved = "", gone = "", ...more] = (await told(131)).map(({ body }) => body);
    expect(more).toEqual([]);
    expect(moved).toContain(
      "Now: Tuesday, 6 July 2027, 11:00–12:00\nBefore: Monday, 5 July 2027, 09:00–10:00",
    );
    expect(gone).toContain("is not held:\n\nOpening\nTuesday, 6 July 2027, 11:00–12:00\n");
    expect(await told(132)).toEqual([]);
  });

  it("does not move a programme into a house whose rooms are taken at its hours", async () => {
    const house = { venue: "Palace", city: "Lyon", country: "FR" };
    const there = await open({ ...house, title: { en: "The first in Lyon" } });
    const hours = { day: "2027-07-07", room: "Salle A" };
    await office(async (tx) =>
      must(await addSession(tx, there, { ...session, ...hours, title: "Bienvenue" })),
    );
    const id = await open({ venue: "Elsewhere", city: "Lyon", country: "FR" });
    const later = { ...session, speakers: "Ada", ...hours, from: "9:30" };
    const own = await office(async (tx) => must(await addSession(tx, id, later)));
    const taken = {
      ok: false,
      problems: [
        {
          code: "session-room-taken",
          params: { room: "Salle A", title: "Bienvenue" },
          field: "venue",
        },
      ],
    };
    const move = () => office((tx) => changeEvent(tx, id, { ...SUMMER, ...house }, EVENT_URL));
    expect(await move()).toEqual(taken);
    const both = { ...house, mode: "blended", link: "https://meet.example.org/lyon" };
    const switched = { ...both, capacityOnSite: "10", capacityOnline: "10" };
    expect(await office((tx) => switchMode(tx, id, switched, EVENT_URL))).toEqual(taken);
    must(
      await office((tx) => changeSession(tx, id, own, { ...later, room: "Salle B" }, EVENT_URL)),
    );
    expect(await move()).toMatchObject({ ok: true });
  });

  it("keeps minutes once a session has begun, and materials beside it", async () => {
    const id = await open({ city: "Gent", country: "BE" });
    const first = await office(async (tx) =>
      must(await addSession(tx, id, { ...session, speakers: "Bo" })),
    );
    expect(codes(await office((tx) => writeMinutes(tx, id, first, "We agreed.")))).toEqual([
      "session-not-begun",
    ]);
    clock.moveTo("2027-07-05T07:00:00Z");
    must(await office((tx) => writeMinutes(tx, id, first, " We agreed. ")));
    expect((await office((tx) => readProgramme(tx, id)))[0]?.minutes).toBe("We agreed.");
    clock.moveTo("2027-05-03T08:00:00Z");
    const material = { title: "Slides", link: "", file: undefined };
    expect(codes(await office((tx) => addMaterial(tx, id, first, material, EVENT_URL)))).toEqual([
      "one-material",
    ]);
    const added = await office((tx) =>
      addMaterial(tx, id, first, { ...material, link: "https://slides.example" }, EVENT_URL),
    );
    const text = `${EVENT_URL}/en/small/library/00000000-0000-4000-8000-000000000000`;
    expect(
      codes(
        await office((tx) => addMaterial(tx, id, first, { ...material, link: text }, EVENT_URL)),
      ),
    ).toEqual(["not-in-library"]);
    const registered = await come(id, 121);
    expect((await own(registered, readOwnPage)).materials).toMatchObject([
      { title: "Slides", link: "https://slides.example", sessionId: first },
    ]);
    must(await office((tx) => removeMaterial(tx, id, must(added))));
    must(await office((tx) => removeSession(tx, id, first, EVENT_URL)));
    const after = await own(registered, readOwnPage);
    expect([after.materials, after.sessions]).toEqual([[], []]);
  });
});
