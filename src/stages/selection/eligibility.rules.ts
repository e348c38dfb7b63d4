import { ageOn, type Day, lengthInDays } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { graduateProblem } from "../travel/duration.rules.ts";
import { type Held, shortStayOver } from "../travel/short-stay.rules.ts";
import { type Facts, reasonsAgainst, wordAgainst } from "./facts.rules.ts";

/**
 * Which wishes of an applicant stay open. Every rule that closes one is named with its figures;
 * a wish that two rules close carries both, because one of them may be wrong.
 */
export const REMOVAL_CODES = [
  "flow-cancelled",
  "other-country",
  "already-begun",
  "age-below",
  "age-above",
  "stay-too-short",
  "stay-too-long",
  "trade-not-offered",
  "dates-overlap",
  "visa-days",
  "graduate-too-late",
  /** The final list of the call gave the person no rank: a veto, or a rule of the call. */
  "not-on-list",
  /** The call ranks those alone whom their country puts forward: it said no, or nothing. */
  "not-put-forward",
  "preselection-missing",
] as const;
export type RemovalCode = (typeof REMOVAL_CODES)[number];
export type Removal = {
  readonly code: RemovalCode;
  readonly params: NonNullable<Problem["params"]>;
};

export type EligibleApplicant = {
  readonly birthDate: Day;
  readonly sendingCountry: string;
  /** Of the papers the person travels with; null: none were written down. */
  readonly nationality?: string | null;
  readonly trade: string;
  /** Stays the person declared; days under a permit or a national visa do not count. */
  readonly stays: readonly { readonly entry: Day; readonly exit: Day; readonly permit: boolean }[];
  /** Places abroad the person already holds, of any line. */
  readonly mobilities: readonly Held[];
  /** The last day of the month in which somebody who left school finished it; null: not said. */
  readonly graduatedOn?: Day | null;
};
type Stay = { readonly country: string; readonly starts: Day; readonly ends: Day };

export type EligibleFlow = Stay & {
  readonly state: string;
  readonly sendingCountry: string;
  readonly places: readonly { readonly id: string; readonly trade: string | null }[];
};

export type EligibleCall = {
  readonly decideBy: Day;
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  /** Months after finishing school in which a stay must be over; null: the call does not say. */
  readonly graduateMonths?: number | null;
};

/** The place of a flow for a trade: its own when the trade's seats are counted, else the open one. */
export function placeFor(
  flow: Pick<EligibleFlow, "places">,
  trade: string,
): { readonly id: string } | undefined {
  const wanted = fold(trade.trim());
  return (
    flow.places.find((place) => place.trade !== null && fold(place.trade) === wanted) ??
    flow.places.find((place) => place.trade === null)
  );
}

export function removalsOf(
  applicant: EligibleApplicant,
  flow: EligibleFlow,
  call: EligibleCall,
): Removal[] {
  const removals: Removal[] = [];
  const add = (code: RemovalCode, params: Removal["params"]) => removals.push({ code, params });

  if (flow.state !== "open") add("flow-cancelled", {});
  if (flow.sendingCountry !== applicant.sendingCountry) {
    add("other-country", { country: flow.sendingCountry });
  }
  if (flow.starts <= call.decideBy) {
    add("already-begun", { starts: flow.starts, decided: call.decideBy });
  }

  const age = ageOn(applicant.birthDate, flow.starts);
  if (age < call.minimumAge) add("age-below", { age, minimum: call.minimumAge, on: flow.starts });
  if (age > call.maximumAge) add("age-above", { age, maximum: call.maximumAge, on: flow.starts });

  const days = lengthInDays(flow.starts, flow.ends);
  if (call.minimumDays !== null && days < call.minimumDays) {
    add("stay-too-short", { days, minimum: call.minimumDays });
  }
  if (call.maximumDays !== null && days > call.maximumDays) {
    add("stay-too-long", { days, maximum: call.maximumDays });
  }

  if (!placeFor(flow, applicant.trade)) {
    const offered = flow.places.flatMap((place) => (place.trade === null ? [] : [place.trade]));
    add("trade-not-offered", { trade: applicant.trade, offered: offered.join(", ") });
  }

  // Domain rule C2: the same person is never funded for the same day twice.
  const held = applicant.mobilities.find((m) => m.starts <= flow.ends && flow.starts <= m.ends);
  if (held) add("dates-overlap", { from: held.starts, to: held.ends });

  // Domain rule D6: a graduate's stay is over within so many months after finishing school.
  const { graduatedOn } = applicant;
  const { graduateMonths } = call;
  if (graduatedOn && graduateMonths != null) {
    const late = graduateProblem(flow.ends, graduatedOn, graduateMonths);
    if (late) add("graduate-too-late", late.params ?? {});
  }

  const over = shortStayOver(applicant, flow);
  if (over) add("visa-days", over);
  return removals;
}

/** What nobody has said yet. It holds nobody back and is decided by nobody before it is known. */
export const UNKNOWN_CODES = [
  "enrolment-unsaid",
  "enrolment-unconfirmed",
  "graduation-unsaid",
  "head-silent",
  "link-unsaid",
] as const;
export type UnknownCode = (typeof UNKNOWN_CODES)[number];
export type Said = { readonly code: string; readonly params: NonNullable<Problem["params"]> };

/** What is known of somebody's school, and who said it. */
export type PersonFacts = Facts & {
  /** Of the school; undefined: it has not said anything. */
  readonly schoolSays?: boolean | undefined;
  /** Of staff: the head teacher's answer; null: asked without an answer, or never asked. */
  readonly head?: "yes" | "no" | null | undefined;
  /** Of staff: that the person works at the school that sends; no `until` is without an end. */
  readonly link?: { readonly until?: Day } | undefined;
  /** The country's word; undefined while it has not said any. */
  readonly putForward?: boolean | undefined;
  readonly putForwardReason?: string | undefined;
};
export type StandingCall = {
  readonly audience: "learners" | "staff";
  /** True once the time is over in which countries say who goes on, and only those do. */
  readonly onlyPutForward?: boolean;
  readonly who: {
    readonly enrolled: boolean;
    readonly graduateMonths: number | null;
    readonly earlierMobility: "any" | "first-only";
  };
};

/**
 * What the rules say of a person in a call: everything that speaks against it, everything that is
 * not known yet, and each wish that a rule closed. "against" is a word for somebody in the office to
 * look at, never a decision.
 */
export type PersonStanding = {
  readonly kind: "open" | "unknown" | "against";
  readonly against: readonly Said[];
  readonly unknown: readonly Said[];
  readonly wishes: readonly {
    readonly flowId: string;
    readonly city: string;
    readonly starts: Day;
    readonly ends: Day;
    readonly removals: readonly Removal[];
  }[];
};

export function standingOf(
  facts: PersonFacts,
  call: StandingCall,
  first: Day,
  earlierStays: number,
  wishes: PersonStanding["wishes"],
): PersonStanding {
  const against: Said[] = [];
  const unknown: Said[] = [];
  const say = (code: UnknownCode) => unknown.push({ code, params: {} });
  // The school's word goes before the application's.
  const enrolled = facts.schoolSays ?? facts.enrolled;
  const isLearner = call.audience === "learners";
  if (isLearner && call.who.enrolled) {
    if (enrolled === undefined) say("enrolment-unsaid");
    else if (enrolled && facts.schoolSays === undefined) say("enrolment-unconfirmed");
    if (enrolled === false && call.who.graduateMonths !== null && !facts.graduatedOn) {
      say("graduation-unsaid");
    }
  }
  if (!isLearner && facts.head !== "yes") {
    if (facts.head === "no") against.push({ code: "head-said-no", params: {} });
    else say("head-silent");
  }
  if (!isLearner) {
    // Domain rule of eligibility: the link to the sending organisation is documented.
    if (!facts.link && facts.head === "yes") say("link-unsaid");
    const until = facts.link?.until;
    if (until && until < first) against.push({ code: "link-over", params: { until, first } });
  }
  const who = { ...call.who, enrolled: isLearner && call.who.enrolled };
  for (const reason of reasonsAgainst({ ...facts, enrolled }, who, first, earlierStays)) {
    // "Not enrolled" of somebody whose month of graduation nobody asked for is not known yet.
    const isOpen = unknown.some(({ code }) => code === "graduation-unsaid");
    if (!(reason.code === "not-enrolled" && isOpen)) against.push(reason);
  }
  const word = call.onlyPutForward ? wordAgainst(facts) : null;
  if (word) against.push(word);
  if (wishes.length === 0) against.push({ code: "no-wishes", params: {} });
  const allClosed = wishes.length > 0 && wishes.every((wish) => wish.removals.length > 0);
  const kind =
    against.length > 0 || allClosed ? "against" : unknown.length > 0 ? "unknown" : "open";
  return { kind, against, unknown, wishes };
}
