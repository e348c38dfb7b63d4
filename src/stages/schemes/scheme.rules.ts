import type { Problem } from "../../shared/result.ts";
import type { Localised, NewLine, NewReportedTotal, NewScheme } from "./scheme.ts";

/** Pages of the whole installation: a scheme of that name would have no address. */
const TAKEN: readonly string[] = [
  "check",
  "help",
  "accessibility",
  "privacy",
  "how-places-are-given",
];

/** A name must be there in English; the other languages fall back to it until they are written. */
export const nameProblems = (name: Localised, field: string): Problem[] =>
  (name.en ?? "").trim() === "" ? [{ code: "required", field }] : [];

export function schemeProblems(from: NewScheme): Problem[] {
  const problems = nameProblems(from.name, "name");
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(from.slug) || TAKEN.includes(from.slug)) {
    problems.push({ code: "not-a-short-name", field: "slug" });
  }
  return problems;
}

const wholeAbove = (value: number, minimum: number, field: string): Problem[] => {
  if (!Number.isInteger(value)) return [{ code: "not-whole", field }];
  return value < minimum ? [{ code: "too-small", params: { min: minimum }, field }] : [];
};

export function lineProblems(from: NewLine): Problem[] {
  const problems = nameProblems(from.name, "name");
  if (!/^[a-z0-9-]+$/.test(from.code)) problems.push({ code: "not-a-short-name", field: "code" });
  problems.push(...wholeAbove(from.target, 0, "target"));
  const least = from.minimumDays ?? null;
  const most = from.maximumDays ?? null;
  if (least !== null) problems.push(...wholeAbove(least, 1, "minimumDays"));
  if (most !== null) problems.push(...wholeAbove(most, Math.max(1, least ?? 1), "maximumDays"));
  return problems;
}

export function totalProblems(from: NewReportedTotal): Problem[] {
  const problems: Problem[] = [];
  if (from.realised !== null) problems.push(...wholeAbove(from.realised, 0, "realised"));
  // A figure without a source is a claim; a missing figure names where it was looked for.
  if (from.sourceTitle.trim() === "") problems.push({ code: "required", field: "sourceTitle" });
  if (!/^https?:\/\/[^\s]+$/.test(from.sourceUrl)) {
    problems.push({ code: "not-a-website", field: "sourceUrl" });
  }
  return problems;
}
