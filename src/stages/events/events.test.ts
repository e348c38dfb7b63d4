import { describe, expect, it } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import {
  EVENT_URL,
  guest,
  ONLINE,
  openEvent,
  register,
  SUMMER,
} from "../../../tests/support/event.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Actor } from "../../platform/db/actor.ts";
import type { Purpose, Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { decideRegistrations } from "./decide-registrations.ts";
import { changeEvent, makeEvent } from "./keep-event.ts";
import { addMaterial, removeMaterial } from "./keep-materials.ts";
import { addSession, changeSession, removeSession, writeMinutes } from "./keep-session.ts";
import { registrationSecret } from "./letters.ts";
import { moveEventOn } from "./move-event.ts";
import { forgetEventNeeds, openEventNeeds } from "./open-needs.ts";
import {
  answerOwnForm,
  asRegistered,
  cancelOwnRegistration,
  changeOwnWay,
  type OwnRegistration,
  readOwnPage,
} from "./own-registration.ts";
import { listRegistrations, readEvent, readProgramme } from "./read-events.ts";
import { registerForEvent } from "./register-for-event.ts";
import { switchMode } from "./switch-mode.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-05-03T08:00:00Z");
const db = await testDatabase({ clock, max: 20 });
const scheme = await smallScheme(db.database);
const anonymous = { kind: "anonymous", schemeId: scheme.schemeId } as const;

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>, purpose?: Purpose): Promise<T> =>
  db.database.withTx(actor, work, purpose ? { purpose } : {});
const office = <T>(work: (tx: Tx) => Promise<T>, purpose?: Purpose) =>
  as(scheme.coordinator, work, purpose);
const anybody = <T>(work: (tx: Tx) => Promise<T>) => as(anonymous, work);
/** As whoever holds the link of a registration. */
const own = <T>(id: string, work: (own: OwnRegistration) => Promise<T>): Promise<T> =>
  as(
    anonymous,
    async (tx) => {
      const found = await asRegistered(tx, registrationSecret(id));
      if (!found) throw new Error("a link that opens nothing");
      return work(found);
    },
    "own-answers",
  );
const open = (about: Partial<typeof SUMMER> = {}) => office((tx) => openEvent(tx, about));
const come = (eventId: string, at: number, mode = "") =>
  anybody((tx) => register(tx, eventId, { ...guest(at), mode }));
const states = async (eventId: string) =>
  Object.fromEntries(
    (
      await db.sql<{ name: string; state: string }>(
        "select name, state from event_registrations where event_id = $1 order by sequence",
        [eventId],
      )
    ).map(({ name, state }) => [name, state]),
  );
const letters = (to: string) =>
  db.sql<{ template: string; body: string }>(
    "select template, body from mail_messages where to_address = $1 order by created_at, template",
    [to],
  );
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  (result.problems ?? []).map(({ code }) => code);

describe("registering", () => {
  it("gives places while there are some, then the list; each is told with a link of its own", async () => {
    const id = await open({ capacityOnSite: "2" });
    const ids = [await come(id, 1), await come(id, 2), await come(id, 3)];
    expect(await states(id)).toEqual({
      "Guest 1": "registered",
      "Guest 2": "registered",
      "Guest 3": "waiting",
    });
    const [letter] = await letters("guest3@school.example");
    expect(letter?.template).toBe("events.mail-standing");
    expect(letter?.body).toContain("you are on the waiting list");
    expect(letter?.body).toContain(`/en/small/registration/${registrationSecret(ids[2]!)}`);
    // Nothing but the hash of the secret is kept.
    const [row] = await db.sql<{ found: string }>(
      "select row_to_json(r)::text as found from event_registrations r where id = $1",
      [ids[2]],
    );
    expect(row?.found).not.toContain(registrationSecret(ids[2]!));
  });

  it("is one registration however often it is done, and the letter comes again", async () => {
    const id = await open();
    const first = await come(id, 11);
    const again = await anybody((tx) =>
      register(tx, id, { name: "Somebody Else", contact: "GUEST11@school.example" }),
    );
    expect(again).toBe(first);
    expect(await states(id)).toEqual({ "Guest 11": "registered" });
    expect((await letters("guest11@school.example")).map((l) => l.template)).toEqual([
      "events.mail-standing",
      "events.mail-standing",
    ]);
  });

  it("reaches somebody with a telephone alone", async () => {
    const id = await open();
    await anybody((tx) => register(tx, id, { name: "No Mail", contact: "+355 69 123 4567" }));
    const [text] = await db.sql<{ channel: string; body: string }>(
      "select channel, body from mail_messages where to_address = '+355691234567'",
    );
    expect(text?.channel).toBe("sms");
    expect(text?.body).toContain("you have a place. http://localhost:4000/en/small/registration/");
  });

  it("closes by the written rule, for everybody but the office", async () => {
    const id = await open();
    clock.moveTo("2027-06-30T18:00:00Z");
    const late = await anybody((tx) =>
      registerForEvent(tx, id, { ...guest(21), locale: "en" }, EVENT_URL),
    );
    expect(codes(late)).toEqual(["event-registration-closed"]);
    await office((tx) => register(tx, id, guest(22)));
    expect(await states(id)).toEqual({ "Guest 22": "registered" });
    clock.moveTo("2027-05-03T08:00:00Z");
  });

  it("knows an organisation of the scheme by its name, however it is spelt", async () => {
    const id = await open();
    const [school] = await db.sql<{ id: string; name: string }>(
      "select id, name from organisations where id = $1",
      [scheme.schools.AL],
    );
    const registered = await anybody((tx) =>
      register(tx, id, {
        ...guest(31),
        organisation: school!.name.toUpperCase(),
      }),
    );
    const [row] = await db.sql<{ organisation_id: string }>(
      "select organisation_id from event_registrations where id = $1",
      [registered],
    );
    expect(row?.organisation_id).toBe(school?.id);
  });

  it("keeps a draft from everybody outside the office", async () => {
    const id = await office(async (tx) => must(await makeEvent(tx, SUMMER)));
    const asked = await anybody((tx) =>
      registerForEvent(tx, id, { ...guest(41), locale: "en" }, EVENT_URL),
    );
    expect(codes(asked)).toEqual(["not-found"]);
  });
});

describe("the waiting list", () => {
  it("never lets in one too many when fifty people give their place back at once", async () => {
    const id = await open({ capacityOnSite: "50" });
    const ids = await office(async (tx) => {
      const made: string[] = [];
      for (let at = 0; at < 80; at += 1) made.push(await register(tx, id, guest(1000 + at)));
      return made;
    });
    let most = 0;
    const done = await Promise.all(
      ids.slice(0, 50).map(async (each) => {
        const result = await own(each, (visit) => cancelOwnRegistration(visit, EVENT_URL));
        const event = await office((tx) => readEvent(tx, id));
        most = Math.max(most, event?.counts.registeredOnSite ?? 0);
        return result.ok;
      }),
    );
    expect(done.filter((ok) => ok)).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(50);
    const event = await office((tx) => readEvent(tx, id));
    // Thirty waited; all of them came in, and twenty places are free again.
    expect(event?.counts).toEqual({
      registeredOnSite: 30,
      registeredOnline: 0,
      waiting: 0,
      requested: 0,
    });
    // Nobody was moved up twice, and each was told once.
    const told = await db.sql<{ to_address: string }>(
      "select to_address from mail_messages where template = 'events.mail-promoted' order by 1",
    );
    expect(new Set(told.map((row) => row.to_address)).size).toBe(30);
    expect(told).toHaveLength(30);
  });

  it("never gives more places than there are when forty register at once", async () => {
    const id = await open({ capacityOnSite: "10" });
    await Promise.all(Array.from({ length: 40 }, (_, at) => come(id, 2000 + at)));
    const event = await office((tx) => readEvent(tx, id));
    expect(event?.counts).toMatchObject({ registeredOnSite: 10, waiting: 30 });
  });

  it("moves up in the order of registering, each kind of place by itself", async () => {
    const id = await open({
      ...ONLINE,
      mode: "blended",
      city: "Bologna",
      country: "IT",
      capacityOnSite: "1",
      capacityOnline: "1",
    });
    const a = await come(id, 51, "on-site");
    await come(id, 52, "online");
    const c = await come(id, 53, "online");
    const d = await come(id, 54, "on-site");
    must(await own(a, (visit) => cancelOwnRegistration(visit, EVENT_URL)));
    expect(await states(id)).toEqual({
      "Guest 51": "cancelled",
      "Guest 52": "registered",
      "Guest 53": "waiting",
      "Guest 54": "registered",
    });
    // The other way is full: the place stays where it is.
    expect(codes(await own(d, (visit) => changeOwnWay(visit, "online", EVENT_URL)))).toEqual([
      "event-way-full",
    ]);
    const before = await own(c, readOwnPage);
    expect(before.before).toBe(0);
    // Somebody who waits goes on waiting for the other kind, and moves up when it comes free.
    must(await own(c, (visit) => changeOwnWay(visit, "on-site", EVENT_URL)));
    must(await own(d, (visit) => cancelOwnRegistration(visit, EVENT_URL)));
    expect((await states(id))["Guest 53"]).toBe("registered");
  });

  it("lets those in who wait when there are more places", async () => {
    const id = await open({ capacityOnSite: "1" });
    await come(id, 61);
    await come(id, 62);
    await come(id, 63);
    const more = { ...SUMMER, capacityOnSite: "2" };
    must(await office((tx) => changeEvent(tx, id, more, EVENT_URL)));
    expect(await states(id)).toEqual({
      "Guest 61": "registered",
      "Guest 62": "registered",
      "Guest 63": "waiting",
    });
    const fewer = { ...SUMMER, capacityOnSite: "1" };
    expect(codes(await office((tx) => changeEvent(tx, id, fewer, EVENT_URL)))).toEqual([
      "event-capacity-below",
    ]);
  });
});

describe("an event held another way", () => {
  it("moves online: everybody registered is told, and the last of too many wait again", async () => {
    const id = await open({ capacityOnSite: "3" });
    for (const at of [71, 72, 73, 74]) await come(id, at);
    const done = await office((tx) =>
      switchMode(tx, id, { ...ONLINE, capacityOnline: "2" }, EVENT_URL),
    );
    expect(done).toEqual({ ok: true, value: { told: 4, waitAgain: 1 } });
    expect(await states(id)).toEqual({
      "Guest 71": "registered",
      "Guest 72": "registered",
      "Guest 73": "waiting",
      "Guest 74": "waiting",
    });
    const event = await office((tx) => readEvent(tx, id));
    expect(event).toMatchObject({ mode: "online", city: null, capacityOnSite: null });
    for (const at of [71, 72, 73, 74]) {
      const last = (await letters(`guest${at}@school.example`)).find(
        (letter) => letter.template === "events.mail-moved",
      );
      expect(last?.body).toContain("held online and no longer on site");
      expect(last?.body).toContain(at < 73 ? "You have a place." : "you are on the waiting list");
      // Where to come in stands on the page of the link alone: a letter may be sent on.
      expect(last?.body).not.toContain(ONLINE.link);
    }
    const [switched] = await db.sql<{ data: unknown }>(
      "select data from event_log where subject_id = $1 and name = 'event.mode-switched'",
      [id],
    );
    expect(switched?.data).toEqual({ from: "on-site", to: "online", told: 4, waitAgain: 1 });
  });

  it("moves back on site, and who waited comes in where there are more places", async () => {
    const id = await open({ ...ONLINE, capacityOnline: "1" });
    await come(id, 81);
    await come(id, 82);
    must(
      await office((tx) =>
        switchMode(tx, id, { ...SUMMER, mode: "on-site", capacityOnSite: "5" }, EVENT_URL),
      ),
    );
    expect(await states(id)).toEqual({ "Guest 81": "registered", "Guest 82": "registered" });
  });

  it("says what is missing, and changes nothing", async () => {
    const id = await open();
    expect(
      codes(await office((tx) => switchMode(tx, id, { ...ONLINE, link: "" }, EVENT_URL))),
    ).toEqual(["required"]);
    expect(
      codes(await office((tx) => switchMode(tx, id, { ...SUMMER, mode: "on-site" }, EVENT_URL))),
    ).toEqual(["event-same-mode"]);
    expect(
      codes(await office((tx) => changeEvent(tx, id, { ...SUMMER, ...ONLINE }, EVENT_URL))),
    ).toEqual(["event-mode-by-switch"]);
  });
});

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

describe("the second form", () => {
  const NEEDS = "No nuts; Ђурђа comes with a wheelchair";
  it("is sealed, read for a reason that stays, and forgotten after the event", async () => {
    const id = await open();
    const registered = await come(id, 101);
    const answered = await own(registered, (visit) =>
      answerOwnForm(visit, { needs: NEEDS, arrives: "2027-07-04", leaves: "" }),
    );
    expect(answered.ok).toBe(true);
    expect((await own(registered, readOwnPage)).needs).toBe(NEEDS);
    const [row] = await db.sql<{ sealed: Buffer }>("select sealed from event_needs");
    expect(row?.sealed.toString("utf8")).not.toContain("nuts");
    // Without a purpose the database shows nothing.
    const none = await office((tx) => tx.db.selectFrom("event_needs").selectAll().execute());
    expect(none).toEqual([]);
    expect(codes(await office((tx) => openEventNeeds(tx, id, ""), "care"))).toEqual(["required"]);
    const opened = await office((tx) => openEventNeeds(tx, id, "meals"), "care");
    expect(opened).toEqual({
      ok: true,
      value: [{ id: registered, name: "Guest 101", text: NEEDS }],
    });
    const [read] = await db.sql<{ data: unknown }>(
      "select data from event_log where subject_id = $1 and name = 'event.needs-read'",
      [id],
    );
    expect(read?.data).toEqual({ reason: "meals", people: [registered] });
    const left = async () => {
      await as(scheme.system, forgetEventNeeds, "care");
      return (await db.sql("select 1 from event_needs")).length;
    };
    clock.moveTo("2027-08-08T08:00:00Z");
    expect(await left()).toBe(1);
    clock.moveTo("2027-08-09T08:00:00Z");
    expect(await left()).toBe(0);
    clock.moveTo("2027-05-03T08:00:00Z");
  });

  it("is for those who have a place, with days near the event", async () => {
    const id = await open({ capacityOnSite: "1" });
    const first = await come(id, 111);
    const second = await come(id, 112);
    const far = { needs: "x".repeat(1001), arrives: "2027-06-01", leaves: "soon" };
    expect(codes(await own(first, (visit) => answerOwnForm(visit, far)))).toEqual([
      "too-long",
      "travel-day-far",
      "not-a-day",
    ]);
    const fine = { needs: "", arrives: "", leaves: "" };
    expect(codes(await own(second, (visit) => answerOwnForm(visit, fine)))).toEqual([
      "registration-not-in-state",
    ]);
  });

  it("opens nothing for an address that never was", async () => {
    expect(await anybody((tx) => asRegistered(tx, "0".repeat(32)))).toBeUndefined();
    expect(await anybody((tx) => asRegistered(tx, "' or true --"))).toBeUndefined();
  });
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
    must(await office((tx) => changeSession(tx, id, first, { ...session, to: "11:00" })));
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
    must(await office((tx) => removeSession(tx, id, first)));
    const after = await own(registered, readOwnPage);
    expect([after.materials, after.sessions]).toEqual([[], []]);
  });
});

describe("the life of an event", () => {
  it("tells everybody when days change and when it is called off, and then takes nobody", async () => {
    const id = await open();
    const registered = await come(id, 131);
    const later = { ...SUMMER, starts: "2027-07-12", ends: "2027-07-16" };
    must(await office((tx) => changeEvent(tx, id, later, EVENT_URL)));
    must(await office((tx) => moveEventOn(tx, id, "cancel", EVENT_URL)));
    expect((await letters("guest131@school.example")).map((l) => l.template).sort()).toEqual([
      "events.mail-called-off",
      "events.mail-changed",
      "events.mail-standing",
    ]);
    expect(
      codes(await own(registered, (visit) => cancelOwnRegistration(visit, EVENT_URL))),
    ).toEqual(["event-over"]);
  });

  it("is held once it has begun, and gives no place back after its last day", async () => {
    const id = await open();
    const registered = await come(id, 141);
    const hold = () => office((tx) => moveEventOn(tx, id, "hold", EVENT_URL));
    expect(codes(await hold())).toEqual(["event-not-on-yet"]);
    clock.moveTo("2027-07-10T08:00:00Z");
    expect(
      codes(await own(registered, (visit) => cancelOwnRegistration(visit, EVENT_URL))),
    ).toEqual(["event-over"]);
    expect(await hold()).toEqual({ ok: true, value: "held" });
    clock.moveTo("2027-05-03T08:00:00Z");
  });
});
