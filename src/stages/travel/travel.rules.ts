import { type Day, day, daysBetween } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { calendarDays, mobilityDays } from "./duration.rules.ts";
import { passportProblems } from "./passport.rules.ts";
import { DAYS_ALLOWED, daysInWindow } from "./presence.rules.ts";
import { inSchengen, VISA_FREE } from "./schengen.rules.ts";
import { countedStays, shortStayDays } from "./short-stay.rules.ts";
import type {
  BookedDays,
  Finding,
  Journey,
  OtherJourney,
  Papers,
  Source,
  Traveller,
  VisaRule,
} from "./travel.ts";
import { visaRulesFor } from "./visa.rules.ts";

/** What the count of days and the age of passports rest on. */
export const BORDERS_CODE: Source = {
  text: "Regulation (EU) 2016/399, Art. 6",
  link: "https://eur-lex.europa.eu/eli/reg/2016/399/oj",
  on: day("2016-03-09"),
};
/** Ninety days of mobility are the least of the long learner mobility. */
export const LONG_DAYS = 90;

const DAYS_A_WEEK = 7;

/** First and last day in the host's country: travel before and after counts at a border. */
export const entryOf = (journey: Journey): { readonly entry: Day; readonly exit: Day } => ({
  entry: journey.arrives ?? journey.starts,
  exit: journey.leaves ?? journey.ends,
});

/** A ticket that is further off than this is for other days, and will be booked anew. */
const TICKET_FITS_DAYS = 14;

/** A journey with the days at the border that its tickets say, where nobody asked about others. */
export function withBooked(journey: Journey, { there, home }: BookedDays): Journey {
  const { starts, ends } = journey;
  const early = there !== null && there < starts && daysBetween(there, starts) <= TICKET_FITS_DAYS;
  const late = home !== null && home > ends && daysBetween(ends, home) <= TICKET_FITS_DAYS;
  return {
    ...journey,
    arrives: journey.arrives ?? (early ? there : undefined),
    leaves: journey.leaves ?? (late ? home : undefined),
  };
}

/** The papers somebody travels with. */
export const usedPapers = (of: Pick<Traveller, "papers">): Papers | undefined =>
  of.papers.find((papers) => papers.used);

/** Everything that speaks against the dates of a journey; rules C2, D2, S1 to S4. */
export function findingsOf(
  journey: Journey,
  traveller: Pick<Traveller, "country" | "papers" | "declared" | "journeys">,
  rules: readonly VisaRule[],
  today: Day,
): Finding[] {
  const refused = refusals(journey, traveller);
  // Days that run backwards can be counted by nobody.
  if (refused.some(({ code }) => code === "days-reversed" || code === "arrival-inside")) {
    return refused;
  }
  return [...refused, ...(journey.virtual ? [] : warnings(journey, traveller, rules, today))];
}

/** Refusals alone, for a use-case that writes dates. */
export const refusalsIn = (findings: readonly Finding[]): Problem[] =>
  findings
    .filter(({ kind }) => kind === "refusal")
    .map(({ code, params, field }) => ({
      code,
      ...(params ? { params } : {}),
      ...(field === undefined ? {} : { field }),
    }));

/** What refuses the dates of a journey: they run backwards, meet another one, or break the limits. */
export function refusals(
  journey: Journey,
  of: { readonly journeys: readonly Pick<OtherJourney, "city" | "starts" | "ends">[] },
): Finding[] {
  const found: Finding[] = [];
  const add = (field: string, code: string, params: NonNullable<Problem["params"]> = {}) =>
    found.push({ kind: "refusal", code, params, field, source: null });
  const { starts, ends } = journey;
  if (ends < starts) {
    add("ends", "days-reversed");
    return found;
  }
  const { entry, exit } = entryOf(journey);
  if (entry > starts) add("arrives", "arrival-inside");
  if (exit < ends) add("leaves", "arrival-inside");
  if (!journey.virtual) {
    for (const other of of.journeys) {
      if (other.starts <= ends && starts <= other.ends) {
        const { city } = other;
        add("starts", "stay-overlaps", { city, starts: other.starts, ends: other.ends });
      }
    }
  }
  const days = mobilityDays(journey);
  const { minimumDays: minimum, maximumDays: maximum } = journey;
  if (minimum != null && days < minimum) add("ends", "stay-too-short", { days, minimum });
  if (maximum != null && days > maximum) add("ends", "stay-too-long", { days, maximum });
  return found;
}

const isPermitted = (of: Pick<Traveller, "declared">, entry: Day, exit: Day): boolean =>
  of.declared.some((stay) => stay.permit && stay.entry <= entry && exit <= stay.exit);

function warnings(
  journey: Journey,
  of: Pick<Traveller, "country" | "papers" | "declared" | "journeys">,
  rules: readonly VisaRule[],
  today: Day,
): Finding[] {
  const found: Finding[] = [];
  const { country } = journey;
  const { entry, exit } = entryOf(journey);
  const warn = (problem: Problem, source: Source | null = BORDERS_CODE) =>
    found.push({ kind: "warning", ...problem, source });
  const papers = usedPapers(of);
  const known = papers && visaRulesFor(rules, { ...papers, host: country, entry });
  const isFree = known?.entry?.regime === "free";
  const isAtBorder = inSchengen(country, exit) && !isFree;

  if (!papers) warn({ code: "papers-missing", params: {} }, null);
  else {
    for (const problem of passportProblems(papers, { entry, exit }, isAtBorder)) warn(problem);
    if (!isPermitted(of, entry, exit)) {
      visaWarnings(journey, papers, known ?? { entry: undefined, long: undefined }, today, warn);
    }
  }
  // Of somebody without papers the country says what is likely: six of them travel without a visa.
  const isCounted = papers ? !isFree : VISA_FREE.has(of.country);
  if (!isAtBorder || !isCounted) return found;
  const stay = { country, starts: entry, ends: exit };
  const over = shortStayDays(stay, of.journeys, of.declared);
  if (over) warn({ code: "visa-days", params: over });
  const isVisaFree = papers ? known?.entry?.regime === "visa-free" : true;
  const isLong = (journey.minimumDays ?? 0) >= LONG_DAYS || mobilityDays(journey) >= LONG_DAYS;
  if (over && isLong && isVisaFree) {
    const days = calendarDays({ starts: entry, ends: exit });
    const earlier = daysInWindow(countedStays(of.journeys, of.declared), exit);
    warn({ code: "long-and-visa-free", params: { days, earlier, limit: DAYS_ALLOWED } });
  }
  return found;
}

function visaWarnings(
  journey: Journey,
  papers: Papers,
  {
    entry: rule,
    long,
  }: { readonly entry: VisaRule | undefined; readonly long: VisaRule | undefined },
  today: Day,
  warn: (problem: Problem, source?: Source | null) => void,
): void {
  const { country } = journey;
  const { entry, exit } = entryOf(journey);
  const { nationality } = papers;
  if (!rule) {
    warn({ code: "visa-unknown", params: { nationality, country, on: entry } }, null);
    return;
  }
  const about = { nationality, country, passport: papers.passport, on: entry };
  if (rule.regime === "visa") warn({ code: "visa-needed", params: about }, sourceOf(rule));
  if (rule.unsure) warn({ code: "visa-unsure", params: about }, sourceOf(rule));
  const days = calendarDays({ starts: entry, ends: exit });
  const isLong = rule.regime !== "free" && long?.aboveDays != null && days > long.aboveDays;
  if (isLong) {
    const params = { nationality, country, days, above: long.aboveDays ?? days };
    warn({ code: "long-visa-needed", params }, sourceOf(long));
  }
  const weeks = Math.max(rule.regime === "visa" ? rule.leadWeeks : 0, isLong ? long.leadWeeks : 0);
  const left = daysBetween(today, entry);
  if (weeks * DAYS_A_WEEK > left && left >= 0) {
    const params = { days: left, needed: weeks * DAYS_A_WEEK };
    warn({ code: "visa-lead-time", params }, sourceOf(isLong ? long : rule));
  }
}

/** A row's source, of the day on which somebody last stood by it. */
const sourceOf = (rule: VisaRule): Source => ({
  text: rule.source,
  link: rule.link,
  on: wallTimeOf(rule.setAt).day,
});
