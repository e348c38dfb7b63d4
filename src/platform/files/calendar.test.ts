import ICAL from "ical.js";
import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import { toCalendar } from "./calendar.ts";

const made = new Date("2026-12-01T08:00:00Z");
const TITLE =
  "Један месец, јул 2027; „Болоња“, Ђурђевдан \\ и још много речи да ред буде дуг, дуг, дуг";

const body = toCalendar({
  name: TITLE,
  made,
  events: [
    {
      uid: "call-1-closes@example.org",
      title: TITLE,
      about: "First line\nsecond; line, with signs\u0007",
      url: "https://example.org/en/small/calls/1",
      at: new Date("2027-02-01T19:00:00Z"),
    },
    {
      uid: "call-1-travel@example.org",
      title: "Travel",
      place: "Bologna, Maribor",
      first: day("2027-07-01"),
      last: day("2027-07-28"),
    },
  ],
});

test("another program reads every word and moment back as it was meant", () => {
  const calendar = new ICAL.Component(ICAL.parse(body));
  expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
  const [closes, travel] = calendar
    .getAllSubcomponents("vevent")
    .map((event) => new ICAL.Event(event));
  expect(closes?.summary).toBe(TITLE);
  expect(closes?.description).toBe("First line\nsecond; line, with signs");
  expect(closes?.startDate.toJSDate().toISOString()).toBe("2027-02-01T19:00:00.000Z");
  expect(closes?.component.getFirstPropertyValue("url")).toBe(
    "https://example.org/en/small/calls/1",
  );
  expect(travel?.location).toBe("Bologna, Maribor");
  expect(travel?.startDate.isDate).toBe(true);
  expect(travel?.startDate.toString()).toBe("2027-07-01");
  // The end of whole days is the first day that is not part of them.
  expect(travel?.endDate.toString()).toBe("2027-07-29");
});

test("no line is longer than 75 octets, and none is broken inside a letter", () => {
  expect(body.endsWith("END:VCALENDAR\r\n")).toBe(true);
  const lines = body.slice(0, -2).split("\r\n");
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(lines.some((line) => line.startsWith(" "))).toBe(true);
  expect(lines.join("").includes("\ufffd")).toBe(false);
  expect(body.replaceAll("\r\n", "").includes("\n")).toBe(false);
});
