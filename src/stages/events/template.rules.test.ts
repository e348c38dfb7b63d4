import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import { atWall } from "../../shared/wall-time.ts";
import type { EventId, SchemeEvent } from "./event.ts";
import { firstDays, templateOf, typedOf, typedSessionOf, worthKeeping } from "./template.rules.ts";

const event = (of: Partial<Omit<SchemeEvent, "id">> & { readonly id: string }): SchemeEvent => ({
  kind: "summer-school",
  title: { en: "Summer" },
  about: {},
  mode: "on-site",
  state: "held",
  starts: day("2026-03-23"),
  ends: day("2026-03-31"),
  venue: "A house",
  city: "Forlì",
  country: "IT",
  link: null,
  languages: ["en"],
  lineId: null,
  organiser: null,
  capacityOnSite: 30,
  capacityOnline: null,
  approval: false,
  closesAt: atWall(day("2026-03-16"), "18:00"),
  counts: { registeredOnSite: 0, registeredOnline: 0, waiting: 0, requested: 0 },
  ...of,
  id: of.id as EventId,
});

test("of each kind and line one is worth keeping: the newest that people saw, else the newest begun", () => {
  const all = [
    event({ id: "a", starts: day("2024-06-01") }),
    event({ id: "b", starts: day("2026-06-01"), state: "draft" }),
    event({ id: "c", starts: day("2025-06-01") }),
    event({ id: "d", starts: day("2027-06-01"), state: "cancelled" }),
    event({ id: "e", kind: "kick-off", state: "draft", starts: day("2025-01-01") }),
    event({ id: "f", kind: "kick-off", state: "draft", starts: day("2026-01-01") }),
  ];
  expect(worthKeeping(all).map(({ id }) => id)).toEqual(["c", "f"]);
});

test("hours stay on the wall when summer time lies between, whatever day it begins on", () => {
  const session = {
    id: "s" as never,
    eventId: "a" as EventId,
    title: "Opening",
    // After the clocks went forward within the event.
    startsAt: atWall(day("2026-03-30"), "09:00"),
    endsAt: atWall(day("2026-03-30"), "10:30"),
    speakers: ["Ana"],
    room: "1",
    link: "https://example.org",
    minutes: "What was said.",
  };
  const template = templateOf(event({ id: "a" }), [session], null);
  expect(template).toMatchObject({ days: 9, closesDaysBefore: 7, closesTime: "18:00" });
  expect(template.sessions).toEqual([
    { title: "Opening", day: 7, from: "09:00", to: "10:30", room: "1" },
  ]);
  const typed = typedOf(template, day("2026-10-19"), null);
  expect(typed).toMatchObject({ ends: "2026-10-27", closesOn: "2026-10-12", venue: "", link: "" });
  expect(typedSessionOf(template.sessions[0]!, day("2026-10-19"))).toMatchObject({
    day: "2026-10-26",
    from: "09:00",
    speakers: "",
  });
});

test("whatever stands in an event, its template fits a kit", () => {
  const late = event({ id: "a", closesAt: atWall(day("2026-03-25"), "12:00") });
  const session = {
    id: "s" as never,
    eventId: "a" as EventId,
    title: "Before",
    startsAt: atWall(day("2026-03-20"), "09:00"),
    endsAt: atWall(day("2026-03-20"), "10:00"),
    speakers: [],
    room: null,
    link: null,
    minutes: null,
  };
  expect(templateOf(late, [session], null)).toMatchObject({ closesDaysBefore: 0, sessions: [] });
  const early = event({ id: "a", closesAt: atWall(day("2020-03-25"), "12:00") });
  expect(templateOf(early, [], null).closesDaysBefore).toBe(366);
  expect(worthKeeping([event({ id: "a", ends: day("2028-01-01") })])).toEqual([]);
});

test("several begin one after the other, each on a Monday", () => {
  expect(firstDays(day("2026-11-23"), [5, 9, 1])).toEqual([
    "2027-03-29",
    "2027-04-12",
    "2027-05-03",
  ]);
});
