import { type Day, isDay } from "./day.ts";
import type { Problem } from "./result.ts";

/** A day from three boxes; every box that is wrong is named. */
export function dayFrom(
  typed: { readonly day: string; readonly month: string; readonly year: string },
  field: string,
): { day: Day | null; problems: Problem[] } {
  const missing = (["day", "month", "year"] as const).filter((part) => typed[part] === "");
  if (missing.length === 3) return { day: null, problems: [{ code: "required", field }] };
  if (missing.length > 0) {
    return {
      day: null,
      problems: missing.map((part) => ({ code: `${part}-missing`, field })),
    };
  }
  if (!/^\d{4}$/.test(typed.year)) {
    return { day: null, problems: [{ code: "year-four-digits", field }] };
  }
  const iso = `${typed.year}-${typed.month.padStart(2, "0")}-${typed.day.padStart(2, "0")}`;
  return isDay(iso)
    ? { day: iso, problems: [] }
    : { day: null, problems: [{ code: "not-a-day", field }] };
}

/**
 * Three boxes as one text, for rules that read texts: a day as it is kept, nothing where all are
 * empty, and whatever is no day as it was typed.
 */
export function dayText(typed: {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}): string {
  return (
    dayFrom(typed, "").day ?? [typed.day, typed.month, typed.year].filter((part) => part).join(" ")
  );
}
