import type { SchemeSettings } from "../../platform/db/actor.ts";
import type { Problem } from "../../shared/result.ts";
import { addressProblem } from "../accounts/membership.rules.ts";
import { activityDays } from "./activity.rules.ts";
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

const LONGEST_NAME = 120;

/** The name in every language it was given in, each at the field of its language. */
export function programmeNameProblems(name: Localised): Problem[] {
  const problems = nameProblems(name, "name-en");
  for (const [locale, text] of Object.entries(name)) {
    if (text.length > LONGEST_NAME) {
      problems.push({ code: "too-long", params: { max: LONGEST_NAME }, field: `name-${locale}` });
    }
  }
  return problems;
}

export function phoneProblems(phone: string): Problem[] {
  if (phone === "") return [{ code: "required", field: "phone" }];
  return /^\+?[0-9][0-9 ()/-]{4,29}$/.test(phone) ? [] : [{ code: "not-a-phone", field: "phone" }];
}

const LONGEST_PERSON = 100;

/** Whom learners are told to call or write to. */
export function contactProblems(contact: NonNullable<SchemeSettings["contact"]>): Problem[] {
  const problems: Problem[] = [];
  if (contact.name === "") problems.push({ code: "required", field: "contact" });
  else if (contact.name.length > LONGEST_PERSON) {
    problems.push({ code: "too-long", params: { max: LONGEST_PERSON }, field: "contact" });
  }
  problems.push(...phoneProblems(contact.phone));
  const address = addressProblem(contact.email);
  return address ? [...problems, address] : problems;
}

/** The longest that still stands at the foot of a page and in the head of a paper. */
const LONGEST_FUNDING = { granter: 120, line: 160, views: 700, "grant-number": 60 } as const;
const PROGRAMMES: readonly unknown[] = [undefined, "2021-2027", "2014-2020"];

/** Each at its field: texts by language stand at `granter-en`, `line-sq`, `views-mk`. */
export function fundingProblems(funding: SchemeSettings["funding"]): Problem[] {
  if (!funding) return [];
  const problems: Problem[] = [];
  if (funding.line !== "funded" && funding.line !== "co-funded") {
    problems.push({ code: "not-a-choice", field: "funding" });
  }
  if (!PROGRAMMES.includes(funding.programme)) {
    problems.push({ code: "not-a-choice", field: "funder" });
  }
  const long = (part: keyof typeof LONGEST_FUNDING, text: string, field: string) => {
    const max = LONGEST_FUNDING[part];
    if (text.length > max) problems.push({ code: "too-long", params: { max }, field });
  };
  long("grant-number", funding.grantNumber ?? "", "grant-number");
  const { authority, ownLine, ownDisclaimer } = funding;
  const parts = { granter: authority, line: ownLine, views: ownDisclaimer };
  for (const [part, texts] of Object.entries(parts)) {
    for (const [locale, text] of Object.entries(texts ?? {})) {
      long(part as keyof typeof parts, text, `${part}-${locale}`);
    }
  }
  return problems;
}

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
  problems.push(...targetProblems(from.target));
  const least = from.minimumDays ?? null;
  const most = from.maximumDays ?? null;
  if (least !== null) problems.push(...wholeAbove(least, 1, "minimumDays"));
  if (most !== null) problems.push(...wholeAbove(most, Math.max(1, least ?? 1), "maximumDays"));
  return [...problems, ...activityProblems(from)];
}

export const targetProblems = (target: number): Problem[] => wholeAbove(target, 0, "target");

/** What a staff activity may not be: a learners' one, or of other days than the programme gives it. */
function activityProblems(from: NewLine): Problem[] {
  if (!from.activity) return [];
  if (from.audience !== "staff") return [{ code: "not-a-choice", field: "activity" }];
  const { least, most } = activityDays(from.activity);
  const days = { least, most: most ?? 0 };
  const problems: Problem[] = [];
  if ((from.minimumDays ?? least) < least) {
    problems.push({ code: "line-days-below", params: days, field: "minimumDays" });
  }
  if (most !== null && (from.maximumDays ?? most) > most) {
    problems.push({ code: "line-days-above", params: days, field: "maximumDays" });
  }
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
