import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { StayTask, TaskState } from "../../stages/preparation/task.ts";
import { type Html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<TaskState, TagColour>> = {
  "cannot-start": "grey",
  open: "yellow",
  "being-checked": "turquoise",
  "sent-back": "orange",
  done: "green",
  "not-needed": "grey",
};

type Named = { readonly code: string; readonly name: StayTask["name"] };

/** A task of the standard list in the reader's words, a scheme's own in the scheme's. */
export const taskName = (words: Words, task: Named): string =>
  task.name ? words.local(task.name) : words.t(`tasks.kind-${task.code}` as MessageKey);

export const taskTag = (words: Words, state: TaskState): Html =>
  tag({ text: words.t(`tasks.state-${state}` as MessageKey), colour: COLOURS[state] });

/** What keeps an automatic task open. */
export function whyWords(words: Words, why: NonNullable<StayTask["why"]>): string {
  const params = Object.fromEntries(
    Object.entries(why.params).map(([name, value]) => [
      name,
      typeof value === "string" && isDay(value) ? words.shortDay(day(value)) : value,
    ]),
  );
  return words.t(`tasks.why-${why.code}` as MessageKey, params);
}

/** Problems of the preparation name tasks and those who do them by code. */
export const inWords = (
  words: Words,
  problems: readonly Problem[],
  tasks: readonly StayTask[],
): Problem[] =>
  problems.map((problem) => {
    const { task, who } = problem.params ?? {};
    if (typeof task !== "string") return problem;
    const of = tasks.find(({ code }) => code === task);
    return {
      ...problem,
      params: {
        ...problem.params,
        task: of ? taskName(words, of) : task,
        ...(typeof who === "string" ? { who: words.t(`tasks.who-${who}` as MessageKey) } : {}),
      },
    };
  });
