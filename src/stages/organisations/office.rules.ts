import type { Problem } from "../../shared/result.ts";
import type { OfficePlace, TypedOffice } from "./office.ts";

const DAY = /^[1-7]$/;
/** `9`, `9:00`, `9.30` and `09:30` are all written by people. */
const TIME = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/;

/** `09:00` of what somebody typed, or null. */
export function typedTime(text: string): string | null {
  const [, hour, minute = "00"] = TIME.exec(text.trim()) ?? [];
  return hour === undefined ? null : `${hour.padStart(2, "0")}:${minute}`;
}

/** Everything that is wrong with where an office is said to be, each at its field. */
export function officeProblems(typed: TypedOffice): Problem[] {
  const problems: Problem[] = [];
  const add = (field: keyof TypedOffice, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const street = typed.street.trim();
  const postcode = typed.postcode.trim();
  if (street.length > 200) add("street", "too-long", { max: 200 });
  if (postcode.length > 20) add("postcode", "too-long", { max: 20 });
  // Half an address sends a family to the wrong door.
  if (street === "" && postcode !== "") add("street", "required");
  if (street !== "" && postcode === "") add("postcode", "required");
  const landline = typed.landline.trim();
  if (landline !== "" && !/^\+\d[\d ()/-]{5,28}$/.test(landline)) {
    add("landline", "not-a-telephone");
  }
  const hours = ["firstDay", "lastDay", "opens", "closes"] as const;
  if (hours.every((field) => typed[field].trim() === "")) return problems;
  for (const field of hours) {
    const value = typed[field].trim();
    if (value === "") add(field, "required");
    else if (field === "firstDay" || field === "lastDay") {
      if (!DAY.test(value)) add(field, "not-a-choice");
    } else if (typedTime(value) === null) add(field, "not-a-time");
  }
  if (DAY.test(typed.firstDay) && DAY.test(typed.lastDay) && typed.lastDay < typed.firstDay) {
    add("lastDay", "before-first-day");
  }
  const opens = typedTime(typed.opens);
  const closes = typedTime(typed.closes);
  if (opens !== null && closes !== null && closes <= opens) add("closes", "office-closes-first");
  return problems;
}

/** What was typed without problems, as it is kept. */
export function officePlace(typed: TypedOffice): OfficePlace {
  const opens = typedTime(typed.opens);
  const closes = typedTime(typed.closes);
  return {
    street: typed.street.trim() || null,
    postcode: typed.postcode.trim() || null,
    landline: typed.landline.trim() || null,
    hours:
      opens === null || closes === null
        ? null
        : { firstDay: Number(typed.firstDay), lastDay: Number(typed.lastDay), opens, closes },
  };
}
