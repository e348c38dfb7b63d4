import { expect, test } from "vitest";
import { hoursText } from "./own-time.ts";

const hours = (ownZone: string, lang = "en") =>
  hoursText(
    lang,
    "Europe/Brussels",
    "2027-07-05T07:00:00.000Z",
    "2027-07-05T08:30:00.000Z",
    ownZone,
  );

test("whoever follows from another zone reads the hours of the own clock", () => {
  expect(hours("Europe/London")).toBe("08:00–09:30");
  expect(hours("Asia/Tashkent")).toBe("12:00–13:30");
  expect(hours("Pacific/Honolulu")).toBe("Sunday, July 4, 21:00–22:30");
  expect(hours("Pacific/Honolulu", "sr-Cyrl")).toContain("недеља");
});

test("whose clock shows the same reads nothing twice", () => {
  for (const zone of ["Europe/Brussels", "Europe/Belgrade", "Europe/Tirane"]) {
    expect(hours(zone)).toBeNull();
  }
});
