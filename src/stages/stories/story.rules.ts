import { addDays, type Day } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  CONSENT_YEARS,
  FEWEST_WORDS,
  MOST_WORDS,
  type Parts,
  type Party,
  PROMPTS,
  type StoryAction,
  type StoryConsent,
  type StoryState,
} from "./story.ts";

/** From the first word to the page, and back. Whoever tells may take it back from anywhere. */
export const storyStates = {
  submitted: {
    write: "submitted",
    return: "returned",
    publish: "published",
    refuse: "refused",
    withdraw: "withdrawn",
  },
  returned: { write: "submitted", refuse: "refused", withdraw: "withdrawn" },
  published: { "take-down": "taken-down", withdraw: "withdrawn" },
  "taken-down": {
    write: "submitted",
    publish: "published",
    withdraw: "withdrawn",
    erase: "erased",
  },
  withdrawn: { "ask-again": "submitted", erase: "erased" },
  refused: { "ask-again": "submitted", erase: "erased" },
  erased: {},
} as const satisfies Record<StoryState, Partial<Record<StoryAction, StoryState>>>;

export function nextStory(state: StoryState, action: StoryAction): Result<StoryState> {
  const after = (storyStates[state] as Partial<Record<StoryAction, StoryState>>)[action];
  return after ? ok(after) : refuse({ code: `story-${state}`, params: { action } });
}

export const actionsOf = (state: StoryState): StoryAction[] =>
  Object.keys(storyStates[state]) as StoryAction[];

/** Words as a reader counts them: a dash between spaces is none, "don't" is one. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Of one answer: words without a space between them are not counted as many. */
const MOST_SIGNS = 3_000;

/** Every question is answered, and all of them together are no note and no essay. */
export function wordsProblems(parts: Parts): Problem[] {
  const long = parts.flatMap((part, at) =>
    part.length > MOST_SIGNS
      ? [{ code: "too-long", params: { max: MOST_SIGNS }, field: PROMPTS[at]! }]
      : [],
  );
  if (long.length > 0) return long;
  const missing = parts.flatMap((part, at) =>
    countWords(part) === 0 ? [{ code: "required", field: PROMPTS[at]! }] : [],
  );
  if (missing.length > 0) return missing;
  const words = countWords(parts.join("\n"));
  if (words < FEWEST_WORDS) {
    return [{ code: "story-too-short", params: { words, min: FEWEST_WORDS }, field: PROMPTS[0] }];
  }
  if (words > MOST_WORDS) {
    return [{ code: "story-too-long", params: { words, max: MOST_WORDS }, field: PROMPTS[0] }];
  }
  return [];
}

export const nameProblems = (typed: string, field: string, max = 100): Problem[] => {
  const name = typed.trim();
  if (name === "") return [{ code: "required", field }];
  if (name.length < 2) return [{ code: "too-short", params: { min: 2 }, field }];
  return name.length > max ? [{ code: "too-long", params: { max }, field }] : [];
};

type Needs = { readonly guardianNeeded: boolean; readonly contentHash: string };

/** Whose consent a story needs before anybody sees it. */
export const partiesOf = ({ guardianNeeded }: Pick<Needs, "guardianNeeded">): readonly Party[] =>
  guardianNeeded ? ["person", "guardian"] : ["person"];

export type ConsentStanding = "stands" | "missing" | "ended" | "withdrawn" | "other-words";

/** How one party's consent stands on a day. Of one party at most one is not taken back or renewed. */
export function standingOf(
  { contentHash }: Pick<Needs, "contentHash">,
  consents: readonly StoryConsent[],
  party: Party,
  today: Day | string,
): ConsentStanding {
  const own = consents.filter((one) => one.party === party);
  const live = own.find((one) => one.withdrawnAt === null);
  if (!live) return own.length > 0 ? "withdrawn" : "missing";
  if (live.contentHash !== contentHash) return "other-words";
  return live.endsOn < today ? "ended" : "stands";
}

/** Those whose consent is needed and does not stand. The pages ask the database the same thing. */
export const withoutConsent = (
  story: Needs & { readonly consents: readonly StoryConsent[] },
  today: Day | string,
): readonly Party[] =>
  partiesOf(story).filter((party) => standingOf(story, story.consents, party, today) !== "stands");

/** The last day on which a story may be seen, as long as every consent stands; else null. */
export function shownUntil(
  story: Needs & { readonly consents: readonly StoryConsent[] },
  today: Day | string,
): string | null {
  if (withoutConsent(story, today).length > 0) return null;
  const ends = story.consents
    .filter((one) => one.withdrawnAt === null && partiesOf(story).includes(one.party))
    .map((one) => one.endsOn)
    .sort();
  return ends[0] ?? null;
}

/** The day a consent ends that is given today for so many years. */
export function endOfConsent(today: Day, years: string, field: string): Result<Day> {
  const chosen = CONSENT_YEARS.find((each) => String(each) === years);
  if (chosen === undefined) return refuse({ code: years ? "not-a-choice" : "required", field });
  const rest = today.slice(4);
  // Given on 29 February it ends on 28 February: a day later would be longer than was agreed to.
  const same = `${Number(today.slice(0, 4)) + chosen}${rest}` as Day;
  return ok(addDays(rest === "-02-29" ? (same.replace("-29", "-28") as Day) : same, 0));
}
