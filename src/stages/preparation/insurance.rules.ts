import { addDays, type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

export const INSURED = ["accident", "liability", "health"] as const;
export type Insured = (typeof INSURED)[number];

export type Span = { readonly starts: Day; readonly ends: Day };

/** A policy as it is kept: what it covers, for which days, and whom to call at night. */
export type Policy = Span & {
  readonly id: string;
  readonly insurer: string;
  readonly number: string;
  readonly kinds: readonly Insured[];
  readonly phone: string;
  /** True for everybody of the flow, also whoever joins it later. */
  readonly everybody: boolean;
  readonly mobilityIds: readonly string[];
};

export type TypedPolicy = Readonly<
  Record<"insurer" | "number" | "starts" | "ends" | "phone" | "whom", string>
> & { readonly kinds: readonly string[]; readonly people: readonly string[] };

/**
 * The first days between two on which nothing covers; null where every day is covered. Two policies
 * that follow each other cover as one does.
 */
export function firstGap(spans: readonly Span[], from: Day, until: Day): Span | null {
  let open = from;
  for (const span of [...spans].sort((a, b) => (a.starts < b.starts ? -1 : 1))) {
    if (span.starts > open) break;
    if (span.ends >= open) open = addDays(span.ends, 1);
  }
  if (open > until) return null;
  const later = spans
    .map(({ starts }) => starts)
    .filter((starts) => starts > open && starts <= until)
    .sort()[0];
  return { starts: open, ends: later ? addDays(later, -1) : until };
}

/** Everything that is wrong with a policy as it was typed, and the policy where nothing is. */
export function readPolicy(
  typed: TypedPolicy,
  flow: Span,
  mobilityIds: readonly string[],
): { readonly policy: Omit<Policy, "id"> | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const insurer = typed.insurer.trim().replace(/\s+/g, " ");
  const number = typed.number.trim();
  const phone = typed.phone.trim();
  for (const [field, text, max] of [
    ["insurer", insurer, 120],
    ["number", number, 60],
  ] as const) {
    if (text.length < (field === "insurer" ? 2 : 1)) problems.push({ code: "required", field });
    else if (text.length > max) problems.push({ code: "too-long", params: { max }, field });
  }
  const kinds = INSURED.filter((kind) => typed.kinds.includes(kind));
  if (kinds.length === 0) problems.push({ code: "choose-one", field: "kinds" });
  for (const field of ["starts", "ends"] as const) {
    if (!isDay(typed[field])) problems.push({ code: "not-a-day", field });
  }
  if (isDay(typed.starts) && isDay(typed.ends)) {
    if (typed.ends < typed.starts) problems.push({ code: "insurance-ends-first", field: "ends" });
    else if (typed.ends < addDays(flow.starts, -14) || typed.starts > addDays(flow.ends, 14)) {
      problems.push({ code: "insurance-other-days", params: { ...flow }, field: "starts" });
    }
  }
  if (!/^[+\d][\d\s/().-]{4,38}$/.test(phone)) {
    problems.push({ code: "phone-shape", field: "phone" });
  }
  const everybody = typed.whom === "everybody";
  if (!everybody && typed.whom !== "some") problems.push({ code: "choose-one", field: "whom" });
  const people = everybody ? [] : mobilityIds.filter((id) => typed.people.includes(id));
  if (typed.whom === "some" && people.length === 0) {
    problems.push({ code: "choose-one", field: "people" });
  }
  if (problems.length > 0) return { policy: null, problems };
  const days = { starts: typed.starts as Day, ends: typed.ends as Day };
  return {
    policy: { insurer, number, kinds, phone, everybody, mobilityIds: people, ...days },
    problems,
  };
}
