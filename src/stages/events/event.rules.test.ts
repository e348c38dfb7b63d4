import { describe, expect, it } from "vitest";
import { SUMMER } from "../../../tests/support/event.ts";
import { day } from "../../shared/day.ts";
import {
  actionsOf,
  eventFrom,
  eventStates,
  nextEvent,
  placesFrom,
  takesRegistrations,
} from "./event.rules.ts";
import type { EventAction, EventState, RegistrationAction, RegistrationState } from "./event.ts";
import { nextRegistration, registrationFrom, registrationStates } from "./registration.rules.ts";
import { clashes, sessionFrom, speakersFrom } from "./session.rules.ts";

const known = { lineIds: ["line"], organiserIds: ["host"], languages: ["en", "sq"] };
const codes = (result: { ok: boolean; problems?: readonly { code: string; field?: string }[] }) =>
  (result.problems ?? []).map(({ field, code }) => `${field}: ${code}`);

describe("the states of an event", () => {
  const ACTIONS: EventAction[] = ["publish", "close", "reopen", "hold", "cancel"];
  it.each(Object.keys(eventStates) as EventState[])("goes from %s only where it may", (state) => {
    const steps: Partial<Record<EventAction, EventState>> = eventStates[state];
    for (const action of ACTIONS) {
      const to = steps[action];
      expect(nextEvent(state, action)).toEqual(
        to ? { ok: true, value: to } : { ok: false, problems: [{ code: "event-not-in-state" }] },
      );
    }
    expect(actionsOf(state)).toEqual(Object.keys(steps));
  });

  const MOVES: RegistrationAction[] = [
    "accept",
    "accept-waiting",
    "decline",
    "promote",
    "move-back",
    "cancel",
  ];
  it.each(Object.keys(registrationStates) as RegistrationState[])(
    "takes a registration from %s only where it may",
    (state) => {
      const steps: Partial<Record<RegistrationAction, RegistrationState>> =
        registrationStates[state];
      for (const action of MOVES) expect(nextRegistration(state, action).ok).toBe(action in steps);
    },
  );
});

describe("an event as it was typed", () => {
  it("is read whole", () => {
    const read = eventFrom({ ...SUMMER, lineId: "line", organiserId: "host" }, known);
    expect(read).toEqual({
      ok: true,
      value: {
        kind: "summer-school",
        title: { en: "Summer school on mobility" },
        about: { en: "Five days with colleagues from ten countries." },
        mode: "on-site",
        venue: "Via Valverde 15",
        city: "Bologna",
        country: "IT",
        link: null,
        capacityOnSite: 10,
        capacityOnline: null,
        starts: "2027-07-05",
        ends: "2027-07-09",
        languages: ["en"],
        lineId: "line",
        organiserId: "host",
        approval: false,
        // 20:00 on the wall in summer.
        closesAt: new Date("2027-06-30T18:00:00Z"),
      },
    });
  });

  it("names everything that is wrong with it at once", () => {
    const typed = {
      ...SUMMER,
      kind: "party",
      title: { en: " ", sq: "x".repeat(151) },
      starts: "2027-07-05",
      ends: "2027-07-04",
      city: "",
      country: "Italy",
      languages: ["tlh"],
      lineId: "no-line",
      organiserId: "no-host",
      capacityOnSite: "many",
      closesOn: "2027-07-06",
      closesTime: "25:00",
    };
    expect(codes(eventFrom(typed, known))).toEqual([
      "kind: not-a-choice",
      "title-sq: too-long",
      "title-en: required",
      "capacityOnSite: not-whole",
      "city: required",
      "country: not-a-choice",
      "ends: days-reversed",
      "languages: not-a-choice",
      "lineId: not-a-choice",
      "organiserId: not-a-choice",
      "closesOn: event-closes-after-start",
      "closesTime: not-a-time",
    ]);
  });

  it("never takes a link that could be a script", () => {
    const typed = { ...SUMMER, mode: "online", capacityOnline: "30" };
    expect(codes(placesFrom({ ...typed, link: "javascript:alert(1)" }))).toEqual([
      "link: not-a-link",
    ]);
    expect(codes(placesFrom({ ...typed, link: "http://meet.example.org" }))).toEqual([
      "link: not-a-link",
    ]);
  });

  it("forgets the house of an event that is only online", () => {
    expect(
      placesFrom({ ...SUMMER, mode: "online", capacityOnline: "30", link: "https://a.example" }),
    ).toEqual({
      ok: true,
      value: {
        mode: "online",
        venue: null,
        city: null,
        country: null,
        link: "https://a.example",
        capacityOnSite: null,
        capacityOnline: 30,
      },
    });
  });
});

describe("the written rule of registration", () => {
  const event = {
    state: "open" as const,
    ends: day("2027-07-09"),
    closesAt: new Date("2027-06-30T18:00:00Z"),
  };
  const at = (now: string, byOffice = false) => ({
    now: new Date(now),
    today: day(now.slice(0, 10)),
    byOffice,
  });
  it("takes people until its moment, to the second", () => {
    expect(takesRegistrations(event, at("2027-06-30T17:59:59Z"))).toBeNull();
    expect(takesRegistrations(event, at("2027-06-30T18:00:00Z"))).toEqual({
      code: "event-registration-closed",
    });
  });
  it("lets the office write somebody down until the last day", () => {
    expect(takesRegistrations(event, at("2027-07-09T08:00:00Z", true))).toBeNull();
    expect(takesRegistrations(event, at("2027-07-10T08:00:00Z", true))).toEqual({
      code: "event-takes-nobody",
    });
  });
  it.each(["draft", "held", "cancelled"] as const)("takes nobody while it is %s", (state) => {
    expect(takesRegistrations({ ...event, state }, at("2027-06-01T08:00:00Z", true))).toEqual({
      code: "event-takes-nobody",
    });
  });
});

describe("three fields", () => {
  const typed = { name: "  Arta   Hoxha ", organisation: "Shkolla", mode: "" };
  it("takes an address or a number, and keeps a number as a gateway takes it", () => {
    expect(registrationFrom({ ...typed, contact: "arta@shkolla.example" }, "on-site")).toEqual({
      ok: true,
      value: {
        name: "Arta Hoxha",
        email: "arta@shkolla.example",
        phone: null,
        organisation: "Shkolla",
        mode: "on-site",
      },
    });
    expect(registrationFrom({ ...typed, contact: "00355 69 123 4567" }, "online")).toMatchObject({
      ok: true,
      value: { email: null, phone: "+355691234567", mode: "online" },
    });
  });
  it("asks how somebody comes only where there is a choice", () => {
    const asked = { ...typed, contact: "a@b.example" };
    expect(codes(registrationFrom(asked, "blended"))).toEqual(["mode: required"]);
    expect(codes(registrationFrom({ ...asked, mode: "by-train" }, "blended"))).toEqual([
      "mode: not-a-choice",
    ]);
  });
  it("names all three when all three are empty", () => {
    const empty = { name: "", contact: "", organisation: "", mode: "" };
    expect(codes(registrationFrom(empty, "on-site"))).toEqual([
      "name: required",
      "contact: required",
      "organisation: required",
    ]);
    expect(
      codes(registrationFrom({ ...empty, name: "A", organisation: "B", contact: "069" }, "online")),
    ).toEqual(["name: too-short", "contact: not-a-telephone", "organisation: too-short"]);
    expect(
      codes(registrationFrom({ ...typed, contact: "a@b\r\nBcc: c@d.example" }, "online")),
    ).toEqual(["contact: not-an-email"]);
  });
});

describe("sessions", () => {
  const event = { starts: day("2027-07-05"), ends: day("2027-07-09") };
  const typed = {
    title: "Opening",
    day: "2027-07-05",
    from: "9:00",
    to: "10:30",
    speakers: "Anna Ferri\nЂурђа Петровић\n\nanna  ferri",
    room: "Aula 1",
    link: "",
  };
  const opening = {
    title: "Opening",
    startsAt: new Date("2027-07-05T07:00:00Z"),
    endsAt: new Date("2027-07-05T08:30:00Z"),
    speakers: ["Anna Ferri", "Ђурђа Петровић"],
    room: "Aula 1",
    link: null,
  };
  it("reads hours on the wall and each speaker once", () => {
    expect(sessionFrom(typed, event)).toEqual({ ok: true, value: opening });
    expect(speakersFrom(" \r\n")).toEqual([]);
  });
  it("lies inside the event and ends after it begins", () => {
    expect(codes(sessionFrom({ ...typed, day: "2027-07-10" }, event))).toEqual([
      "day: session-outside-event",
    ]);
    expect(codes(sessionFrom({ ...typed, to: "8:00" }, event))).toEqual([
      "to: session-ends-before",
    ]);
  });
  const other = {
    ...opening,
    id: "other",
    eventId: "event",
    title: "Visas",
    house: "Bologna Via Valverde 15",
  };
  const mine = { ...opening, id: null, house: "BOLOGNA via valverde 15" };
  it("names the room that is taken and each speaker who is elsewhere, in whichever script", () => {
    const speakers = ["Đurđa Petrović", "Somebody Else"];
    expect(clashes({ ...mine, speakers, room: "aula 1" }, [other])).toEqual([
      { code: "session-room-taken", params: { room: "Aula 1", title: "Visas" }, field: "room" },
      {
        code: "session-speaker-busy",
        params: { speaker: "Đurđa Petrović", title: "Visas" },
        field: "speakers",
      },
    ]);
  });
  it("does not mind the same room in another house, the next hour, or itself", () => {
    const free = { ...mine, speakers: [] };
    expect(clashes({ ...free, house: "Maribor" }, [other])).toEqual([]);
    expect(clashes({ ...free, startsAt: other.endsAt, endsAt: new Date() }, [other])).toEqual([]);
    expect(clashes({ ...free, id: "other" }, [other])).toEqual([]);
  });
});
