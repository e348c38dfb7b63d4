import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { day, isDay } from "../../shared/day.ts";
import type {
  Answer,
  Answers,
  ContactAnswer,
  FormField,
  FormPage,
  SchoolAnswer,
} from "./application.forms.ts";
import type { PickedFlow } from "./draft.store.ts";

/** One answer as it is read: the question as it stood on the page, and what was said to it. */
export type SpokenAnswer = {
  readonly page: string;
  readonly field: string;
  readonly kind: FormField["kind"];
  readonly question: string;
  /** Lines; "" where an optional question was left empty. */
  readonly answer: string;
};

/** The question of a field: its own words, or those that the catalogues have for its code. */
export function questionOf(words: Words, field: FormField): string {
  if (field.label) return words.local(field.label);
  const key = `apply.question-${field.code}`;
  return words.has(key) ? words.t(key as MessageKey) : field.code;
}

/** What a page is called: its own words, those of its code, or its first question. */
export function pageTitle(words: Words, page: FormPage): string {
  if (page.title) return words.local(page.title);
  const key = `apply.question-${page.code}` as const;
  const [first] = page.fields;
  if (first?.label) return words.local(first.label);
  if (words.has(key)) return words.t(key);
  return first ? questionOf(words, first) : page.code;
}

export function hintOf(words: Words, field: FormField): string | undefined {
  if (field.hint) return words.local(field.hint);
  const key = `apply.hint-${field.code}`;
  return words.has(key) ? words.t(key as MessageKey) : undefined;
}

export const yearInWords = (words: Words, year: string): string =>
  year.startsWith("finished")
    ? words.t("apply.year-finished-in", { month: year.slice("finished ".length) })
    : words.t(`apply.year-${year}` as MessageKey);

/** A city with its days: "Bologna, Italy, 1 – 28 June 2027". */
export const flowInWords = (words: Words, flow: PickedFlow): string =>
  `${flow.city}, ${words.country(flow.country)}, ${words.days(day(flow.starts), day(flow.ends))}`;

type Of<T extends Answer> = (words: Words, answer: T, field: FormField, flows: Flows) => string;
type Flows = readonly PickedFlow[];

const optionWords = (words: Words, field: FormField, value: string): string => {
  const option = field.options?.find((each) => each.value === value);
  return option ? words.local(option.label) : value;
};
const lines = (parts: readonly (string | null | false)[]): string =>
  parts.filter((part) => part).join("\n");

const SPOKEN: Readonly<Record<FormField["kind"], Of<never>>> = {
  names: (_words, answer: { givenNames: string; familyName: string }) =>
    `${answer.givenNames} ${answer.familyName}`,
  "birth-date": (words, answer: string) => (isDay(answer) ? words.day(answer) : ""),
  school: (words, answer: SchoolAnswer) =>
    lines([answer.name, `${answer.town}, ${words.country(answer.country)}`]),
  "trade-year": (words, answer: { trade: string; year: string }) =>
    lines([words.trade(answer.trade), answer.year !== "" && yearInWords(words, answer.year)]),
  contact: (words, answer: ContactAnswer) =>
    lines([
      answer.phone,
      answer.email,
      words.t("apply.reach-best", { way: words.t(`apply.way-${answer.way}` as MessageKey) }),
    ]),
  cities: (words, answer: readonly string[], _field, flows) =>
    answer
      .flatMap((id) => flows.find((flow) => flow.id === id) ?? [])
      .map((flow, at) => `${at + 1}. ${flowInWords(words, flow)}`)
      .join("\n"),
  "long-text": (_words, answer: string) => answer,
  guardian: (_words, answer: { name: string; phone: string }) => lines([answer.name, answer.phone]),
  needs: () => "",
  text: (_words, answer: string) => answer,
  choice: (words, answer: string, field) => optionWords(words, field, answer),
  several: (words, answer: readonly string[], field) =>
    words.list(answer.map((value) => optionWords(words, field, value))),
  "yes-no": (words, answer: string) =>
    answer === "" ? "" : words.t(answer === "yes" ? "apply.yes" : "apply.no"),
  number: (words, answer: number | "") => (answer === "" ? "" : words.number(answer)),
  languages: (words, answer: readonly string[]) =>
    lines(
      answer.map((one) => {
        const [language = "", level = "", basis = "self"] = one.split(" ");
        const says = words.t(`languages.basis-${basis}` as MessageKey);
        return `${words.language(language)}: ${level} (${says})`;
      }),
    ),
};

/** What was answered on these pages, question by question. What is said about needs is never here. */
export function answersInWords(
  words: Words,
  pages: readonly FormPage[],
  answers: Answers,
  flows: Flows,
): SpokenAnswer[] {
  return pages.flatMap((page) =>
    page.fields.map((field) => {
      const answer = answers[field.code];
      return {
        page: page.code,
        field: field.code,
        kind: field.kind,
        question: questionOf(words, field),
        answer:
          answer === undefined ? "" : SPOKEN[field.kind](words, answer as never, field, flows),
      };
    }),
  );
}
