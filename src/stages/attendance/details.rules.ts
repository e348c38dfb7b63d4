import { type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

export type TypedDetails = {
  readonly givenNames: string;
  readonly familyName: string;
  /** `1979-05-17`; "" where nothing was typed. */
  readonly birthDate: string;
};

const YOUNGEST = 14;

/** Names as in a passport and a day of birth; every problem at its field. */
export function detailProblems(typed: TypedDetails, today: Day): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["givenNames", "familyName"] as const) {
    const length = typed[field].trim().length;
    if (length === 0) problems.push({ code: "required", field });
    else if (length > 100) problems.push({ code: "too-long", params: { max: 100 }, field });
  }
  const latest = `${Number(today.slice(0, 4)) - YOUNGEST}${today.slice(4)}`;
  if (typed.birthDate === "") problems.push({ code: "required", field: "birthDate" });
  else if (!isDay(typed.birthDate)) problems.push({ code: "not-a-day", field: "birthDate" });
  else if (typed.birthDate < "1920-01-01" || typed.birthDate > latest) {
    problems.push({ code: "birth-date-unlikely", field: "birthDate" });
  }
  return problems;
}

/** The last word of a name as one types it, for a box that somebody corrects. */
export function splitName(name: string): { givenNames: string; familyName: string } {
  const parts = name.trim().split(/\s+/);
  const familyName = parts.length > 1 ? (parts.pop() ?? "") : "";
  return { givenNames: parts.join(" "), familyName };
}
