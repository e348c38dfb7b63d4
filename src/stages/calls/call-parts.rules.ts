import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Localised, NewCall } from "./call.ts";
import { ruleProblems } from "./selection-rule.rules.ts";

/** The parts of a draft that are written and changed each by itself, in the order of the pages. */
export const DRAFT_PARTS = ["basics", "dates", "who", "paid", "rule"] as const;
export type DraftPart = (typeof DRAFT_PARTS)[number];

/** Which facts of a call belong to which part. */
export const PART_OF = {
  lineId: "basics",
  title: "basics",
  about: "basics",
  opensAt: "dates",
  closesAt: "dates",
  decideBy: "dates",
  answerBy: "dates",
  graceMinutes: "dates",
  objectionDays: "dates",
  minimumAge: "who",
  maximumAge: "who",
  who: "who",
  paid: "paid",
  criteria: "rule",
  ties: "rule",
} as const satisfies Partial<Record<keyof NewCall, DraftPart>>;

/** What of a draft may be changed; each key belongs to one part. */
export type DraftChanges = Partial<Pick<NewCall, keyof typeof PART_OF>>;

const LONGEST = { title: 120, about: 3000, paid: 200 } as const;
export const MOST_GRACE = 1440;
export const MOST_OBJECTION_DAYS = 60;
export const MOST_GRADUATE_MONTHS = 60;
const LEAST_AGE = 14;
const MOST_AGE = 99;

/**
 * A text in several languages: English is always there, because every other language falls back
 * to it. Problems stand at `<field>-<locale>`, but a missing English text at the field itself.
 */
export function localisedProblems(
  text: Localised | undefined,
  field: string,
  longest: number,
  needed = true,
): Problem[] {
  const long = Object.entries(text ?? {})
    .filter(([, words]) => words.trim().length > longest)
    .map(([locale]) => ({
      code: "too-long",
      params: { max: longest },
      field: locale === "en" ? field : `${field}-${locale}`,
    }));
  const missing = needed && (text?.en ?? "").trim() === "";
  return [...(missing ? [{ code: "required", field }] : []), ...long];
}

const whole = (
  field: string,
  value: number | undefined,
  [min, max]: readonly [number, number],
): Problem[] => {
  if (value === undefined) return [];
  if (!Number.isInteger(value)) return [{ code: "not-whole", field }];
  if (value < min) return [{ code: "too-small", params: { min }, field }];
  return value > max ? [{ code: "too-big", params: { max }, field }] : [];
};

/** A date that could not be read is told by the page, at its own box; here it is only not compared. */
const readable = (moment: Date): boolean => !Number.isNaN(moment.getTime());

function datesProblems(from: NewCall): Problem[] {
  const problems: Problem[] = [];
  const at = (field: string, code: string) => problems.push({ code, field });
  const { opensAt, closesAt, decideBy, answerBy } = from;
  if (readable(opensAt) && readable(closesAt) && closesAt <= opensAt) {
    at("closesAt", "closes-before-it-opens");
  }
  if (readable(closesAt) && decideBy < wallTimeOf(closesAt).day) {
    at("decideBy", "decided-before-it-closes");
  }
  if (readable(answerBy) && wallTimeOf(answerBy).day < decideBy) {
    at("answerBy", "answered-before-decided");
  }
  return [
    ...problems,
    ...whole("graceMinutes", from.graceMinutes, [0, MOST_GRACE]),
    ...whole("objectionDays", from.objectionDays, [0, MOST_OBJECTION_DAYS]),
  ];
}

function whoProblems(from: NewCall): Problem[] {
  const { minimumAge, maximumAge, who } = from;
  const months = who?.graduateMonths ?? null;
  return [
    ...whole("minimumAge", minimumAge, [LEAST_AGE, MOST_AGE]),
    ...whole("maximumAge", maximumAge, [
      Number.isInteger(minimumAge) ? minimumAge : LEAST_AGE,
      MOST_AGE,
    ]),
    ...(months === null ? [] : whole("graduateMonths", months, [1, MOST_GRADUATE_MONTHS])),
  ];
}

const paidProblems = (from: NewCall): Problem[] =>
  (from.paid ?? []).flatMap((line, at) => localisedProblems(line.text, `paid-${at}`, LONGEST.paid));

/** What is wrong with each part, at its field. */
export const partProblems: Readonly<Record<DraftPart, (from: NewCall) => Problem[]>> = {
  basics: (from) => [
    ...localisedProblems(from.title, "title", LONGEST.title),
    ...localisedProblems(from.about, "about", LONGEST.about, false),
  ],
  dates: datesProblems,
  who: whoProblems,
  paid: paidProblems,
  rule: (from) => ruleProblems(from.criteria, from.ties ?? []),
};
