import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  type AnswerAction,
  type AnswerState,
  type GrowthAnswer,
  LEVELS,
  type Level,
  type YearFacts,
} from "./growth.ts";
import { PARTS, type Standard } from "./standards.ts";

/** Said by the organisation, then believed or given back. What is said anew begins again. */
export const answerStates = {
  said: { confirm: "confirmed", return: "returned" },
  confirmed: { return: "returned" },
  returned: {},
} as const satisfies Record<AnswerState, Partial<Record<AnswerAction, AnswerState>>>;

export function nextAnswer(state: AnswerState, action: AnswerAction): Result<AnswerState> {
  const after = (answerStates[state] as Partial<Record<AnswerAction, AnswerState>>)[action];
  return after ? ok(after) : refuse({ code: "changed-meanwhile", params: { state, action } });
}

export const LONGEST_EVIDENCE = 1000;
export const LONGEST_REASON = 500;
const LONGEST_LINK = 500;

export type TypedAnswer = {
  readonly level: string;
  readonly evidence: string;
  readonly link: string;
  /** Whether a file shows it: one that is sent now, or one that stays. */
  readonly hasFile: boolean;
};
export type NewAnswer = {
  readonly level: Level;
  readonly evidence: string;
  readonly link: string | null;
};

/** An answer of what was typed, or everything that is wrong with it. */
export function answerOf(typed: TypedAnswer): Result<NewAnswer> {
  const problems: Problem[] = [];
  const level = LEVELS.find((known) => known === typed.level);
  const evidence = typed.evidence.trim();
  const link = typed.link.trim();
  if (!level) problems.push({ code: "choose-one", field: "level" });
  if (evidence.length > LONGEST_EVIDENCE) {
    problems.push({ code: "too-long", params: { max: LONGEST_EVIDENCE }, field: "evidence" });
  }
  if (link !== "" && !isAddress(link)) problems.push({ code: "not-a-website", field: "link" });
  // Whoever confirms it has to see something.
  if (level === "in-place" && evidence === "" && link === "" && !typed.hasFile) {
    problems.push({ code: "growth-shown-by-nothing", field: "evidence" });
  }
  if (!level || problems.length > 0) return { ok: false, problems };
  return ok({ level, evidence, link: link === "" ? null : link });
}

/**
 * Why the file of these answers cannot be taken away yet: nobody takes away what a confirmation rests
 * on, nor the only thing that shows what counts. Said anew without it, it can go.
 */
export function fileBoundBy(
  answers: readonly Pick<GrowthAnswer, "level" | "state" | "evidence" | "link" | "supersededAt">[],
): Problem | null {
  const counting = answers.filter(({ supersededAt }) => supersededAt === null);
  if (counting.some(isConfirmed)) return { code: "growth-file-confirmed" };
  const alone = counting.some(
    ({ level, evidence, link }) => level === "in-place" && evidence === "" && link === null,
  );
  return alone ? { code: "growth-file-alone" } : null;
}

function isAddress(text: string): boolean {
  if (text.length > LONGEST_LINK || !/^https?:\/\//.test(text)) return false;
  return URL.canParse(text);
}

/** Of its own staff, so many have to have been abroad or at an event before it runs a scheme alone. */
export const LEAST_TRAINED = 2;

export type Missing = "standards" | "sent" | "hosted" | "trained";

/** The standards without which nobody can lead a scheme: good management, quality and support. */
const ALONE: readonly Standard[] = [...PARTS.management, ...PARTS.support];

/** What an organisation still lacks to run a scheme alone; nothing is missing where it is empty. */
export function missingToLead(
  answers: readonly Pick<GrowthAnswer, "standard" | "level" | "state">[],
  years: readonly YearFacts[],
): { readonly missing: readonly Missing[]; readonly standards: readonly Standard[] } {
  const inPlace = new Set(answers.filter(isConfirmed).map(({ standard }) => standard));
  const standards = ALONE.filter((one) => !inPlace.has(one));
  const sum = (of: (year: YearFacts) => number) => years.reduce((all, year) => all + of(year), 0);
  const missing: Missing[] = [];
  if (standards.length > 0) missing.push("standards");
  if (sum(({ learnersSent, staffSent }) => learnersSent + staffSent) === 0) missing.push("sent");
  if (sum(({ hosted }) => hosted) === 0) missing.push("hosted");
  if (sum(({ staffSent, atEvents }) => staffSent + atEvents) < LEAST_TRAINED) {
    missing.push("trained");
  }
  return { missing, standards };
}

export const isConfirmed = (answer: Pick<GrowthAnswer, "level" | "state">): boolean =>
  answer.level === "in-place" && answer.state === "confirmed";

/** The first year in which it took somebody in; null where it has not. */
export const firstHosting = (years: readonly YearFacts[]): number | null =>
  years
    .filter(({ hosted }) => hosted > 0)
    .reduce<number | null>(
      (first, { year }) => (first === null || year < first ? year : first),
      null,
    );
