import { addDays, type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  AUDIENCES,
  type NewOpportunity,
  type OpportunityAction,
  type OpportunityState,
} from "./opportunity.ts";

/** Proposed by a partner, decided by the coordinator. A partner's change is a new proposal. */
export const opportunityStates = {
  proposed: { propose: "proposed", publish: "shown", refuse: "refused" },
  shown: { propose: "proposed", "take-down": "taken-down" },
  refused: { propose: "proposed", publish: "shown" },
  "taken-down": { propose: "proposed", publish: "shown" },
} as const satisfies Record<OpportunityState, Partial<Record<OpportunityAction, OpportunityState>>>;

export function nextOpportunity(
  state: OpportunityState,
  action: OpportunityAction,
): Result<OpportunityState> {
  const after = (opportunityStates[state] as Partial<Record<OpportunityAction, OpportunityState>>)[
    action
  ];
  return after ? ok(after) : refuse({ code: "changed-meanwhile", params: { state, action } });
}

/** Days after the last look for which an opportunity without a deadline is believed. */
export const DAYS_WITHOUT_DEADLINE = 180;

/** The last day on which an opportunity stands in the public list. */
export const endsOnOf = (of: Pick<NewOpportunity, "deadline" | "checkedOn">): Day =>
  of.deadline ?? addDays(of.checkedOn, DAYS_WITHOUT_DEADLINE);

export const hasEnded = (of: Pick<NewOpportunity, "deadline" | "checkedOn">, today: Day): boolean =>
  endsOnOf(of) < today;

const LONGEST = { title: 150, about: 1000, organiser: 200, source: 300, link: 500 } as const;
export const LONGEST_REASON = 500;

/** What stands in the boxes of the form. */
export type TypedOpportunity = {
  readonly title: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
  readonly organiser: string;
  readonly countries: readonly string[];
  readonly audience: readonly string[];
  readonly lineCode: string;
  readonly deadline: string;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: string;
};

/**
 * An opportunity of what was typed, or everything that is wrong with it.
 * @param known countries and lines of the scheme
 */
export function opportunityOf(
  typed: TypedOpportunity,
  known: { readonly countries: readonly string[]; readonly lines: readonly string[] },
  today: Day,
): { opportunity?: NewOpportunity; problems: Problem[] } {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  for (const part of ["title", "about"] as const) {
    if (!typed[part].en) add(`${part}-en`, "required");
    for (const [locale, text] of Object.entries(typed[part])) {
      if (text.length > LONGEST[part]) add(`${part}-${locale}`, "too-long", { max: LONGEST[part] });
    }
  }
  for (const part of ["organiser", "source", "link"] as const) {
    if (typed[part] === "") add(part, "required");
    else if (typed[part].length > LONGEST[part]) add(part, "too-long", { max: LONGEST[part] });
  }
  if (typed.link !== "" && !/^https?:\/\/\S+\.\S+$/.test(typed.link)) add("link", "not-a-website");
  if (typed.countries.length === 0) add("countries", "choose-some");
  else if (!typed.countries.every((one) => known.countries.includes(one))) {
    add("countries", "not-a-choice");
  }
  const audience = AUDIENCES.filter((one) => typed.audience.includes(one));
  if (typed.audience.length === 0) add("audience", "choose-some");
  else if (audience.length < new Set(typed.audience).size) add("audience", "not-a-choice");
  if (typed.lineCode !== "" && !known.lines.includes(typed.lineCode)) {
    add("lineCode", "not-a-choice");
  }
  const { deadline, checkedOn } = typed;
  if (deadline !== "" && !isDay(deadline)) add("deadline", "not-a-day");
  else if (deadline !== "" && deadline < today) add("deadline", "deadline-past");
  if (!isDay(checkedOn)) add("checkedOn", checkedOn === "" ? "required" : "not-a-day");
  else if (checkedOn > today) add("checkedOn", "day-in-future");
  if (problems.length > 0 || !isDay(checkedOn)) return { problems };
  const { title, about, organiser, source, link } = typed;
  return {
    problems,
    opportunity: {
      title,
      about,
      organiser,
      countries: [...new Set(typed.countries)].sort(),
      audience,
      lineCode: typed.lineCode || null,
      deadline: isDay(deadline) ? deadline : null,
      source,
      link,
      checkedOn,
    },
  };
}
