import { type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { FREE_MOVEMENT, inSchengen } from "./schengen.rules.ts";
import {
  EU_CITIZENS,
  type NewVisaRule,
  PASSPORTS,
  type Papers,
  REGIMES,
  SCHENGEN_AREA,
  type VisaRule,
} from "./travel.ts";

/** What a row of the table is looked up by: domain rule S2. */
export type VisaQuestion = Pick<Papers, "nationality" | "passport" | "issuer"> & {
  readonly host: string;
  readonly entry: Day;
};

const applies = (rule: NewVisaRule, asked: VisaQuestion): boolean =>
  (rule.nationality === asked.nationality ||
    (rule.nationality === EU_CITIZENS && FREE_MOVEMENT.has(asked.nationality))) &&
  (rule.passport === "any" || rule.passport === asked.passport) &&
  (rule.issuer === null || rule.issuer === asked.issuer) &&
  (rule.host === asked.host ||
    (rule.host === SCHENGEN_AREA && inSchengen(asked.host, asked.entry))) &&
  (rule.entryFrom === null || rule.entryFrom <= asked.entry) &&
  (rule.entryUntil === null || asked.entry <= rule.entryUntil);

/** A row about this country, this passport, this issuer goes before one about all of them. */
const closeness = (rule: NewVisaRule): number =>
  (rule.host === SCHENGEN_AREA ? 0 : 8) +
  (rule.passport === "any" ? 0 : 4) +
  (rule.issuer === null ? 0 : 2) +
  (rule.nationality === EU_CITIZENS ? 0 : 1);

const closest = (rules: readonly VisaRule[]): VisaRule | undefined =>
  rules.reduce<VisaRule | undefined>((best, rule) => {
    if (!best || closeness(rule) > closeness(best)) return rule;
    const isLater =
      closeness(rule) === closeness(best) && (rule.entryFrom ?? "") > (best.entryFrom ?? "");
    return isLater ? rule : best;
  }, undefined);

/**
 * The rows that speak of a journey: one about entering, one about staying longer. Both undefined
 * where the table says nothing, which is an answer too: nobody guesses.
 */
export function visaRulesFor(
  rules: readonly VisaRule[],
  asked: VisaQuestion,
): { readonly entry: VisaRule | undefined; readonly long: VisaRule | undefined } {
  const found = rules.filter((rule) => applies(rule, asked));
  return {
    entry: closest(found.filter((rule) => rule.regime !== "long-stay")),
    long: closest(found.filter((rule) => rule.regime === "long-stay")),
  };
}

const CODE = /^[A-Z]{2}$/;
const LONGEST_SOURCE = 300;
const LONGEST_LINK = 500;
const MOST_WEEKS = 52;
const MOST_DAYS = 365;

/** What stands in the boxes of the form, before it is known to be a row. */
export type TypedVisaRule = Readonly<
  Record<
    | "nationality"
    | "passport"
    | "issuer"
    | "host"
    | "entryFrom"
    | "entryUntil"
    | "regime"
    | "aboveDays"
    | "leadWeeks"
    | "unsure"
    | "source"
    | "link",
    string
  >
>;

/** A row of what was typed, or everything that is wrong with it, each at its box. */
export function visaRuleOf(typed: TypedVisaRule): { rule?: NewVisaRule; problems: Problem[] } {
  const problems: Problem[] = [];
  const add = (field: keyof TypedVisaRule, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const dayOf = (field: "entryFrom" | "entryUntil"): Day | null => {
    const text = typed[field];
    if (text === "" || isDay(text)) return text === "" ? null : (text as Day);
    add(field, "not-a-day");
    return null;
  };
  const whole = (field: "aboveDays" | "leadWeeks", min: number, max: number): number => {
    const value = /^\d{1,4}$/.test(typed[field]) ? Number(typed[field]) : Number.NaN;
    if (Number.isNaN(value)) add(field, "not-whole");
    else if (value < min) add(field, "too-small", { min });
    else if (value > max) add(field, "too-big", { max });
    return value;
  };
  const passport = [...PASSPORTS, "any" as const].find((known) => known === typed.passport);
  const regime = REGIMES.find((known) => known === typed.regime);
  if (!CODE.test(typed.nationality)) add("nationality", "choose-one");
  if (!passport) add("passport", "choose-one");
  if (typed.issuer !== "" && !CODE.test(typed.issuer)) add("issuer", "choose-one");
  if (typed.host !== SCHENGEN_AREA && !CODE.test(typed.host)) add("host", "choose-one");
  const entryFrom = dayOf("entryFrom");
  const entryUntil = dayOf("entryUntil");
  if (entryFrom && entryUntil && entryUntil < entryFrom) add("entryUntil", "days-reversed");
  if (!regime) add("regime", "choose-one");
  const aboveDays = regime === "long-stay" ? whole("aboveDays", 1, MOST_DAYS) : null;
  const leadWeeks = whole("leadWeeks", 0, MOST_WEEKS);
  if (typed.source === "") add("source", "required");
  else if (typed.source.length > LONGEST_SOURCE) add("source", "too-long", { max: LONGEST_SOURCE });
  if (typed.link !== "" && !/^https:\/\/\S+\.\S+$/.test(typed.link)) add("link", "link-not-https");
  else if (typed.link.length > LONGEST_LINK) add("link", "too-long", { max: LONGEST_LINK });
  if (problems.length > 0 || !passport || !regime) return { problems };
  const { nationality, host, source } = typed;
  return {
    problems,
    rule: {
      nationality,
      passport,
      issuer: typed.issuer || null,
      host,
      entryFrom,
      entryUntil,
      regime,
      aboveDays,
      leadWeeks,
      unsure: typed.unsure === "yes",
      source,
      link: typed.link || null,
    },
  };
}

/** Another row that would answer the same question on the same day; two answers are none. */
export const clashOf = (rule: NewVisaRule, others: readonly VisaRule[]): VisaRule | undefined =>
  others.find(
    (other) =>
      other.nationality === rule.nationality &&
      other.passport === rule.passport &&
      other.issuer === rule.issuer &&
      other.host === rule.host &&
      (other.regime === "long-stay") === (rule.regime === "long-stay") &&
      (other.entryFrom === null ||
        rule.entryUntil === null ||
        other.entryFrom <= rule.entryUntil) &&
      (rule.entryFrom === null || other.entryUntil === null || rule.entryFrom <= other.entryUntil),
  );
