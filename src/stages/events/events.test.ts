import { describe, expect, it } from "vitest";
import { EVENT_URL, guest, register, SUMMER } from "../../../tests/support/event.ts";
import { codes, eventScene } from "../../../tests/support/event-scene.ts";
import { must } from "../../../tests/support/small-scheme.ts";
import { changeEvent, makeEvent } from "./keep-event.ts";
import { registrationSecret } from "./letters.ts";
import { moveEventOn } from "./move-event.ts";
import { forgetEventNeeds, openEventNeeds } from "./open-needs.ts";
import {
  answerOwnForm,
  asRegistered,
  cancelOwnRegistration,
  readOwnPage,
} from "./own-registration.ts";
import { registerForEvent } from "./register-for-event.ts";

const { clock, db, scheme, as, office, anybody, own, open, come, states, letters } =
  await eventScene();

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

  it("tells each in the letter how they come, where both is possible", async () => {
    const both = { mode: "blended", link: "https://meet.example.org/both" };
    const id = await open({ ...both, capacityOnSite: "5", capacityOnline: "5" });
    await come(id, 16, "online");
    await come(id, 17, "on-site");
    const [online] = await letters("guest16@school.example");
    expect(online?.body).not.toContain("Bologna");
    expect(online?.body).toContain("\nOnline\n");
    const [there] = await letters("guest17@school.example");
    expect(there?.body).toContain("Via Valverde 15, Bologna (Italy)");
  });

  it("tells the office whose the address is already, and writes nobody down in silence", async () => {
    const id = await open();
    const first = await come(id, 15);
    const write = (name: string) =>
      office((tx) => registerForEvent(tx, id, { ...guest(15), name, locale: "sq" }, EVENT_URL));
    expect(await write("A Colleague")).toEqual({
      ok: false,
      problems: [
        { code: "event-contact-registered", params: { name: "Guest 15" }, field: "contact" },
      ],
    });
    // The same person again: the letter is what was asked for.
    expect(await write("guest 15")).toEqual({ ok: true, value: first });
    expect(await letters("guest15@school.example")).toHaveLength(2);
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
