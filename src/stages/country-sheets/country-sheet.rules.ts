import { type Day, daysBetween, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { type NewSheetLine, type SheetLine, TOPICS, type Topic } from "./country-sheet.ts";

/** A school year, and most rules of a border, live about as long. */
export const USUAL_AGE = 365;
export const SHORTEST_AGE = 30;
export const LONGEST_AGE = 1095;

const LONGEST_WORDS = 600;
const LONGEST_SOURCE = 300;
const LONGEST_LINK = 500;

/**
 * How far a line can be relied on: looked at within the age that is set; longer ago; or come with the
 * program, where nobody of the scheme has opened the source.
 */
export type Standing = "checked" | "check-again" | "not-ours";

export function standingOf(
  line: Pick<SheetLine, "checkedOn" | "version">,
  today: Day,
  age: number,
): Standing {
  if (daysBetween(line.checkedOn, today) > age) return "check-again";
  return line.version === 0 ? "not-ours" : "checked";
}

/** Topics that a sheet says nothing about; missing is said, never guessed. */
export const missingTopics = (
  lines: readonly Pick<SheetLine, "topic">[],
  elsewhere: readonly Topic[] = [],
): Topic[] =>
  TOPICS.filter(
    (topic) => !elsewhere.includes(topic) && !lines.some((line) => line.topic === topic),
  );

/** What stands in the boxes of the form, before it is known to be a line. */
export type TypedLine = {
  readonly topic: string;
  readonly words: Readonly<Record<string, string>>;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: string;
};

/** A line of what was typed, or everything that is wrong with it, each at its box. */
export function lineOf(
  country: string,
  typed: TypedLine,
  today: Day,
): { line?: NewSheetLine; problems: Problem[] } {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const topic = TOPICS.find((known) => known === typed.topic);
  if (!topic) add("topic", "choose-one");
  if (!typed.words.en) add("words-en", "required");
  for (const [locale, text] of Object.entries(typed.words)) {
    if (text.length > LONGEST_WORDS) add(`words-${locale}`, "too-long", { max: LONGEST_WORDS });
  }
  if (typed.source === "") add("source", "required");
  else if (typed.source.length > LONGEST_SOURCE) add("source", "too-long", { max: LONGEST_SOURCE });
  if (typed.link === "") add("link", "required");
  else if (!/^https?:\/\/\S+\.\S+$/.test(typed.link)) add("link", "not-a-website");
  else if (typed.link.length > LONGEST_LINK) add("link", "too-long", { max: LONGEST_LINK });
  const { checkedOn } = typed;
  if (!isDay(checkedOn)) add("checkedOn", checkedOn === "" ? "required" : "not-a-day");
  else if (checkedOn > today) add("checkedOn", "day-in-future");
  if (problems.length > 0 || !topic || !isDay(checkedOn)) return { problems };
  const { words, source, link } = typed;
  return { problems, line: { country, topic, words, source, link, checkedOn } };
}

export function ageProblems(days: number): Problem[] {
  const field = "days";
  if (!Number.isInteger(days)) return [{ code: "not-whole", field }];
  if (days < SHORTEST_AGE) return [{ code: "too-small", params: { min: SHORTEST_AGE }, field }];
  return days > LONGEST_AGE ? [{ code: "too-big", params: { max: LONGEST_AGE }, field }] : [];
}
