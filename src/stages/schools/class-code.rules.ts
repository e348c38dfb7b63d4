import type { Problem } from "../../shared/result.ts";
import type { NewClass } from "./class-code.ts";

const CODE = /^[A-HJ-NP-Z]{2}-\d{4}$/;

/** A code as it was given out, from what somebody typed off a poster; null for anything else. */
export function typedClassCode(text: string): string | null {
  const bare = text.toUpperCase().replace(/[\s\-–—_.]/g, "");
  const code = `${bare.slice(0, 2)}-${bare.slice(2)}`;
  return CODE.test(code) ? code : null;
}

export const MOST_PUPILS = 200;

/**
 * Everything wrong with a class, at once.
 * @param known.callIds calls that pupils may still apply to
 */
export function classProblems(
  from: NewClass,
  known: { readonly callIds: readonly string[]; readonly schoolIds: readonly string[] },
): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  if (from.callId === "") add("callId", "required");
  else if (!known.callIds.includes(from.callId)) add("callId", "not-a-choice");
  if (!known.schoolIds.includes(from.organisationId)) add("organisationId", "not-a-choice");
  const text = (field: "className" | "trade" | "teacherName", max: number, min = 1) => {
    const value = from[field].trim();
    if (value === "") add(field, "required");
    else if (value.length < min) add(field, "too-short", { min });
    else if (value.length > max) add(field, "too-long", { max });
  };
  text("className", 40);
  text("trade", 80);
  text("teacherName", 100, 2);
  const pupils = from.pupils.trim();
  if (pupils !== "" && !/^\d{1,4}$/.test(pupils)) add("pupils", "not-whole");
  else if (pupils !== "" && Number(pupils) < 1) add("pupils", "too-small", { min: 1 });
  else if (Number(pupils) > MOST_PUPILS) add("pupils", "too-big", { max: MOST_PUPILS });
  return problems;
}
