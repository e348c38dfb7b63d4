import { addDays, ageOn, type Day } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { passportProblems } from "../travel/passport.rules.ts";
import { FREE_MOVEMENT, inSchengen } from "../travel/schengen.rules.ts";
import { firstGap, type Insured } from "./insurance.rules.ts";
import type { Facts, KeptState, StayTask, StoredTask, TaskAction, TaskState } from "./task.ts";

export const TASK_STATES = [
  "cannot-start",
  "open",
  "being-checked",
  "sent-back",
  "done",
  "not-needed",
] as const;
export const TASK_ACTIONS = [
  "hand-in",
  "finish",
  "confirm",
  "send-back",
  "waive",
  "need",
  "undo",
] as const;

/**
 * Something to do before a journey. What asks for a proof is handed in and looked at; the rest is
 * finished by whoever does it; without its proof it is open again. What waits for another task cannot start, but the office may say that
 * nobody needs it. A done one that turns out wrong goes back.
 */
export const taskStates = {
  "cannot-start": { waive: "not-needed" },
  open: { "hand-in": "being-checked", finish: "done", confirm: "done", waive: "not-needed" },
  "being-checked": {
    confirm: "done",
    "send-back": "sent-back",
    "take-back": "open",
    waive: "not-needed",
  },
  "sent-back": { "hand-in": "being-checked", finish: "done", confirm: "done", waive: "not-needed" },
  done: { undo: "sent-back" },
  "not-needed": { need: "open" },
} as const satisfies Record<TaskState, Partial<Record<TaskAction, KeptState>>>;

export function next(state: TaskState, action: TaskAction): Result<KeptState> {
  const after = (taskStates[state] as Partial<Record<TaskAction, KeptState>>)[action];
  return after ? ok(after) : refuse({ code: `task-${state}`, params: { action } });
}

export const isMinorOn = (birth: Day, day: Day): boolean => ageOn(birth, day) < 18;

/** Rule M1: one adult for each begun group of minors; none where nobody is a minor. */
export const adultsNeeded = (minors: number, minorsPerAdult: number): number =>
  Math.ceil(minors / minorsPerAdult);

type Found = { readonly done: boolean; readonly since: Date | null; readonly why: StayTask["why"] };
const DONE: Found = { done: true, since: null, why: null };
const open = (code: string, params = {}, since: Date | null = null): Found => ({
  done: false,
  since,
  why: { code, params },
});

/** Where what is known elsewhere settles a task; a hand may settle the last five as well. */
const KNOWN: Readonly<Record<string, (facts: Facts) => Found>> = {
  "id-papers": passport,
  "company-found": (f) => (f.companySince ? DONE : open("no-company")),
  "agreement-signed"({ agreement, unsettled }) {
    if (agreement && unsettled) return open(`agreement-${unsettled.how}`, {}, unsettled.since);
    if (agreement?.state === "signed") return DONE;
    if (!agreement) return open("agreement-none");
    return open(`agreement-${agreement.state}`, {}, agreement.since);
  },
  "exit-authorisation": (f) =>
    f.exitNeeded === "no" || f.exitState === "seen" ? DONE : open(`exit-${f.exitState}`),
  "group-adults": groupAdults,
  "medical-card": (f) => (f.card ? DONE : open("card-none")),
  "journey-booked"(f) {
    if (f.there && f.home) return DONE;
    return open(f.there ? "journey-no-home" : f.home ? "journey-no-there" : "journey-none");
  },
  lodging: (f) => (f.bed ? DONE : open("bed-none")),
  "insurance-accident": insured("accident"),
  "insurance-liability": insured("liability"),
  "insurance-health": insured("health"),
};
/**
 * Known elsewhere, or settled by the office's own word: a group that a bus of the school drives, a
 * learner who has an insurance of the family.
 */
const BY_HAND_TOO = new Set([
  "journey-booked",
  "lodging",
  "insurance-accident",
  "insurance-liability",
  "insurance-health",
]);

export const isAutomatic = (code: string): boolean => code in KNOWN && !BY_HAND_TOO.has(code);

function passport(facts: Facts): Found {
  const { papers } = facts;
  if (!papers) return open("passport-none");
  const atBorder =
    inSchengen(facts.country, facts.starts) && !FREE_MOVEMENT.has(papers.nationality);
  const stay = { entry: facts.starts, exit: facts.ends };
  const [problem] = passportProblems(papers, stay, atBorder);
  return problem ? open(problem.code, problem.params) : DONE;
}

/** Covered on every day from door to door, or on which days not. */
function insured(kind: Insured) {
  return (facts: Facts): Found => {
    const spans = facts.insured.filter((one) => one.kind === kind);
    if (spans.length === 0) return open("insurance-none");
    const gap = firstGap(spans, facts.awayFrom, facts.awayUntil);
    return gap ? open("insurance-gap", { from: gap.starts, to: gap.ends }) : DONE;
  };
}

function groupAdults(facts: Facts): Found {
  const needed = adultsNeeded(facts.minors, facts.minorsPerAdult);
  if (facts.adults < needed) return open("adults-missing", { there: facts.adults, needed });
  if (facts.adultsUnvetted > 0) return open("adults-unvetted", { count: facts.adultsUnvetted });
  return DONE;
}

/**
 * The tasks of one stay as they stand today. A task whose forerunner is not over cannot start; one
 * that the program knows of follows what it knows, so nothing is "done" that has fallen since.
 */
export function standing(
  tasks: readonly StoredTask[],
  facts: Facts,
  today: Day,
): readonly StayTask[] {
  const settled = tasks.map((task): StayTask => {
    const found = KNOWN[task.code]?.(facts);
    const byHand = BY_HAND_TOO.has(task.code) && task.state === "done" && !found?.done;
    const asKept = !found || task.state === "not-needed" || byHand;
    const state: KeptState = asKept
      ? task.state
      : found.done
        ? "done"
        : BY_HAND_TOO.has(task.code) && task.state !== "done"
          ? task.state
          : "open";
    return {
      ...task,
      state,
      since: !asKept && found.since && found.since > task.since ? found.since : task.since,
      automatic: isAutomatic(task.code),
      // Whatever was handed in is looked at first.
      why: asKept || found.done || state === "being-checked" ? null : found.why,
      overdue: false,
    };
  });
  const over = new Set(settled.filter(isOver).map((task) => task.code));
  const there = new Set(settled.map((task) => task.code));
  return settled.map((task) => {
    const waits = task.afterCode !== null && there.has(task.afterCode) && !over.has(task.afterCode);
    const state = waits && task.state === "open" ? "cannot-start" : task.state;
    return { ...task, state, overdue: !isOver(task) && task.due < today };
  });
}

export const isOver = (task: { readonly state: TaskState }): boolean =>
  task.state === "done" || task.state === "not-needed";

export const blocks = (task: StayTask): boolean => task.blocking && !isOver(task);

/** Everything that keeps somebody from being ready to depart, at once: what, who, since when. */
export const readyProblems = (tasks: readonly StayTask[]): readonly Problem[] =>
  tasks.length === 0
    ? [{ code: "tasks-not-made" }]
    : tasks.filter(blocks).map((task) => ({
        code: "task-blocks",
        params: { task: task.code, who: task.who, since: wallTimeOf(task.since).day },
      }));

/** The day by which a task is due; one made late is due at once and not in the past. */
export function dueDay(starts: Day, daysBefore: number, madeOn: Day): Day {
  const planned = addDays(starts, -daysBefore);
  return planned < madeOn ? (madeOn < starts ? madeOn : starts) : planned;
}

/**
 * The day of the next reminder of those that the line sets; null after the last, and for what needs
 * none.
 */
export function nextReminder(task: StayTask): Day | null {
  const offset = task.remindOn[task.reminders];
  if (offset === undefined || isOver(task) || task.state === "being-checked") return null;
  const planned = addDays(task.due, offset);
  // A list made late does not catch up with three letters in three mornings.
  if (task.remindedAt === null) return planned;
  const between = offset - (task.remindOn[task.reminders - 1] ?? offset);
  const soonest = addDays(wallTimeOf(task.remindedAt).day, between);
  if (soonest > planned) return soonest;
  return planned;
}
