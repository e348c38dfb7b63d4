import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { dueDay, isAutomatic } from "./task.rules.ts";
import { ONLY_FOR, type OnlyFor, type StoredTask, type TaskKind, WHO, type Who } from "./task.ts";

/** Rule C3: nobody leaves before everybody has signed, whatever a line asks for. */
export const ALWAYS_ON = "agreement-signed";

/** What stands in the boxes of one kind of task. */
export type TypedKind = Readonly<
  Record<"code" | "name" | "who" | "daysBefore" | "remindOn" | "onlyFor", string>
> &
  Readonly<Record<"isOn" | "blocking" | "proof", boolean>>;

/** A kind as the office sets it, before it is known whether it is new. */
export type SetKind = Pick<
  TaskKind,
  "code" | "who" | "daysBefore" | "remindOn" | "onlyFor" | "isOn" | "blocking" | "proof"
> & { readonly name: string };

const MOST_DAYS = 365;
const MOST_REMINDERS = 5;
const EARLIEST = -90;
const LATEST = 60;
const LONGEST_NAME = 80;

/** Where a problem stands: the box of one kind. */
export const kindField = (code: string, box: string): string => `${box}-${code}`;

/** "7 before, on the day, 7 after" as it is typed: "-7, 0, 7". Null for what is no list of days. */
export function remindDays(typed: string): readonly number[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== "");
  if (!parts.every((part) => /^[+−-]?\d{1,3}$/.test(part))) return null;
  const days = parts.map((part) => Number(part.replace("−", "-")));
  return [...new Set(days)].sort((a, b) => a - b);
}

/** Every box of every kind that is wrong, at once, and the kinds as they would be. */
export function readKinds(typed: readonly TypedKind[]): {
  readonly kinds: readonly SetKind[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const kinds = typed.map((row): SetKind => {
    const wrong = (box: string, code: string, params?: Problem["params"]) =>
      problems.push({ code, field: kindField(row.code, box), ...(params ? { params } : {}) });
    const who = WHO.find((known) => known === row.who);
    if (!who) wrong("who", "choose-one");
    const onlyFor = ONLY_FOR.find((known) => known === row.onlyFor);
    if (!onlyFor) wrong("only", "choose-one");
    const daysBefore = /^\d{1,4}$/.test(row.daysBefore) ? Number(row.daysBefore) : null;
    if (daysBefore === null) wrong("days", "not-whole");
    else if (daysBefore > MOST_DAYS) wrong("days", "too-big", { max: MOST_DAYS, min: 0 });
    const remindOn = remindDays(row.remindOn);
    if (remindOn === null) wrong("remind", "reminder-days");
    else if (remindOn.length > MOST_REMINDERS) {
      wrong("remind", "too-many-reminders", { max: MOST_REMINDERS });
    } else if (remindOn.some((day) => day < EARLIEST || day > LATEST)) {
      wrong("remind", "reminder-far", { before: -EARLIEST, after: LATEST });
    }
    if (row.name.length > LONGEST_NAME) wrong("name", "too-long", { max: LONGEST_NAME });
    if (!row.isOn && row.code === ALWAYS_ON) wrong("on", "task-always-asked");
    return {
      code: row.code,
      name: row.name,
      isOn: row.isOn,
      who: (who ?? "office") as Who,
      onlyFor: (onlyFor ?? "everybody") as OnlyFor,
      daysBefore: daysBefore ?? 0,
      remindOn: remindOn ?? [],
      // Nobody can leave with an unsigned agreement, and what the program knows needs no proof.
      blocking: row.blocking || row.code === ALWAYS_ON,
      proof: row.proof && !isAutomatic(row.code),
    };
  });
  return { kinds, problems };
}

/** Whom a kind of task concerns is decided by these. */
export type Concerned = {
  readonly isMinor: boolean;
  readonly needsVisa: boolean;
  readonly isVirtual: boolean;
};

const TRAVELLING = new Set([
  "id-papers",
  "exit-authorisation",
  "group-adults",
  "medical-card",
  "insurance-accident",
  "insurance-liability",
  "insurance-health",
  "journey-booked",
  "lodging",
  "rules-read",
]);

export const concerns = (kind: Pick<TaskKind, "code" | "onlyFor">, of: Concerned): boolean =>
  (kind.onlyFor !== "minors" || of.isMinor) &&
  (kind.onlyFor !== "visa" || of.needsVisa) &&
  // Somebody whose stay is online travels nowhere.
  (!of.isVirtual || !(TRAVELLING.has(kind.code) || kind.onlyFor === "visa"));

/** A task at which nobody has done anything: it may go without anything being lost. */
export const isUntouched = (task: Pick<StoredTask, "state" | "note">): boolean =>
  task.state === "open" && task.note === null;

export type ListChange = {
  readonly added: readonly (TaskKind & { readonly due: Day })[];
  readonly removed: readonly StoredTask[];
};

/**
 * What a stay's list lacks of what its line asks for, and what stands on it that is asked for no
 * more. What somebody has begun, done or decided stays, whatever the line asks for now.
 */
export function changesOfList(
  kinds: readonly TaskKind[],
  tasks: readonly StoredTask[],
  of: Concerned & { readonly starts: Day },
  today: Day,
): ListChange {
  const asked = kinds.filter((kind) => kind.isOn && concerns(kind, of));
  const there = new Set(tasks.map(({ code }) => code));
  const codes = new Set(asked.map(({ code }) => code));
  return {
    added: asked
      .filter(({ code }) => !there.has(code))
      .map((kind) => ({ ...kind, due: dueDay(of.starts, kind.daysBefore, today) })),
    removed: tasks.filter((task) => !codes.has(task.code) && isUntouched(task)),
  };
}
